"""Which side each wording of a claim takes, and which claims are rival accounts of one event."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sayso.claims.similarity import Profile, closeness, is_negative
from sayso.language import lexicon
from sayso.language.meaning import Sense
from sayso.model import Stance

AXIS_RELATED = 0.06  # mean likeness of two claims at opposite poles of an axis from which they speak of one event
NEAREST = 0.5  # share of the nearest account's likeness that another one needs as well; .3 let the toll in (demo)
SPEAKER_RELATED = 0.03  # the same for a claim that someone denies and one that the same speaker asserts instead
_NONE = re.compile(r"\bthere (?:was|were|is|are|had been|has been) (?:no|never an?) ", re.IGNORECASE)
_NEXT = 24  # characters after "there was no" within which the absent thing stands
_OPENING = 2  # content words of a wording among which its subject stands
ABSENT_RELATED = 0.01  # the same for a claim that there was no such thing and one that tells what it did
_CAUSE = "~cause"  # the group of synonyms.toml
HELD = 0.5  # share of a claim's wordings that must take a pole for it to be the claim's


@dataclass(frozen=True, slots=True)
class Rivalry:
    """Two claims that cannot both hold: who asserts one speaks against the other."""

    one: int
    other: int
    rule: str
    score: float


@cache
def rival_axes(language: str = "en") -> frozenset[str]:
    """Axes whose two poles are rival accounts, each a claim of its own."""
    return frozenset(axis["name"] for axis in lexicon("polarity", language)["axes"] if axis["pair"])


def stances(members: Sequence[Profile]) -> list[Stance]:
    """The stance of each member of one claim towards what the claim says.

    The claim says what its plain wordings assert; where all are negative ("two pumps did not work") it says that.
    """
    turned = _turned(members)
    acts = [act_of(member) for member in members]
    plain = [t for t, act in zip(turned, acts, strict=True) if act != "doubts"]
    if plain and all(plain):
        turned = [not t for t in turned]
    result: list[Stance] = []
    for member, is_turned, act in zip(members, turned, acts, strict=True):
        if act == "doubts":
            result.append("doubts")
        else:
            said = (act == "denies") != is_turned
            result.append("denies" if said or (act == "denies" and is_quoted(member)) else "asserts")
    if "asserts" not in result and any(turned):  # nobody says that it was so: the claim is that it was not
        return ["doubts" if stance == "doubts" else "asserts" for stance in result]
    return result


def is_quoted(member: Profile) -> bool:
    """Whether it is a direct quotation: its own negative is then the denial, not a denial of one."""
    return member.unit.attribution is not None and member.unit.attribution.form == "direct"


def act_of(member: Profile) -> Stance:
    """What the attribution, or the form of the headline, does with its content."""
    attribution = member.unit.attribution
    if attribution is None:
        return "doubts" if member.unit.headline and _asks(" ".join(member.unit.text)) else "asserts"
    if member.unit.points_back and attribution.act == "asserts":
        return "denies"
    if attribution.act in ("denies", "doubts"):
        return "denies" if attribution.act == "denies" else "doubts"
    return "asserts"


def _asks(headline: str) -> bool:
    lower = headline.strip().lower()
    return "?" in headline or lower.startswith(tuple(lexicon("stance")["doubting_openings"]))


def _turned(members: Sequence[Profile]) -> list[bool]:
    """For each member whether it says the opposite of the claim's plain side."""
    held: dict[str, int] = {}
    for member in members:
        for key in member.keys:
            held[key] = held.get(key, 0) + 1
    poles = {axis: pole for axis, (pole, _) in poles_of_claim(members, as_said=False).items()}
    result = []
    for member in members:
        core = [s for s in member.senses if any(held[key] > 1 for key in s.keys)] or list(member.senses)
        between = [s for s in member.senses if core[0].start <= s.start <= core[-1].start] if core else []
        turned = is_negative(core) and is_negative(between)
        against = any(poles.get(axis, 0) * pole < 0 for axis, pole in member.poles.items())
        result.append(turned != against)
    return result


def poles_of_claim(members: Sequence[Profile], as_said: bool = True) -> dict[str, tuple[int, float]]:
    """Axis -> the pole most of its wordings take, and the share of all its wordings that do.

    With `as_said`, who denies that it was deliberate counts for the other pole.
    """
    sums: dict[str, list[int]] = {}
    for member in members:
        for axis, pole in member.poles.items():
            sums.setdefault(axis, []).append(-pole if as_said and act_of(member) == "denies" else pole)
    result = {}
    for axis, poles in sums.items():
        if sum(poles):
            pole = 1 if sum(poles) > 0 else -1
            result[axis] = (pole, poles.count(pole) / len(members))
    return result


def find_rivals(claims: Sequence[Sequence[Profile]], sides: Sequence[Sequence[Stance]]) -> list[Rivalry]:
    """Pairs of claims that exclude each other: by opposite poles, or as who denies one asserts the other instead."""
    found: dict[tuple[int, int], Rivalry] = {}
    for rivalry in (*_by_axis(claims), *_by_speaker(claims, sides), *_by_absence(claims, sides)):
        found.setdefault((rivalry.one, rivalry.other), rivalry)
    return [found[pair] for pair in sorted(found)]


def _by_axis(claims: Sequence[Sequence[Profile]]) -> list[Rivalry]:
    at_pole: dict[str, dict[int, list[int]]] = {}
    for at, members in enumerate(claims):
        for axis, (pole, share) in poles_of_claim(members).items():
            if axis in rival_axes() and share >= HELD:
                at_pole.setdefault(axis, {}).setdefault(pole, []).append(at)
    found = []
    for axis in sorted(at_pole):
        for one in at_pole[axis].get(1, []):
            for other in at_pole[axis].get(-1, []):
                related = closeness(claims[one], claims[other])
                if related >= AXIS_RELATED and not _told(claims[one]).isdisjoint(_told(claims[other])):
                    found.append(Rivalry(min(one, other), max(one, other), f"rival.{axis}", min(0.5 + related, 0.95)))
    return found


def _told(members: Sequence[Profile]) -> frozenset[str]:
    """Stems and ideas of what a claim is about, beside words that take a side: "planned" and "mistake" share none."""
    about = (sense.keys for member in members for sense in member.senses if not (sense.sides or sense.aside))
    return frozenset[str]().union(*about)


def _by_speaker(claims: Sequence[Sequence[Profile]], sides: Sequence[Sequence[Stance]]) -> list[Rivalry]:
    asserts, denies = _speakers(claims, sides, "asserts"), _speakers(claims, sides, "denies")
    by_speaker: dict[str, list[int]] = {}
    for at, speakers in enumerate(asserts):
        for speaker in sorted(speakers):
            by_speaker.setdefault(speaker, []).append(at)
    found = []
    for denied, speakers in enumerate(denies):
        instead = sorted({at for speaker in speakers for at in by_speaker.get(speaker, [])} - {denied})
        near: dict[int, float] = {}
        for at in instead:
            if asserts[at] & asserts[denied] or denies[at] & asserts[at]:
                continue  # somebody says both, so they go together
            if _announces(claims[at]) and not _announces(claims[denied]):
                continue  # who denies a charge and promises the log gives no other account of what happened
            near[at] = closeness(claims[denied], claims[at])
        least = max([SPEAKER_RELATED, *(NEAREST * related for related in near.values())])
        for at, related in near.items():
            if related >= least or (_explains(claims[at]) and _beside(claims[denied], claims[at])):
                found.append(Rivalry(min(denied, at), max(denied, at), "rival.speaker", min(0.4 + related, 0.8)))
    return found


def _announces(members: Sequence[Profile]) -> bool:
    """Whether most wordings announce what is still to come."""
    return 2 * sum(member.announces for member in members) > len(members)


def _by_absence(claims: Sequence[Sequence[Profile]], sides: Sequence[Sequence[Stance]]) -> list[Rivalry]:
    """Claims by which there was no such thing, and those that tell what it did or caused."""
    agents = [_agents(members, row) for members, row in zip(claims, sides, strict=True)]
    by_key: dict[str, list[int]] = {}
    for at, keys in enumerate(agents):
        for key in sorted(keys):
            by_key.setdefault(key, []).append(at)
    found = []
    for at, (members, row) in enumerate(zip(claims, sides, strict=True)):
        absent = [sense for m, s in zip(members, row, strict=True) if s == "asserts" for sense in _absent(m)]
        for other in sorted({there for sense in absent for key in sense.keys for there in by_key.get(key, ())} - {at}):
            related = closeness(members, claims[other])
            if related >= ABSENT_RELATED:
                found.append(Rivalry(min(at, other), max(at, other), "rival.absence", min(0.5 + related, 0.95)))
    return found


def _absent(member: Profile) -> list[Sense]:
    """What it says there was none of: "there was no tremor"."""
    found = []
    for span, text in zip(member.unit.spans, member.unit.text, strict=True):
        for match in _NONE.finditer(text):
            after = [s for s in member.unit.senses if span.start + match.end() <= s.start < span.end]
            found += [s for s in after[:1] if s.start - span.start - match.end() <= _NEXT and not s.name]
    return found


def _agents(members: Sequence[Profile], row: Sequence[Stance]) -> set[str]:
    """Stems and ideas of what opens, or is given as the cause in, half of its wordings or more."""
    counts: dict[str, int] = {}
    said = [m for m, stance in zip(members, row, strict=True) if stance == "asserts"]
    for member in said:
        opening = [s for n, s in enumerate(member.senses) if (n < _OPENING or _CAUSE in member.ideas) and not s.name]
        for key in frozenset[str]().union(*(s.keys for s in opening if not (s.negated or s.event))):
            counts[key] = counts.get(key, 0) + 1
    return {key for key, count in counts.items() if 2 * count >= len(said)}


def _explains(members: Sequence[Profile]) -> bool:
    """Whether a claim gives the cause of something, as most accounts put in place of a denied one do."""
    return 2 * sum(_CAUSE in member.ideas for member in members) >= len(members)


def _beside(one: Sequence[Profile], other: Sequence[Profile]) -> bool:
    """Whether one speaker is reported on both in one document."""
    said = {(copy.document, copy.speaker) for member in one for copy in member.copies if copy.speaker}
    return any((copy.document, copy.speaker) in said for member in other for copy in member.copies)


def _speakers(claims: Sequence[Sequence[Profile]], sides: Sequence[Sequence[Stance]], stance: Stance) -> list[set[str]]:
    return [
        {name for m, side in zip(members, row, strict=True) if side == stance for name in m.speakers}
        for members, row in zip(claims, sides, strict=True)
    ]
