"""Longest runs of equal words around places that hold the same n-gram."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

_FIRST_BLOCK = 8


class Runs(NamedTuple):
    """Equal words: those of the run `n` start at `earlier[n]` and `later[n]` and are `lengths[n]` many."""

    earlier: NDArray[np.int64]
    later: NDArray[np.int64]
    lengths: NDArray[np.int64]


def count_equal(
    hashes: NDArray[np.uint32],
    earlier: NDArray[np.int64],
    later: NDArray[np.int64],
    limits: NDArray[np.int64],
    step: int = 1,
) -> NDArray[np.int64]:
    """How many words are equal from each pair of places on, at most `limits`, forwards (`step` 1) or backwards (-1).

    Blocks of words grow fourfold, so a run of a million words costs no more rounds than one of a thousand has tens.
    """
    counts = np.zeros(earlier.size, np.int64)
    active = np.flatnonzero(limits > 0)
    block = _FIRST_BLOCK
    while active.size:
        still = []
        for part in np.array_split(active, max(1, active.size * block >> 22)):
            reach = counts[part, None] + np.arange(block)
            inside = reach < limits[part, None]
            reach[~inside] = 0
            equal = hashes[earlier[part, None] + step * reach] == hashes[later[part, None] + step * reach]
            equal &= inside
            whole = equal.all(axis=1)
            counts[part] += np.where(whole, block, equal.argmin(axis=1))
            still.append(part[whole])
        active = np.concatenate(still)
        active = active[counts[active] < limits[active]]
        block = min(block * 4, 1 << 16)
    return counts


def find_runs(
    hashes: NDArray[np.uint32],
    earlier: NDArray[np.int64],
    later: NDArray[np.int64],
    bounds: NDArray[np.int64],
    owner_of: NDArray[np.int32],
    size: int,
) -> Runs:
    """The longest runs of equal words that hold the matches, each once, ordered by distance and place.

    `earlier` and `later` are matching places of n-grams of `size` words, `bounds` the first word of each document and
    the end of the last. Matches on one diagonal that overlap are one run; no run leaves its documents.
    """
    order = np.sort(((later - earlier).astype(np.uint64) << np.uint64(32)) | later.astype(np.uint64))
    distance = (order >> np.uint64(32)).astype(np.int64)
    late = (order & np.uint64(0xFFFFFFFF)).astype(np.int64)
    early = late - distance
    if not late.size:
        return Runs(early, late, late)
    near = (np.diff(distance) == 0) & (np.diff(late) <= size)
    near &= (owner_of[late[1:]] == owner_of[late[:-1]]) & (owner_of[early[1:]] == owner_of[early[:-1]])
    first = np.flatnonzero(np.append(True, ~near))
    early, late = early[first], late[first]
    early_owner, late_owner = owner_of[early], owner_of[late]
    room = np.minimum(early - bounds[early_owner], late - bounds[late_owner])
    back = count_equal(hashes, early - 1, late - 1, room, -1)
    room = np.minimum(bounds[early_owner + 1] - early, bounds[late_owner + 1] - late)
    ahead = count_equal(hashes, early, late, room)
    runs = Runs(early - back, late - back, ahead + back)
    real = runs.lengths >= size  # two n-grams of equal number but different words make none
    real[1:] &= ~((runs.later[1:] == runs.later[:-1]) & (runs.earlier[1:] == runs.earlier[:-1]))
    return Runs(runs.earlier[real], runs.later[real], runs.lengths[real])
