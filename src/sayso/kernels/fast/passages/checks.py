"""Checksums of stretches of words: the compiled form of `sayso.kernels.checks`."""

import numpy as np
from numba import njit

from sayso.kernels.fast.reading.hashes import mix_one

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@njit(cache=True, nogil=True)
def sum_stretches(codes, starts, ends):
    """The checksum of the words `[starts[n], ends[n])` for each n."""
    longest = 1
    for one in range(starts.size):
        longest = max(longest, ends[one] - starts[one])
    factors = np.empty(longest, np.uint64)
    for place in range(longest):
        factors[place] = mix_one(np.uint64(place + 1) * _GOLDEN) | np.uint64(1)
    sums = np.empty(starts.size, np.uint32)
    for one in range(starts.size):
        total = np.uint64(0)
        for word in range(starts[one], ends[one]):
            total += np.uint64(codes[word] >> 6) * factors[word - starts[one]]
        sums[one] = np.uint32(mix_one(total) >> np.uint64(32))
    return sums
