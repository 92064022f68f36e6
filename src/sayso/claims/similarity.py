"""How alike two units are: the share of what each tells that the other tells too, in bits of a fixed background.

Each look is at two units and their documents and nothing else, so that a third document never changes it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.claims.nearness import Deed, Reading, is_swapped, nearness, read_deeds, supposes
from sayso.claims.promises import announced
from sayso.claims.units import Unit, at_one_place
from sayso.language.meaning import Sense
from sayso.language.spelling import is_spelled_like

# Set on mill pack A seed 1, a pack of our own with other topics, and the seed story (docs/measured.md): F of pairs.
SAME_IDEA = 0.85  # worth of a match by group of meaning; by stem it is 1
POORER = 0.7  # weight of the lower of the two shares: a short content inside a long one is a weaker match
NAME, NUMBER, ASIDE = 0.7, 0.5, 0.4  # weight of a name, a number, a word in an adjunct of time, against a plain word
AXIS = 1.5  # the same for a word that takes a side: in "it was a mistake" it is what is said
TOPIC = 0.5  # each further unit of a document that has a stem or its meaning takes this much of its weight
IDEA_TOPIC = 0.6  # how much of that goes by meaning: "raid", "bombing" and "strike" are one topic
SAME_SPEAKER = 0.08
SEQUEL = 0.15  # a quotation right after a report of the same speaker's words often is those words
SAME_FIGURE = 0.25
SAME_PASSAGE = 0.3
CONTRADICTS = 0.5  # factor for what one speaker denies and what the same one asserts: nobody says both
ANNOUNCED = 0.5  # factor for "the tape will be released" against "the tape shows a deal"
OTHER_EVENT = 0.6  # factor for "the server was dark" against "somebody broke into the server": shared things, not acts
OPPOSITE = 0.2  # factor for opposite poles of an axis of rivals: "deliberate" and "by mistake" are two claims
OTHER_DAY = 0.6  # factor for what happened in August and what happened on a day in September
OTHER_KIND = 0.2  # the same for "rammed a fishing boat" and "rammed a patrol boat"
SUPPOSED = 0.2  # the same for "had it rammed us, ..." and "it rammed us": what is supposed is not said to be so
SWAPPED = 0.2  # the same for "A shelled B" against "B shelled A"
NEGATIVE = 0.5  # share of a wording's content under a negator from which the wording as a whole is negative
BARE = 0.3  # factor for a whole sentence that has one content word, beside one that has more
_SENTENCE = 4  # words from which a content is a sentence and not a noun such as "the fire"
# `training/nearness.py` fits 0.7 to 1.5 to pairs with the thesaurus, 2 to 3 without. A mean over pairs of two groups
# adds up what all of them share; there 0.5 holds precision on packs A and B and the seed story (docs/measured.md).
MEANING, LOOKED_UP = 0.5, 0.3  # worth of nearness in meaning, by the encoder and by the table of word pieces
PLAIN = 0.1  # nearness of two contents that tells neither way
FAINT = 0.1  # likeness of the words below which nothing else counts
_MOST_BESIDE = 32  # documents beside which the weights of a unit are kept
_SORT = 9.0  # bits of a word that tells sorts of a thing apart; "large", "formal" and "written" have less
_MOST = 14  # wordings of a group that are compared with those of another


class Term(NamedTuple):
    """A sense as it is compared."""

    stem: str
    ideas: frozenset[str]
    name: str
    """The stem without blanks where it is a name, else empty."""
    alone: float
    """What it counts for beside its own documents alone."""
    weight: float
    """Its bits, before the topics of the documents are looked at."""
    seen: float
    """How many units of its documents have it."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A unit's content, each stem once: what is needed to compare it many times.

    It stands for all units of kin documents that say the same words, so that copies of an article count once.
    """

    unit: Unit
    copies: tuple[Unit, ...]
    """All units it stands for, itself first."""
    documents: frozenset[str]
    speakers: frozenset[str]
    """Source ids of who says it: one, or those of an unnamed source in several documents."""
    senses: tuple[Sense, ...]
    terms: tuple[Term, ...]
    """What is needed of each sense to compare it."""
    bare: bool
    """Whether it is a sentence with but one content word."""
    stems: frozenset[str]
    ideas: frozenset[str]
    keys: frozenset[str]
    """Stems and ideas: what another unit may share with it."""
    names: tuple[str, ...]
    counts: Mapping[str, int]
    """How many units of its documents have each key; the document with most counts."""
    kin: frozenset[str]
    """Documents that may tell of the same things."""
    denies: bool
    """Whether the attribution denies it, or it is itself put in the negative."""
    announces: bool
    """Whether it says that evidence will be shown, which is another claim than what the evidence shows."""
    events: frozenset[str]
    """Stems and ideas of its verbs: what happened."""
    capped: bool
    """Whether a cap kept it from being compared by all its words, or with all documents."""
    left_out: bool
    """Whether its documents hold more contents than are compared, and it comes after those that are."""
    poles: Mapping[str, int]
    """Axis -> the side it takes on it, the negation counted in."""
    reading: Reading | None = None
    """Its vector, for contents of attributions."""
    deeds: tuple[Deed, ...] = ()
    """Who did what to whom in it, where both are named."""
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Thing -> what word right before it says which sort it is: a "patrol" boat."""
    supposes: float = 0.0
    """1 where it only says what would be if something were so, 0.5 where it says so beside something else, else 0."""
    beside: dict[int, tuple[Mapping[str, int], list[float]]] = field(default_factory=dict, compare=False, repr=False)
    """By the id of a document's counts: the counts, and what each sense counts for beside them."""


def profile(
    copies: tuple[Unit, ...],
    counts: Mapping[str, int],
    kin: frozenset[str],
    capped: bool = False,
    left_out: bool = False,
    reading: Reading | None = None,
) -> Profile:
    """The first of these copies ready for comparison; `counts`: how many units of its documents have each key."""
    unit = copies[0]
    first: dict[str, Sense] = {}
    for sense in unit.senses:
        first.setdefault(sense.stem, sense)
    senses = tuple(first.values())
    stems, ideas = frozenset(first), frozenset(idea for sense in senses for idea in sense.ideas)
    names = tuple(dict.fromkeys(sense.stem.replace(" ", "") for sense in senses if sense.name))
    terms = tuple(_term(sense, counts) for sense in senses)
    documents = frozenset(copy.document for copy in copies)
    speakers = frozenset(copy.speaker for copy in copies if copy.speaker)
    return Profile(
        unit, copies, documents, speakers, senses, terms, _is_bare(unit, senses), stems, ideas, stems | ideas,
        names, counts, kin,
        denies(unit), announced(unit) is not None, events_of(senses),
        capped or left_out or unit.is_cut, left_out, poles_of(unit.senses), reading,
        read_deeds(unit), kinds_of(unit, senses), supposes(unit),
    )  # fmt: skip


def _term(sense: Sense, counts: Mapping[str, int]) -> Term:
    weight, seen = weigh(sense), _topicality(sense, counts)
    alone = weight / (1 + TOPIC * (seen - 1)) if seen > 1 else weight
    return Term(sense.stem, sense.ideas, sense.stem.replace(" ", "") if sense.name else "", alone, weight, seen)


def events_of(senses: Sequence[Sense]) -> frozenset[str]:
    """Stems and ideas of the verbs among them."""
    return frozenset[str]().union(*(sense.keys for sense in senses if sense.event and not sense.aside))


def kinds_of(unit: Unit, senses: Sequence[Sense]) -> dict[str, frozenset[str]]:
    """Thing -> stems and ideas of the word right before it, where both are plain words."""
    found = {}
    leading = {span.start + match.start() for span, text in zip(unit.spans, unit.text, strict=True)
               for match in _ARTICLE.finditer(text)}  # fmt: skip
    for at, (kind, thing) in enumerate(pairwise(senses)):
        plain = not any(s.name or s.number or s.event or s.aside or s.sides for s in (kind, thing))
        plain = plain and kind.weight >= _SORT
        follows = at + 2 < len(senses) and senses[at + 2].start == thing.end + 1
        if plain and not follows and kind.end + 1 == thing.start and thing.end not in leading:
            found[thing.stem] = kind.keys
    return found


def weigh(sense: Sense) -> float:
    """What a sense counts for: names and numbers tell who and how many, not what is said; times are background."""
    weight = sense.weight * (NAME if sense.name else NUMBER if sense.number else 1.0)
    return weight * (ASIDE if sense.aside else 1.0) * (AXIS if sense.sides else 1.0)


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


def poles_of(senses: Sequence[Sense]) -> dict[str, int]:
    """Axis -> +1 or -1; a negated word counts for the other side, and more than a plain one."""
    sums: dict[str, int] = {}
    for sense in senses:
        for axis, pole in sense.sides:
            sums[axis] = sums.get(axis, 0) + (-3 * pole if sense.negated else 2 * pole)
    return {axis: 1 if total > 0 else -1 for axis, total in sums.items() if total}


def similarity(one: Profile, other: Profile, rivals: frozenset[str]) -> float:
    """How likely two units put the same forward, in [0, 1]; `rivals` are the axes whose two poles are two claims."""
    if one.documents.isdisjoint(other.kin):
        return 0.0
    if one.keys.isdisjoint(other.keys) and not (one.names and other.names) and nearer(one, other) < FAINT:
        return 0.0
    return judge(one, other, likeness(one, other), rivals)


def judge(one: Profile, other: Profile, score: float, rivals: frozenset[str]) -> float:
    """The likeness of the words put right by all else: who speaks, what is copied or counted, which side is taken."""
    if score < FAINT:
        return score
    if not one.speakers.isdisjoint(other.speakers):
        if one.denies != other.denies:
            return score * CONTRADICTS
        score += SAME_SPEAKER
        if is_sequel(one.unit, other.unit) or is_sequel(other.unit, one.unit):
            score += SEQUEL
    counted = not one.unit.figures.isdisjoint(other.unit.figures)
    copied = is_copied(one, other)
    score = min(score + SAME_FIGURE * counted + SAME_PASSAGE * copied, 1.0)
    if one.announces != other.announces:
        score *= ANNOUNCED
    if not (counted or copied) and tell_of_other_events(one, other):
        score *= OTHER_EVENT
    if not copied and tell_of_other_days(one.unit.dates, other.unit.dates):
        score *= OTHER_DAY
    if one.poles and other.poles and any(one.poles.get(axis, 0) * other.poles.get(axis, 0) < 0 for axis in rivals):
        score *= OPPOSITE
    if one.supposes + other.supposes == 1.0 and one.supposes != other.supposes:
        score *= SUPPOSED
    if one.kinds and other.kinds and not copied and tell_of_other_kinds(one, other):
        score *= OTHER_KIND
    if one.deeds and other.deeds and is_swapped(one.deeds, other.deeds):
        score *= SWAPPED
    return score


def tell_of_other_events(one: Profile, other: Profile) -> bool:
    """Whether both say what happened, and neither names what the other says happened."""
    named = one.events and other.events
    return bool(named) and one.events.isdisjoint(other.keys) and other.events.isdisjoint(one.keys)


def tell_of_other_kinds(one: Profile, other: Profile) -> bool:
    """Whether they speak of one sort of thing, each of another kind of it, and no word of one kind is in the other."""
    shared = one.kinds.keys() & other.kinds.keys()
    return bool(shared) and all(
        one.kinds[thing].isdisjoint(other.keys) and other.kinds[thing].isdisjoint(one.keys) for thing in shared
    )


_ARTICLE = re.compile(r"\s(?:the|an?|its|their)\b")  # no noun stands right before one: "lies behind the glass"
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def tell_of_other_days(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether both give dates, and no date of one may be a date of the other, or lie in its month or year."""
    ours, theirs = ([day for day in sorted(days) if _DAY.fullmatch(day)] for days in (one, other))
    if not ours or not theirs or len(ours) != len(one) or len(theirs) != len(other):
        return False
    return not any(a.startswith(b) or b.startswith(a) for a in ours for b in theirs)


def is_copied(one: Profile, other: Profile) -> bool:
    """Whether one is the other copied from another document, with some words changed."""
    return one.documents.isdisjoint(other.documents) and at_one_place(one.unit, other.unit)


def is_sequel(one: Unit, other: Unit) -> bool:
    """Whether the second is a quotation that follows the first in one text, both of the same speaker."""
    return one.attribution is not None and one.attribution.attribution in other.follows


def likeness(one: Profile, other: Profile) -> float:
    """Likeness of the words and their meaning alone, in [0, 1]."""
    return mean_share(one, other, _known_beside(one, other.counts), _known_beside(other, one.counts))


def mean_share(
    one: Profile, other: Profile, ours: Sequence[float], theirs: Sequence[float], meaning: float | None = None
) -> float:
    """The two shares of what is told in both, the lower counting more; `meaning` is `nearer` where it is known."""
    first, second = covered(one, other, ours), covered(other, one, theirs)
    mean = POORER * second + (1 - POORER) * first if second < first else POORER * first + (1 - POORER) * second
    mean = min(max(mean + (nearer(one, other) if meaning is None else meaning), 0.0), 1.0)
    return mean * BARE if one.bare != other.bare else mean


def nearer(one: Profile, other: Profile) -> float:
    """What their meaning adds to the likeness of their words, or takes from it."""
    if one.reading is None or other.reading is None or one.reading.how != other.reading.how:
        return 0.0
    worth = MEANING if one.reading.how == "encoder" else LOOKED_UP
    more = worth * (nearness(one.reading, other.reading) - PLAIN)
    return max(more, 0.0) if one.denies != other.denies else more  # a denial says little that the charge does not


def add_meaning(one: Reading, near: NDArray[np.float64], denies: bool, others: Sequence[bool]) -> NDArray[np.float64]:
    """As `nearer`, for one content and many others at once: how near each is, and whether it denies."""
    more = (MEANING if one.how == "encoder" else LOOKED_UP) * (near - PLAIN)
    return np.where(np.array(others) != denies, np.maximum(more, 0.0), more)


def _is_bare(unit: Unit, senses: Sequence[Sense]) -> bool:
    """Whether it is a sentence with but one content word ("each of them is where it was"): too little to be like."""
    return len(senses) == 1 and sum(len(text.split()) for text in unit.text) >= _SENTENCE


def weights_beside(one: Profile, counts: Mapping[str, int]) -> list[float]:
    """What each sense counts for beside a document with these counts.

    What one of the documents comes back to in sentence after sentence is its topic, which tells little of what this
    sentence puts forward.
    """
    if counts is one.counts or not counts:
        return [weight for _, _, _, weight, _, _ in one.terms]
    result = []
    count_of = counts.get
    for stem, ideas, _, alone, weight, here in one.terms:
        by_idea = 0
        for idea in ideas:
            count = count_of(idea, 0)
            if count > by_idea:
                by_idea = count
        seen = (1 - IDEA_TOPIC) * count_of(stem, 0) + IDEA_TOPIC * by_idea
        result.append(alone if seen <= here else weight / (1 + TOPIC * (seen - 1)) if seen > 1 else weight)
    return result


def _known_beside(one: Profile, counts: Mapping[str, int]) -> list[float]:
    """As `weights_beside`, kept for the next look; what is kept holds its counts, so that no other has their id."""
    known = one.beside.get(id(counts))
    if known is None:
        if len(one.beside) >= _MOST_BESIDE:
            one.beside.clear()
        known = one.beside[id(counts)] = counts, weights_beside(one, counts)
    return known[1]


def _topicality(sense: Sense, counts: Mapping[str, int]) -> float:
    """How many units of a document have the stem or its meaning."""
    by_idea = 0
    for idea in sense.ideas:
        by_idea = max(by_idea, counts.get(idea, 0))
    return (1 - IDEA_TOPIC) * counts.get(sense.stem, 0) + IDEA_TOPIC * by_idea


def covered(one: Profile, other: Profile, weights: Sequence[float]) -> float:
    """Share of the first unit's content, in bits, that the second has too."""
    shared = total = 0.0
    stems, their_ideas, names = other.stems, other.ideas, other.names
    for (stem, ideas, name, _, _, _), weight in zip(one.terms, weights, strict=True):
        total += weight
        if stem in stems:
            shared += weight
        elif ideas and not ideas.isdisjoint(their_ideas):
            shared += SAME_IDEA * weight
        elif name and names and is_spelled_like(name, names):
            shared += weight
    return shared / total if total else 0.0


def closeness(members: Sequence[Profile], others: Sequence[Profile], rivals: frozenset[str] = frozenset()) -> float:
    """How close one group is to another: over the first, the mean of the better half of the likenesses."""
    members, others = spread(members), spread(others)
    return sum(best_half(member, others, rivals) for member in members) / max(len(members), 1)


def best_half(member: Profile, others: Sequence[Profile], rivals: frozenset[str] = frozenset()) -> float:
    """Mean of the better half of the likenesses of one wording to a group's."""
    scores = sorted((similarity(member, other, rivals) for other in spread(others)), reverse=True)
    best = scores[: max(1, (len(scores) + 1) // 2)]
    return sum(best) / max(len(best), 1)


def spread(members: Sequence[Profile]) -> Sequence[Profile]:
    """At most so many members, taken evenly from the whole."""
    step = -(-len(members) // _MOST)
    return members[::step] if step > 1 else members
