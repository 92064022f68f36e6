"""Two voices of one claim: proved to be two origins, one origin, or perhaps two; each with its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from sayso.language import words
from sayso.model import Place
from sayso.model.origin import Distinct
from sayso.trace.evidence import Evidence
from sayso.trace.pairs.bodies import (
    BODIES,
    is_called_by_sort,
    is_named_in,
    is_spokesperson,
    may_be_one,
    spoken_for,
)
from sayso.trace.pairs.sites import same_site
from sayso.trace.pairs.states import state_of
from sayso.trace.pairs.voice import Voice

MOST = 32
"""Voices of a claim that are compared pair by pair, 496 pairs; 260 stories of 4 to 14 articles have at most 9."""
SHOWN = 8
"""Places that a pair shows."""
_ALIKE = 0.6
"""Share of content words at which two own observations may be one told again: a reporter's own words are his own."""
_SCORES: dict[Distinct, float] = {"proved": 0.8, "open": 0.5, "same": 0.9}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is found of two voices."""

    distinct: Distinct
    reason: str
    rule: str
    evidence: tuple[Place, ...] = ()
    """Places beside those where the voices are named."""

    @property
    def score(self) -> float:
        """How sure it is."""
        return _SCORES[self.distinct]


Told = Mapping[tuple[str, str], tuple[Place, ...]]
"""Source who says that another said it, and that other -> where."""
Verdicts = dict[tuple[str, str], Verdict]
"""Keys of two voices, in order -> what is found of them."""


def judge_pairs(voices: Sequence[Voice], told: Told, evidence: Evidence) -> Verdicts:
    """What is found of each pair of the first voices; at most `MOST` voices are compared."""
    listed = voices[:MOST]
    verdicts: Verdicts = {}
    sites: list[tuple[Voice, Voice]] = []
    for one, other in combinations(listed, 2):
        verdicts[one.key, other.key] = _judge(one, other, told, evidence)
        if one.kind != "unresolved":
            sites += [pair for pair in ((one, other), (other, one)) if _stands_at(*pair, evidence)]
    return _doubt(listed, sites, verdicts)


def _doubt(voices: Sequence[Voice], sites: Sequence[tuple[Voice, Voice]], verdicts: Verdicts) -> Verdicts:
    """A voice whose words are another's at the same site is proved distinct from none from whom that one is not.

    Else a name put into a clone would make two of what was one: a clerk and Ana Ruk, who may be the clerk.
    """
    changed = True
    while changed:
        changed = False
        for (one, other), third in product(sites, voices):
            if third is one or third is other:
                continue
            pair = _order(one, third, verdicts)
            if verdicts[pair].distinct != "proved":
                continue
            if verdicts[_order(other, third, verdicts)].distinct != "proved":
                reason = f"what {one.name} says stands in a copy as said by {other.name}, who may be {third.name}"
                verdicts[pair] = Verdict("open", reason, "one site, two names")
                changed = True
    return verdicts


def _order(one: Voice, other: Voice, verdicts: Verdicts) -> tuple[str, str]:
    return (one.key, other.key) if (one.key, other.key) in verdicts else (other.key, one.key)


def _judge(one: Voice, other: Voice, told: Told, evidence: Evidence) -> Verdict:
    """The first of the cases that fits; the voices come in the order of their kinds."""
    if other.kind == "unresolved":
        return _of_nobody(one, other, evidence)
    if other.kind == "unnamed":
        return _of_unnamed(one, other, evidence)
    if one.kind == other.kind == "own":
        return _of_observers(one, other, evidence)
    if other.kind == "named":
        found = _of_names(one, other, told, evidence)
        if found is not None:
            return found
    if shared := _site(one, other, evidence):
        reason = f"what {one.name} says in one article stands in a copy of it as said by {other.name}"
        return Verdict("open", reason, "one site, two names", shared)
    if other.kind == "own":
        reason = f"{one.name} is named as the speaker, and {other.name} saw it for itself"
        return Verdict("proved", reason, "a speaker and own eyes")
    return Verdict("proved", f"{one.name} and {other.name} are named, and neither only repeats the other", "two named")


def _of_nobody(one: Voice, other: Voice, evidence: Evidence) -> Verdict:
    """Where the second voice names nobody."""
    if one.kind != "unresolved":
        return Verdict("open", f"{other.name} names nobody and may have it from {one.name}", "nobody named")
    if shared := _passage(one, other, evidence, one.words):
        return Verdict("same", f"{one.name} and {other.name} hold the same passage and name nobody", "a copy", shared)
    if all(root.rule.startswith("circular") for voice in (one, other) for root in voice.roots):
        reason = f"{one.name} and {other.name} have it from outlets that have it from each other"
        return Verdict("open", reason, "a ring")
    return Verdict("open", f"neither {one.name} nor {other.name} names anybody; it may be one source", "nobody named")


def _of_unnamed(one: Voice, other: Voice, evidence: Evidence) -> Verdict:
    """Where the second voice has no name."""
    if one.kind == "unnamed":
        return Verdict("open", f"{one.name} and {other.name} are not named and may be one person", "unnamed")
    if one.kind == "own":
        return Verdict("open", f"{other.name} is not named and may be who showed it to {one.name}", "unnamed")
    staff = one.source and other.source and one.source.kind in BODIES and is_named_in(one.source, other.source)
    if staff:
        return Verdict("same", f"{other.name} speaks for {one.name}", "a body and its people")
    return Verdict("open", f"{other.name} is not named and may be {one.name}", "unnamed")


def _of_observers(one: Voice, other: Voice, evidence: Evidence) -> Verdict:
    """Two own observations."""
    names = f"{one.name} and {other.name}"
    houses = _outlets(one, evidence) & _outlets(other, evidence)
    if houses:
        whose = evidence.sources[min(houses)].name
        return Verdict("same", f"{names} stand in articles of {whose}, which is one pair of eyes", "one outlet")
    if listed := sorted(set(_lists(one, evidence)) & set(_lists(other, evidence))):
        return Verdict("open", f"{names} stand together under {listed[0]} by the list given", "one owner or agency")
    if shared := _passage(one, other, evidence):
        return Verdict("open", f"{names} tell what they saw in articles that share a passage", "a copy", shared)
    if _told_alike(one, other, evidence):
        return Verdict("open", f"{names} tell what they saw in nearly the same words", "told alike")
    return Verdict("proved", f"{names} each saw it for themselves, in articles that share no passage", "two own eyes")


def _of_names(one: Voice, other: Voice, told: Told, evidence: Evidence) -> Verdict | None:
    """Two named voices that may be one, or of whom one repeats the other."""
    both = (one.source, other.source)
    if all(both) and one.name.lower() == other.name.lower() and any(s and s.kind != "person" for s in both):
        return Verdict("same", f"both are called {one.name}, and nothing shows that they are two", "called alike")
    for first, second in ((one, other), (other, one)):
        if found := _of_spokesperson(first, second, evidence) or _of_body(first, second):
            return found
    for loud, speaker in ((one, other), (other, one)):
        if loud.headline:
            return Verdict("open", f"{loud.name} is heard in a headline alone and may be {speaker.name}", "a headline")
    if one.source and other.source and may_be_one(one.source, other.source):
        return Verdict("open", f"{one.name} and {other.name} may be two names of one", "names alike")
    if one.source and other.source and (state := state_of(one.source)) and state == state_of(other.source):
        return Verdict("open", f"{one.name} and {other.name} both speak for {state}", "organs of one state")
    for teller, speaker in ((one, other), (other, one)):
        if places := told.get((teller.key, speaker.key)):
            reason = f"an article has {teller.name} say that {speaker.name} said it"
            return Verdict("open", reason, "one repeats the other", places)
    return None


def _of_spokesperson(one: Voice, other: Voice, evidence: Evidence) -> Verdict | None:
    """Where the first voice speaks for the second, or both for one body."""
    if one.source is None or other.source is None or not is_spokesperson(one.source):
        return None
    body = spoken_for(one.source, evidence)
    if body is not None and body == other.key:
        return Verdict("same", f"{one.name} speaks for {other.name}", "a body and its spokesperson")
    if body is not None and body == spoken_for(other.source, evidence):
        whom = evidence.sources[body].name
        return Verdict("same", f"{one.name} and {other.name} speak for {whom}", "two who speak for a body")
    if other.source.kind in BODIES:
        return Verdict("open", f"{one.name} may speak for {other.name}", "a body and a spokesperson")
    return None


def _of_body(one: Voice, body: Voice) -> Verdict | None:
    """Where the second voice is a body that the first belongs to, or has no name of its own at all."""
    if one.source is None or body.source is None:
        return None
    sort = BODIES if body.source.kind in BODIES else ("person",)
    if one.source.kind in sort and is_called_by_sort(body.source):
        return Verdict("open", f"“{body.name}” is no name and may be {one.name}", "called by its sort")
    if body.source.kind not in BODIES:
        return None
    if one.source.kind in ("person", "document") and is_named_in(body.source, one.source):
        holds = "holds an office of" if one.source.kind == "person" else "may be a paper of"
        return Verdict("open", f"{one.name} {holds} {body.name} and may speak for it", "a body and its own")
    return None


def _site(one: Voice, other: Voice, evidence: Evidence) -> tuple[Place, ...]:
    """The passages that put all words of one of two voices where the other's stand."""
    return _stands_at(one, other, evidence) or _stands_at(other, one, evidence)


def _stands_at(one: Voice, other: Voice, evidence: Evidence) -> tuple[Place, ...]:
    """The passages that put all words of a voice where those of another stand, or of who passes them on."""
    return same_site(one.words, other.words, evidence, other.passed)


def _passage(one: Voice, other: Voice, evidence: Evidence, held: Sequence[Place] = ()) -> tuple[Place, ...]:
    """A passage that articles of both voices share; with some of the words `held`, if any are given."""
    for document in sorted({root.path[-1] for root in one.roots})[:SHOWN]:
        spans = [place.span for place in held if place.document == document]
        for second in sorted({root.path[-1] for root in other.roots})[:SHOWN]:
            for here, there, row in evidence.passages(document, second):
                if not row.quoted and (not held or any(here.overlaps(span) for span in spans)):
                    return (Place(document, *here), Place(second, *there))
    return ()


def _lists(voice: Voice, evidence: Evidence) -> list[str]:
    """The owners and agencies, by the user's list, of a voice's outlet."""
    return [f"“{name}”" for outlet in sorted(_outlets(voice, evidence)) for name in evidence.owners.get(outlet, ())]


def _outlets(voice: Voice, evidence: Evidence) -> set[str]:
    """The outlets that print what a voice saw as their own."""
    printed = {evidence.documents[place.document].outlet for root in voice.roots for place in root.words}
    return {outlet for outlet in (voice.key, *printed) if outlet in evidence.sources}


def _told_alike(one: Voice, other: Voice, evidence: Evidence) -> bool:
    """Whether two observations have most of their words in common."""
    heads = [_bag(voice, evidence) for voice in (one, other)]
    least = min(map(len, heads))
    return least > 2 and len(heads[0] & heads[1]) >= _ALIKE * least


def _bag(voice: Voice, evidence: Evidence) -> set[str]:
    empty = words("stop_words", "words")
    found = set()
    for place in voice.words[:1]:
        text = place.span.text_in(evidence.documents[place.document].text).lower()
        found |= {word.strip(".,;:!?“”\"'") for word in text.split()} - empty
    return found
