"""Whether an office or description may be somebody's: the word for it, what it is about, whose it is."""

from functools import lru_cache

from sayso.language import lexicon
from sayso.language.names import country_of, is_demonym, same_place, skeleton, spelled_alike
from sayso.language.roles import singular
from sayso.sources.entity import Entity, genders_clash
from sayso.sources.phrase import Office

OFFICES = frozenset(
    ["minister", "president", "speaker", "governor", "mayor", "spokesperson", "ambassador", "prosecutor", "director",
     "leader", "deputy", "inspector", "judge"]
)  # fmt: skip
"""Offices that one person at a time holds in one place, so that a name may follow in the next sentence."""


def office_fit(wanted: Office, entity: Entity) -> float:
    """How well an office or description fits an entity, in [0, 1]; 0 where it cannot be his.

    1 for the same office word about the same thing, less for a wider word and for what is left unsaid.
    """
    best = 0.0
    if places_clash(wanted.about, wanted.proper, entity.about, entity.proper):
        return 0.0
    for held in entity.offices:
        fit = _head_fit(wanted, held, entity) * _rank_fit(wanted, held)
        bare = not held.about and not entity.about
        if fit and not (fit < 0.95 and wanted.about and bare and held.head):  # a wider word needs something in common
            best = max(best, fit * _about_fit(wanted.about, held.about | entity.about))
    if not best and not wanted.head and wanted.about and _shared(wanted.about, entity.about):
        best = 0.8
    return best


def _rank_fit(wanted: Office, held: Office) -> float:
    """The deputy and the former commander are not the commander; called so later they may be, where they were named."""
    if wanted.rank == held.rank:
        return 1.0
    return 0.0 if wanted.rank else 0.6


@lru_cache(maxsize=65536)
def places_clash(one: frozenset[str], proper: frozenset[str], other: frozenset[str], others: frozenset[str]) -> bool:
    """Whether two offices are of one sort and of two places: the Tavrian navy's and the Ilmari navy's.

    Each office comes with all that it is about and with what of that is a proper name.
    """
    side = frozenset(lexicon("titles")["parties"]["words"])
    first, second = sorted(proper - side)[:12], sorted(others - side)[:12]
    if not first or not second or any(same_place(a, b) or _akin(a, b) for a in first for b in second):
        return False
    return bool((one - proper) & (other - others)) or (any(map(is_demonym, first)) and any(map(is_demonym, second)))


def _head_fit(wanted: Office, held: Office, entity: Entity) -> float:
    titles = lexicon("titles")
    if wanted.word == held.word and wanted.word:
        return 1.0
    stands = titles["stands_for"]
    if held.word in stands.get(wanted.word, ()):
        return 0.9
    if wanted.head == held.head and wanted.head and wanted.head not in titles["apart"]["heads"]:
        return 0.95
    if (
        "parliament" in wanted.about
        and "parliament" in held.about
        and {wanted.head, held.head} == {"director", "speaker"}
    ):
        return 0.95
    if wanted.head in titles["broader"].get(held.head, ()):
        return 0.75 if wanted.word in titles["broad_words"].get(wanted.head, [wanted.word]) else 0.0
    if wanted.word in ("source", "insider") and entity.kind == "role":
        return 0.7
    if wanted.word in ("man", "woman", "person") and held.head:
        if entity.plural or wanted.about or genders_clash(entity.gender, gender_word(wanted.word)):
            return 0.0
        return 0.65 if entity.kind == "role" else 0.5  # who has an office is seldom called "the man"
    if any(len(word) >= 5 and word[:5] == wanted.word[:5] for word in held.about):
        return 0.85  # "Survivor" of one of the surviving drivers
    return 0.0


def gender_word(word: str) -> str:
    """The gender a description's head tells."""
    genders = lexicon("titles")["gender"]
    return next((g for g in ("female", "male") if word in genders[g]), "")


@lru_cache(maxsize=65536)
def _about_fit(wanted: frozenset[str], held: frozenset[str]) -> float:
    if not wanted:
        return 1.0
    if not held:
        return 0.8
    for side in (_countries, _fields, _parties):
        first, second = side(wanted), side(held)
        if first and second and not first & second:
            return 0.0
    return 1.0 if _shared(wanted, held) else 0.6


def _fields(about: frozenset[str]) -> frozenset[str]:
    return about & frozenset(lexicon("titles")["portfolios"]["words"])


def _parties(about: frozenset[str]) -> frozenset[str]:
    return frozenset(w[:7] for w in about & frozenset(lexicon("titles")["parties"]["words"]))


def _countries(about: frozenset[str]) -> frozenset[str]:
    return frozenset(c for c in map(country_of, about) if c)


@lru_cache(maxsize=65536)
def _shared(one: frozenset[str], other: frozenset[str]) -> bool:
    return any(_akin(a, b) for a in sorted(one)[:12] for b in sorted(other)[:12])


def _akin(one: str, other: str) -> bool:
    """Whether two words of a description are of one stem: water, waterways, floodwater."""
    if one == other or skeleton(one) == skeleton(other):
        return True
    short, long = sorted((singular(one), singular(other)), key=len)
    return (len(short) >= 4 and short in long) or spelled_alike(one, other)


def shares_about(one: Entity, other: Entity) -> bool:
    """Whether two offices are about the same thing by at least one word."""
    return any(
        skeleton(a) == skeleton(b) or a in b or b in a
        for a in one.about
        for b in other.about
        if len(a) > 2 and len(b) > 2
    )
