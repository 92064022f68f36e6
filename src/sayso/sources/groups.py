"""Groups of entities that are one source, and why."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from sayso.sources.entity import Entity

_MOST = 100  # readings of one block that are compared pair by pair, 4,950 pairs; a block of one story has under 20
_COPIED = 25  # words in a row, with a source among them, that no two articles share unless one has them from the other
SAME_WORDS = 0.5  # share of content words at which two voices say the same thing whatever they are called
LIKE_WORDS = 0.25  # the same for two unnamed voices described in the same specific words
_ROOM = 16  # characters of text in which one of these words is looked for

CAPPED = f"more than {_MOST} called alike: this one was not compared with the others"
"""Said of an entity that was left out of a comparison."""

Same = Callable[[Entity, Entity], tuple[str, float] | None]
"""Why two entities are one, and how sure that is; None if they are not."""


class Groups:
    """Union of entities, with the reasons for each union."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.entities = sorted(entities, key=Entity.place)
        self.number = {id(e): n for n, e in enumerate(self.entities)}
        self.parent = list(range(len(self.entities)))
        self.reasons: dict[int, set[tuple[str, float]]] = {}

    def find(self, entity: Entity) -> int:
        """The representative of the entity's group."""
        at = self.number[id(entity)]
        while self.parent[at] != at:
            self.parent[at] = self.parent[self.parent[at]]
            at = self.parent[at]
        return at

    def join(self, one: Entity, other: Entity, reason: str, score: float) -> None:
        """Makes two groups one."""
        first, second = sorted((self.find(one), self.find(other)))
        if first != second:
            self.parent[second] = first
            self.reasons.setdefault(first, set()).update(self.reasons.pop(second, set()))
            self.reasons[first].add((reason, score))

    def meet(self, entities: Iterable[Entity]) -> bool:
        """Whether all these are in one group; false of none."""
        return len({self.find(e) for e in entities}) == 1

    def documents(self) -> dict[int, frozenset[str]]:
        """The documents of each group, by its representative."""
        found: dict[int, set[str]] = {}
        for entity in self.entities:
            found.setdefault(self.find(entity), set()).add(entity.document)
        return {at: frozenset(documents) for at, documents in found.items()}

    def members(self) -> list[list[Entity]]:
        """The groups, each in the order of documents."""
        groups: dict[int, list[Entity]] = {}
        for entity in self.entities:
            groups.setdefault(self.find(entity), []).append(entity)
        return [groups[at] for at in sorted(groups)]


def blocks_of(entities: Iterable[Entity], keys: Callable[[Entity], Iterable[str]]) -> dict[str, list[Entity]]:
    """Entities under each of their keys, keys in order."""
    blocks: dict[str, list[Entity]] = {}
    for entity in entities:
        for key in sorted(set(keys(entity))):
            blocks.setdefault(key, []).append(entity)
    return dict(sorted(blocks.items()))


def join_pairs(groups: Groups, block: Sequence[Entity], reading: Callable[[Entity], str], same: Same) -> None:
    """Joins what `same` says is one, all compared with all, so that the order of the documents decides nothing.

    `reading` spells out all that `same` looks at: entities of one reading are compared once. At most _MOST readings of
    a block are compared, taken in the order of the readings and not of the documents, so that one more copy of a
    document changes nothing; whoever is left out has it in his rule.
    """
    alike: dict[str, list[Entity]] = {}
    for entity in block:
        alike.setdefault(reading(entity), []).append(entity)
    listed = [alike[key] for key in sorted(alike)]
    for members in listed:
        if len(members) > 1 and (found := same(members[0], members[1])):
            for other in members[1:]:
                groups.join(members[0], other, *found)
    for ones, others in combinations(listed[:_MOST], 2):
        if found := same(ones[0], others[0]):
            groups.join(ones[0], others[0], *found)
    for members in listed[_MOST:]:
        for entity in members:
            entity.rules.add(CAPPED)


def join_copies(groups: Groups, texts: Mapping[str, str]) -> None:
    """Joins entities that are called by the same words in a stretch of text that one document has from the other."""
    first: dict[str, Entity] = {}
    for entity in groups.entities:
        for key in sorted(set(_surroundings(entity, texts.get(entity.document, "")))):
            known = first.setdefault(key, entity)
            if known.document != entity.document and known.kind == entity.kind:
                groups.join(known, entity, "the same words in a passage that is copied", 0.9)


def _surroundings(entity: Entity, text: str) -> Iterator[str]:
    """Each run of _COPIED words around a mention of the entity, with the mention marked in it."""
    for use in entity.uses[:_MOST]:
        if use.how in ("pronoun", "implied"):
            continue
        before = text[max(0, use.span.start - _COPIED * _ROOM) : use.span.start].lower().split()[-_COPIED:]
        after = text[use.span.end : use.span.end + _COPIED * _ROOM].lower().split()[:_COPIED]
        called = "<" + " ".join(use.text.lower().split()) + ">"
        for taken in range(_COPIED + 1):
            if taken <= len(before) and _COPIED - taken <= len(after):
                words = [*before[len(before) - taken :], called, *after[: _COPIED - taken]]
                yield " ".join(words)
