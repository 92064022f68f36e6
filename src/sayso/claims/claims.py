"""Attributions and own-voice sentences of all documents, grouped into claims."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.claims.grouping import MOST_UNITS, Neighbours, absorb, compare, group
from sayso.claims.nearness import read_contents
from sayso.claims.promises import find_promises, shows
from sayso.claims.sides import HELD, Rivalry, find_rivals, poles_of_claim, rival_axes, stances
from sayso.claims.similarity import Profile, best_half, likeness, profile, spread
from sayso.claims.stories import find_kin, fold, words_of
from sayso.claims.units import MADE_BY, Unit, find_units, split_unit
from sayso.claims.utterances import Utterances, bind_renderings, read_occasions
from sayso.model import (
    Attribution,
    Claim,
    Date,
    Document,
    Figure,
    Mention,
    Place,
    Promise,
    Region,
    Relay,
    Reuse,
    Source,
    Span,
    Stance,
    Wording,
    identify,
)  # fmt: skip

# Measured on the sentences that mill pack A marks as carrying a claim: at 0.4 P .82 R .86, at 0.5 P .93 R .83.
OWN_VOICE = 0.5  # mean likeness from which a sentence in the article's own voice carries a claim that somebody made
HEADLINE = 0.35  # the same for a headline without a speaker: it is short, and most often repeats the body
SECOND_CLAIM = 0.5  # the same for a clause of a content that as a whole belongs to another claim
SECOND_POLE = (
    0.2  # the same where the clause takes a side between rivals ("was no accident") that its own claim does not
)
SHOWN = 0.35  # likeness from which a sentence such as "the list was published on Monday" is about what was promised
_RECURRING = 4  # content words of an own-voice sentence that must recur word for word to be a claim


def group_claims(
    documents: Sequence[Document],
    regions: Sequence[Region],
    attributions: Sequence[Attribution],
    relays: Sequence[Relay],
    sources: Sequence[Source],
    mentions: Sequence[Mention],
    reuse: Sequence[Reuse],
    figures: Sequence[Figure],
    dates: Sequence[Date],
    tier: str = "story",
) -> tuple[list[Claim], list[Wording], list[Promise]]:
    """Claims with their wordings and stances, and the evidence that was promised; each in the order of its key.

    Contents of attributions and headlines are grouped by likeness; sentences in the article's own voice join a group
    they are like, or make one where they recur word for word. Rival accounts ("deliberate", "a mistake") are claims of
    their own, each denied by the wordings of the other. Independence is left at 1 to 1 for `trace_origins`.

    In tier `story` an encoder reads the contents; in tier `crawl`, and in a case of more than `MOST_ENCODED` different
    contents, a table of word pieces stands in for it.
    """
    units = find_units(documents, regions, attributions, mentions, reuse, figures, dates)
    unnamed = frozenset(source.source for source in sources if source.kind == "unnamed")
    profiles = _profiles(units, unnamed, tier == "story")
    spoken = [p for p in profiles if p.unit.attribution and not p.unit.points_back]
    axes = rival_axes()
    alike = bind_renderings(spoken, compare(spoken, axes))
    groups = absorb([[spoken[at] for at in members] for members in group(len(spoken), alike)], axes)
    clauses = [[part for member in members for part in _clauses(member)] for members in groups]
    own = [p for p in profiles if p.unit.attribution is None]
    joining, left = _nearest(groups, own, clauses)
    groups = _with_answers(groups, [p for p in profiles if p.unit.points_back])
    groups = [members + more for members, more in zip(groups, joining, strict=True)]
    groups += [*_headlines(left, axes), *_recurring([p for p in left if not p.unit.headline])]
    sides = [stances(members) for members in groups]
    rivals = find_rivals(groups, sides)
    occasions = read_occasions(documents, attributions, relays, sources, mentions, dates)
    utterances = Utterances(documents, occasions, reuse)
    claims, wordings = _rows(groups, sides, rivals, utterances)
    said = {copy.attribution.attribution: p for p in spoken for copy in p.copies if copy.attribution}
    found = sorted(find_promises([copy for p in spoken for copy in p.copies]), key=lambda promise: promise.attribution)
    showing = [p for p in own if shows(p.unit.text[0], p.unit.language)] if found else []
    return claims, wordings, [replace(promise, shown=_shown(said[promise.attribution], showing)) for promise in found]


def _shown(promise: Profile, showing: Sequence[Profile]) -> Place | None:
    """The first sentence in an article's own voice that tells that what was promised was shown."""
    for sentence in showing:
        near = not sentence.documents.isdisjoint(promise.kin) and not sentence.keys.isdisjoint(promise.keys)
        if near and likeness(promise, sentence) >= SHOWN:
            return Place(sentence.unit.document, sentence.unit.spans[0].start, sentence.unit.spans[0].end)
    return None


def _profiles(units: Sequence[Unit], unnamed: frozenset[str], encode: bool) -> list[Profile]:
    kin, crowded = find_kin(units)
    folded = fold(units, kin, unnamed)
    readings, uncoded = read_contents(folded, encode)
    counts: dict[str, dict[str, int]] = {}
    for copies in folded:
        keys = frozenset[str]().union(*(sense.keys for sense in copies[0].senses))
        for copy in copies:
            of_document = counts.setdefault(copy.document, {})
            for key in keys:
                of_document[key] = of_document.get(key, 0) + 1
    homes: dict[tuple[str, ...], tuple[dict[str, int], frozenset[str]]] = {}
    found: list[Profile] = []
    spoken: dict[tuple[str, ...], int] = {}
    for copies, reading in zip(folded, readings, strict=True):
        home = tuple(sorted({copy.document for copy in copies}))
        if home not in homes:
            homes[home] = (_most([counts[name] for name in home]), frozenset().union(*(kin[name] for name in home)))
        if copies[0].attribution:
            spoken[home] = spoken.get(home, 0) + 1
        left_out = copies[0].attribution is not None and spoken[home] > MOST_UNITS
        found.append(profile(copies, *homes[home], uncoded or not crowded.isdisjoint(home), left_out, reading))
    return found


def _most(counts: Sequence[dict[str, int]]) -> dict[str, int]:
    """For each key the highest of the counts, so that it does not matter how many documents are copies of one."""
    most = dict(counts[0])
    for others in counts[1:]:
        for key, count in others.items():
            most[key] = max(count, most.get(key, 0))
    return most


def _clauses(member: Profile) -> list[Profile]:
    """The clauses of a content, each with the same clause of its copies."""
    parts: dict[tuple[object, ...], list[Unit]] = {}
    for copy in member.copies:
        for part in split_unit(copy):
            parts.setdefault(words_of(part), []).append(part)
    return [profile(tuple(copies), member.counts, member.kin) for copies in parts.values()]


def _with_answers(groups: Sequence[list[Profile]], answers: Sequence[Profile]) -> list[list[Profile]]:
    """The groups with answers that only point back, each with what another speaker said last before it in its text."""
    said: dict[str, list[tuple[Unit, int]]] = {}
    for at, members in enumerate(groups):
        for member in members:
            for copy in member.copies:
                if copy.attribution:
                    said.setdefault(copy.document, []).append((copy, at))
    joined = [list(members) for members in groups]
    for answer in answers:
        before = [
            (copy.spans, at)
            for copy, at in said.get(answer.unit.document, ())
            if copy.spans < answer.unit.spans and copy.speaker != answer.unit.speaker
        ]
        if before:
            joined[max(before)[1]].append(answer)
    return joined


def _nearest(
    groups: Sequence[Sequence[Profile]], own: Sequence[Profile], clauses: Sequence[Sequence[Profile]]
) -> tuple[list[list[Profile]], list[Profile]]:
    """What joins each group: own-voice sentences that carry it, and clauses of contents that belong to another group.

    Also the sentences that join none.
    """
    neighbours = Neighbours(groups)
    joining: list[list[Profile]] = [[] for _ in groups]
    left: list[Profile] = []
    for sentence in own:
        at = _best(sentence, groups, neighbours, HEADLINE if sentence.unit.headline else OWN_VOICE)
        (left if at is None else joining[at]).append(sentence)
    poled = [
        {axis: pole for axis, (pole, share) in poles_of_claim(members).items() if share >= HELD} for members in groups
    ]
    for home, parts in enumerate(clauses):
        for part in parts:
            poles = [
                name
                for name in sorted(part.poles)
                if name in rival_axes() and poled[home].get(name) != part.poles[name]
            ]
            allowed = [{at for at, held in enumerate(poled) if held.get(name) == part.poles[name]} for name in poles]
            at = _best(part, groups, neighbours, SECOND_POLE, set.union(*allowed)) if allowed else None
            at = _best(part, groups, neighbours, SECOND_CLAIM) if at is None else at
            if at is not None and at != home:
                joining[at].append(part)
    return joining, left


def _best(
    sentence: Profile,
    groups: Sequence[Sequence[Profile]],
    neighbours: Neighbours,
    least: float,
    allowed: set[int] | None = None,
) -> int | None:
    """The group, of those allowed, that a sentence is most like, if it is like it enough."""
    near = [at for at in neighbours.of([sentence], 12, 2) if allowed is None or at in allowed]
    score, at = max(((best_half(sentence, groups[at], rival_axes()), -at) for at in near), default=(0.0, 0))
    return -at if score >= least else None


def _headlines(left: Sequence[Profile], axes: frozenset[str]) -> list[list[Profile]]:
    """Claims of headlines that carry none of what is said in the texts."""
    headlines = [p for p in left if p.unit.headline and p.senses]
    return [[headlines[at] for at in members] for members in group(len(headlines), compare(headlines, axes))]


def _recurring(own: Sequence[Profile]) -> list[list[Profile]]:
    """Sentences that stand word for word in several kin documents."""
    same: dict[tuple[str, ...], list[list[Profile]]] = {}
    for sentence in own:
        if len(sentence.senses) < _RECURRING:
            continue
        alike = same.setdefault(tuple(sense.stem for sense in sentence.senses), [])
        home = next((found for found in alike if any(not m.documents.isdisjoint(sentence.kin) for m in found)), None)
        if home is None:
            alike.append([sentence])
        else:
            home.append(sentence)
    found = [members for alike in same.values() for members in alike]
    return [members for members in found if len(frozenset().union(*(m.documents for m in members))) > 1]


def _rows(
    groups: Sequence[Sequence[Profile]],
    sides: Sequence[Sequence[Stance]],
    rivals: Sequence[Rivalry],
    utterances: Utterances,
) -> tuple[list[Claim], list[Wording]]:
    gists = [_gist(members, side) for members, side in zip(groups, sides, strict=True)]
    names = [
        identify("c", *sorted(" ".join(m.unit.text) for m in members)[:1], gist.unit.order)
        for members, gist in zip(groups, gists, strict=True)
    ]
    claims, wordings = [], []
    last: list[int] = []
    for name, members, side, gist in zip(names, groups, sides, gists, strict=True):
        carrying = _documents([m for m, s in zip(members, side, strict=True) if s == "asserts"])
        span, text = _without_that(gist.unit)
        place = Place(gist.unit.document, span.start, span.end)
        cohesion = _cohesion(members, gist)
        documents = len(carrying or _documents(members))
        rule = ("group.average-link" if len(members) > 1 else "single") + ".capped" * any(m.capped for m in members)
        claims.append(Claim(name, place, text, documents, 1, 1, (), MADE_BY, rule, round(cohesion, 4)))
        numbers = utterances.number(members, side)
        last.append(max(max(variants) for variants in numbers))
        for member, stance, variants in zip(members, side, numbers, strict=True):
            rule = "member.capped" if member.capped else "member"
            wordings += [_wording(name, copy, stance, variant, rule, cohesion)
                         for copy, variant in zip(member.copies, variants, strict=True)]  # fmt: skip
    for rivalry in rivals:
        for here, there in ((rivalry.one, rivalry.other), (rivalry.other, rivalry.one)):
            first = last[here] + 1
            for member, stance in zip(groups[there], sides[there], strict=True):
                if stance == "asserts":
                    wordings += [_wording(names[here], copy, "denies", first, rivalry.rule, rivalry.score)
                                 for copy in member.copies]  # fmt: skip
                    first += 1
    return sorted(claims, key=lambda c: c.claim), utterances.tell(_distinct(wordings))


def _documents(members: Sequence[Profile]) -> frozenset[str]:
    return frozenset[str]().union(*(member.documents for member in members))


_OPENER = re.compile(r"(?:that|whether)\s+(?=\S)", re.IGNORECASE)


def _without_that(unit: Unit) -> tuple[Span, str]:
    """The first span of a content without the "that" or "whether" that opens it, and its words."""
    span, text = unit.spans[0], unit.text[0]
    opener = _OPENER.match(text)
    return (Span(span.start + opener.end(), span.end), text[opener.end() :]) if opener else (span, text)


def _distinct(wordings: Sequence[Wording]) -> list[Wording]:
    """One row for each claim and place, in the order of the key; what a wording says itself goes before rivalry."""
    kept: dict[tuple[object, ...], Wording] = {}
    for row in sorted(wordings, key=lambda w: (not w.rule.startswith("member"), -w.score)):
        kept.setdefault((row.claim, row.document, row.attribution, row.spans), row)
    return sorted(kept.values(), key=lambda w: (w.claim, w.document, w.spans, w.attribution or ""))


def _wording(claim: str, unit: Unit, stance: Stance, variant: int, rule: str, score: float) -> Wording:
    attribution = unit.attribution.attribution if unit.attribution else None
    return Wording(
        claim, unit.document, attribution, unit.spans, unit.text, stance, variant, MADE_BY, rule, round(score, 4)
    )


def _cohesion(members: Sequence[Profile], gist: Profile) -> float:
    if len(members) == 1:
        return 1.0
    others = [member for member in spread(members) if member is not gist]
    return sum(likeness(gist, other) for other in others) / max(len(others), 1)


def _gist(members: Sequence[Profile], side: Sequence[Stance]) -> Profile:
    """The member that says the claim most clearly: like the others, in one piece, not long, not leaning on pronouns."""

    around = spread(members)

    def clarity(member: Profile, stance: Stance) -> float:
        text = " ".join(member.unit.text)
        likely = sum(likeness(member, other) for other in around) / len(around)
        leans = any(
            word in {"he", "she", "it", "they", "we", "this", "i", "his", "her", "their", "our", "them"}
            for word in text.lower().split()
        )
        return (
            likely
            - 0.1 * leans
            - 0.15 * (len(member.unit.spans) > 1)
            - 0.002 * max(len(text) - 120, 0)
            - 0.3 * (stance != "asserts")
        )

    ranked = sorted(zip(members, side, strict=True), key=lambda pair: (-round(clarity(*pair), 6), pair[0].unit.rank))
    return ranked[0][0]
