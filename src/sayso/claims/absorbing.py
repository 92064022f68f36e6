"""Small groups taken up by larger ones where who speaks, and how, tells more than the words.

A quotation often says in the speaker's own colours what the sentence before it says in the reporter's: few words are shared,
so the grouping by likeness leaves it alone.
"""

from collections.abc import Sequence

from sayso.claims.sides import act_of
from sayso.claims.similarity import Profile, closeness, denies

SHARED_SPEAKER = 0.22  # closeness from which a group is taken up by one that has all its speakers
NO_SPEAKER = 0.32  # the same where speakers tell nothing
DENIER = 0.07  # the same for "nobody touched those gates" by someone who denies that they were opened
ANSWER = 0.12  # the same by anyone else: a denial answers a charge, and says little that the charge does not
AFTER = 0.12  # the same for quotations most of which come right after a report of the same speaker's words
SMALL = 0.34  # size of the group taken up, at most, against the one that takes it
MARGIN = 0.02  # by which the best fit must beat the next
_NEAR = 20  # groups looked at for each, those that share most


def absorb(groups: Sequence[Sequence[Profile]], rivals: frozenset[str]) -> list[list[Profile]]:
    """The groups after each has joined, at most once and at most one level deep, the larger one it fits best."""
    by_key: dict[str, list[int]] = {}
    for at, members in enumerate(groups):
        for key in sorted({key for member in members for key in member.keys}):
            by_key.setdefault(key, []).append(at)
    goal: dict[int, int] = {}
    for at, members in sorted(enumerate(groups), key=lambda pair: (len(pair[1]), pair[0])):
        shared: dict[int, int] = {}
        for key in sorted({key for member in members for key in member.keys}):
            for other in by_key[key]:
                shared[other] = shared.get(other, 0) + 1
        shared.pop(at, None)
        near = [other for other in sorted(shared, key=lambda other: (-shared[other], other)) if other not in goal][
            :_NEAR
        ]
        scores = sorted(((_excess(members, groups[other], rivals), -other) for other in near), reverse=True)
        if scores and scores[0][0] >= 0 and (len(scores) < 2 or scores[0][0] - scores[1][0] >= MARGIN):
            goal[at] = -scores[0][1]
    joined = [list(members) for members in groups]
    for at in sorted(goal):
        joined[goal[at]].extend(groups[at])
    return [sorted(members, key=lambda m: m.unit.order) for at, members in enumerate(joined) if at not in goal]


def _excess(members: Sequence[Profile], others: Sequence[Profile], rivals: frozenset[str]) -> float:
    """By how much the closeness of a small group to a larger one passes what is needed; below 0: it does not."""
    ours, theirs = _speakers(members), _speakers(others)
    close = closeness(members, others, rivals)
    if all(_is_against(member, others, rivals) for member in members) and not ours & _speakers(others, "asserts"):
        return close - (DENIER if ours & _speakers(others, "denies") else ANSWER)
    if _are_sequels(members, others):
        return close - AFTER
    if len(members) > SMALL * len(others):
        return -1.0
    return close - (SHARED_SPEAKER if ours and ours <= theirs else NO_SPEAKER)


def _are_sequels(members: Sequence[Profile], others: Sequence[Profile]) -> bool:
    """Whether most of a group are quotations that come right after the other's wordings, by the same speakers."""
    known = {other.unit.attribution.attribution for other in others if other.unit.attribution}
    after = sum(member.unit.follows in known for member in members if member.unit.follows)
    return after > 0 and 2 * after >= sum(member.unit.attribution is not None for member in members)


def _speakers(members: Sequence[Profile], act: str | None = None) -> set[str]:
    return {m.unit.speaker for m in members if m.unit.speaker and (act is None or act_of(m) == act)}


def _is_against(member: Profile, others: Sequence[Profile], rivals: frozenset[str]) -> bool:
    """Whether it is put in the negative, or at the other pole of an axis on which the others stand."""
    if denies(member.unit):
        return True
    poles = {axis: pole for axis, pole in member.poles.items() if axis not in rivals}
    return any(other.poles.get(axis, 0) * pole < 0 for axis, pole in poles.items() for other in others)
