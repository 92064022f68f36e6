"""Which documents tell one story, and of which offices the case knows more than one of a sort."""

from functools import lru_cache

from sayso.language import lexicon
from sayso.language.names import same_place
from sayso.language.roles import singular
from sayso.sources.entity import Entity, overlaps
from sayso.sources.groups import SAME_WORDS, Groups
from sayso.sources.phrase import Office

_LEAST = 2  # bodies or places that two documents both cite; one full name of a person is enough by itself
_PLACES = 24  # places of one sort of office that are told apart; more are not one office anyway


class Kin:
    """Documents by whom they cite: two that cite one person, or two bodies or countries, tell of the same things."""

    def __init__(self, groups: Groups) -> None:
        self.people: dict[str, set[int]] = {}
        self.things: dict[str, set[int]] = {}
        for entity in groups.entities:
            if entity.kind in ("person", "name") and any(len(n) > 1 for n in entity.names):
                self.people.setdefault(entity.document, set()).add(groups.find(entity))
            elif entity.kind in ("organisation", "country", "person", "name") and entity.named:
                self.things.setdefault(entity.document, set()).add(groups.find(entity))

    def tell_one_story(self, one: Entity, other: Entity) -> bool:
        """Whether two entities stand in documents of one story, or say the same thing."""
        first, second = one.document, other.document
        if self.people.get(first, set()) & self.people.get(second, set()):
            return True
        shared = self.things.get(first, set()) & self.things.get(second, set())
        return len(shared) >= _LEAST or overlaps(one, other, SAME_WORDS)


class Posts:
    """The offices of the case by sort, each with the places it is said to be of."""

    def __init__(self, groups: Groups) -> None:
        self.places: dict[tuple[str, frozenset[str]], list[frozenset[str]]] = {}
        for entity in groups.entities:
            for office in entity.offices if entity.kind in ("person", "role") and not entity.plural else ():
                known = self.places.setdefault(sort_of(office), [])
                if office.proper and len(known) <= _PLACES and not any(same_places(office.proper, k) for k in known):
                    known.append(office.proper)

    def is_of_several(self, office: Office) -> bool:
        """Whether the case knows offices of that sort in two places, so that without its place it may be either."""
        return len(self.places.get(sort_of(office), ())) > 1


@lru_cache(maxsize=65536)
def sort_of(office: Office) -> tuple[str, frozenset[str]]:
    """What an office is but for whose it is: commander of a navy, harbour master; chief of a navy is its commander."""
    commands = lexicon("titles")["commands"]
    arms = {word: arm for arm, listed in commands["arms"].items() for word in listed}
    about = frozenset(arms.get(w, w) for w in map(singular, office.about - office.proper))
    commander = office.word in commands["words"] and about & set(arms.values())
    return ("commander" if commander else office.word), about


def same_places(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of proper names share one, in whatever form: Tavria, Tavrian."""
    return any(same_place(a, b) for a in sorted(one)[:_PLACES] for b in sorted(other)[:_PLACES])
