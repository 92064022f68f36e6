"""Rules and tagger joined: which of two readings of a cue is taken, with one score, and what one of them saw alone.

Where both found a cue and mean the same, the rule's spans are taken for the forms that rules own and the tagger's for
ordinary speech; where they differ, the likelier. What only one of them found has to be likely enough by itself.
Thresholds: best relation F on PolNeAR dev among steps of .05 (`docs/measured.md`, "Rules and tagger").
"""

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sayso.attribution.acts import act_in
from sayso.attribution.rules.units import Frame, Unit
from sayso.attribution.tagger import Reading, Tagger
from sayso.language import LANGUAGES
from sayso.language.detection import detect_language
from sayso.model import Span

LEAST_ALONE = 0.5
"""What only the tagger found is taken from this score on."""
LEAST_NESTED = 0.6
"""The same inside another content, of which PolNeAR teaches nothing."""
LEAST_RULE = 0.25
"""What only rules found in ordinary speech is dropped where the tagger gives its cue less."""
ALIKE = 0.5
"""Dice of two contents from which they mean the same."""
LEAST_WORDS = 3
"""A source, a cue and a content."""
JUDGED = 400
"""Characters of a paragraph by which its language is told."""
ORDINARY = (
    "that clause", "bare clause", "clause before", "infinitive", "noun phrase", "predicate", "quote before",
    "cue before quote", "noun with owner", "opening participle",
)  # fmt: skip
"""Rules whose reading the tagger may overrule: on PolNeAR dev, where just one of them was right, it was the tagger in
116 cases of 133. All others are forms that no corpus teaches."""
_SELF = frozenset({"i", "we", "you", "me", "us"})


def join(text: str, units: Sequence[Unit], frames: list[list[Frame]], tagger: Tagger) -> list[list[Frame]]:
    """The frames of both layers, one list for each unit as in `frames`."""
    joined: list[list[Frame]] = [[] for _ in units]
    first = 0
    while first < len(units):
        last = first + 1
        while last < len(units) and units[last].paragraph == units[first].paragraph:
            last += 1
        paragraph = Span(units[first].span.start, units[last - 1].span.end)
        ruled = [(n, frame) for n in range(first, last) for frame in frames[n]]
        proposed = [frame.cue[0] for _, frame in ruled if frame.cue]
        readings = tagger.read(text, paragraph, proposed) if _is_read(text, paragraph) else []
        starts = [unit.span.start for unit in units[first:last]]
        for n, frame in _join_paragraph(text, ruled, readings):
            home = n if n is not None else first + max(0, bisect_right(starts, frame.cue[0].start) - 1)
            joined[home].append(frame)
        first = last
    return joined


def _is_read(text: str, paragraph: Span) -> bool:
    """Whether the tagger can read a paragraph: it holds some words, and not those of another language."""
    words = text[paragraph.start : min(paragraph.end, paragraph.start + JUDGED)]
    return words.count(" ") + 1 >= LEAST_WORDS and (detect_language(words) or LANGUAGES[0]) in LANGUAGES


def _join_paragraph(
    text: str, ruled: list[tuple[int, Frame]], readings: list[Reading]
) -> list[tuple[int | None, Frame]]:
    chosen: list[tuple[int | None, Frame]] = []
    met: set[int] = set()
    for n, frame in ruled:
        k = next((k for k, r in enumerate(readings) if frame.cue and r.cue.overlaps(frame.cue[0])), None)
        if k is None:
            chosen.append((n, frame))
            continue
        met.add(k)
        if not frame.rule.startswith(ORDINARY):
            met.update(m for m, r in enumerate(readings) if any(r.cue.overlaps(cue) for cue in frame.cue))
        kept = _decide(text, frame, readings[k])
        if kept is not None:
            chosen.append((n, kept))
    alone = [(None, _frame(text, r)) for k, r in enumerate(readings) if k not in met and score_of(r) >= LEAST_ALONE]
    held = [span for _, frame in (*chosen, *alone) for span in frame.content]
    return chosen + [
        (n, frame)
        for n, frame in alone
        if not _lies_in(frame, held) or (frame.score >= LEAST_NESTED and _is_of_another(text, frame))
    ]


def score_of(reading: Reading) -> float:
    """One score for what the tagger found: the geometric mean of its first and second reading of the cue."""
    return math.sqrt(reading.seen * reading.valid)


def _decide(text: str, frame: Frame, reading: Reading) -> Frame | None:
    """What a rule found where the tagger has an opinion of the same cue."""
    score = score_of(reading)
    ordinary = frame.rule.startswith(ORDINARY)
    if dice(frame.content, reading.content) >= ALIKE:
        joint = round(1 - (1 - frame.score) * (1 - score), 3)
        if ordinary and score >= LEAST_ALONE:
            mine = _frame(text, reading)
            return replace(
                mine, source=mine.source or frame.source, rule=frame.rule, act=frame.act, score=joint, layer="both"
            )
        return replace(frame, score=joint, layer="both")
    if ordinary and score < LEAST_RULE:
        return None
    if ordinary and score >= max(LEAST_ALONE, frame.score):
        return _frame(text, reading)
    return frame


def _frame(text: str, reading: Reading) -> Frame:
    source = () if reading.source is None else (reading.source,)
    return Frame(
        source,
        (reading.cue,),
        reading.content,
        "tagger" + (", more cues in this paragraph not read" if reading.capped else ""),
        round(score_of(reading), 3),
        act_in(reading.cue.text_in(text)),
        "tagger",
    )


def _lies_in(frame: Frame, held: list[Span]) -> bool:
    whole = (*frame.source, *frame.cue, *frame.content)
    extent = Span(min(s.start for s in whole), max(s.end for s in whole))
    return any(span.contains(extent) and span != extent and span not in frame.content for span in held)


def _is_of_another(text: str, frame: Frame) -> bool:
    """Whether an inner frame has a source of its own that is not whoever speaks around it."""
    return bool(frame.source) and frame.source[0].text_in(text).lower() not in _SELF


def dice(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Share of characters that two lists of spans have in common, 2·both / (one + other)."""
    sizes = sum(s.end - s.start for s in (*one, *other))
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return 2 * both / sizes if sizes else 1.0
