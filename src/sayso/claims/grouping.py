"""Units put into groups that say the same: candidate pairs by what they share, then the mean likeness of whole groups.

Average linkage (Sokal and Michener 1958), so that a chain of half-alike statements about one topic does not become one claim.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from sayso.claims.similarity import Profile

JOIN = 0.23  # mean likeness from which two groups are one claim
LEAST = 0.12  # likeness below which a pair counts as nothing alike
BLOCK = 300  # units under one key that are compared all with all
NEIGHBOURS = 40  # in a block that is too large even for two keys: how many following units each is compared with


def candidate_pairs(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Pairs of units that share a key, each once; too common keys are taken two by two."""
    seen: set[tuple[int, int]] = set()
    for block in _blocks(profiles):
        wide = len(block) <= BLOCK
        pairs = (
            combinations(block, 2)
            if wide
            else ((block[i], j) for i in range(len(block)) for j in block[i + 1 : i + 1 + NEIGHBOURS])
        )
        for pair in pairs:
            if pair not in seen:
                seen.add(pair)
                yield pair


def _blocks(profiles: Sequence[Profile]) -> Iterator[list[int]]:
    by_key: dict[str, list[int]] = {}
    for at, one in enumerate(profiles):
        for key in one.keys:
            by_key.setdefault(key, []).append(at)
    large = {key for key, block in by_key.items() if len(block) > BLOCK}
    by_two: dict[tuple[str, str], list[int]] = {}
    for at, one in enumerate(profiles):
        common = sorted(one.keys & large)
        for two in combinations(common[:12], 2):
            by_two.setdefault(two, []).append(at)
    for key in sorted(by_key):
        if key not in large and len(by_key[key]) > 1:
            yield by_key[key]
    for two in sorted(by_two):
        if len(by_two[two]) > 1:
            yield by_two[two]


def group(count: int, likeness: Mapping[tuple[int, int], float], join: float | None = None) -> list[list[int]]:
    """Groups of the units 0..count-1, each sorted, in the order of their first units.

    `likeness` holds the pairs worth counting, smaller index first; all others count as 0. The two groups with the highest
    mean likeness are joined until none reaches `join`. O(pairs x log pairs).
    """
    join = JOIN if join is None else join
    members: dict[int, list[int]] = {at: [at] for at in range(count)}
    links: dict[int, dict[int, float]] = {at: {} for at in range(count)}
    for (one, other), value in likeness.items():
        links[one][other] = links[other][one] = value
    heap = [(-value, one, other) for (one, other), value in likeness.items() if value >= join]
    heapq.heapify(heap)
    following = count
    while heap:
        _, one, other = heapq.heappop(heap)
        if one not in members or other not in members:
            continue
        joined = sorted(members.pop(one) + members.pop(other))
        near = links.pop(one)
        for third, total in links.pop(other).items():
            near[third] = near.get(third, 0.0) + total
        near.pop(one, None)
        near.pop(other, None)
        members[following], links[following] = joined, near
        for third in sorted(near):
            links[third].pop(one, None)
            links[third].pop(other, None)
            links[third][following] = near[third]
            mean = near[third] / (len(joined) * len(members[third]))
            if mean >= join:
                heapq.heappush(heap, (-mean, third, following))
        following += 1
    return sorted(members.values())
