"""Word n-grams as numbers, and the few of them that are kept (winnowing)."""

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.words import mix, powers


def hash_ngrams(numbers: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """A number for each run of `size` words; shorter by `size - 1` than `numbers`, empty if there are too few words."""
    count = numbers.size - size + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    total = np.zeros(count, np.uint64)
    for place, factor in enumerate(powers(size)):
        total += numbers[place : place + count] * factor
    return mix(total)


def ngram_places(offsets: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    """Positions at which an n-gram starts that does not run over the end of its text."""
    keep = np.zeros(int(offsets[-1]) + 1, np.int64)
    lengths = np.diff(offsets)
    long = lengths >= size
    np.add.at(keep, offsets[:-1][long], 1)
    np.add.at(keep, offsets[1:][long] - size + 1, -1)
    return np.flatnonzero(np.cumsum(keep)[:-1])


def winnow(values: NDArray[np.uint64], owners: NDArray[np.int32], window: int) -> NDArray[np.int64]:
    """Indices of the values that are smallest in some run of `window` values of one owner, the last one on ties.

    Any run of n-grams as long as the window keeps at least one, the same in every text that has it (Schleimer,
    Wilkerson and Aiken 2003). An owner with fewer values than the window keeps its smallest. `owners` is sorted.
    """
    count = values.size
    before = np.zeros(count, np.int64)  # values directly before that are not smaller, at most window - 1
    after = np.zeros(count, np.int64)  # values directly after that are larger
    left, right = np.ones(count, np.bool_), np.ones(count, np.bool_)
    for step in range(1, min(window, count)):
        left[:step] = False
        left[step:] &= (values[:-step] >= values[step:]) & (owners[:-step] == owners[step:])
        right[count - step :] = False
        right[:-step] &= (values[step:] > values[:-step]) & (owners[step:] == owners[:-step])
        before += left
        after += right
    _, place, sizes = np.unique(owners, return_inverse=True, return_counts=True)
    return np.flatnonzero(before + after + 1 >= np.minimum(window, sizes[place] if count else 0))
