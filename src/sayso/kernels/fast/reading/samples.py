"""What many UTF-8 texts hold, without making strings of them: characters, and words that speak for a language."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sayso.kernels.fast.reading.utf8 import decode_sign

SEPARATOR, UNKNOWN = 0, 0xFFFFFFFF
"""What the table of letters says of a sign that ends a word, and of one that these loops do not judge."""
NONE, UNJUDGED = -1, -2
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@njit(cache=True, nogil=True)
def count_signs(
    text: NDArray[np.uint8], offsets: NDArray[np.int64], characters: NDArray[np.int64], shown: NDArray[np.bool_]
) -> None:
    """Fills in the code points of each text `[offsets[n], offsets[n + 1])`, and whether it has a visible ASCII sign."""
    for n in range(offsets.size - 1):
        at, end = offsets[n], offsets[n + 1]
        follow = 0
        for byte in text[at:end]:
            follow += (byte & 0xC0) == 0x80
        characters[n] = end - at - follow
        shown[n] = False
        for byte in text[at:end]:
            if 0x20 < byte < 0x7F:
                shown[n] = True
                break


@njit(cache=True, nogil=True)
def vote(
    text: NDArray[np.uint8],
    offsets: NDArray[np.int64],
    letters: NDArray[np.uint32],
    keys: NDArray[np.uint64],
    masks: NDArray[np.uint64],
    languages: int,
    rules: tuple[int, int, float, int, float],
    found: NDArray[np.int16],
) -> None:
    """Fills in the number of each text's language: `NONE` where none is sure, `UNJUDGED` where a letter is unknown.

    `letters[c]` is the lower case of code point c, or `SEPARATOR` or `UNKNOWN`. `keys` (a power of two of slots, 0 is
    free) and `masks` are the hash table of common words and the set of languages that each is common in. `rules` are
    the characters to look at, the least words, share and hits, and how far ahead of the next the first must be.
    """
    reach, least_words, least_share, least_hits, margin = rules
    hits = np.zeros(languages, np.int64)
    for n in range(offsets.size - 1):
        hits[:] = 0
        at, end, signs, words = offsets[n], offsets[n + 1], 0, 0
        word = np.uint64(0)
        judged = True
        while signs <= reach:
            sign = 32  # a blank after the last sign ends the last word
            if at < end and signs < reach:
                sign, at = decode_sign(text, at)
                signs += 1
            else:
                signs = reach + 1
            letter = letters[sign] if sign < letters.size else np.uint32(UNKNOWN)
            if letter == UNKNOWN:
                judged = False
                break
            if letter != SEPARATOR:
                word = word * _FACTOR + np.uint64(letter)
            elif word:
                words += 1
                _count_word(_spread(word), keys, masks, hits)
                word = np.uint64(0)
        found[n] = _elect(hits, words, least_words, least_share, least_hits, margin) if judged else UNJUDGED


@njit(cache=True, nogil=True)
def _count_word(word: np.uint64, keys: NDArray[np.uint64], masks: NDArray[np.uint64], hits: NDArray[np.int64]) -> None:
    last = np.uint64(keys.size - 1)
    slot = word & last
    while keys[slot] and keys[slot] != word:
        slot = (slot + np.uint64(1)) & last
    mask, language = masks[slot], 0
    while mask:
        hits[language] += np.int64(mask & np.uint64(1))
        mask >>= np.uint64(1)
        language += 1


@njit(cache=True, nogil=True)
def _spread(word: np.uint64) -> np.uint64:
    """The sum of a word's letters with its bits spread to the low end, which choose the slot; never 0."""
    word ^= word >> np.uint64(32)
    return (word ^ (word >> np.uint64(15))) | np.uint64(1 << 63)


def number_of(word: str) -> int:
    """The number that the loop gives a word in lower case."""
    number = 0
    for letter in word:
        number = (number * int(_FACTOR) + ord(letter)) & 0xFFFFFFFFFFFFFFFF
    number ^= number >> 32
    return (number ^ number >> 15) | 1 << 63


@njit(cache=True, nogil=True)
def _elect(
    hits: NDArray[np.int64], words: int, least_words: int, least_share: float, least_hits: int, margin: float
) -> int:
    """The language with most hits, the first of equals, if it leads clearly."""
    best, second, chosen = 0, 0, NONE
    for language in range(hits.size):
        if hits[language] > best:
            best, second, chosen = hits[language], best, language
        elif hits[language] > second:
            second = hits[language]
    sure = words >= least_words and best >= least_share * words and best >= least_hits and best >= second * margin
    return chosen if sure else NONE
