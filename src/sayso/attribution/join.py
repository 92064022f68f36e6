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
from sayso.attribution.tidy import tidy_content, tidy_source
from sayso.language import LANGUAGES
from sayso.language.cues import SPEAKING, cue_forms
from sayso.language.detection import detect_language
from sayso.language.verbs import cue_words
from sayso.model import Span

LEAST_ALONE = 0.7
"""What only the tagger found is taken from this score on."""
LEAST_NESTED = 0.6
"""The same inside another content, of which PolNeAR teaches nothing."""
LEAST_UNNAMED = 0.9
"""The same without a source: of 127 such readings on PolNeAR dev 82 are wrong."""
LEAST_WRITER = 0.8
"""The same of "I" and "we", who may be the writer or whoever is interviewed."""
LEAST_RULE = 0.25
"""What only rules found in ordinary speech is dropped where the tagger gives its cue less."""
ALIKE = 0.5
"""Dice of two contents from which they mean the same."""
LEAST_WORDS = 3
"""A source, a cue and a content."""
LONGEST_READ = 50_000
"""Characters of a paragraph that the tagger reads; PolNeAR's longest has 16,000, a longer one is no paragraph."""
UNREAD = ", paragraph too long for the tagger"
JUDGED = 400
"""Characters of a paragraph by which its language is told."""
NEAR = 0.9
"""Dice from which two readings are the same but for a word or a mark at their ends."""
TITLE = 0.7
"""Share of words with a capital from which a line is a title that the page repeats."""
ORDINARY = (
    "that clause", "bare clause", "clause before", "infinitive", "noun phrase", "predicate", "quote before",
    "cue before quote", "noun with owner", "opening participle",
)  # fmt: skip
"""Rules whose reading the tagger may overrule: on PolNeAR dev, where just one of them was right, it was the tagger in
116 cases of 133. All others are forms that no corpus teaches."""
IMPERSONAL = frozenset({"it", "this", "that"})
"""Sources of one word that may be nobody: "it appears that", "this shows"."""
SILENT = ("comment", "to comment", "not to be named", "not to be identified", "not to be quoted", "anonymity")
"""How a content begins that is none: "declined to | comment"."""
QUOTES = frozenset("“«„\"‘'")
TOPIC = frozenset({"about", "of"})
"""What follows these after a verb of talking is a topic, not a statement."""
POINTING = frozenset({"it", "this", "that", "so"})
"""Contents that say nothing by themselves."""
WRITERS = frozenset({"i", "we"})
ARTICLES = frozenset({"the", "a", "an"})
_SELF = frozenset({"i", "we", "you", "me", "us"})


def join(text: str, units: Sequence[Unit], frames: list[list[Frame]], tagger: Tagger) -> list[list[Frame]]:
    """The frames of both layers, one list for each unit as in `frames`."""
    joined: list[list[Frame]] = [[] for _ in units]
    ruled_cues = sorted(frame.cue[0] for of_unit in frames for frame in of_unit if frame.cue)
    first = 0
    while first < len(units):
        last = first + 1
        while last < len(units) and units[last].paragraph == units[first].paragraph:
            last += 1
        paragraph = Span(units[first].span.start, units[last - 1].span.end)
        ruled = [(n, frame) for n in range(first, last) for frame in frames[n]]
        proposed = [frame.cue[0] for _, frame in ruled if frame.cue]
        readings: list[Reading] = []
        if paragraph.end - paragraph.start > LONGEST_READ:
            ruled = [(n, replace(frame, rule=frame.rule + UNREAD)) for n, frame in ruled]
        elif _is_read(text, paragraph):
            readings = tagger.read(text, paragraph, proposed)
        starts = [unit.span.start for unit in units[first:last]]
        for n, frame in _join_paragraph(text, paragraph, ruled, readings):
            home = n if n is not None else first + max(0, bisect_right(starts, frame.cue[0].start) - 1)
            if n is not None or _may_stand(text, frame, units[home], ruled_cues):
                joined[home].append(frame)
        first = last
    return joined


def _may_stand(text: str, frame: Frame, unit: Unit, ruled: Sequence[Span]) -> bool:
    """Whether what only the tagger saw is somebody's word: not the writer's own, nobody's in particular, no headline's
    picture or recording; nor a cue whose content a rule has found in another paragraph."""
    near = bisect_right(ruled, frame.cue[0])
    if any(frame.cue[0].overlaps(cue) for cue in ruled[max(0, near - 1) : near + 1]):
        return False
    if not frame.source:  # "known as zip ties" is nobody's word
        return frame.score >= LEAST_UNNAMED and frame.cue[0].text_in(text).lower().split()[-1] not in ("as", "called")
    said = frame.source[0].text_in(text).lower().split()
    if said[0] in WRITERS and len(said) == 1:
        return frame.score >= LEAST_WRITER
    if " ".join(said) in cue_words("letters", "labels") and _is_title(text, unit):
        return False
    clause = frame.content[0].text_in(text).lower().startswith(("that ", "whether "))
    if said[-1] in cue_words("nouns", "saying") and not (clause or _is_verb_of_cue(frame.cue[0].text_in(text))):
        return False  # "the statements | stand against | each other"
    if said[0] in cue_words("nouns", "no_source") or " ".join(said) in ARTICLES:
        return False
    if said[0] in IMPERSONAL and len(said) == 1:
        return not any(word in cue_words("acts", "appears") for word in frame.cue[0].text_in(text).lower().split())
    return said[-1] not in cue_words("nouns", "documents") or not _is_title(text, unit)


def _is_verb_of_cue(cue: str) -> bool:
    return any(word in cue_forms() for word in cue.lower().split())


def _is_title(text: str, unit: Unit) -> bool:
    """Whether a unit is a headline, or a line set like one."""
    letters = [word[0] for word in unit.span.text_in(text)[:JUDGED].split() if word[0].isalpha()]
    return unit.kind == "headline" or sum(letter.isupper() for letter in letters) >= TITLE * len(letters)


def _is_read(text: str, paragraph: Span) -> bool:
    """Whether the tagger can read a paragraph: it has some words, and not those of another language."""
    words = text[paragraph.start : min(paragraph.end, paragraph.start + JUDGED)]
    return words.count(" ") + 1 >= LEAST_WORDS and (detect_language(words) or LANGUAGES[0]) in LANGUAGES


def _join_paragraph(
    text: str, paragraph: Span, ruled: list[tuple[int, Frame]], readings: list[Reading]
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
        kept = _decide(text, paragraph, frame, readings[k])
        if kept is not None:
            chosen.append((n, kept))
    alone = [_frame(text, r) for k, r in enumerate(readings) if k not in met and score_of(r) >= LEAST_ALONE]
    held = [span for frame in (*(f for _, f in chosen), *alone) for span in frame.content]
    held_by_rules = [f for _, f in chosen]
    for frame in sorted(alone, key=lambda f: -f.score):
        if _is_quoting(text, frame, held_by_rules):
            continue
        twin = any(dice(frame.content, f.content) >= NEAR and dice(frame.source, f.source) >= ALIKE for _, f in chosen)
        if not twin and (not _lies_in(frame, held) or _may_nest(text, frame)):
            chosen.append((None, frame))
    return chosen


def _is_quoting(text: str, frame: Frame, ruled: list[Frame]) -> bool:
    """Whether a frame hands on one that a rule read inside it, "OUTLET quoted X as saying C", says nothing, or has the
    one who was asked for its source: "Asked whether C, X shrugged"."""
    cue = frame.cue[0].text_in(text).lower()
    words = cue.split()
    if words[-1] in cue_words("acts", "handing"):
        return any(c.contains(s) for f in ruled for s in f.source for c in frame.content)
    first = frame.content[0].text_in(text).lower()
    if not any(letter.isalpha() for letter in cue) and first[0] not in QUOTES:
        return True  # "SITE: a motto", and the questions of an interview
    if first.startswith(SILENT) or (first in POINTING and frame.act == "asserts"):
        return True
    if words[-1] in TOPIC and len(words) > 1 and words[-2] in cue_words("acts", "talking"):
        return True
    asked = words[-1] in cue_words("acts", "questioned")
    return asked and bool(frame.source) and frame.cue[0].end <= frame.content[0].start <= frame.source[0].start


def score_of(reading: Reading) -> float:
    """One score for what the tagger found: the geometric mean of its first and second reading of the cue."""
    return math.sqrt(reading.seen * reading.valid)


def _decide(text: str, paragraph: Span, frame: Frame, reading: Reading) -> Frame | None:
    """What a rule found where the tagger, which sees its paragraph alone, has an opinion of the same cue."""
    score, mine = score_of(reading), _frame(text, reading)
    ordinary = frame.rule.startswith(ORDINARY)
    here = tuple(span for span in frame.content if paragraph.contains(span))
    alike, knows_more = dice(here, mine.content), _knows_more(frame, mine)
    if alike >= ALIKE or knows_more:
        joint = round(1 - (1 - frame.score) * (1 - score), 3)
        if not ordinary or score < LEAST_ALONE or knows_more:
            return replace(frame, score=joint, layer="both")
        if alike >= NEAR and dice(frame.source, mine.source) >= NEAR:
            return replace(frame, cue=mine.cue, score=joint, layer="both")
        named = mine.source and mine.source[0].text_in(text).lower() not in ARTICLES
        return replace(
            frame,
            source=mine.source if named else frame.source,
            cue=mine.cue,
            content=tuple(sorted({*mine.content, *(span for span in frame.content if span not in here)})),
            score=joint,
            layer="both",
        )
    if ordinary and score < LEAST_RULE:
        return None
    return mine if ordinary and score >= max(LEAST_ALONE, frame.score) else frame


def _knows_more(frame: Frame, mine: Frame) -> bool:
    """Whether the rule knows better.

    It saw a longer cue, "said there was no evidence | that"; one that ends before a noun, "called | half of them";
    or a clause whose beginning the tagger has left out, "said | after the raid, C".
    """
    longer = frame.cue[0].contains(mine.cue[0]) and any(frame.cue[0].overlaps(span) for span in mine.content)
    if longer and all(any(held.contains(span) for held in mine.content) for span in frame.content):
        return True
    if frame.rule.startswith(("noun phrase", "infinitive")) and mine.cue[0].end > frame.cue[0].end:
        return mine.cue[0].contains(frame.cue[0])
    [first, *more] = frame.content
    fronted = not more and 0 <= first.start - frame.cue[0].end <= 1 and first.contains(mine.content[0])
    return fronted and mine.content[0].start > first.start and frame.rule.startswith("bare clause")


def _frame(text: str, reading: Reading) -> Frame:
    source = () if reading.source is None else (tidy_source(text, reading.source, reading.cue),)
    return Frame(
        source,
        (reading.cue,),
        tidy_content(text, reading.content),
        "tagger" + (", more cues in this paragraph not read" if reading.capped else ""),
        round(score_of(reading), 3),
        act_in(reading.cue.text_in(text)),
        "tagger",
    )


def _lies_in(frame: Frame, held: list[Span]) -> bool:
    extent = frame.extent
    return any(span.contains(extent) and span != extent and span not in frame.content for span in held)


def _may_nest(text: str, frame: Frame) -> bool:
    """Whether an inner frame is somebody's speech, and not that of whoever speaks around it."""
    words = frame.cue[0].text_in(text).lower().split()
    spoken = any(form.kinds & SPEAKING and not form.rest for word in words for form in cue_forms().get(word, ()))
    source = frame.source[0].text_in(text).lower() if frame.source else ""
    other = source not in _SELF and bool(source) and source.split()[-1] not in cue_words("nouns", "documents")
    return other and frame.score >= LEAST_NESTED and (spoken or "according" in words)


def dice(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Share of characters that two lists of spans have in common, 2·both / (one + other)."""
    sizes = sum(s.end - s.start for s in (*one, *other))
    both = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return 2 * both / sizes if sizes else 1.0
