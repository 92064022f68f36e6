"""Values of numbers from a fixed table, for all words of a pile at once."""

import numpy as np
from numpy.typing import NDArray

_BITS = 16


class Lookup:
    """A table of 64-bit numbers and their values, found by their upper bits and at most a few comparisons each."""

    def __init__(self, numbers: NDArray[np.uint64], values: NDArray[np.float64]) -> None:
        """`numbers` look random in their upper bits, as those of `find_words` do; of equal ones the first counts."""
        kept, first = np.unique(numbers, return_index=True)
        self._numbers = np.append(kept, np.uint64(0))
        self._values = np.append(values[first], 0.0)
        buckets = np.arange((1 << _BITS) + 1, dtype=np.uint64) << np.uint64(64 - _BITS)
        self._starts = np.searchsorted(kept, buckets[:-1])
        self._deepest = int(np.diff(np.append(self._starts, kept.size)).max(initial=0))

    def find(self, numbers: NDArray[np.uint64], missing: NDArray[np.float64]) -> NDArray[np.float64]:
        """The value of each number, or that of `missing` at its place."""
        place = self._starts[numbers >> np.uint64(64 - _BITS)]
        found = missing.copy()
        last = self._numbers.size - 1
        for depth in range(self._deepest):
            at = np.minimum(place + depth, last)
            hit = (self._numbers[at] == numbers) & (at < last)
            np.copyto(found, self._values[at], where=hit)
        return found
