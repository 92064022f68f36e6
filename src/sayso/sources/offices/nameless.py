"""The same definite office without a name in several articles of one story is one source."""

from sayso.language import lexicon
from sayso.sources.entity import Entity, genders_clash
from sayso.sources.groups import Groups, blocks_of, join_pairs
from sayso.sources.offices.kin import Kin, Posts, same_places, sort_of
from sayso.sources.phrase import Office


def join_nameless(groups: Groups, kin: Kin, posts: Posts) -> None:
    """Joins "the harbour master of Brask" with himself in kin documents, so that he counts once.

    Only offices that one person holds; not where the case names somebody who holds such an office, or knows such
    offices in two places and the text does not say which.
    """
    spread = groups.documents()
    named = {groups.find(e) for e in groups.entities if e.kind in ("person", "name") and e.names}
    held = {sort_of(o) for e in groups.entities if e.kind == "person" for o in e.offices if o.word and not o.rank}
    roles = [e for e in groups.entities if e.kind == "role" and not (e.indefinite or e.plural or e.names or e.body)]
    roles = [e for e in roles if groups.find(e) not in named and _post(e) and (e.proper or _post(e)[0] not in held)]
    found_in = {id(e): spread[groups.find(e)] for e in roles}

    def one_holder(one: Entity, other: Entity) -> tuple[str, float] | None:
        if found_in[id(one)] & found_in[id(other)] or genders_clash(one.gender, other.gender):
            return None
        clear = same_places(one.proper, other.proper)
        if not clear and any(posts.is_of_several(o) for e in (one, other) for o in e.offices):
            return None
        return ("the same office in articles of one story", 0.65) if kin.tell_one_story(one, other) else None

    def place(entity: Entity) -> str:
        return repr(entity.place())

    for block in blocks_of(roles, lambda e: [repr((_post(e)[0][0], sorted(_post(e)[0][1])))]).values():
        join_pairs(groups, block, place, one_holder)


def _post(entity: Entity) -> list[tuple[str, frozenset[str]]]:
    """The sort of the one office that an entity is described by, if one person at a time holds it; else nothing."""
    offices = [o for o in entity.offices if o.word]
    return [sort_of(offices[0])] if len({sort_of(o) for o in offices}) == 1 and all(map(_is_sole, offices)) else []


def _is_sole(office: Office) -> bool:
    listed = lexicon("titles")["sole"]
    return bool(office.about) and not office.rank and (
        office.word in listed["words"] or (bool(office.proper) and office.word in listed["named"])
    )  # fmt: skip
