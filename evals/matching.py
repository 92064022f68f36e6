"""Arithmetic of the measures: precision and recall, pairing one to one, groupings compared."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

Spans = Iterable[Sequence[int]]


class Measure(NamedTuple):
    """Precision, recall and their harmonic mean."""

    precision: float
    recall: float
    f: float


def share(part: int, whole: int) -> Measure:
    """A plain share as a measure; of nothing, all is right."""
    value = part / whole if whole else 1.0
    return Measure(value, value, value)


def fraction(right: float, found: float, wanted_right: float, wanted: float) -> Measure:
    """Precision `right / found` and recall `wanted_right / wanted`."""
    precision = right / found if found else float(not wanted)
    recall = wanted_right / wanted if wanted else 1.0
    total = precision + recall
    return Measure(precision, recall, 2 * precision * recall / total if total else 0.0)


def characters(spans: Spans | None) -> set[int]:
    """The positions that spans cover."""
    return {position for start, end in spans or () for position in range(start, end)}


def pair(wanted: Sequence[Any], found: Sequence[Any], likeness: Callable[[Any, Any], float]) -> dict[int, int]:
    """Index wanted -> index found, one to one, the most alike first; likeness 0 never pairs."""
    ranked = ((likeness(one, other), i, j) for i, one in enumerate(wanted) for j, other in enumerate(found))
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted((entry for entry in ranked if entry[0] > 0), key=lambda entry: (-entry[0], *entry[1:])):
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen


def b_cubed(gold: dict[str, str], ours: dict[str, str]) -> Measure:
    """B-cubed (Bagga & Baldwin 1998) of two groupings of the same things."""

    def overlap(one: dict[str, str], other: dict[str, str]) -> float:
        shares = []
        for key in one:
            group = [k for k in one if one[k] == one[key]]
            shares.append(sum(other[k] == other[key] for k in group) / len(group))
        return sum(shares) / len(shares) if shares else 1.0

    precision, recall = overlap(ours, gold), overlap(gold, ours)
    return fraction(precision, 1, recall, 1)


def runs(positions: set[int]) -> list[tuple[int, int]]:
    """Stretches of positions that lie at most two apart, longer than one character."""
    stretches: list[list[int]] = []
    for position in sorted(positions):
        if stretches and position <= stretches[-1][1] + 2:
            stretches[-1][1] = position + 1
        else:
            stretches.append([position, position + 1])
    return [(start, end) for start, end in stretches if end - start > 1]


def clusters(members: dict[str, set[str]]) -> list[list[str]]:
    """Members that share a claim, together; for people to see how a claim fell apart."""
    groups: list[tuple[set[str], list[str]]] = []
    for member, names in members.items():
        for known, group in groups:
            if known & names:
                known |= names
                group.append(member)
                break
        else:
            groups.append((set(names), [member]))
    return [group for _, group in groups]
