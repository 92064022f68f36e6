"""Disjoint sets over any hashable things, for the few hundred of a case; `components` has arrays of millions."""


class DisjointSets:
    """Sets that only grow together; which things are together does not depend on the order of joining.

    Path halving (Tarjan and van Leeuwen 1984): nearly constant time a call.
    """

    def __init__(self) -> None:
        self.parent: dict[object, object] = {}

    def find(self, item: object) -> object:
        """The representative of the set that holds an item."""
        self.parent.setdefault(item, item)
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, left: object, right: object) -> None:
        """Makes one set of two."""
        self.parent[self.find(left)] = self.find(right)
