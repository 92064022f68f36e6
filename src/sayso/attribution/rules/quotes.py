"""Quotations that no verb of their own sentence claims: alone, continued, announced by a line, or in a headline."""

from collections.abc import Container, Iterator
from dataclasses import replace

from sayso.attribution.rules.clauses import clause_end
from sayso.attribution.rules.units import Frame, Unit
from sayso.language.items import Item, span_of
from sayso.language.names import is_given_name
from sayso.language.phrases import phrase_after, phrase_before
from sayso.language.roles import office_words
from sayso.language.verbs import cue_words, verb_group
from sayso.model import Span

INTERVIEW = "interview answer"
WHOLE = "given whole"
UNMARKED = (INTERVIEW, WHOLE)
"""Rules whose content is somebody's very words although no marks say so."""
LONGEST_LETTER = 30  # paragraphs
LONGEST_SIGNATURE = 12  # items
BARE_LETTERS = 20  # less between marks in a line of its own is a heading or a title as often as speech


def is_bare(unit: Unit) -> bool:
    """Whether a unit is nothing but quotations and marks."""
    return any(i.tag == "Q" for i in unit.items) and all(i.tag in "Q.,-q*" for i in unit.items)


def quoted_spans(unit: Unit) -> list[Span]:
    """The quotations of a unit, marks included."""
    return [Span(i.start, i.end) for i in unit.items if i.tag == "Q"]


def announced(unit: Unit) -> Frame | None:
    """A line that announces the next one: "Here is what X said...". The content is filled in from the next unit."""
    items = list(unit.items)
    end = clause_end(items)
    for head in range(max(0, end - 3), end):
        verb = verb_group(items, head)
        if verb is None or not verb.form.kinds & {"say", "tell"}:
            continue
        what = next((n for n in range(head - 1, max(-1, head - 14), -1) if items[n].lower in ("what", "how")), None)
        start = None if what is None else what + 1
        if start is not None and start < verb.first and phrase_after(items, start) == verb.first:
            return Frame(
                (span_of(items, start, verb.first),),
                (span_of(items, verb.first, verb.last),),
                (Span(0, 0),),
                "announced quote",
                0.85,
            )
    if items and items[-1].tag == ":":
        return _colon_line(items)
    return None


def _colon_line(items: list[Item]) -> Frame | None:
    """A line "X said:" with the quotation in the next one."""
    n = len(items) - 1
    while n >= 0 and items[n].tag in ":.-":
        n -= 1
    for head in range(n, max(-1, n - 10), -1):
        verb = verb_group(items, head)
        if verb and verb.form.kinds & {"say", "tell"}:
            start = phrase_before(items, verb.first)
            if start is not None:
                source = span_of(items, start, verb.first)
                return Frame((source,), (span_of(items, verb.first, verb.last),), (Span(0, 0),), "colon line", 0.85)
    return None


def join_quotes(units: list[Unit], frames: list[list[Frame]]) -> list[list[Frame]]:
    """Give each quotation without a cue its place, in place of one list of frames per unit.

    A quotation that follows its speaker's cue in the same paragraph is a further piece of that content (226 of 232
    cases in PolNeAR train); one that continues a paragraph left open likewise; one announced by the line before takes
    its source from there; any other that fills a paragraph is an attribution whose speaker the reader understands.
    """
    joined: list[list[Frame]] = [list(of_unit) for of_unit in frames]
    waiting: list[tuple[int, Span]] = []  # quotations left open whose cue is still to come
    went_on: dict[int, tuple[int, int]] = {}  # units whose quotation went to a frame of an earlier one
    for n, unit in enumerate(units):
        if unit.depth or unit.kind not in ("body", "comment"):
            continue
        if not is_bare(unit):
            waiting = _close(joined, n, unit, waiting)
            continue
        spans = quoted_spans(unit)
        stays_open = unit.items[-1].quotation is not None and not unit.items[-1].quotation.closed
        target = _before(units, joined, n, went_on.get(n - 1))
        if target is not None:
            m, k = went_on[n] = target
            joined[m][k] = replace(joined[m][k], content=(*joined[m][k].content, *spans))
        elif (announcement := _announcement(units, joined, n)) is not None:
            joined[n] = [replace(announcement, content=tuple(spans))]
        elif stays_open or waiting:
            waiting += [(n, span) for span in spans]
            if not stays_open:
                joined[waiting[0][0]] = [_bare_frame([s for _, s in waiting])]
                waiting = []
        elif unit.opens and unit.closes and _size(unit) >= BARE_LETTERS:
            joined[n] = [_bare_frame(spans)]
    if waiting:
        joined[waiting[0][0]] = [_bare_frame([s for _, s in waiting])]
    return joined


def read_colon_quote(unit: Unit) -> list[Frame]:
    """Reads "NAME on NAME: "Q"" and "NAME, asked whether C: "Q"", as tickers and reports of debates have it."""
    items = list(unit.items)
    colon = next((n for n, i in enumerate(items[:30]) if i.tag == ":"), 0)
    if not colon or not unit.opens or colon + 2 < clause_end(items) or items[colon + 1 : colon + 2] == []:
        return []
    stop = phrase_after(items, 0, apposition=False)
    if items[colon + 1].tag != "Q" or stop is None or stop >= colon or not any(i.tag == "K" for i in items[:stop]):
        return []
    on = items[stop].lower == "on" and not any(i.tag in "XVUS" for i in items[stop:colon])
    asked = items[stop].tag == "," and items[stop + 1].lower in cue_words("letters", "asked")
    if not (on or asked):
        return []
    content = span_of(items, colon + 1, colon + 2)
    return [Frame((span_of(items, 0, stop),), (span_of(items, colon, colon + 1),), (content,), "colon quote", 0.85)]


def _size(unit: Unit) -> int:
    return sum(i.end - i.start for i in unit.items if i.quotation)


def _bare_frame(spans: list[Span]) -> Frame:
    return Frame((), (), tuple(spans), "quote alone", 0.7)


def _close(joined: list[list[Frame]], n: int, unit: Unit, waiting: list[tuple[int, Span]]) -> list[tuple[int, Span]]:
    """Hand quotations left open to the frame of the paragraph that goes on with them."""
    if not waiting:
        return waiting
    if unit.items[0].tag == "Q":
        for k, frame in enumerate(joined[n]):
            if unit.items[0].start in (s.start for s in frame.content):
                joined[n][k] = replace(
                    frame,
                    content=(*(s for _, s in waiting), *frame.content),
                    rule=frame.rule + ", from paragraph before",
                )
                return []
    joined[waiting[0][0]] = [_bare_frame([s for _, s in waiting])]
    return []


def _before(
    units: list[Unit], joined: list[list[Frame]], n: int, went_on: tuple[int, int] | None
) -> tuple[int, int] | None:
    """The frame a bare quotation goes on with: its own paragraph's last, or one whose quotation was left open."""
    if went_on is not None and not joined[n - 1]:
        last_item = units[n - 1].items[-1].quotation
        left_open = last_item is not None and not last_item.closed and units[n].paragraph == units[n - 1].paragraph + 1
        return went_on if left_open else None
    if n == 0 or not joined[n - 1]:
        return None
    last = len(joined[n - 1]) - 1
    frame = joined[n - 1][last]
    quoted = set(quoted_spans(units[n - 1]))
    if units[n - 1].paragraph == units[n].paragraph and not units[n].opens:
        return (n - 1, last) if frame.content[-1] in quoted or is_bare(units[n - 1]) else None
    open_quote = units[n - 1].items[-1].quotation
    if units[n].paragraph == units[n - 1].paragraph + 1 and open_quote is not None and not open_quote.closed:
        return n - 1, last
    return None


def _announcement(units: list[Unit], joined: list[list[Frame]], n: int) -> Frame | None:
    if n == 0 or units[n].paragraph - units[n - 1].paragraph > 1:
        return None
    return announced(units[n - 1])


def read_interview(units: list[Unit]) -> dict[int, Frame]:
    """Answers of an interview printed as "NAME: words": a name that opens two or more paragraphs so; by unit number.

    What ends in a question mark is the interviewer's.
    """
    labels: dict[str, list[int]] = {}
    for n, unit in enumerate(units):
        colon = _label(unit) if unit.opens and not unit.depth and unit.kind == "body" else 0
        if colon:
            labels.setdefault(" ".join(i.text for i in unit.items[:colon]), []).append(n)
    answers: dict[int, Frame] = {}
    for label, places in labels.items():
        if (label == "A" and "Q" not in labels) or label == "Q" or _is_heading(units, label, places):
            continue
        for n in places if len(places) > 1 or label == "A" or _is_persons(units[places[0]], label, labels) else ():
            colon, last = _label(units[n]), _paragraph_end(units, n)
            items = list(units[n].items)
            if units[last].items[-1].text == "?" and last == n:
                continue
            content = Span(items[colon + 1].start, units[last].span.end)
            source, cue = span_of(items, 0, colon), span_of(items, colon, colon + 1)
            answers[n] = Frame((source,), (cue,), (content,), INTERVIEW, 0.8)
    return answers


def _is_heading(units: list[Unit], label: str, places: list[int]) -> bool:
    """Whether a label heads a list or a fact rather than speech: "Pros: light, cheap", "Location: the old port"."""
    spoken = sum(units[_paragraph_end(units, n)].items[-1].tag == "." for n in places)
    return label.lower() in cue_words("letters", "headings") or 2 * spoken < len(places)


def _is_persons(unit: Unit, label: str, labels: dict[str, list[int]]) -> bool:
    """Whether a label that stands but once is a writer's: a handle, a named person, or part of another label."""
    first, *more = label.split()
    if first == "@":
        return True
    if not more:
        return any(other.endswith(f" {label}") for other in labels if other != label)
    titled = first.lower() in office_words() and len(more) > 1
    return titled or (len(more) == 1 and is_given_name(first))


def _label(unit: Unit) -> int:
    """Index of the colon behind a name that opens the unit, or 0."""
    colon = next((n for n, i in enumerate(unit.items[:8]) if i.tag == ":"), 0)
    label = unit.items[:colon]
    handle = len(label) > 1 and label[0].text == "@" and label[1].start == label[0].end
    named = (
        handle
        or (colon == 1 and label[0].text in ("Q", "A"))
        or (all(i.tag == "K" for i in label) and (any(len(i.text) > 2 for i in label) or colon == 1))
    )
    if not named or (colon == 1 and len(label[0].text) <= 2 and label[0].text not in ("Q", "A")):
        return 0
    if colon and colon + 1 < len(unit.items) and unit.items[colon + 1].start == unit.items[colon].end:
        return 0  # 21:30
    return colon if colon and colon + 1 < len(unit.items) and unit.items[colon + 1].tag != "Q" else 0


def _paragraph_end(units: list[Unit], n: int) -> int:
    last = n
    while last + 1 < len(units) and units[last + 1].paragraph == units[n].paragraph:
        last += 1
    return last


def read_signed(unit: Unit) -> list[Frame]:
    """Reads "Q" - NAME and "Q" - NAME (@handle): a quotation with its speaker's name under it."""
    items = unit.items
    if len(items) < 3 or items[0].tag != "Q" or items[1].tag != "-":
        return []
    last = 2
    while last < len(items) and items[last].tag == "K":
        last += 1
    if last == 2 or last > 7 or (last < len(items) and items[last].tag not in "(.,TN@"):
        return []
    source, content = span_of(list(items), 2, last), Span(items[0].start, items[0].end)
    return [Frame((source,), (), (content,), "signed quote", 0.8)]


def read_posts(units: list[Unit], frames: list[list[Frame]], skipped: Container[int]) -> list[list[Frame]]:
    """Posts and letters given whole and without marks, in place of one list of frames per unit.

    A paragraph after "X posts on Chirrup:" is X's words; paragraphs from a salutation or a line that announces a letter
    down to a signature are those of who signed. Lines of credit (`skipped`) announce an outlet's matter, not speech.
    """
    given = [list(of_unit) for of_unit in frames]
    for n in range(1, len(units)):
        before, unit = units[n - 1], units[n]
        opens = unit.opens and before.closes and not unit.depth and unit.kind in ("body", "comment")
        if not opens or n - 1 in skipped or before.kind != unit.kind or unit.items[0].tag == "Q":
            continue
        announcing = announced(before) if before.items[-1].tag == ":" else None
        if announcing is not None and _posts(before, announcing) and not _label(unit):
            content = Span(unit.span.start, units[_paragraph_end(units, n)].span.end)
            given[n].insert(0, replace(announcing, content=(content,), rule=WHOLE, score=0.75))
    for first, last, source in _letters(units):
        paragraphs = [
            Span(units[n].span.start, units[_paragraph_end(units, n)].span.end)
            for n in range(first, last)
            if units[n].opens
        ]
        given[last] = []
        given[first].insert(0, Frame((source,), (), tuple(paragraphs), WHOLE, 0.75))
    return given


def _posts(line: Unit, frame: Frame) -> bool:
    """Whether a line's cue is a verb of writing to somebody: only such words are given without marks."""
    return any(
        i.lower in cue_words("letters", "posting")
        for i in line.items
        if frame.cue[0].start <= i.start < frame.cue[0].end
    )


def _letters(units: list[Unit]) -> Iterator[tuple[int, int, Span]]:
    """First unit, unit of the signature and the signed name of each letter."""
    start: int | None = None
    for n, unit in enumerate(units):
        if not unit.opens or unit.depth or unit.kind != "body":
            continue
        named = _signature(unit) if start is not None and n > start else None
        if start is not None and (named is not None or unit.paragraph - units[start].paragraph > LONGEST_LETTER):
            if named is not None:
                yield start, n, named
            start = None
        elif _salutes(unit) and unit.items[0].tag != "Q":
            start = n


def _salutes(unit: Unit) -> bool:
    words = tuple(i.lower for i in unit.items[:3])
    return any(" ".join(words[:n]) in cue_words("letters", "salutations") for n in (1, 2, 3)) and any(
        i.tag in ",.:-" for i in unit.items[1:7]
    )


def _signature(unit: Unit) -> Span | None:
    """The name in a line that signs a letter: "Yours, NAME, baker", "NAME, TOWN"."""
    items = list(unit.items)
    if len(items) > LONGEST_SIGNATURE or not unit.closes:
        return None
    at = 0
    while at < len(items) and (items[at].lower in cue_words("letters", "closings") or (at and items[at].tag == ",")):
        at += 1
    while at < len(items) and items[at].tag in "-–—":
        at += 1
    rest = items[at : clause_end(items)]
    if not rest or rest[0].tag != "K" or any(i.tag in "XVSPQ:;" for i in rest):
        return None
    return span_of(items, at, at + len(rest)) if at or len(rest) >= 2 else None
