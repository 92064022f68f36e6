"""How alike two units are: the share of what each tells that the other tells too, in bits of a fixed background.

Each look is at two units and nothing else, so that a third document never changes it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.claims.promises import announced
from sayso.claims.units import Unit, is_copied
from sayso.language.meaning import Sense

# Set on mill pack A seed 1 and the seed story (docs/measured.md): pairs of one claim against other pairs of a story.
SAME_IDEA = 0.85  # worth of a match by group of meaning; by stem it is 1
POORER = (
    0.7  # weight of the lower of the two shares: a short content inside a long one is a weaker match than two alike
)
NAME, NUMBER, ASIDE = 0.85, 0.5, 0.5  # weight of a name, a number, a word in an adjunct of time, against a plain word
TOPIC = 0.5  # each further unit of a document that has a stem takes this much of its weight
AXIS = 1.5
IDEA_TOPIC = 0.6
SAME_SPEAKER = 0.08
NEGATIVE = 0.5  # share of a wording's content under a negator from which the wording as a whole is negative
SEQUEL = 0.15  # a quotation right after a report of the same speaker's words often is those words
SAME_FIGURE = 0.25
SAME_PASSAGE = 0.3
OPPOSITE = (
    0.35  # factor for two units at opposite poles of an axis of rivals: "deliberate" and "by mistake" are two claims
)
CONTRADICTS = 0.5  # factor for what one speaker denies and what the same one asserts: nobody says both
ANNOUNCED = 0.5  # factor for "the tape will be released" against "the tape shows a deal"
STRANGERS = 0.6  # factor for two documents that name hardly anything in common
MOST = 40  # wordings of a group that are compared with another's
KIN = 0.15  # share of the names in common from which two documents may well tell of one thing


@dataclass(frozen=True, slots=True)
class Profile:
    """A unit's content, each stem once: what is needed to compare it many times."""

    unit: Unit
    senses: tuple[Sense, ...]
    stems: frozenset[str]
    ideas: frozenset[str]
    names: frozenset[str]
    counts: Mapping[str, int]
    """How many units of its document have each stem."""
    denies: bool
    """Whether the attribution denies it, or it is itself put in the negative."""
    announces: bool
    """Whether it says that evidence will be shown, which is another claim than what the evidence shows."""
    poles: Mapping[str, int]
    """Axis -> the side it takes on it, the negation counted in."""

    @property
    def keys(self) -> frozenset[str]:
        """What another unit may share with it."""
        return self.stems | self.ideas


def profile(unit: Unit, counts: Mapping[str, int]) -> Profile:
    """The unit ready for comparison; `counts` tells how many units of its document have each stem."""
    senses: dict[str, Sense] = {}
    for sense in unit.senses:
        senses.setdefault(sense.stem, sense)
    ideas: set[str] = set()
    for sense in senses.values():
        ideas |= sense.ideas
    return Profile(unit, tuple(senses.values()), frozenset(senses), frozenset(ideas),
                   frozenset(s.stem.replace(" ", "") for s in senses.values() if s.name),
                   counts, denies(unit), announced(unit) is not None, poles_of(unit.senses))  # fmt: skip


def denies(unit: Unit) -> bool:
    """Whether a unit speaks against something: its attribution denies, or most of it stands under a negator.

    Who denies that nobody knew says that somebody did; but a quotation in the negative is the denial itself.
    """
    negative = is_negative(unit.senses)
    if unit.attribution is None or unit.attribution.act != "denies":
        return negative
    return not negative or unit.attribution.form == "direct"


def is_negative(senses: Sequence[Sense]) -> bool:
    """Whether most of what is said stands under a negator; words of an axis count by their pole instead."""
    said = [s for s in senses if not (s.name or s.number or s.aside)]
    total = sum(s.weight for s in said)
    return total > 0 and sum(s.weight for s in said if s.negated and not s.sides) >= NEGATIVE * total


def weigh(sense: Sense, here: Mapping[str, int], there: Mapping[str, int]) -> float:
    """What a sense counts for in the comparison of units of two documents.

    Names and numbers tell who and how many, not what is said of them; times are background; and what one of the documents
    comes back to in sentence after sentence is its topic, which tells little of what this sentence puts forward.
    """
    weight = sense.weight * (NAME if sense.name else NUMBER if sense.number else 1.0) * (ASIDE if sense.aside else 1.0)
    if sense.sides:
        weight *= AXIS
    seen = max(topicality(sense, here), topicality(sense, there))
    return weight / (1 + TOPIC * max(seen - 1, 0))


def topicality(sense: Sense, counts: Mapping[str, int]) -> float:
    """How many units of a document have the stem, or half as much for its groups of meaning."""
    by_idea = max((counts.get(idea, 0) for idea in sense.ideas), default=0)
    return (1 - IDEA_TOPIC) * counts.get(sense.stem, 0) + IDEA_TOPIC * by_idea


def poles_of(senses: Sequence[Sense]) -> dict[str, int]:
    """Axis -> +1 or -1, a negated word counting for the other side and more than a plain one."""
    sums: dict[str, int] = {}
    for sense in senses:
        for axis, pole in sense.sides:
            sums[axis] = sums.get(axis, 0) + (-3 * pole if sense.negated else 2 * pole)
    return {axis: 1 if total > 0 else -1 for axis, total in sums.items() if total}


def similarity(one: Profile, other: Profile, rivals: frozenset[str]) -> float:
    """How likely two units put the same forward, in [0, 1]; `rivals` are the axes whose two poles are two claims."""
    score = likeness(one, other)
    if score < 0.1:
        return score
    if one.unit.speaker and one.unit.speaker == other.unit.speaker:
        if one.denies != other.denies:
            return score * CONTRADICTS
        score += SAME_SPEAKER
        if is_sequel(one.unit, other.unit) or is_sequel(other.unit, one.unit):
            score += SEQUEL
    if one.unit.figures & other.unit.figures:
        score += SAME_FIGURE
    if is_copied(one.unit, other.unit):
        score += SAME_PASSAGE
    if one.announces != other.announces:
        score *= ANNOUNCED
    if any(one.poles.get(axis, 0) * other.poles.get(axis, 0) < 0 for axis in rivals):
        score *= OPPOSITE
    return min(score, 1.0)


def is_sequel(one: Unit, other: Unit) -> bool:
    """Whether the second is a quotation that follows the first in one text, both of the same speaker."""
    return one.attribution is not None and other.follows == one.attribution.attribution


def likeness(one: Profile, other: Profile) -> float:
    """Likeness of the words alone, in [0, 1]."""
    first, second = covered(one, other), covered(other, one)
    return POORER * min(first, second) + (1 - POORER) * max(first, second)


def closeness(members: Sequence[Profile], others: Sequence[Profile], rivals: frozenset[str] = frozenset()) -> float:
    """How close one group is to another: over the first, the mean of the better half of the likenesses to the second."""
    total = 0.0
    for member in members[:MOST]:
        scores = sorted((similarity(member, other, rivals) for other in others[:MOST]), reverse=True)
        best = scores[: max(1, (len(scores) + 1) // 2)]
        total += sum(best) / len(best)
    return total / max(min(len(members), MOST), 1)


def covered(one: Profile, other: Profile) -> float:
    """Share of the first unit's content, in bits, that the second has too."""
    shared = total = 0.0
    for sense in one.senses:
        weight = weigh(sense, one.counts, other.counts)
        total += weight
        if sense.stem in other.stems:
            shared += weight
        elif sense.ideas and not sense.ideas.isdisjoint(other.ideas):
            shared += SAME_IDEA * weight
        elif sense.name and any(is_close_spelling(sense.stem.replace(" ", ""), name) for name in other.names):
            shared += weight
    return shared / total if total else 0.0


@lru_cache(maxsize=100_000)
def is_close_spelling(one: str, other: str) -> bool:
    """Whether two names may be one spelled in two ways: one letter apart from five letters on, two from eight on."""
    shorter, longer = sorted((one, other), key=lambda name: (len(name), name))
    allowed = 0 if len(shorter) < 5 else 1 if len(shorter) < 8 else 2
    if len(longer) - len(shorter) > allowed or len(longer) > 40:
        return False
    if shorter[0] != longer[0] and shorter[-3:] != longer[-3:]:
        return False
    return _distance(shorter, longer) <= allowed


def _distance(one: str, other: str) -> int:
    """Levenshtein's edit distance (1966); names are short."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, against in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (letter != against))
    return row[-1]
