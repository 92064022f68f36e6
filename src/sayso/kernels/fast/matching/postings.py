"""Word n-grams of texts, winnowed and packed for sorting: the compiled form of `sayso.kernels.shingles`."""

import numpy as np
from numba import njit

from sayso.kernels.fast.reading.hashes import mix_one

PLACE_BITS = 36
"""Bits of a posting that are its word position: 68 thousand million words, some 130 million articles."""
GRAM_BITS = 28
"""Bits of a posting that are its n-gram; with the bits of the bucket they tell one n-gram from another."""


@njit(cache=True, nogil=True)
def make_postings(codes, bounds, base, size, window, factors, bucket_bits, postings, buckets):
    """The kept n-grams of texts, in text order; gives how many there are.

    A posting is `n-gram << 36 | position` with positions counted from `base`; its bucket is the n-gram's highest
    `bucket_bits` bits. Of each `window` n-grams in a row the smallest is kept, the last one on ties (Schleimer,
    Wilkerson and Aiken 2003); a text with fewer keeps its smallest. The arrays need room for one posting a word.
    """
    count = 0
    values = np.empty(window, np.uint64)
    for one in range(bounds.size - 1):
        start, end = bounds[one], bounds[one + 1]
        grams = end - start - size + 1
        if grams <= 0:
            continue
        width = min(window, grams)
        best = -1  # n-gram of the text that is smallest in the window
        least = np.uint64(0)
        for at in range(grams):
            total = np.uint64(0)
            for place in range(size):
                total += np.uint64(codes[start + at + place] >> 6) * factors[place]
            value = mix_one(total)
            values[at % window] = value
            kept = best
            if best < 0 or value <= least:
                best, least = at, value
            elif best <= at - width:  # it left the window: look the window over again
                best = at - width + 1
                least = values[best % window]
                for other in range(best + 1, at + 1):
                    if values[other % window] <= least:
                        best, least = other, values[other % window]
            if at >= width - 1 and (best != kept or at == width - 1):
                gram = least >> np.uint64(64 - bucket_bits - GRAM_BITS)
                place = np.uint64(base + start + best)
                buckets[count] = np.int32(gram >> np.uint64(GRAM_BITS))
                postings[count] = (gram & np.uint64((1 << GRAM_BITS) - 1)) << np.uint64(PLACE_BITS) | place
                count += 1
    return count
