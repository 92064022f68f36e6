"""Small groups taken up by larger ones where who speaks, and how, tells more than the words.

A quotation often says in the speaker's own colours what the sentence before it says in the reporter's: few words are shared,
so the grouping by likeness leaves it alone.
"""

from collections.abc import Sequence

from sayso.claims.sides import act_of
from sayso.claims.similarity import Profile, is_negative, similarity

SHARED_SPEAKER = 0.22  # likeness from which a group is taken up by one that has all its speakers
NO_SPEAKER = 0.32  # the same where speakers tell nothing
DENIER = 0.08  # the same for "nobody touched those gates" by someone who denies that they were opened
SMALL = 0.34  # size of the group taken up, at most, against the one that takes it
MARGIN = 0.03  # by which the best fit must beat the next
_MOST = 40  # wordings of a group that are compared


def absorb(groups: Sequence[Sequence[Profile]], rivals: frozenset[str]) -> list[list[Profile]]:
    """The groups after each has joined, at most once and at most one level deep, the larger one it fits best."""
    by_key: dict[str, list[int]] = {}
    for at, members in enumerate(groups):
        for key in sorted({key for member in members for key in member.keys}):
            by_key.setdefault(key, []).append(at)
    speakers = [{m.unit.speaker for m in members if m.unit.speaker} for members in groups]
    deniers = [{m.unit.speaker for m in members if m.unit.speaker and act_of(m) == "denies"} for members in groups]
    goal: dict[int, int] = {}
    for at, members in sorted(enumerate(groups), key=lambda pair: (len(pair[1]), pair[0])):
        shared: dict[int, int] = {}
        for key in sorted({key for member in members for key in member.keys}):
            for other in by_key[key]:
                shared[other] = shared.get(other, 0) + 1
        shared.pop(at, None)
        near = sorted(shared, key=lambda other: (-shared[other], other))[:20]
        scores = []
        for other in near:
            if SMALL * len(groups[other]) < len(members) or other in goal:
                continue
            score = _fit(members, groups[other], rivals)
            negative = bool(speakers[at] & deniers[other]) and all(is_negative(m.senses) for m in members)
            needed = (
                DENIER
                if negative
                else SHARED_SPEAKER
                if speakers[at] and speakers[at] <= speakers[other]
                else NO_SPEAKER
            )
            scores.append((score - needed, -other))
        scores.sort(reverse=True)
        if scores and scores[0][0] >= 0 and (len(scores) < 2 or scores[0][0] - scores[1][0] >= MARGIN):
            goal[at] = -scores[0][1]
    joined = [list(members) for members in groups]
    for at in sorted(goal):
        joined[goal[at]].extend(groups[at])
    return [sorted(members, key=lambda m: m.unit.order) for at, members in enumerate(joined) if at not in goal]


def _fit(members: Sequence[Profile], others: Sequence[Profile], rivals: frozenset[str]) -> float:
    """Mean over the smaller group of the mean of the better half of the likenesses to the larger."""
    total = 0.0
    for member in members[:_MOST]:
        scores = sorted((similarity(member, other, rivals) for other in others[:_MOST]), reverse=True)
        best = scores[: max(1, (len(scores) + 1) // 2)]
        total += sum(best) / len(best)
    return total / min(len(members), _MOST)
