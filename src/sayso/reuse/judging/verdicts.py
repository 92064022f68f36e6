"""Which of two documents had their passages first, for all pairs of a pile: by dates, and texts where they may tell."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.alignment import Passages
from sayso.model import Document, Span
from sayso.reuse.judging.direction import CREDITED, DATED, Side, decide_direction, may_be_credited
from sayso.reuse.words.articles import Articles

KNOWN, GUESSED, UNKNOWN = range(3)
"""Places of `model.Direction`."""
_NUMBERS = {"known": KNOWN, "guessed": GUESSED, "unknown": UNKNOWN}


class About(NamedTuple):
    """What is known of the documents besides their words, in the order of their numbers."""

    first: NDArray[np.float64]
    """First and last second at which each may have been published, NaN where unknown or only the day of an update."""
    last: NDArray[np.float64]
    ranks: NDArray[np.int64]
    """Place of each document's id among all ids."""
    outlets: Sequence[str]
    """Names by outlet number."""
    fetch: Callable[[int], Document]
    """The document with its text."""
    gather: Callable[[NDArray[np.int64]], None] = lambda wanted: None
    """Called with the numbers of documents before any of them is fetched."""


class Verdicts(NamedTuple):
    """What is decided of each passage."""

    order: NDArray[np.int8]
    """1 where the side that stands first in the pile is the earlier one, -1 where the other is, 0 unknown."""
    direction: NDArray[np.uint8]
    reason: NDArray[np.uint8]
    rank: NDArray[np.int64]
    """0 where a stated credit decided, else 1."""


def judge_pairs(
    articles: Articles, passages: Passages, one: NDArray[np.int64], two: NDArray[np.int64], about: About
) -> Verdicts:
    """The verdicts on all passages, the same for all of a pair of documents, which stand together.

    Dates that do not overlap decide without a look at the texts, unless an outlet has a name that the other text could
    name as its source: then, and where dates do not tell, `decide_direction` reads both texts.
    """
    heads = np.flatnonzero((np.diff(one, prepend=-1) != 0) | (np.diff(two, prepend=-1) != 0))
    first, second = one[heads], two[heads]
    before, after = about.last[first] < about.first[second], about.last[second] < about.first[first]
    order = before.astype(np.int8) - after.astype(np.int8)
    direction, reason = np.full(heads.size, KNOWN, np.uint8), np.full(heads.size, DATED, np.uint8)
    rank = np.ones(heads.size, np.int64)
    loud = np.array([may_be_credited(name) for name in about.outlets] + [False], np.bool_)
    heard = loud[articles.outlets[first]] | loud[articles.outlets[second]]
    heard &= articles.outlets[first] != articles.outlets[second]
    edges = np.append(heads, one.size)
    read = np.flatnonzero(heard | (order == 0))
    if read.size:
        about.gather(np.concatenate([first[read], second[read]]))
    for pair in read.tolist():
        which = slice(int(edges[pair]), int(edges[pair + 1]))
        here = _side(articles, passages, which, 0, int(first[pair]), about)
        there = _side(articles, passages, which, 1, int(second[pair]), about)
        verdict = decide_direction(here, there, int(order[pair]))
        direction[pair], reason[pair] = _NUMBERS[verdict.direction], verdict.reason
        rank[pair] = verdict.reason != CREDITED
        order[pair] = 0 if verdict.direction == "unknown" else 1 if verdict.first_is_earlier else -1
    member = np.repeat(np.arange(heads.size), np.diff(edges))
    return Verdicts(order[member], direction[member], reason[member], rank[member])


def _side(articles: Articles, passages: Passages, which: slice, side: int, number: int, about: About) -> Side:
    """What the passages of a pair take of one of its documents."""
    starts, ends = (passages[2 * side + edge][which] for edge in (0, 1))
    words = int(articles.bounds[number + 1] - articles.bounds[number])
    points = zip(articles.starts(starts).tolist(), articles.ends(ends - 1).tolist(), strict=True)
    share = min(1.0, int((ends - starts).sum()) / words)
    return Side(about.fetch(number), tuple(sorted(Span(*pair) for pair in points)), share)
