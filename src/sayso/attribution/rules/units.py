"""Units of reading: a sentence, or several that one quotation holds together."""

import re
from dataclasses import dataclass
from typing import Literal

from sayso.language import Quotation, find_quotations, split_paragraphs, split_sentences
from sayso.language.cues import SPEAKING, cue_forms
from sayso.language.items import Item, read_items
from sayso.model import Act, Document, RegionKind, Span

FRAMES_PER_UNIT = 64  # attributions read in one sentence; no sentence of PolNeAR dev has a fourth as many
Layer = Literal["rules", "tagger", "both", "linear"]
"""Who found a frame: rules, the tagger, both of them the same; `linear`: tier `crawl` judged it."""
CAPPED = ", more in this sentence not read"
LONGEST_NAMING = 120  # letters of a sentence that only names the speaker of the quotation before it
SHORTEST_INNER = 24  # letters: less cannot hold a source, a cue and a content of their own
SHORTEST_SINGLE = 5  # words from which a single-quoted stretch is taken for speech where double marks are the style
SHORTEST_TICKER = 2  # paragraphs that open with a time of day
_CLOCK = re.compile(
    r"[(\[]?\d{1,2}[.:h]\d{2}(?: ?[ap]\.?m\.?)?(?: (?:GMT|UTC|BST|[CEWMP][SED]?[ST]T))?[)\]]?"
    r"(?: ?[:–—-])? (?=[\"'«„‘“@\[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence (or sentences held together by a quotation) as items; quotations are one item each."""

    span: Span
    kind: RegionKind
    paragraph: int
    """Number of its paragraph in the document."""
    opens: bool
    """Whether it is the first of its paragraph."""
    closes: bool
    """Whether it is the last of its paragraph."""
    items: tuple[Item, ...]
    depth: int = 0
    """0 for the article itself, 1 for the words of a quotation."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A source, a cue and a content as found in one unit, before it becomes a row."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str
    score: float
    act: Act = "asserts"
    layer: Layer = "rules"

    @property
    def start(self) -> int:
        """Where the first of its words stands."""
        return self.extent.start

    @property
    def extent(self) -> Span:
        """From the first of its words to the last."""
        spans = (*self.source, *self.cue, *self.content)
        return Span(min(span.start for span in spans), max(span.end for span in spans))


def read_units(document: Document, regions: list[tuple[RegionKind, Span]]) -> list[Unit]:
    """The units of the given regions in text order."""
    text = document.text
    paragraphs = [(kind, p) for kind, region in regions for p in split_paragraphs(text, region.start, region.end)]
    paragraphs = _without_clock(text, paragraphs)
    single = _prefers_single(text, paragraphs)
    units: list[Unit] = []
    for number, (kind, paragraph) in enumerate(paragraphs):
        following = paragraphs[number + 1][1] if number + 1 < len(paragraphs) else None
        quotations = speech_quotations(text, paragraph, kind, single, following)
        units += _units_of(text, paragraph, kind, number, quotations)
    return units


def inner_units(text: str, unit: Unit) -> list[Unit]:
    """The sentences inside the quotations of a unit, for what a quoted speaker says that others say."""
    inner = [item.quotation.inner for item in unit.items if item.quotation is not None]
    return [
        Unit(sentence, unit.kind, unit.paragraph, False, False, _items(text, sentence, []), 1)
        for span in inner
        if span.end - span.start >= SHORTEST_INNER
        for sentence in split_sentences(text, span.start, span.end)
    ]


def _without_clock(text: str, paragraphs: list[tuple[RegionKind, Span]]) -> list[tuple[RegionKind, Span]]:
    """Paragraphs of a live ticker without the time of day that opens each: it is part of no sentence."""
    timed = [(kind, p, _CLOCK.match(text, p.start, p.end)) for kind, p in paragraphs]
    if sum(found is not None for _, _, found in timed) < SHORTEST_TICKER:
        return paragraphs
    return [(kind, Span(found.end(), p.end) if found else p) for kind, p, found in timed]


def _prefers_single(text: str, paragraphs: list[tuple[RegionKind, Span]]) -> bool:
    """Whether single marks are this document's style: double ones stand within them at most."""
    marked = [p for _, p in paragraphs if any(mark in text[p.start : p.end] for mark in '“”"«„')]
    if not marked or not any("‘" in text[p.start : p.end] for _, p in paragraphs):
        return not marked
    return all(q.is_single or q.depth for p in marked for q in find_quotations(text, p.start, p.end))


def speech_quotations(
    text: str, paragraph: Span, kind: RegionKind, single: bool, following: Span | None
) -> list[Quotation]:
    """The outermost quotations of a paragraph that can be speech, in order.

    One that stays open counts only if the next paragraph opens with the same mark again; else the mark is stray.
    """
    found: list[Quotation] = []
    for quotation in find_quotations(text, paragraph.start, paragraph.end):
        if found and quotation.span.start < found[-1].span.end:
            continue
        if not quotation.closed and (following is None or text[following.start] != quotation.mark):
            continue
        size = len(text[quotation.inner.start : quotation.inner.end].split())
        if quotation.is_single and not single and kind != "headline" and size < SHORTEST_SINGLE:
            continue
        if quotation.inner.end > quotation.inner.start:
            found.append(quotation)
    return found


def _units_of(text: str, paragraph: Span, kind: RegionKind, number: int, quotations: list[Quotation]) -> list[Unit]:
    pieces: list[Span] = []
    quoted = {q.span for q in quotations}
    ahead = iter(quotations)
    quotation = next(ahead, None)
    for sentence in split_sentences(text, paragraph.start, paragraph.end):
        while quotation and quotation.span.end <= sentence.start:
            quotation = next(ahead, None)
        if pieces and quotation and quotation.span.start < pieces[-1].end and quotation.span.end > sentence.start:
            pieces[-1] = Span(pieces[-1].start, sentence.end)
        else:
            pieces.append(sentence)
        if len(pieces) > 1 and _names_speaker(text, pieces[-2], pieces[-1], quoted):
            pieces[-2:] = [Span(pieces[-2].start, pieces[-1].end)]
        while quotation and quotation.span.end <= sentence.end and quotation.span.start >= pieces[-1].start:
            quotation = next(ahead, None)
    units = []
    at = 0
    for place, piece in enumerate(pieces):
        while at < len(quotations) and quotations[at].span.end <= piece.start:
            at += 1
        inside = []
        for n in range(at, len(quotations)):
            if quotations[n].span.start >= piece.end:
                break
            inside.append(quotations[n])
        units.append(Unit(piece, kind, number, place == 0, place == len(pieces) - 1, _items(text, piece, inside)))
    return units


def _names_speaker(text: str, before: Span, sentence: Span, quoted: set[Span]) -> bool:
    """Whether a short sentence only says who cried the quotation before it: "Never!" NAME snapped."""
    if sentence.end - sentence.start > LONGEST_NAMING or before not in quoted:
        return False
    if text[sentence.start] in "–—":
        return True  # “...” – NAME
    if text[before.end - 2] not in "!?…":
        return False
    items = read_items(text, sentence.start, sentence.end, True)
    cue = next((n for n, i in enumerate(items) if any(f.kinds & SPEAKING for f in cue_forms().get(i.lower, ()))), 0)
    return cue > 0 and items[0].tag in "KDPO" and not any(i.tag in "XPS" for i in items[cue + 1 :])


def _items(text: str, span: Span, quotations: list[Quotation]) -> tuple[Item, ...]:
    items: list[Item] = []
    at = span.start
    for quotation in quotations:
        items += read_items(text, at, quotation.span.start, not items)
        whole = Span(max(quotation.span.start, span.start), min(quotation.span.end, span.end))
        items.append(Item(whole.start, whole.end, "“”", "“”", "Q", quotation))
        at = whole.end
    items += read_items(text, at, span.end, not items)
    return tuple(items)
