"""What is said may deny something itself: "replied that it was untrue that C", "It is not true that we did it"."""

from dataclasses import replace

from sayso.attribution.rules.forms.match import Match, match_shape
from sayso.attribution.rules.forms.shapes import shapes_by_word
from sayso.attribution.rules.units import Frame, Unit, inner_units
from sayso.language.items import Item, span_of
from sayso.model import Act, Span


def unfold_denial(text: str, unit: Unit, frame: Frame) -> Frame:
    """The frame, with the denial that its content opens with taken out of it and into its act.

    "X replied that it was untrue that C" says of C what "X denied that C" does; whoever denies that it was untrue
    asserts it. The words of a quotation stay whole: only the act changes.
    """
    if frame.act not in ("asserts", "denies") or not frame.content:
        return frame
    items = [i for i in unit.items if frame.content[0].contains(Span(i.start, i.end))]
    if items and items[0].tag == "Q":
        return _quoted(text, unit, frame, items[0])
    opening = 1 if items and items[0].lower == "that" else 0
    match = _denial(items, opening)
    if match is None:
        return frame
    judgement, content = [span_of(items, *cue) for cue in match.cues], span_of(items, *match.contents[0])
    if any(cue.overlaps(own) for cue in judgement for own in frame.cue):
        return frame
    last = content if judgement[-1].start > content.start else Span(content.start, frame.content[0].end)
    act: Act = "denies" if frame.act == "asserts" else "asserts"
    rule = frame.rule + ", told denial"
    cues = tuple(sorted((*frame.cue, *_joined(judgement))))
    return replace(frame, cue=cues, content=(last, *frame.content[1:]), rule=rule, act=act)


def _joined(spans: list[Span]) -> list[Span]:
    """Spans that stand side by side, a blank between them, as one."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end + 1:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _denial(items: list[Item], at: int) -> Match | None:
    if at >= len(items):
        return None
    shapes = shapes_by_word("denials").get(items[at].lower, ())
    there = frozenset(item.lower for item in items)
    found = (
        match_shape(items, shape, at, len(items))
        for shape in shapes
        if not any(need.isdisjoint(there) for need in shape.needs)
    )
    return next((match for match in found if match is not None and match.contents), None)


def _quoted(text: str, unit: Unit, frame: Frame, quotation: Item) -> Frame:
    """The frame of a quotation, which denies if its first sentence opens so."""
    if frame.act != "asserts":
        return frame
    first = next((u for u in inner_units(text, unit) if quotation.start < u.span.start < quotation.end), None)
    if first is None or not first.items:
        return frame
    match = _denial(list(first.items), 0)
    return frame if match is None else replace(frame, rule=frame.rule + ", told denial", act="denies")
