"""Whether two named voices may be one: two names of one, a body and who speaks for it."""

from functools import cache

from sayso.language import lexicon, words
from sayso.language.names import differ_in_vowels, fold_name, spelled_alike
from sayso.language.roles import office_of
from sayso.model import Source
from sayso.trace.evidence import Evidence

SPEAKS_FOR = "speaks for "
"""How a source's rule says whose voice a spokesperson is."""
BODIES = ("organisation", "country")
"""Kinds of sources that others speak for."""


def is_spokesperson(source: Source) -> bool:
    """Whether the texts call a person somebody's spokesman, spokeswoman or the like."""
    called = " ".join((source.name, *source.aliases)).lower().replace(",", " ").split()
    return source.kind == "person" and not words("observation", "spokespeople").isdisjoint(called)


def spoken_for(source: Source, evidence: Evidence) -> str | None:
    """The body a spokesperson speaks for: named in a way to call the person, or in the rule that found him."""
    if not is_spokesperson(source):
        return None
    if source.source not in evidence.bodies_of:
        evidence.bodies_of[source.source] = _find_body(source, evidence)
    return evidence.bodies_of[source.source]


def _find_body(source: Source, evidence: Evidence) -> str | None:
    given = {part.removeprefix(SPEAKS_FOR) for part in source.rule.split("; ") if part.startswith(SPEAKS_FOR)}
    named = [
        body.source
        for body in evidence.sources.values()
        if body.kind in BODIES and (given.intersection((body.name, *body.aliases)) or is_named_in(body, source))
    ]
    return named[0] if len(named) == 1 else None


def is_named_in(body: Source, other: Source) -> bool:
    """Whether a way to call somebody has the body's name in it: "the head of the River Board"."""
    called = f" {' | '.join(alias.lower() for alias in (other.name, *other.aliases))} "
    names = [_core(name) for name in (body.name, *body.aliases)]
    return any(name and f" {name} " in called.replace("’s ", " ").replace("'s ", " ") for name in names)


def is_called_by_sort(source: Source) -> bool:
    """Whether a body or person has no name of its own in these texts: "the company", "World body", "Expert"."""
    if source.kind == "person":
        called = [name.split() for name in (source.name, *source.aliases)]
        return all(len(name) == 1 and office_of(name[0].lower()) for name in called)
    if source.kind not in BODIES:
        return False
    names = [_words(name) for name in (source.name, *source.aliases)]
    known = lexicon("bodies")["known"]["organisations"]
    return all(set(name) <= _sorts() and " ".join(name) not in known for name in names)


def may_be_one(one: Source, other: Source) -> bool:
    """Whether two sources that were not joined have names that could be one person's, or one body's."""
    if one.kind == other.kind == "person":
        return any(_one_person(a, b) for a in _names(one) for b in _names(other))
    if (one.kind in BODIES and other.kind in BODIES) or one.kind == other.kind == "document":
        return any(_one_body(a, b) for a in _names(one) for b in _names(other))
    return False


def _names(source: Source) -> list[tuple[str, ...]]:
    """Its names, in folded words; descriptions in lower case are no names."""
    found = [source.name, *(alias for alias in source.aliases if alias[:1].isupper())]
    return sorted({tuple(_words(name.replace("-", " "))) for name in found[:12]} - {()})


def _words(name: str) -> list[str]:
    folded = fold_name(name).replace("’", "'").removeprefix("the ")
    return [word for word in folded.replace("'s ", " ").split() if word]


def _one_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    short, long = sorted((one, other), key=len)
    if 1 < len(short) < len(long) and short == long[: len(short)]:
        return True
    if not (spelled_alike(short[-1], long[-1]) or differ_in_vowels(short[-1], long[-1])):
        return False
    if len(short) == 1 or short == long[-len(short) :]:
        return True
    first, second = short[0], long[0]
    initials = len(first.rstrip(".")) == 1 or len(second.rstrip(".")) == 1
    return first[0] == second[0] if initials else spelled_alike(first, second)


def _one_body(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same telling words, one name at an end of the other, or initials: "RB", "the Lower River Board"."""
    if set(one) == set(other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < len(long) and short in (long[-len(short) :], long[: len(short)]):
        return True
    if len(short) == 1 and 2 <= len(short[0].replace(".", "")) <= 6:
        initials = "".join(word[0] for word in long if word not in ("of", "for", "and", "the"))
        letters = short[0].replace(".", "")
        return len(initials) >= 2 and letters.endswith(initials)
    return False


def _core(name: str) -> str:
    """A body's name in lower case without its article; empty where it is a common noun such as "the company"."""
    core = name.removeprefix("the ").removeprefix("The ")
    return core.lower() if core[:1].isupper() and not set(_words(name)) <= _sorts() else ""


@cache
def _sorts() -> frozenset[str]:
    """Words for sorts of bodies."""
    bodies = lexicon("bodies")
    listed = [*bodies["organisations"]["heads"], *bodies["standing"]["words"], *bodies["sorts"]["words"]]
    return frozenset(listed)
