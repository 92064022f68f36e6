"""Which readings tier `crawl` keeps: a logistic score for what the rules found and for what is proposed beside them."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.attribution.acts import act_in
from sayso.attribution.linear.candidates import Candidate, Content, Piece, cue_places, propose
from sayso.attribution.linear.features import Setting, content_features, cue_features
from sayso.attribution.linear.model import Linear, probability, shipped_linear
from sayso.attribution.rules.units import Frame, Unit
from sayso.language.items import Item, span_of
from sayso.model import Span

UNTAUGHT = (
    "quote alone", "signed quote", "announced quote", "colon line", "interview answer", "headline", "quoted as saying",
    "reports emerged", "noun of saying", "passive", "as clause", "opening participle", "according to, quote",
    "predicate",
)  # fmt: skip
"""Beginnings of rules for forms that PolNeAR train has less than 60 times: what they found is kept as it is."""
Judged = tuple[Setting, Candidate, str, str, Frame | None]
"""A candidate in its sentence, the rule that found it, the rule in whose content it stands, and the rule's frame."""
LAYER_RULE = "linear"
"""Beginning of the rule's name where no rule, but a looser reading, found a frame."""


def judge(units: Sequence[Unit], frames: list[list[Frame]], model: Linear | None = None) -> list[list[Frame]]:
    """The frames that are likely enough, one list for each unit as in `frames`; `model` is sayso's own by default."""
    chosen = model or shipped_linear()
    pairs = zip(units, frames, strict=True)
    return [_judge(unit, of_unit, chosen) if unit.kind == "body" else of_unit for unit, of_unit in pairs]


def _judge(unit: Unit, frames: list[Frame], model: Linear) -> list[Frame]:
    spared = [frame for frame in frames if not _is_judged(frame, frames)]
    scored = sorted(_scored(unit, frames, model), key=lambda f: (-f.score, f.start, f.rule, f.content))
    kept: list[Frame] = []
    for frame in scored:
        if not any(_excludes(other, frame) for other in (*kept, *spared)):
            kept.append(_continued(frame, unit, frames))
    cut = [_cut(frame, kept, unit) for frame in kept]
    return sorted((*spared, *cut), key=lambda f: (f.start, f.content))


def _cut(frame: Frame, kept: list[Frame], unit: Unit) -> Frame:
    """The frame, its content ended where a second verb of its subject takes over: "wants C, and considers D"."""
    if not frame.rule.startswith(LAYER_RULE):
        return frame
    last = frame.content[-1]
    for other in kept:
        start = other.cue[0].start
        if frame.cue[0].end <= last.start < start < last.end and other.source and other.source[0].end <= last.start:
            first, stop = _piece(unit.items, Span(last.start, start))
            while stop > first and unit.items[stop - 1].tag in ",;:-.C(A":
                stop -= 1
            if stop > first:
                last = Span(last.start, unit.items[stop - 1].end)
    return frame if last == frame.content[-1] else replace(frame, content=(*frame.content[:-1], last))


def _is_judged(frame: Frame, frames: list[Frame]) -> bool:
    """Whether the model was taught such a frame: not without a cue, and not inside what another attributes."""
    if not frame.cue or frame.rule.startswith(UNTAUGHT):
        return False
    whole = frame.extent
    return not any(other is not frame and any(s.contains(whole) for s in other.content) for other in frames)


def _continued(frame: Frame, unit: Unit, frames: list[Frame]) -> Frame:
    """The frame with what a rule with the same cue found in other sentences: a quotation goes on there."""
    same = next((f for f in frames if f.cue and f.cue[0].overlaps(frame.cue[0])), frame)
    beyond = tuple(s for s in same.content if not unit.span.overlaps(s) and s not in frame.content)
    return replace(frame, content=(*frame.content, *beyond)) if beyond else frame


def _lies_in(frame: Frame, other: Frame) -> bool:
    whole = frame.extent
    return any(span.contains(whole) for span in other.content)


def _excludes(other: Frame, frame: Frame) -> bool:
    """Whether a frame that is kept leaves no room for another: one cue, one frame; none proposed within or around."""
    if any(a.overlaps(b) for a in other.cue for b in frame.cue):
        return True
    return frame.rule.startswith(LAYER_RULE) and (_lies_in(frame, other) or _lies_in(other, frame))


def _scored(unit: Unit, frames: list[Frame], model: Linear) -> Iterator[Frame]:
    """The likeliest content of each candidate that is likely enough, as a frame with its probability for a score."""
    for setting, candidate, rule, held, frame in readings(unit, frames, model.forms, model.known):
        of_cue = model.score_cue(cue_features(setting, candidate, rule, held))
        if of_cue < model.floor:
            continue
        score, best = -math.inf, candidate.contents[0]
        for content in candidate.contents:
            whole = of_cue + model.score_content(content_features(setting, candidate, content, rule))
            if whole > score:
                score, best = whole, content
        likely = round(probability(score), 3)
        if likely < model.threshold:
            continue
        if frame is None:
            yield as_frame(unit, candidate, best, likely)
        else:
            yield replace(frame, score=likely, layer="linear")


def readings(unit: Unit, frames: list[Frame], forms: frozenset[str], known: frozenset[str]) -> Iterator[Judged]:
    """All that is judged in a unit: what a rule found with its rule, and what is proposed, with what holds it."""
    places = cue_places(unit, forms)
    if not places and not frames:
        return
    setting = Setting(unit, known, len(frames))
    for frame in frames:
        if _is_judged(frame, frames):
            yield setting, _of_rule(unit, frame, forms), frame.rule, "", frame
    holders = [(span, frame.rule) for frame in frames for span in frame.content if span.overlaps(unit.span)]
    holders += [(span, f"cue {frame.rule}") for frame in frames for span in frame.cue]
    for candidate in propose(unit, places):
        at = unit.items[candidate.head].start
        held = next((rule for span, rule in holders if span.start <= at < span.end), "")
        if candidate.contents:
            yield setting, candidate, "", held, None


def _of_rule(unit: Unit, frame: Frame, forms: frozenset[str]) -> Candidate:
    """A rule's frame as a candidate; pieces that stand in other sentences are left out."""
    first, last = _piece(unit.items, frame.cue[-1])
    head = next((n for n in range(last - 1, first - 1, -1) if unit.items[n].lower in forms), last - 1)
    source = _piece(unit.items, frame.source[0]) if frame.source else None
    pieces = [_piece(unit.items, span) for span in frame.content]
    inside = tuple(piece for piece in pieces if piece[0] < piece[1]) or ((last, last),)
    held = source if source is not None and source[0] < source[1] else None
    return Candidate("rule", head, (first, last), held, [Content(inside, "rule")])


def _piece(items: tuple[Item, ...], span: Span) -> Piece:
    return bisect_left(items, (span.start,)), bisect_left(items, (span.end,))


def as_frame(unit: Unit, candidate: Candidate, content: Content, score: float) -> Frame:
    """A proposed reading as a frame."""
    items = list(unit.items)
    first, last = candidate.cue
    source = (_source_span(items, candidate.source),) if candidate.source else ()
    return Frame(
        source,
        (span_of(items, first, last),),
        tuple(span_of(items, *piece) for piece in content.pieces),
        f"{LAYER_RULE}, {candidate.shape}",
        score,
        act_in(" ".join(i.text for i in items[first:last])),
        layer="linear",
    )


def _source_span(items: list[Item], source: Piece) -> Span:
    """The characters of a source; of "they've" only the pronoun."""
    whole = span_of(items, *source)
    last = items[source[1] - 1]
    return Span(whole.start, last.start + last.lower.index("'")) if last.tag == "X" and "'" in last.lower else whole
