"""One utterance in several renderings: each place where a translation or an edit has other words.

The words are aligned by their longest matching blocks (Ratcliff and Metzener 1988, as the standard library has it), a
quotation's first 60 words at most, so that each pair costs the same at worst.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from sayso.language.moments import published_between
from sayso.model import Document, Place, Span
from sayso.trace.drift.telling import Telling

_WORDS = 60  # words of a rendering that are aligned
_RENDERINGS = 12  # renderings of one utterance that are compared with its first
_ALIKE = 0.3  # share of the words that two renderings must have in common for their differences to tell anything
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


class Difference(NamedTuple):
    """Words of one rendering against those that another has in their place."""

    earlier: Place
    later: Place
    why: str
    rule: str
    score: float


def find_differences(told: Sequence[Telling], documents: dict[str, Document]) -> Iterator[Difference]:
    """Differences between the first rendering of each utterance and the others; each wording of words once."""
    utterances: dict[int, list[Telling]] = {}
    for one in told:
        if one.attribution is not None and one.attribution.form == "direct" and not one.headline:
            utterances.setdefault(one.wording.variant, []).append(one)
    for _, wordings in sorted(utterances.items()):
        distinct: dict[tuple[str, ...], Telling] = {}
        for one in sorted(wordings, key=lambda w: (_day(w, documents), w.document, w.wording.spans)):
            words = tuple(word for word, _ in _read(one, documents))
            distinct.setdefault(words, one)
        first, *others = distinct.values()
        capped = ".capped" * (len(others) > _RENDERINGS)
        for other in others[:_RENDERINGS]:
            if other.document != first.document:
                yield from _compare(first, other, documents, capped)


def _compare(first: Telling, other: Telling, documents: dict[str, Document], capped: str) -> Iterator[Difference]:
    ours, theirs = _read(first, documents), _read(other, documents)
    matcher = SequenceMatcher(None, [word for word, _ in ours], [word for word, _ in theirs], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return
    known = _day(first, documents) < _day(other, documents) < _UNKNOWN
    why = "one utterance; published earlier" if known else "one utterance; which came first is not known"
    for kind, low, high, its_low, its_high in matcher.get_opcodes():
        if kind != "equal":
            one, two = _span(ours, low, high), _span(theirs, its_low, its_high)
            rule = {"replace": "other words", "delete": "words left out", "insert": "words added"}[kind]
            yield Difference(first.place(one), other.place(two), why, rule + capped, 0.8)


_UNKNOWN = float("inf")


def _day(one: Telling, documents: dict[str, Document]) -> float:
    """When its document was published, in seconds; one without a date comes last."""
    between = published_between(documents[one.document].published)
    return between[0] if between else _UNKNOWN


def _read(one: Telling, documents: dict[str, Document]) -> list[tuple[str, Span]]:
    """Words of a wording in lower case with their places."""
    text = documents[one.document].text
    found = [m for span in one.wording.spans for m in _WORD.finditer(text, span.start, span.end)]
    return [(m.group().lower(), Span(*m.span())) for m in found[:_WORDS]]


def _span(words: Sequence[tuple[str, Span]], low: int, high: int) -> Span:
    """From one word to the other; where there is none, the words on both sides of the gap."""
    if low == high:
        low, high = max(low - 1, 0), min(high + 1, len(words))
    return Span(words[low][1].start, words[high - 1][1].end)
