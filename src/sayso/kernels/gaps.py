"""Words between two runs, and words beyond the last one: what else is equal there."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.runs import count_equal

SKIPS = (
    (1, 1),
    (0, 1),
    (1, 0),
    (2, 2),
    (1, 2),
    (2, 1),
    (0, 2),
    (2, 0),
    (3, 3),
    (2, 3),
    (3, 2),
    (1, 3),
    (3, 1),
    (0, 3),
    (3, 0),
)
"""Words left out on the earlier and the later side at a difference, the cheapest first."""
ANCHOR = 2
"""Equal words that must follow a difference; one would let any "the" go on."""
_EQUAL = 1 << 32


class Reach(NamedTuple):
    """How far an alignment goes on: words on both sides, equal pairs among them, and the quarter bits these tell."""

    earlier: NDArray[np.int64]
    later: NDArray[np.int64]
    equal: NDArray[np.int64]
    columns: NDArray[np.int64]
    """Equal pairs, and for each difference the words of its longer side."""
    bits: NDArray[np.int64]


def fill_gaps(
    codes: NDArray[np.uint32],
    earlier: NDArray[np.int64],
    later: NDArray[np.int64],
    widths: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Equal words of each gap in common order (longest common subsequence) and their quarter bits; ties go to the more
    telling.

    Gap `n` holds `widths[0][n]` words from `earlier[n]` on and `widths[1][n]` from `later[n]` on. All gaps of about one
    size are solved together, cell by cell of the usual table.
    """
    equal = np.zeros(earlier.size, np.int64)
    telling = np.zeros(earlier.size, np.int64)
    wide, narrow = np.maximum(*widths), np.minimum(*widths)
    low, largest = 0, int(wide.max(initial=0))
    while low < largest:
        high = low * 2 or 1
        at = np.flatnonzero((wide > low) & (wide <= high) & (narrow > 0))
        if at.size:
            value = _common(codes, earlier[at], later[at], (widths[0][at], widths[1][at]))
            equal[at] = value >> 32
            telling[at] = value & (_EQUAL - 1)
        low = high
    return equal, telling


def _common(
    codes: NDArray[np.uint32],
    earlier: NDArray[np.int64],
    later: NDArray[np.int64],
    widths: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> NDArray[np.int64]:
    """The table's last cell of each gap: equal words times 2^32 plus their quarter bits, to be ranked at once."""
    rows, columns = int(widths[0].max()), int(widths[1].max())
    last = codes.size - 1
    hashes = codes >> np.uint32(6)
    above = np.zeros((columns + 1, earlier.size), np.int64)
    for row in range(rows):
        current = np.zeros_like(above)
        place = np.minimum(earlier + row, last)
        word, inside = hashes[place], row < widths[0]
        worth = np.where(inside, _EQUAL + (codes[place] & 63).astype(np.int64), 0)
        for column in range(columns):
            match = (hashes[np.minimum(later + column, last)] == word) & (column < widths[1])
            best = np.maximum(above[column + 1], current[column])
            current[column + 1] = np.maximum(best, above[column] + np.where(match, worth, 0))
        above = current
    return np.asarray(above[columns])


def extend_ends(
    codes: NDArray[np.uint32],
    totals: NDArray[np.int64],
    starts: tuple[NDArray[np.int64], NDArray[np.int64]],
    limits: tuple[NDArray[np.int64], NDArray[np.int64]],
    step: int,
    price: int,
    drop: int,
) -> Reach:
    """Goes on from each pair of places, over small differences, while that pays (X-drop, Altschul et al. 1990).

    `totals` holds the running sum of quarter bits before each word (one entry more than words). An equal word earns its
    bits, a word that differs or stands on one side only costs `price`. The alignment stops at a sum `drop` below the
    best so far, at a difference that none of `SKIPS` bridges, or at `limits`, the words left on either side; it ends
    where the sum was highest.
    """
    size = starts[0].size
    now = [np.zeros(size, np.int64) for _ in range(4)]  # earlier, later, equal, columns
    best = [np.zeros(size, np.int64) for _ in range(4)]
    gain, score, best_gain, best_score = (np.zeros(size, np.int64) for _ in range(4))
    hashes = codes >> np.uint32(6)
    active = np.flatnonzero((limits[0] > 0) & (limits[1] > 0))
    while active.size:
        ahead = [starts[side][active] + step * now[side][active] for side in (0, 1)]
        room = [limits[side][active] - now[side][active] for side in (0, 1)]
        run = count_equal(hashes, ahead[0], ahead[1], np.minimum(*room), step)
        earned = _sum(totals, ahead[1], run, step)
        for field in now:
            field[active] += run
        gain[active] += earned
        score[active] += earned
        better = active[score[active] > best_score[active]]
        for field, kept in zip(now, best, strict=True):
            kept[better] = field[better]
        best_gain[better], best_score[better] = gain[better], score[better]
        skip = _next_skip(hashes, [ahead[s] + step * run for s in (0, 1)], [room[s] - run for s in (0, 1)], step)
        taken = np.array(SKIPS)[skip]
        for side in (0, 1):
            now[side][active] += taken[:, side]
        cost = taken.max(axis=1)
        now[3][active] += cost
        score[active] -= cost * price
        active = active[(skip >= 0) & (score[active] > best_score[active] - drop)]
    return Reach(best[0], best[1], best[2], best[3], best_gain)


def _sum(totals: NDArray[np.int64], places: NDArray[np.int64], run: NDArray[np.int64], step: int) -> NDArray[np.int64]:
    """Quarter bits of `run` words from each place on, forwards or backwards."""
    if step > 0:
        return np.asarray(totals[places + run] - totals[places])
    return np.asarray(totals[places + 1] - totals[places + 1 - run])


def _next_skip(
    hashes: NDArray[np.uint32], places: list[NDArray[np.int64]], room: list[NDArray[np.int64]], step: int
) -> NDArray[np.int64]:
    """For each pair of differing places the first of `SKIPS` behind which `ANCHOR` words are equal, or -1."""
    found = np.full(places[0].size, -1, np.int64)
    open_ = np.arange(places[0].size)
    for index, skip in enumerate(SKIPS):
        fits = (room[0][open_] >= skip[0] + ANCHOR) & (room[1][open_] >= skip[1] + ANCHOR)
        at = open_[fits]
        equal = np.ones(at.size, np.bool_)
        for word in range(ANCHOR):
            one = places[0][at] + step * (skip[0] + word)
            two = places[1][at] + step * (skip[1] + word)
            equal &= hashes[one] == hashes[two]
        found[at[equal]] = index
        open_ = open_[found[open_] < 0]
    return found
