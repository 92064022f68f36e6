"""The characters and languages of many texts at once, from their UTF-8 bytes: what bulk reading asks of each."""

from functools import cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.language.detection import (
    LEAST_HITS,
    LEAST_SHARE,
    LEAST_WORDS,
    MARGIN,
    READ,
    WORD,
    detect_language,
    profiles,
)

_LETTERS = 0x3000
_FIRST_FOREIGN = 0x370
_SLOTS = 4096


class Signs(NamedTuple):
    """Code points of each text, and whether it has any visible ASCII sign: if so it is not blank."""

    characters: NDArray[np.int64]
    shown: NDArray[np.bool_]


def count_signs(text: NDArray[np.uint8], offsets: NDArray[np.int64], fast: bool) -> Signs:
    """Of the texts `[offsets[n], offsets[n + 1])` of valid UTF-8; `fast` takes the compiled loop."""
    size = offsets.size - 1
    if fast:
        from sayso.kernels.fast.reading.samples import count_signs as count

        signs = Signs(np.zeros(size, np.int64), np.zeros(size, np.bool_))
        count(text, offsets, *signs)
        return signs
    begins = np.concatenate([[0], np.cumsum((text & 0xC0) != 0x80)])
    visible = np.concatenate([[0], np.cumsum((text > 0x20) & (text < 0x7F))])
    return Signs(np.diff(begins[offsets]), np.diff(visible[offsets]) > 0)


def detect_languages(text: NDArray[np.uint8], offsets: NDArray[np.int64], fast: bool) -> list[str | None]:
    """`detect_language` of each text `[offsets[n], offsets[n + 1])` of valid UTF-8; `fast` takes the compiled loop.

    The loop tells words by 64 bits of hash, so a chance of 1 in 10^16 that some word passes for a common one is all
    that sets it apart. Texts with letters beyond Latin are left to `detect_language` either way.
    """
    if not fast:
        return [_detect(text, start, end) for start, end in pairwise(offsets.tolist())]
    from sayso.kernels.fast.reading.samples import UNJUDGED, vote

    table, codes = _table(), np.empty(offsets.size - 1, np.int16)
    rules = (READ, LEAST_WORDS, LEAST_SHARE, LEAST_HITS, MARGIN)
    vote(text, offsets, table.letters, table.keys, table.masks, len(table.languages), rules, codes)
    found = [table.languages[code] if code >= 0 else None for code in codes.tolist()]
    for index in np.flatnonzero(codes == UNJUDGED).tolist():
        found[index] = _detect(text, int(offsets[index]), int(offsets[index + 1]))
    return found


def _detect(text: NDArray[np.uint8], start: int, end: int) -> str | None:
    return detect_language(text[start : min(end, start + 4 * READ)].tobytes().decode("utf-8", "ignore"))


class _Table(NamedTuple):
    languages: list[str]
    letters: NDArray[np.uint32]
    keys: NDArray[np.uint64]
    masks: NDArray[np.uint64]


@cache
def _table() -> _Table:
    """The profiles as the compiled loop has them."""
    from sayso.kernels.fast.reading.samples import number_of

    languages = sorted({language for listed in profiles().values() for language in listed})
    keys, masks = np.zeros(_SLOTS, np.uint64), np.zeros(_SLOTS, np.uint64)
    for word, listed in profiles().items():
        number = number_of(word)
        slot = number % _SLOTS
        while keys[slot]:
            slot = (slot + 1) % _SLOTS
        keys[slot] = number
        masks[slot] = sum(1 << languages.index(language) for language in listed)
    return _Table(languages, np.array([_letter(code) for code in range(_LETTERS)], np.uint32), keys, masks)


def _letter(code: int) -> int:
    """The lower case of a letter; letters beyond Latin are not judged, for their script may settle the language."""
    from sayso.kernels.fast.reading.samples import SEPARATOR, UNKNOWN

    small = chr(code).lower()
    if not WORD.fullmatch(small):
        return SEPARATOR if len(small) == 1 and not small.isalpha() else UNKNOWN
    return ord(small) if code < _FIRST_FOREIGN and len(small) == 1 and ord(small) < _FIRST_FOREIGN else UNKNOWN
