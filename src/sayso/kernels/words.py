"""Words of texts as 64-bit numbers, with their places in code points: any script, folded, in one pass over arrays.

Two words get one number if they are equal after folding: case, accents and other combining marks, tatweel, invisible
format characters and inner apostrophes do not matter. Scripts written without blanks (Han, Kana, Thai and the like)
give one word for each character. A word's number is a sum over its characters of a number for the character times one
for its place in the word (multilinear hashing, Carter and Wegman 1979), mixed once more (the splitmix64 finish), so
numbers do not depend on the process or machine.
"""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

BATCH = 1 << 19
"""Characters taken at once: the arrays for them (about 30 bytes a character) stay near the caches."""

_SEPARATOR, _LETTER, _IGNORED, _SINGLE, _APOSTROPHE = range(5)
_LINE_END = 10
_APOSTROPHES = "'’ʼ＇"
_STOPS = ".!?…。！？؟।\n\r\u2028\u2029"
_QUOTES = "“”„«»‘’‹›\"'"
CAPITAL, STOP, SPACE, ALNUM, QUOTE = 1, 2, 4, 8, 16
"""Traits of a character, bits of `TRAIT`."""
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN", "YI SYLLABLE")
_KIND = np.zeros(0x110000, np.uint8)
_NUMBER = np.zeros(0x110000, np.uint64)
_TRAIT = np.zeros(0x110000, np.uint8)
_SEEN = np.zeros(0x110000, np.bool_)


class Words(NamedTuple):
    """Words of several texts, one after the other; those of text `n` are `[offsets[n], offsets[n + 1])`."""

    numbers: NDArray[np.uint64]
    starts: NDArray[np.int32]
    """First code point in the word's own text."""
    ends: NDArray[np.int32]
    capitals: NDArray[np.bool_]
    """Whether the word starts with a capital letter."""
    opens: NDArray[np.bool_]
    """Whether a line or sentence starts with the word, by marks alone; initials end none."""
    offsets: NDArray[np.int64]


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each number replaced by one that looks random (splitmix64 finish, Steele et al. 2014); one to one."""
    mixed = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed


def shorten(numbers: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """The 26 highest bits of words' numbers: what packed words are told apart by."""
    return (numbers >> np.uint64(38)).astype(np.uint32)


def powers(count: int) -> NDArray[np.uint64]:
    """`count` odd multipliers, one for each place in a word or n-gram."""
    return mix(np.arange(1, count + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)) | np.uint64(1)


def fold_character(character: str) -> str:
    """What a character counts as: lower case, without accents; the first character where folding makes several."""
    lowered = unicodedata.normalize("NFKD", character.lower())
    return next((c for c in lowered if unicodedata.category(c) not in ("Mn", "Me")), lowered[:1])


def kind_of(character: str) -> int:
    """0 separator, 1 part of a word, 2 ignored inside words, 3 a word by itself, 4 apostrophe."""
    if character in _APOSTROPHES:
        return _APOSTROPHE
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf") or character == "ـ":
        return _IGNORED
    if category == "Mc":
        return _LETTER
    if not character.isalnum():
        return _SEPARATOR
    return _SINGLE if category == "Lo" and unicodedata.name(character, "").startswith(_UNSPACED) else _LETTER


def find_words(texts: Sequence[str]) -> Words:
    """The words of each text, in order. Linear in the characters."""
    parts: list[Words] = []
    counts = [np.zeros(1, np.int64)]
    for batch in _batches(texts):
        part, lengths = _find_in_batch(batch)
        parts.append(part)
        counts.append(lengths)
    if not parts:
        empty = np.zeros(0, np.int32)
        none = np.zeros(0, np.bool_)
        return Words(np.zeros(0, np.uint64), empty, empty, none, none, np.zeros(1, np.int64))
    joined = (np.concatenate([part[field] for part in parts]) for field in range(5))
    return Words(*joined, np.cumsum(np.concatenate(counts)))  # type: ignore[call-arg]


def _batches(texts: Sequence[str]) -> list[list[str]]:
    """The texts in groups of about `BATCH` characters; a longer text is a group by itself."""
    batches: list[list[str]] = []
    room = 0
    for text in texts:
        if not batches or room < len(text):
            batches.append([])
            room = BATCH
        batches[-1].append(text)
        room -= len(text) + 1
    return batches


def _find_in_batch(texts: list[str]) -> tuple[Words, NDArray[np.int64]]:
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
    learn(codes[~_SEEN[codes]])
    kinds = _KIND[codes]
    _settle_apostrophes(kinds)
    places, breaks = _letters(kinds)
    first = np.flatnonzero(np.diff(breaks, prepend=-1))
    last = np.append(first[1:], places.size)[: first.size] - 1
    lengths = last - first + 1
    offset = np.arange(places.size) - np.repeat(first, lengths)
    numbers = _NUMBER[codes[places]] * powers(int(lengths.max(initial=0)))[offset]
    numbers = mix(np.add.reduceat(numbers, first)) if first.size else numbers
    starts, ends = places[first], _past_marks(kinds, places[last] + 1)
    bases = np.cumsum([0] + [len(text) + 1 for text in texts])
    owners = np.searchsorted(bases, starts, "right") - 1
    shift = bases[owners]
    opens = _sentence_starts(codes, starts, ends)
    starts, ends = (starts - shift).astype(np.int32), (ends - shift).astype(np.int32)
    found = Words(numbers, starts, ends, (_TRAIT[codes[places[first]]] & CAPITAL).astype(np.bool_), opens, bases)
    return found, np.bincount(owners, minlength=len(texts)).astype(np.int64)


def tables() -> tuple[NDArray[np.uint8], NDArray[np.uint64], NDArray[np.uint8], NDArray[np.uint64]]:
    """For the compiled form: what each character is, what it folds to, its traits, and the first multipliers.

    Characters outside ASCII must have been entered by `learn`.
    """
    if not _SEEN[:128].all():
        learn(np.arange(128, dtype=np.uint32))
    return _KIND, _NUMBER, _TRAIT, powers(64)


def seen() -> NDArray[np.bool_]:
    """Which characters the tables know."""
    return _SEEN


def learn(codes: NDArray[np.uint32]) -> None:
    """Enters characters that were never met before into the tables: a process pays for each of them once."""
    new = np.unique(codes)
    for code in new.tolist():
        character = chr(code)
        _KIND[code] = kind_of(character)
        _NUMBER[code] = ord(fold_character(character) or character)
        _TRAIT[code] = _traits(character)
    _NUMBER[new] = mix(_NUMBER[new])
    _SEEN[new] = True


def _traits(character: str) -> int:
    told = (character.isupper() or character.istitle(), character in _STOPS, character.isspace(), character.isalnum())
    return sum(1 << bit for bit, holds in enumerate((*told, character in _QUOTES)) if holds)


def _settle_apostrophes(kinds: NDArray[np.uint8]) -> None:
    """An apostrophe between two letters is ignored, so that they stay one word; any other is a separator."""
    at = np.flatnonzero(kinds == _APOSTROPHE)
    inner = at[(at > 0) & (at < kinds.size - 1)]
    inner = inner[(kinds[inner - 1] == _LETTER) & (kinds[inner + 1] == _LETTER)]
    kinds[at] = _SEPARATOR
    kinds[inner] = _IGNORED


def _letters(kinds: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places of all characters that belong to words, and a number for each that changes where a new word begins."""
    single = kinds == _SINGLE
    edges = (kinds == _SEPARATOR).astype(np.int64)
    edges += single
    edges[1:] += single[:-1]
    places = np.flatnonzero((kinds == _LETTER) | single)
    return places, np.cumsum(edges)[places]


def _past_marks(kinds: NDArray[np.uint8], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Ends moved behind the combining marks that follow the last letter, so that no accent is cut off."""
    cut = np.flatnonzero(kinds[ends] == _IGNORED)  # the last character of a batch is a line end, so `ends` stays inside
    if cut.size:
        others = np.flatnonzero(kinds != _IGNORED)
        ends = ends.copy()
        ends[cut] = others[np.searchsorted(others, ends[cut])]
    return ends


def _sentence_starts(
    codes: NDArray[np.uint32], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Words before which a stop or line end stands, with at least one more mark or blank; not after a single letter."""
    opens = np.ones(starts.size, np.bool_)
    stops = np.cumsum((_TRAIT[codes] & STOP) > 0)
    between = stops[starts[1:]] > stops[ends[:-1] - 1]
    opens[1:] = between & (starts[1:] - ends[:-1] > 1) & (ends[:-1] - starts[:-1] > 1)
    opens[1:] |= np.diff(np.cumsum(codes == _LINE_END)[starts]) > 0
    return opens
