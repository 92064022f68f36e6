"""Units put into groups that say the same: kin documents compared, then groups joined by their mean likeness.

Average linkage (Sokal and Michener 1958), so that a chain of half-alike statements about one topic does not become one
claim. Then small groups are taken up by larger ones where who speaks, and how, tells more than the words: a quotation
often says in the speaker's own colours what the sentence before it says in the reporter's.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence

from sayso.claims.nearness import nearness_between
from sayso.claims.sides import act_of
from sayso.claims.similarity import FAINT, Profile, add_meaning, closeness, judge, mean_share, nearer, weights_beside

# Set on mill pack A seed 1, a pack of our own with other topics, and the seed story (docs/measured.md): F of pairs.
JOIN = 0.26  # mean likeness from which two groups are one claim
LEAST = 0.12  # likeness below which a pair counts as nothing alike
SHARED_SPEAKER = 0.26  # closeness from which a group is taken up by one that has all its speakers
NO_SPEAKER = 0.36  # the same where speakers tell nothing
DENIER = 0.07  # the same for "nobody touched those gates" by someone who denies that they were opened
ANSWER = 0.12  # the same by anyone else: a denial answers a charge, and says little that the charge does not
AFTER = 0.12  # the same for quotations most of which come right after a report of the same speaker's words
SMALL = 0.34  # size of the group taken up, at most, against the one that takes it
MARGIN = 0.02  # by which the best fit must beat the next
_NEAR = 20  # groups looked at for each, those that share most
_PORTION = 2_000  # units whose nearness to those of one home is reckoned at once: 0.3 MB for each of these
MOST_UNITS = 150  # contents of one document, or that the same documents share, that are compared with others


def compare(profiles: Sequence[Profile], rivals: frozenset[str]) -> dict[tuple[int, int], float]:
    """Likeness of the pairs of units that are anything alike, smaller index first, within and between kin documents."""
    homes: dict[tuple[str, ...], list[int]] = {}
    at_home: dict[str, list[tuple[str, ...]]] = {}
    for at, unit in enumerate(profiles):
        if unit.left_out:
            continue
        home = tuple(sorted(unit.documents))
        if home not in homes:
            for document in home:
                at_home.setdefault(document, []).append(home)
        homes.setdefault(home, []).append(at)
    found: dict[tuple[int, int], float] = {}
    for here, ours in sorted(homes.items()):
        near = {there for document in profiles[ours[0]].kin for there in at_home.get(document, ()) if there >= here}
        for some in _portions([homes[there] for there in sorted(near)]):
            for there, meanings in zip(some, _meanings(profiles, ours, some), strict=True):
                for one, other, value in _compare_homes(profiles, ours, there, meanings, rivals):
                    found[one, other] = value
    return found


def _portions(homes: Sequence[Sequence[int]]) -> Iterator[list[Sequence[int]]]:
    """The homes in order, so many at a time that they hold some 2,000 units."""
    some: list[Sequence[int]] = []
    for home in homes:
        some.append(home)
        if sum(map(len, some)) >= _PORTION:
            yield some
            some = []
    if some:
        yield some


def _meanings(
    profiles: Sequence[Profile], ours: Sequence[int], homes: Sequence[Sequence[int]]
) -> Iterator[list[list[float]]]:
    """For each home what meaning adds to the likeness of each of our units to each of its units."""
    readings = [profiles[at].reading for at in ours]
    others = [[profiles[at].reading for at in home] for home in homes]
    here = [reading for reading in readings if reading is not None]
    there = [[reading for reading in home if reading is not None] for home in others]
    if len(here) < len(readings) or any(len(a) < len(b) for a, b in zip(there, others, strict=True)):
        for home in homes:
            yield [[nearer(profiles[one], profiles[other]) for other in home] for one in ours]
        return
    near = nearness_between(here, there)
    against = [profiles[at].denies for home in homes for at in home]
    rows = [add_meaning(here[at], near[at], profiles[one].denies, against).tolist() for at, one in enumerate(ours)]
    start = 0
    for home in homes:
        yield [row[start : start + len(home)] for row in rows]
        start += len(home)


def _compare_homes(
    profiles: Sequence[Profile],
    here: Sequence[int],
    there: Sequence[int],
    meanings: Sequence[Sequence[float]],
    rivals: frozenset[str],
) -> Iterator[tuple[int, int, float]]:
    counts, against = profiles[here[0]].counts, profiles[there[0]].counts
    theirs: dict[int, list[float]] = {}
    for one, row in zip(here, meanings, strict=True):
        first = profiles[one]
        own: list[float] = []
        for other, meaning in zip(there, row, strict=True):
            second = profiles[other]
            if here is there and other <= one:
                continue
            if meaning < LEAST and first.keys.isdisjoint(second.keys):
                continue
            own = own or weights_beside(first, against)
            its = theirs.get(other) or theirs.setdefault(other, weights_beside(second, counts))
            value = mean_share(first, second, own, its, meaning)
            value = judge(first, second, value, rivals) if value >= FAINT else value
            if value >= LEAST:
                yield (one, other, value) if one < other else (other, one, value)


def group(count: int, likeness: Mapping[tuple[int, int], float], join: float | None = None) -> list[list[int]]:
    """Groups of the units 0..count-1, each sorted, in the order of their first units.

    `likeness` holds the pairs worth counting, smaller index first; all others count as 0. The two groups with the
    highest mean likeness are joined until none reaches `join`. O(pairs x log pairs).
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


class Neighbours:
    """Which groups share most with a wording, among those of its kin documents."""

    def __init__(self, groups: Sequence[Sequence[Profile]]) -> None:
        self.keys = [frozenset[str]().union(*(member.keys for member in members)) for members in groups]
        self.by_document: dict[str, list[int]] = {}
        for at, members in enumerate(groups):
            for document in sorted(frozenset[str]().union(*(member.documents for member in members))):
                self.by_document.setdefault(document, []).append(at)

    def of(self, members: Sequence[Profile], most: int = _NEAR, least: int = 1) -> list[int]:
        """The groups that share most keys with these wordings, most first; each shares at least `least`."""
        documents = sorted({document for member in members for document in member.kin})
        keys = frozenset[str]().union(*(member.keys for member in members))
        shared: dict[int, int] = {}
        for document in documents:
            for at in self.by_document.get(document, ()):
                if at not in shared:
                    shared[at] = len(keys & self.keys[at])
        near = sorted((at for at, count in shared.items() if count >= least), key=lambda at: (-shared[at], at))
        return near[:most]


def absorb(groups: Sequence[Sequence[Profile]], rivals: frozenset[str]) -> list[list[Profile]]:
    """The groups after each has joined, at most once and at most one level deep, the larger one it fits best."""
    neighbours = Neighbours(groups)
    goal: dict[int, int] = {}
    for at, members in sorted(enumerate(groups), key=lambda pair: (len(pair[1]), pair[0])):
        near = [other for other in neighbours.of(members, _NEAR + 1) if other != at and other not in goal]
        scores = sorted(((_excess(members, groups[other], rivals), -other) for other in near), reverse=True)
        if scores and scores[0][0] >= 0 and (len(scores) < 2 or scores[0][0] - scores[1][0] >= MARGIN):
            goal[at] = -scores[0][1]
    joined = [list(members) for members in groups]
    for at in sorted(goal):
        joined[goal[at]].extend(groups[at])
    return [sorted(members, key=lambda m: m.unit.rank) for at, members in enumerate(joined) if at not in goal]


def _excess(members: Sequence[Profile], others: Sequence[Profile], rivals: frozenset[str]) -> float:
    """By how much the closeness of a group to a larger one passes what is needed; below 0: it does not."""
    if all(member.supposes for member in members) and not any(other.supposes for other in others):
        return -1.0  # what somebody supposes is not what he says was so
    ours, theirs = _speakers(members), _speakers(others)
    against = all(_is_against(member, others, rivals) for member in members) and not ours & _speakers(others, "asserts")
    if against:
        needed = DENIER if ours & _speakers(others, "denies") else ANSWER
    elif _are_sequels(members, others):
        needed = AFTER
    elif len(members) <= SMALL * len(others):
        needed = SHARED_SPEAKER if ours and ours <= theirs else NO_SPEAKER
    else:
        return -1.0
    return closeness(members, others, rivals) - needed


def _are_sequels(members: Sequence[Profile], others: Sequence[Profile]) -> bool:
    """Whether most of a group are quotations that come right after the other's wordings, by the same speakers."""
    if not any(member.unit.follows for member in members):
        return False
    known = {other.unit.attribution.attribution for other in others if other.unit.attribution}
    after = sum(not member.unit.follows.isdisjoint(known) for member in members)
    return after > 0 and 2 * after >= sum(member.unit.attribution is not None for member in members)


def _speakers(members: Sequence[Profile], act: str | None = None) -> set[str]:
    return {name for m in members if act is None or act_of(m) == act for name in m.speakers}


def _is_against(member: Profile, others: Sequence[Profile], rivals: frozenset[str]) -> bool:
    """Whether it is put in the negative, or at the other pole of an axis on which the others stand."""
    if member.denies:
        return True
    poles = {axis: pole for axis, pole in member.poles.items() if axis not in rivals}
    return any(other.poles.get(axis, 0) * pole < 0 for axis, pole in poles.items() for other in others)
