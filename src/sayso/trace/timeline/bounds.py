"""What the order of telling says of days that the texts leave open.

Nothing is told before it happened, said after it was printed, or copied before it was published. Bounds only narrow;
one that contradicts what a text says is not used, and the row says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model import MomentKind, Place
from sayso.trace.timeline.days import Days, first_after, last_before

NO_FIT = "its date does not fit the dates of the documents that tell of it"


@dataclass(slots=True)
class Happening:
    """An event, statement or publication while its bounds are found."""

    kind: MomentKind
    key: str
    what: Place
    value: str | None
    days: Days
    claim: str | None
    source: str | None
    documents: tuple[str, ...]
    evidence: tuple[Place, ...]
    rule: str
    score: float
    told_in: frozenset[str] = frozenset()
    """Of an event: the documents that tell of it as past."""
    attributions: frozenset[str] = frozenset()
    """Of a statement: what it is; of an event: in whose words it is told as past."""
    first: int | None = field(init=False)
    last: int | None = field(init=False)
    fits: bool = True

    def __post_init__(self) -> None:
        self.first, self.last = self.days.first, self.days.last

    def end_by(self, bound: int | None) -> bool:
        """It was on that day or before; false where its own date says otherwise."""
        if bound is None:
            return True
        last = last_before(self.days, bound)
        if last is None or (self.first is not None and last < self.first):
            self.fits = False
            return False
        self.last = last if self.last is None else min(self.last, last)
        return True

    def start_from(self, bound: int | None) -> bool:
        """It was on that day or after; false where its own date says otherwise."""
        if bound is None:
            return True
        first = first_after(self.days, bound)
        if first is None or (self.last is not None and first > self.last):
            self.fits = False
            return False
        self.first = first if self.first is None else max(self.first, first)
        return True


def narrow(
    events: Sequence[Happening],
    statements: Sequence[Happening],
    publications: Mapping[str, Happening],
    copies: Iterable[tuple[str, str]],
) -> None:
    """Narrow all bounds; `copies` are pairs of documents, the earlier one first. Linear in all that is given."""
    pairs = sorted(set(copies))
    _flood(publications, [(later, earlier) for earlier, later in pairs], ends=True)
    for statement in statements:
        for document in statement.documents:
            statement.end_by(publications[document].last)
    said = {key: statement for statement in statements for key in sorted(statement.attributions)}
    for event in events:
        for document in sorted(event.told_in):
            event.end_by(publications[document].last)
        for key in sorted(event.attributions):
            event.end_by(said[key].last if key in said else None)
    for event in events:
        for key in sorted(event.attributions):
            if key in said:
                said[key].start_from(event.first)
        for document in sorted(event.told_in):
            publications[document].start_from(event.first)
    for statement in statements:
        for document in statement.documents:
            publications[document].start_from(statement.first)
    _flood(publications, pairs, ends=False)


def _flood(nodes: Mapping[str, Happening], steps: Sequence[tuple[str, str]], ends: bool) -> None:
    """Carries bounds along steps, the tightest first, so that each document is entered once."""
    onward: dict[str, list[str]] = {}
    for giver, taker in steps:
        if giver in nodes and taker in nodes:
            onward.setdefault(giver, []).append(taker)
    known = [(node.last if ends else node.first, key) for key, node in nodes.items()]
    order = sorted((bound if ends else -bound, key) for bound, key in known if bound is not None)
    entered: set[str] = set()
    for tight, start in order:
        bound, stack = abs(tight), [start] if start not in entered else []
        entered.update(stack)
        while stack:
            for key in onward.get(stack.pop(), ()):
                if key not in entered and (nodes[key].end_by(bound) if ends else nodes[key].start_from(bound)):
                    entered.add(key)
                    stack.append(key)
