"""Section 9: each document's text with its marks, what is not the article folded away."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from sayso.model import Attribution, Document, Place, Region, Span, grouped
from sayso.report.case import Case
from sayso.report.words import anchor, plain, shown

DOCUMENTS = 200
BUDGET = 8_000_000
"""Characters of markup that the documents may take, which keeps the file below 10 MB."""
_LINE_COST, _MARK_COST = 60, 600
"""What a line and a mark add to the page, measured on five annotated articles (16 kB of text, 48 attributions)."""
MARKS = 10_000
"""Attributions marked in one document; the page says how many are left out."""
_FOLDED = {
    "furniture": "Page furniture", "caption": "Caption", "comment": "Reader comments", "disclaimer": "Disclaimer",
    "metadata": "Metadata",
}  # fmt: skip
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_KINDS = "sctfdg"
"""Source, cue, content, figure, date: one letter each, also the class of the mark; g is what a link leads to."""


@dataclass(frozen=True, slots=True)
class Note:
    """What is said about one attribution beside its paragraph."""

    number: int
    attribution: Attribution
    speaker: str
    settled: bool
    via: tuple[str, ...]
    claims: tuple[int, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the article with its marks, and its notes."""

    kind: str
    words: Markup
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """A stretch that is not the article: shown on demand, apart from it."""

    name: str
    first: str
    characters: int
    words: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """One document as shown."""

    document: Document
    id: str
    parts: tuple[Paragraph | Folded, ...]
    attributions: int
    has_headline: bool
    left_out: int
    """Characters that are not shown because the page is full."""
    unmarked: int
    """Attributions that are not marked because the document has too many."""
    rest: Markup


@dataclass(slots=True)
class Marked:
    """Marks of one document as a sweep needs them: what opens and closes at each position."""

    steps: dict[int, list[int]] = field(default_factory=dict)
    """Position -> change of the number of open marks of each kind."""
    ids: dict[int, list[str]] = field(default_factory=dict)
    numbers: dict[int, list[tuple[int, str]]] = field(default_factory=dict)
    """Position -> numbers of the notes whose words end there."""

    def add(self, kind: str, span: Span) -> None:
        """Marks a span with a kind."""
        at = _KINDS.index(kind)
        self.steps.setdefault(span.start, [0] * len(_KINDS))[at] += 1
        self.steps.setdefault(span.end, [0] * len(_KINDS))[at] -= 1


def choose_shown(case: Case) -> dict[str, int]:
    """Documents that the page shows, each with how many of its characters: those of the most echoed claims first."""
    order = [w.document for claim in case.claims[:400] for w in case.wordings.get(claim.claim, ())]
    marks = Counter(row.document for table in (case.tables.attributions, case.tables.figures) for row in table)
    chosen: dict[str, int] = {}
    left = BUDGET
    for key in dict.fromkeys([*order, *(d.document for d in case.documents)]):
        if len(chosen) == DOCUMENTS or left <= 0 or key not in case.by_id:
            continue
        text = case.by_id[key].text
        cost = 1000 + len(text) + _LINE_COST * text.count("\n") + _MARK_COST * marks[key]
        chosen[key] = len(text) * min(left, cost) // cost
        left -= cost
    return chosen


def render_documents(case: Case, limits: Mapping[str, int], places: Iterable[Place]) -> list[Page]:
    """Each chosen document's text with marks; `places` are the spans that links on the page lead to."""
    wanted = grouped(sorted(set(places)), "document")
    tables = case.tables
    regions, attributions = grouped(tables.regions), grouped(tables.attributions)
    figures, dates = grouped(tables.figures), grouped(tables.dates)
    pages = []
    for document in case.documents:
        key = document.document
        if key not in limits:
            continue
        rows = sorted(attributions.get(key, ()), key=lambda a: (a.content[0].end, a.attribution))
        marked = mark_document(case, rows[:MARKS], figures.get(key, ()), dates.get(key, ()), wanted.get(key, ()))
        pages.append(
            _page(case, document, sorted(regions.get(key, ()), key=lambda r: r.start), rows, marked, limits[key])
        )
    return pages


def mark_document(
    case: Case,
    attributions: list[Attribution],
    figures: Iterable[object],
    dates: Iterable[object],
    places: Iterable[Place],
) -> Marked:
    """All marks of a document."""
    marked = Marked()
    for number, row in enumerate(attributions, 1):
        for kind, spans in (("s", row.source), ("c", row.cue), ("t", row.content)):
            for span in spans:
                marked.add(kind, span)
        marked.numbers.setdefault(row.content[0].end, []).append((number, anchor(row.attribution)))
    for kind, found in (("f", figures), ("d", dates)):
        for figure in found:
            marked.add(kind, figure.span)  # type: ignore[attr-defined]
    for place in places:
        marked.add("g", place.span)
        marked.ids.setdefault(place.start, []).append(case.place_id(place))
    return marked


def _page(
    case: Case, document: Document, regions: list[Region], rows: list[Attribution], marked: Marked, limit: int
) -> Page:
    notes: dict[int, list[Note]] = {}
    for number, row in enumerate(rows[:MARKS], 1):
        notes.setdefault(row.content[0].end, []).append(_note(case, number, row))
    text = document.text[:limit]
    tiles = [(r.kind, r.start, min(r.end, limit)) for r in regions if r.start < limit] or [("body", 0, limit)]
    sweep = Sweep(text, marked, notes)
    parts: list[Paragraph | Folded] = []
    for kind, start, end in tiles:
        lines = tuple(sweep.lines(kind, start, end))
        if not lines:
            continue
        if kind not in _FOLDED:
            parts += lines
        elif parts and isinstance(parts[-1], Folded) and parts[-1].name == _FOLDED[kind]:
            last = parts[-1]
            parts[-1] = Folded(last.name, last.first, last.characters + end - start, last.words + lines)
        else:
            parts.append(Folded(_FOLDED[kind], plain(text[start : min(end, start + 300)], 60), end - start, lines))
    return Page(
        document,
        anchor(document.document),
        tuple(parts),
        len(rows),
        any(kind == "headline" for kind, _, _ in tiles),
        len(document.text) - limit,
        max(len(rows) - MARKS, 0),
        sweep.rest(),
    )


def _note(case: Case, number: int, row: Attribution) -> Note:
    voice = case.speaker(row)
    claims = sorted({case.numbers[c] for c in case.claims_of.get(row.attribution, ()) if c in case.numbers})
    return Note(
        number,
        row,
        voice.name,
        voice.settled,
        tuple(case.via(row)),
        tuple(claims),
        Place(row.document, *row.content[0]),
    )


class Sweep:
    """Walks a text once, from left to right, and cuts it wherever a mark opens or closes."""

    def __init__(self, text: str, marked: Marked, notes: Mapping[int, list[Note]]) -> None:
        """`notes` are keyed by the position at which the words they speak of end."""
        self.text, self.marked, self.notes = text, marked, notes
        self.cuts = sorted(marked.steps.keys() | marked.numbers.keys())
        self.ids = sorted(marked.ids)
        self.next = self.next_id = 0
        self.open = [0] * len(_KINDS)

    def lines(self, kind: str, start: int, end: int) -> Iterable[Paragraph]:
        """The lines of a region with their marks; blank lines are left out."""
        for found in _LINE.finditer(self.text, start, end):
            if not found.group().isspace():
                words, notes = self._line(found.start(), found.end())
                yield Paragraph(kind, words, tuple(notes))

    def rest(self) -> Markup:
        """Targets of links that stand behind the last line."""
        return _anchors(self._targets(len(self.text) + 1))

    def _line(self, start: int, end: int) -> tuple[Markup, list[Note]]:
        parts: list[str] = []
        notes: list[Note] = []
        at = start
        while self.next < len(self.cuts) and self.cuts[self.next] <= end:
            cut = self.cuts[self.next]
            if cut > at:
                parts.append(self._piece(at, cut))
                at = cut
            parts += [
                f'<sup><a href="#{name}" aria-label="Note {number}">{number}</a></sup>'
                for number, name in self.marked.numbers.get(cut, ())
            ]
            notes += self.notes.get(cut, ())
            for kind, change in enumerate(self.marked.steps.get(cut, ())):
                self.open[kind] += change
            self.next += 1
        if at < end:
            parts.append(self._piece(at, end))
        return Markup("".join(parts)), notes

    def _piece(self, start: int, end: int) -> str:
        """A piece of text under the marks that are open."""
        names = self._targets(start + 1)
        words = shown(self.text[start:end])
        if not any(self.open):
            return f"{_anchors(names)}{words}"
        kinds = [kind for kind, number in zip(_KINDS[:-1], self.open, strict=False) if number > 0]
        if self.open[_KINDS.index("t")] > 1:
            kinds.append("u")
        name = f' id="{names[-1]}"' if names else ""
        look = f' class="{" ".join(kinds)}"' if kinds else ""
        return f'{_anchors(names[:-1])}<span{name}{look} data-s="{start}">{words}</span>'

    def _targets(self, before: int) -> list[str]:
        """What links call the spans that start before a position and have no target yet."""
        names: list[str] = []
        while self.next_id < len(self.ids) and self.ids[self.next_id] < before:
            names += self.marked.ids[self.ids[self.next_id]]
            self.next_id += 1
        return names


def _anchors(names: Iterable[str]) -> Markup:
    """Empty elements for links to lead to."""
    return Markup("".join(f'<b class="g" id="{name}"></b>' for name in names))
