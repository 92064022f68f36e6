"""Which wording of a claim comes from which: passages and credits between articles, dates, headline and body."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.language.moments import published_between
from sayso.model import Document, Reuse, Span, Tables
from sayso.trace.drift.telling import Telling

_MOST = 12  # wordings of a claim in one document that are compared
_PARENTS = 4  # articles that one is compared with, those with the best evidence
_SHARED = 0.5  # share of the shorter wording's content words from which one may be the other changed
_SHIFT = 40  # characters by which edits may shift a wording inside a passage, beside a tenth of its distance
_WITHIN = "headline and body of one article"
_WHY = {"utterance": "one utterance; published earlier", "speaker": "one speaker; published earlier",
        "rounding": "one speaker; a rounded figure may come from the exact one, never the other way"}  # fmt: skip
_TIERS = {"stated": 0.8, "shown": 0.85, "suggested": 0.6}


@dataclass(frozen=True, slots=True)
class Step:
    """Two wordings of a claim, one of which comes from the other, and on what that rests."""

    earlier: Telling
    later: Telling
    how: str
    """`passage`, `credit`, `utterance`, `speaker`, `rounding`, `headline`, or `evidence` for a headline in which it
    speaks."""
    why: str
    score: float
    capped: bool = False


@dataclass(frozen=True, slots=True)
class Descent:
    """Document -> those it comes from, best evidence first; and the passages of each such pair."""

    parents: dict[str, list[tuple[str, str, float]]]
    passages: dict[tuple[str, str], list[Reuse]]


def trace_descent(tables: Tables) -> Descent:
    """The parents of each document by passages whose order is known or guessed, and by credits to an article."""
    found: dict[str, dict[str, tuple[float, str]]] = {}
    passages: dict[tuple[str, str], list[Reuse]] = {}
    for row in tables.reuse:
        if row.direction == "unknown" or row.quoted:
            continue
        passages.setdefault((row.earlier, row.later), []).append(row)
        if row.parent:
            score = 0.85 if row.direction == "known" else 0.6
            _better(found.setdefault(row.later, {}), row.earlier, score, "a passage that both have; " + row.why)
    pairs = {(edge.from_, edge.to) for edge in tables.edges}
    ids = frozenset(document.document for document in tables.documents)
    for edge in tables.edges:
        if edge.tier == "suggested" and (edge.to, edge.from_) in pairs:
            continue  # each may have it from the other
        if edge.how in ("relays", "copies", "reworded") and edge.from_ in ids and edge.to in ids:
            why = "credit" if edge.how == "relays" else "a passage that both have"
            _better(found.setdefault(edge.to, {}), edge.from_, _TIERS[edge.tier], f"{why} ({edge.tier})")
    return Descent(
        {
            later: [(name, why, -minus) for minus, name, why in sorted((-s, n, w) for n, (s, w) in given.items())]
            for later, given in found.items()
        },
        passages,
    )


def order_figures(told: Sequence[Telling], descent: Descent) -> list[tuple[Telling, Step]]:
    """Steps from a parent's figure to its child's of the same quantity, whatever claims they stand in.

    Only a quantity that each of the two gives once, with one value, so that it is clear which figure became which.
    """
    by_document: dict[str, dict[str, list[Telling]]] = {}
    for one in told:
        for group in sorted({figure.group for figure in one.figures}):
            by_document.setdefault(one.document, {}).setdefault(group, []).append(one)
    steps = []
    for name, ours in sorted(by_document.items()):
        for parent, why, score in descent.parents.get(name, ())[:_PARENTS]:
            theirs = by_document.get(parent, {})
            for group in sorted(ours.keys() & theirs.keys()):
                if all(_gives_one_value(rows, group) for rows in (ours[group], theirs[group])):
                    later = ours[group][0]
                    steps.append((later, Step(theirs[group][0], later, "figure", why, score)))
    return steps


def _gives_one_value(rows: Sequence[Telling], group: str) -> bool:
    return len({(f.low, f.high, f.hedge) for one in rows for f in one.figures if f.group == group}) == 1


def _better(given: dict[str, tuple[float, str]], name: str, score: float, why: str) -> None:
    given[name] = max(given.get(name, (0.0, "")), (score, why))


def order_steps(told: Sequence[Telling], descent: Descent, documents: dict[str, Document]) -> list[Step]:
    """The steps of one claim. `told` are the wordings that assert it; each is compared with one of each parent.

    Linear in the wordings: at most 12 of a document, at most four parents.
    """
    by_document: dict[str, list[Telling]] = {}
    for one in told:
        by_document.setdefault(one.document, []).append(one)
    capped = {name for name, rows in by_document.items() if len(rows) > _MOST}
    by_document = {name: rows[:_MOST] for name, rows in by_document.items()}
    steps: list[Step] = []
    for name, rows in sorted(by_document.items()):
        parents = [given for given in descent.parents.get(name, ()) if given[0] in by_document]
        cut = len(parents) > _PARENTS
        for parent, why, score in parents[:_PARENTS]:
            shared = descent.passages.get((parent, name), ())
            for later in rows:
                earlier, at_place = _best(by_document[parent], later, shared)
                if earlier:
                    how = "passage" if at_place else "credit"
                    steps.append(Step(earlier, later, how, why, score, cut or bool({name, parent} & capped)))
        steps += _headline_steps(rows, name in capped)
    linked = {(step.earlier.document, step.later.document) for step in steps}
    return steps + _dated_steps(by_document, linked, documents)


def _best(earlier: Sequence[Telling], later: Telling, shared: Iterable[Reuse]) -> tuple[Telling | None, bool]:
    """The wording that stands at the same place of a shared passage, else the one that shares most with it."""
    best: Telling | None
    for row in shared:
        at = later.wording.spans[0].start - row.later_start
        if 0 <= at < row.later_end - row.later_start:
            there = row.earlier_start + at
            best = min(earlier, key=lambda one: (abs(one.wording.spans[0].start - there), *_order(one)))
            apart = abs(best.wording.spans[0].start - there)
            if apart <= _SHIFT + at // 10 and overlap(best, later) >= _SHARED:
                return best, True
    alike = [one for one in earlier if not one.headline or later.headline]
    best = min(alike, key=lambda one: (-overlap(one, later), *_order(one)), default=None)
    return (best, False) if best and overlap(best, later) >= _SHARED else (None, False)


def _order(one: Telling) -> tuple[tuple[Span, ...], str]:
    return one.wording.spans, one.wording.attribution or ""


def overlap(one: Telling, other: Telling) -> float:
    """Share of the content words of the wording that has fewer; 0 where one has hardly any."""
    poorer, richer = sorted((one, other), key=lambda telling: len(telling.stems))
    if len(poorer.stems) < 2:
        return 0.0
    shared = {sense.stem for sense in poorer.senses if not sense.keys.isdisjoint(richer.keys)}
    return len(shared) / len(poorer.stems)


def _headline_steps(rows: Sequence[Telling], capped: bool) -> list[Step]:
    """From the body's wordings to the headlines of the same article."""
    bodies = [one for one in rows if not one.headline]
    steps = []
    seen: set[tuple[str, ...]] = set()
    for headline in rows:
        repeated = headline.wording.text in seen
        seen |= {headline.wording.text} if headline.headline else set()
        if headline.headline and bodies and not repeated:
            best = min(bodies, key=lambda one: _boldness(one, headline))
            steps.append(Step(best, headline, "headline", _WITHIN, 0.9, capped))
            held = [one for one in bodies if one.has]
            if headline.speaks and held and not any(one.speaks for one in bodies):
                steps.append(Step(held[0], headline, "evidence", _WITHIN, 0.9, capped))
    return steps


def _boldness(body: Telling, headline: Telling) -> tuple[bool, bool, bool, float, tuple[Span, ...]]:
    """Order of an article's own wordings against its headline: those like it, in its own voice, unhedged first."""
    like = overlap(body, headline)
    own = body.attribution is None and not body.relayed
    return like < _SHARED, not own, bool(body.hedges), -like, body.wording.spans


def _dated_steps(
    by_document: dict[str, list[Telling]], linked: set[tuple[str, str]], documents: dict[str, Document]
) -> list[Step]:
    """From the first dated article to the later ones where nothing links them but the utterance, or a man's figure."""
    alike: dict[tuple[str, str], dict[str, Telling]] = {}
    for name, rows in sorted(by_document.items()):
        for one in rows:
            if one.attribution is None or one.headline:
                continue
            if one.attribution.form == "direct":
                alike.setdefault(("utterance", str(one.wording.variant)), {}).setdefault(name, one)
            if one.speaker and one.speaker.kind in ("person", "organisation"):
                for group in sorted({figure.group for figure in one.figures}):
                    alike.setdefault(("speaker", f"{one.speaker.source} {group}"), {}).setdefault(name, one)
    steps = []
    for (how, _), same in sorted(alike.items()):
        days = {name: published_between(documents[name].published) for name in same}
        dated = sorted((between, name) for name, between in days.items() if between)
        for between, name in dated[1:]:
            (_, last), first = dated[0]
            if last < between[0] and (first, name) not in linked:
                steps.append(Step(same[first], same[name], how, _WHY[how], 0.7))
        steps += _rounding_steps(same, days, linked) if how == "speaker" else []
    return steps


def _rounding_steps(
    same: dict[str, Telling],
    days: dict[str, tuple[float, float] | None],
    linked: set[tuple[str, str]],
) -> list[Step]:
    """From an exact figure to the others of one speaker where no date says which came first.

    A rounded figure can come from the exact one, an exact one never from a rounded: the order shows in the figures.
    """
    exact = [
        name
        for name, one in same.items()
        if any(f.low == f.high and f.low is not None and f.low % 10 and not f.hedge for f in one.figures)
    ]
    steps = []
    given = {later for earlier, later in linked if earlier in same}
    for name in sorted(same.keys() - given) if exact else ():
        ours, theirs = days[exact[0]], days[name]
        ordered = ours is not None and theirs is not None and (ours[1] < theirs[0] or theirs[1] < ours[0])
        if name not in exact and not ordered and not {(exact[0], name), (name, exact[0])} & linked:
            steps.append(Step(same[exact[0]], same[name], "rounding", _WHY["rounding"], 0.55))
    return steps
