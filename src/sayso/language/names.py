"""Proper names folded for comparison: never shown, and never so far that a look-alike becomes another name."""

import unicodedata
from functools import cache, lru_cache

from sayso.language.lexicon import lexicon

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼ`´ʻ′"), "'")
_HYPHENS = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
_FOLDS = _APOSTROPHES | _HYPHENS
_VOWELS = "aeiou"
_BONES = 3  # consonants; two are too few: Dora, Daria
_LONGEST = 300  # code points of a name that are compared; no name of anybody is longer

# Letters that writers of English exchange when they spell a foreign name, longest first.
_SPELLINGS = (("sch", "sh"), ("dzh", "j"), ("zh", "j"), ("dj", "j"), ("ck", "k"), ("ph", "f"), ("kh", "k"),
              ("gh", "g"), ("dh", "d"), ("w", "v"), ("y", "i"), ("z", "s"), ("q", "k"), ("c", "k"), ("ee", "i"),
              ("oo", "u"), ("ou", "u"))  # fmt: skip


@lru_cache(maxsize=65536)
def fold_name(name: str) -> str:
    """The name without case, accents, invisible characters, and styles of blank, apostrophe and hyphen.

    Letters of another script stay what they are: a Cyrillic look-alike never folds to its Latin twin
    (`anchors/reliability.md` T4).
    """
    if name.isascii():
        return " ".join(name[:_LONGEST].lower().replace("`", "'").split())
    plain = unicodedata.normalize("NFD", name[:_LONGEST])
    kept = "".join(c for c in plain if unicodedata.category(c) not in ("Mn", "Cf", "Cc") or c.isspace())
    return " ".join(unicodedata.normalize("NFC", kept).casefold().translate(_FOLDS).split())


def without_invisible(text: str) -> str:
    """The text without characters that show nothing: zero-width ones, soft hyphens, marks of direction."""
    return text if text.isascii() else "".join(c for c in text if unicodedata.category(c) != "Cf")


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """A folded word with the letters made one that spellings of one foreign name exchange: Petrow, Petrov.

    Words not wholly of plain Latin letters are only folded, so that homoglyphs are never taken for a spelling.
    """
    folded = fold_name(word).replace("-", "").replace("'", "").replace("’", "")
    if not folded.isascii() or not folded.isalpha():
        return folded
    for written, read in _SPELLINGS:
        folded = folded.replace(written, read)
    return "".join(c for at, c in enumerate(folded) if not at or folded[at - 1] != c)


@lru_cache(maxsize=65536)
def spelled_alike(one: str, other: str) -> bool:
    """Whether two words may be spellings of one name: equal skeletons, or one letter apart and long enough for it."""
    first, second = skeleton(one), skeleton(other)
    if first == second:
        return True
    if not (first.isascii() and second.isascii() and first.isalpha() and second.isalpha()):
        return False
    return min(len(first), len(second)) >= 5 and _one_apart(first, second)


@lru_cache(maxsize=65536)
def differ_in_vowels(one: str, other: str) -> bool:
    """Whether two words begin alike and have the same three consonants or more in the same order: Karsova, Kersava.

    Vowels are what spellings of a foreign name differ in most; by itself it proves nothing.
    """
    first, second = skeleton(one), skeleton(other)
    if not (first.isascii() and second.isascii() and first.isalpha() and second.isalpha()):
        return False
    bones = ["".join(c for c in word if c not in _VOWELS) for word in (first, second)]
    return bones[0] == bones[1] and len(bones[0]) >= _BONES and first[0] == second[0]


def _one_apart(one: str, other: str) -> bool:
    """Whether one insertion, deletion or exchange of a letter makes one word the other; linear."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    return one[at + 1 :] == other[at + 1 :] or one[at:] == other[at + 1 :] or one[at + 1 :] == other[at:]


def gender_of(given: str, language: str = "en") -> str:
    """`female` or `male` for a given name that the table knows under one of them only, else an empty string."""
    return _genders(language).get(fold_name(given).split("-")[0], "")


def is_given_name(word: str, language: str = "en") -> bool:
    """Whether the table of given names has the word."""
    return fold_name(word).split("-")[0] in _givens(language)


def country_of(name: str, language: str = "en") -> str:
    """The country that a name, an adjective, a people or a seat of government stands for, or an empty string."""
    return _countries(language).get(fold_name(name), "")


def same_place(one: str, other: str, language: str = "en") -> bool:
    """Whether two folded words are one place's name, or its name and its adjective: Tavria, Tavrian; Dorne, Dornish."""
    if one == other or (country_of(one, language) and country_of(one, language) == country_of(other, language)):
        return True
    short, long = sorted((one, other), key=len)
    endings = lexicon("bodies", language)["demonyms"]["endings"]
    stems = {short, short[:-1] if short[-1:] in "aeiouy" else short}
    return any(len(s) >= 4 and long.startswith(s) and long[len(s) :] in endings for s in sorted(stems))


def is_demonym(word: str, language: str = "en") -> bool:
    """Whether a folded word looks like the adjective of a place: Tavrian, Ilmari."""
    endings = lexicon("bodies", language)["demonyms"]["endings"]
    return len(word) >= 5 and any(word.endswith(e) for e in endings if e != "n")


def is_region(name: str, language: str = "en") -> bool:
    """Whether a name is a state or province of the table."""
    return fold_name(name) in lexicon("places", language)["regions"]["words"]


@cache
def _genders(language: str) -> dict[str, str]:
    names = lexicon("given_names", language)["names"]
    female, male, either = (set(names[key].split()) for key in ("female", "male", "either"))
    return dict.fromkeys(female - male - either, "female") | dict.fromkeys(male - female - either, "male")


@cache
def _givens(language: str) -> frozenset[str]:
    names = lexicon("given_names", language)["names"]
    return frozenset(word for key in ("female", "male", "either") for word in names[key].split())


@cache
def _countries(language: str) -> dict[str, str]:
    return {
        fold_name(word): country
        for country, spellings in lexicon("places", language)["countries"].items()
        for word in spellings
    }
