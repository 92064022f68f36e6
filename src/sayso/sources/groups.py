"""Groups of entities that are one source, and why."""

from collections.abc import Callable, Iterable, Sequence

from sayso.sources.entity import Entity


class Groups:
    """Union of entities, with the reasons for each union."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.entities = sorted(entities, key=lambda e: (e.document, e.position))
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
