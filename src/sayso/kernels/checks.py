"""Checksums of stretches of words: they tell whether a text still says what a row of it was made from.

A sum over the words' hashes times one number for each place (multilinear hashing, Carter and Wegman 1979), so that a
stretch can be summed wherever its words are, without its text.
"""

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.words import find_words, mix, powers, shorten


def sum_words(hashes: NDArray[np.uint32]) -> int:
    """The checksum, 32 bits, of words given by their hashes (26 bits each)."""
    total = (hashes.astype(np.uint64) * powers(hashes.size)).sum(dtype=np.uint64)
    return int(mix(np.array([total]))[0] >> np.uint64(32))


def check_words(text: str, kept: NDArray[np.int64] | None = None) -> str:
    """The checksum of a text's words, as a row has it: eight hexadecimal digits.

    `kept` are the edges of the stretches whose words count, starts and ends in turn; None for all of the text.
    """
    words = find_words([text])
    numbers = words.numbers if kept is None else words.numbers[np.searchsorted(kept, words.starts, "right") % 2 == 1]
    return f"{sum_words(shorten(numbers)):08x}"


def sum_stretches(codes: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.uint32]:
    """The checksum of the words `[starts[n], ends[n])` for each n."""
    pairs = zip(starts.tolist(), ends.tolist(), strict=True)
    return np.array([sum_words(codes[start:end] >> np.uint32(6)) for start, end in pairs], np.uint32)
