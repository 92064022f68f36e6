"""Quotations told from copying: two outlets that quote one man do not copy each other."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.alignment import Passages
from sayso.reuse.words.articles import QUOTED, Articles

OWN_VOICE = 200
"""Quarter bits outside quotation marks up to which a passage is a quotation with its "he said": six plain words."""


class Stretch(NamedTuple):
    """Words of a passage on both sides, and whether they are those of a quotation."""

    earlier: tuple[int, int]
    later: tuple[int, int]
    quoted: bool


def cut_quotations(articles: Articles, passages: Passages) -> tuple[Passages, NDArray[np.bool_]]:
    """The passages, cut to the words in quotation marks where hardly more than those are shared; which were cut."""
    cut = [_cut(articles, passages, index) for index in range(passages.equal.size)]
    sides = np.array([(*one.earlier, *one.later) for one in cut], np.int64).reshape(-1, 4)
    quoted = np.array([one.quoted for one in cut], np.bool_)
    equal = passages.equal.copy()
    for index in np.flatnonzero(quoted & (equal < passages.columns)).tolist():
        first, second = (articles.codes[slice(*side)] >> 6 for side in (cut[index].earlier, cut[index].later))
        if first.size == second.size and (first == second).all():
            equal[index] = passages.columns[index]  # what differed was cut off with the words beside the quotation
    one, two, three, four = sides.T
    return Passages(one, two, three, four, equal, passages.columns, passages.bits), quoted


def _cut(articles: Articles, passages: Passages, index: int) -> Stretch:
    sides = (
        (int(passages.earlier_start[index]), int(passages.earlier_end[index])),
        (int(passages.later_start[index]), int(passages.later_end[index])),
    )
    one, two = ((articles.places[slice(*side)] & QUOTED) > 0 for side in sides)
    if not one.any() or not two.any():
        return Stretch(*sides, False)
    if passages.equal[index] == passages.columns[index]:
        one = two = one & two  # word stands against word, so both sides are cut alike
    cuts = []
    for side, words in zip(sides, (one, two), strict=True):
        outside = int((articles.codes[slice(*side)][~words] & 63).sum())
        within = np.flatnonzero(words)
        if not within.size or outside > OWN_VOICE:
            return Stretch(*sides, False)
        cuts.append((side[0] + int(within[0]), side[0] + int(within[-1]) + 1))
    return Stretch(cuts[0], cuts[1], True)
