"""Someone described by his office alone: the one person of the case who holds it."""

from sayso.language import lexicon
from sayso.model import grouped
from sayso.sources.entity import Entity, genders_clash, overlaps
from sayso.sources.groups import LIKE_WORDS, SAME_WORDS, Groups, blocks_of
from sayso.sources.offices.fit import OFFICES, office_fit, shares_about
from sayso.sources.offices.kin import Kin, Posts, same_places, sort_of
from sayso.sources.offices.nameless import join_nameless
from sayso.sources.phrase import Office

_BLOCK = 64  # persons of a document among whom an office is looked for


def join_offices(groups: Groups) -> None:
    """Joins who is described by an office with its one holder, else with the same office in kin documents.

    A former, a deputy or an acting holder is nobody else by his office.
    """
    kin, posts = Kin(groups), Posts(groups)
    _join_holders(groups, kin, posts)
    join_nameless(groups, kin, posts)


def _join_holders(groups: Groups, kin: Kin, posts: Posts) -> None:
    roles = [e for e in groups.entities if e.kind == "role" and e.offices and not e.indefinite and not e.plural]
    roles = [e for e in roles if not any(o.rank for o in e.offices)]
    people = blocks_of([e for e in groups.entities if e.kind == "person"], _office_keys)
    of_group: dict[int, Holders] = {}
    for person in (e for e in groups.entities if e.kind == "person" and e.offices):
        held = of_group.setdefault(groups.find(person), {})
        held.setdefault((frozenset(person.offices), person.gender), person)
    here = grouped([e for e in groups.entities if e.kind in ("person", "name") and e.names])
    spread = groups.documents()
    found: list[tuple[Entity, Entity, str, float]] = []
    for entity in roles:
        near = here.get(entity.document, [])
        known = {groups.find(p): p for p in near[:_BLOCK]}
        if len(near) > _BLOCK:
            entity.rules.add(f"looked for among the first {_BLOCK} persons of the document")
        if holder := _holder_here(entity, known, of_group):
            found.append((holder, entity, "the one person here who holds that office in another document", 0.7))
            continue
        away = {id(p): p for key in _office_keys(entity) for p in people.get(key, [])}
        others = [p for p in away.values() if entity.document not in spread[groups.find(p)]]
        fits = [p for p in others if _holds(entity, p) and _is_sure(entity, p, kin, posts)]
        fits = fits or [p for p in others if _holds_post(entity, p) and kin.tell_one_story(entity, p)]
        linked = {d for g, p in known.items() if any(len(n) > 1 for n in p.names) for d in spread[g]}
        beside = [p for p in others if p.document in linked and _is_sole(entity) and _fits(entity, p)]
        if groups.meet(fits):
            found.append(
                (min(fits, key=Entity.place), entity, "the one person of the case who holds that office", 0.75)
            )
        elif not fits and groups.meet(beside):
            rule = "the one who holds that office in articles that name a person who is named here too"
            found.append((min(beside, key=Entity.place), entity, rule, 0.65))
    for person, entity, rule, score in found:
        groups.join(person, entity, rule, score)


Holders = dict[tuple[frozenset[Office], str], Entity]
"""One of the members of a group for each set of offices that they have."""


def _holder_here(entity: Entity, known: dict[int, Entity], of_group: dict[int, Holders]) -> Entity | None:
    """The one person named in the entity's document who has the office, wherever that is said; else of a like one."""
    for holds in (_fits, _holds_alike):
        found = [p for g, p in sorted(known.items()) if any(holds(entity, q) for q in of_group.get(g, {}).values())]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _is_sole(entity: Entity) -> bool:
    """Whether an office is one that a single person at a time holds."""
    return any(o.head in OFFICES for o in entity.offices)


def _office_keys(entity: Entity) -> list[str]:
    """Kinds of office under which an entity may be looked for, wider ones included."""
    broader = lexicon("titles")["broader"]
    heads = [o.head for o in entity.offices if o.head]
    posts = [f"post {sort_of(o)[0]}" for o in entity.offices if o.proper and sort_of(o)[0] == "commander"]
    return posts + heads + [wide for head in heads for wide in broader.get(head, ())]


def _fits(entity: Entity, person: Entity) -> bool:
    """Whether a description means just that office."""
    clash = genders_clash(person.gender, entity.gender)
    return not clash and max(office_fit(o, person) for o in entity.offices) >= 0.9


def _holds_alike(entity: Entity, person: Entity) -> bool:
    """Whether a description means such an office, of the same thing or with the same words."""
    if genders_clash(person.gender, entity.gender) or max(office_fit(o, person) for o in entity.offices) < 0.7:
        return False
    return shares_about(entity, person) or overlaps(entity, person, SAME_WORDS)


def _holds(entity: Entity, person: Entity) -> bool:
    if genders_clash(person.gender, entity.gender):
        return False
    fit = max(office_fit(o, person) for o in entity.offices)
    least = LIKE_WORDS if fit >= 0.9 else SAME_WORDS
    return (fit >= 0.9 and shares_about(entity, person)) or (fit >= 0.7 and overlaps(entity, person, least))


def _is_sure(entity: Entity, person: Entity, kin: Kin, posts: Posts) -> bool:
    """Whether an office of which only the sort is said on one side can be no other: one story, one such office."""
    if overlaps(entity, person, SAME_WORDS) or same_places(entity.proper, person.proper):
        return True
    unclear = any(posts.is_of_several(o) for e in (entity, person) for o in e.offices if not o.proper)
    return not unclear and kin.tell_one_story(entity, person)


def _holds_post(entity: Entity, person: Entity) -> bool:
    """Whether two words for a command mean the same one: the Tavrian navy's chief, commander of Tavria's fleet."""
    if genders_clash(entity.gender, person.gender):
        return False
    called = [o for o in entity.offices if o.proper and sort_of(o)[1]]
    held = [o for o in person.offices if o.proper and not o.rank] if called else []
    return any(sort_of(o) == sort_of(h) and same_places(o.proper, h.proper) for o in called for h in held)
