"""Which of millions of readings say the same as an earlier one, in 24 bytes each."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class _Run(NamedTuple):
    """Keys in order of their first half, and the places of who had them first."""

    heads: NDArray[np.uint64]
    tails: NDArray[np.uint64]
    places: NDArray[np.int64]

    def find(self, head: NDArray[np.uint64], tail: NDArray[np.uint64]) -> NDArray[np.int64]:
        """The place of each key, or -1."""
        found = np.full(head.size, -1, np.int64)
        at = np.searchsorted(self.heads, head)
        open_ = np.arange(head.size)
        while open_.size:  # once more for each key that shares its first half with another: never, in practice
            open_ = open_[at[open_] < self.heads.size]
            open_ = open_[self.heads[at[open_]] == head[open_]]
            hit = self.tails[at[open_]] == tail[open_]
            found[open_[hit]] = self.places[at[open_[hit]]]
            open_ = open_[~hit]
            at[open_] += 1
        return found


class Seen:
    """The first holder of each key; runs of keys are merged as they grow, so a million keys cost a second."""

    def __init__(self) -> None:
        self._runs: list[_Run] = []

    def find_first(self, keys: Sequence[bytes], places: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each key the place of an earlier holder, in former calls or before it in this one, or -1 if it is new.

        `places` rise from call to call and within one.
        """
        halves = np.frombuffer(b"".join(keys), ">u8").reshape(-1, 2).astype(np.uint64)
        head, tail = halves[:, 0], halves[:, 1]
        order = np.lexsort((places, tail, head))
        same = np.zeros(order.size, np.bool_)
        same[1:] = (head[order[1:]] == head[order[:-1]]) & (tail[order[1:]] == tail[order[:-1]])
        leader = order[np.maximum.accumulate(np.where(same, 0, np.arange(order.size)))] if order.size else order
        firsts = np.full(order.size, -1, np.int64)
        firsts[order[same]] = places[leader[same]]
        chosen = order[~same]
        before = self._find(head[chosen], tail[chosen])
        firsts[chosen] = before
        known = np.full(order.size, -1, np.int64)
        known[chosen] = before
        late = known[leader] >= 0
        firsts[order[late]] = known[leader[late]]
        fresh = chosen[before < 0]
        self._add(_Run(head[fresh], tail[fresh], places[fresh]))
        return firsts

    def _find(self, head: NDArray[np.uint64], tail: NDArray[np.uint64]) -> NDArray[np.int64]:
        found = np.full(head.size, -1, np.int64)
        for run in self._runs:
            found = np.maximum(found, run.find(head, tail))
        return found

    def _add(self, run: _Run) -> None:
        self._runs.append(run)
        while len(self._runs) > 1 and 2 * self._runs[-1].heads.size > self._runs[-2].heads.size:
            joined = [np.concatenate(pair) for pair in zip(*self._runs[-2:], strict=True)]
            order = np.argsort(joined[0], kind="stable")
            self._runs[-2:] = [_Run(*(column[order] for column in joined))]
