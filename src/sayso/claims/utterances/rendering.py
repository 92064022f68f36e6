"""Whether two quotations render one utterance: their words aligned in order, weighed by what they tell.

Two translations of one sentence keep the order of its facts, its names and numbers, and change words one by one; two
sentences of one speaker about one topic share words in another order. So the measure is the heaviest common
subsequence (Hunt and Szymanski 1977 for the unweighted one; here the plain table), a content word counting its bits,
any other word a little.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.claims.similarity import Profile
from sayso.language.numbers import read_numbers

# On 679 pairs of quotations of one speaker, mill packs A and B: 152 pairs taken for one utterance, all of one
# proposition; other propositions reach .32 unless they share a whole sentence; one rendering that is missed has .34.
SAME_UTTERANCE = 0.43
SAME_WORDS = 0.6
"""The same for quotations that are laid into two mouths, or whose speaker is not settled: nearly word for word."""
_MOST = 60  # words of a quotation that are aligned
_PLAIN = 0.7  # bits of a word that is no content word: translations choose those freely
_LIKE = 0.85  # worth of a match by meaning, as in `similarity`
_RATIO = 1.25  # of two numbers at the same count of a sentence, from which they are no rounding of one another
_INSERTED = re.compile(r"\[[^\[\]]{1,200}\]")  # an editor's words amid a quotation
_WORD = re.compile(r"\w+(?:['’]\w+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """A quotation as it is aligned: each word or phrase by its stem, ideas and weight."""

    stems: tuple[str, ...]
    ideas: tuple[frozenset[str], ...]
    weights: tuple[float, ...]
    keys: frozenset[str]
    total: float
    numbers: tuple[float, ...]
    negative: bool


def read_line(one: Profile) -> Line | None:
    """A direct quotation ready to be aligned; None of anything else, and of a headline, which cuts its quotations."""
    said = one.unit.attribution
    if said is None or said.form != "direct" or one.unit.headline:
        return None
    read: list[tuple[int, str, frozenset[str], float]] = []
    for span, text in zip(one.unit.spans, one.unit.text, strict=True):
        text = _INSERTED.sub(lambda found: " " * len(found.group()), text)
        senses = [s for s in one.unit.senses if span.start <= s.start < span.end and text[s.start - span.start] != " "]
        read += [(s.start, ("not " if s.negated else "") + s.stem, s.ideas, s.weight) for s in senses]
        edges = [span.start, *(edge for s in senses for edge in (s.start, s.end)), span.end]
        gaps = [(start - span.start, end - span.start) for start, end in list(pairwise(edges))[::2]]
        read += [
            (span.start + found.start(), found.group().lower(), frozenset[str](), _PLAIN)
            for start, end in gaps
            for found in _WORD.finditer(text, start, max(start, end))
        ]
    read = sorted(read, key=lambda word: word[0])[:_MOST]
    stems, ideas, weights = (
        tuple(word[1] for word in read), tuple(word[2] for word in read), tuple(word[3] for word in read)
    )  # fmt: skip
    keys = frozenset(stems).union(*ideas)
    joined = " ".join(one.unit.text)
    numbers = tuple(n.value for n in read_numbers(joined) if n.value is not None)
    return Line(stems, ideas, weights, keys, sum(weights), numbers, one.denies)


def is_rendering(one: Line, other: Line, least: float = SAME_UTTERANCE) -> bool:
    """Whether two quotations of one speaker render one utterance; `least` is the share of their words in order."""
    if not one.total or not other.total or one.negative != other.negative or _differ(one.numbers, other.numbers):
        return False
    most = min(_shareable(one, other), _shareable(other, one))
    return _share(most, one, other) >= least and _share(align(one, other), one, other) >= least


def _share(matched: float, one: Line, other: Line) -> float:
    """The share of what is told in both, the longer quotation counting more: a shared aside is no utterance."""
    shorter, longer = sorted((one.total, other.total))
    return 0.4 * matched / shorter + 0.6 * matched / longer


def _shareable(one: Line, other: Line) -> float:
    """An upper bound of what can be aligned, without the order."""
    return sum(
        weight
        for stem, ideas, weight in zip(one.stems, one.ideas, one.weights, strict=True)
        if stem in other.keys or not ideas.isdisjoint(other.keys)
    )


def align(one: Line, other: Line) -> float:
    """Weight of the heaviest common subsequence; at most 60 x 60 cells."""
    row = [0.0] * (len(other.stems) + 1)
    theirs = list(zip(other.stems, other.ideas, other.weights, strict=True))
    for stem, ideas, weight in zip(one.stems, one.ideas, one.weights, strict=True):
        diagonal = 0.0
        for at, (its_stem, its_ideas, its_weight) in enumerate(theirs, 1):
            above = row[at]
            if stem == its_stem:
                matched = diagonal + min(weight, its_weight)
            elif ideas and not ideas.isdisjoint(its_ideas):
                matched = diagonal + _LIKE * min(weight, its_weight)
            else:
                matched = 0.0
            row[at] = max(above, row[at - 1], matched)
            diagonal = above
    return row[-1]


def _differ(one: Sequence[float], other: Sequence[float]) -> bool:
    """Whether both give numbers and one of them gives one that the other has not even rounded."""
    few, many = sorted((one, other), key=len)
    return bool(few) and not all(any(_is_near(a, b) for b in many) for a in few)


def _is_near(one: float, other: float) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return one == other or (low > 0 and high / low < _RATIO)
