"""Which state a body is an organ of: two organs of one state may speak with one voice."""

from functools import cache

from sayso.language import lexicon, words
from sayso.language.names import fold_name
from sayso.model import Source

_LONGEST = 3  # words of a country's name or of an organ's, at most


def state_of(source: Source) -> str | None:
    """The state that a country's voice, its army, ministry or seat of government speaks for; None of other bodies.

    A body with a country's name and no word of an organ ("Olmish Airways") is none.
    """
    if source.kind not in ("organisation", "country"):
        return None
    found = {state for name in (source.name, *source.aliases[:12]) if (state := _state_of(name, source.kind))}
    return min(found) if len(found) == 1 else None


@cache
def _state_of(name: str, kind: str) -> str | None:
    parts = [part.removesuffix("'s") for part in fold_name(name).replace("’", "'").removeprefix("the ").split()]
    joined = [" ".join(parts[at : at + size]) for size in range(1, _LONGEST + 1) for at in range(len(parts) - size + 1)]
    if " ".join(parts) in _seats():
        return _seats()[" ".join(parts)]
    named = {_countries()[part] for part in joined if part in _countries()}
    if len(named) != 1 or (kind != "country" and words("states", "organs").isdisjoint(joined)):
        return None
    return min(named)


@cache
def _countries() -> dict[str, str]:
    """Each way to say a country -> its name."""
    countries: dict[str, list[str]] = lexicon("places")["countries"]
    return {fold_name(way): name for name, ways in sorted(countries.items()) for way in ways}


@cache
def _seats() -> dict[str, str]:
    """Each seat of government -> the name of the country."""
    named: dict[str, list[str]] = lexicon("synonyms")["names"]
    return {
        fold_name(seat): _countries()[fold_name(name)]
        for name, seats in sorted(named.items())
        if fold_name(name) in _countries()
        for seat in seats
    }
