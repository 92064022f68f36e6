"""Claim, Wording, Date -> Entry: where the texts give one event two dates or two places."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, islice, product

from sayso.model import Entry, Ledger, Place, Tables, identify
from sayso.trace.ledgers.places import Located, find_located, lie_apart
from sayso.trace.timeline.days import agree
from sayso.trace.timeline.likeness import likeness, names_agree, told_in
from sayso.trace.timeline.merging import Event, Words, merge_events
from sayso.trace.timeline.tellings import Telling, find_tellings

MADE_BY = "trace.disagreements/1"
ALIKE, ALIKE_IN_A_CLAIM, ALIKE_BESIDE_PLACES = 0.6, 0.35, 0.5
"""Share of the other words that two sentences must have in common before their dates or places are set against each
other; for dates less where both word one claim. Set on 1,669 real articles of many stories: without the demand on names
some 20 of 29 entries were of two persons, two photographs or two clinics."""
_FEWEST_BESIDE_PLACES = 6  # words in common, counted on both sides
_MOST_EVENTS = 12  # dates of one event that are set against each other
_MOST_PAIRS = 40  # sentences with two such dates that are compared
_MOST_PLACES = 60  # wordings of one claim that name a place and are compared


def list_disagreements(tables: Tables) -> list[Entry]:
    """Entries of the ledgers `date` and `place`, each ranked by how many documents give the lesser version.

    Dates disagree where no day fits both; a document that tells both tells of two events. Of two places it is not known
    whether one lies in the other or is another name for it: only names that no document has both of are listed.
    """
    return [*_ranked(_dates(tables)), *_ranked(_places(tables))]


def _ranked(found: list[tuple[int, Entry]]) -> list[Entry]:
    found.sort(key=lambda pair: (-pair[0], -len(pair[1].documents), pair[1].entry))
    return [replace(entry, rank=at) for at, (_, entry) in enumerate(found, 1)]


def _dates(tables: Tables) -> list[tuple[int, Entry]]:
    words = Words(tables.documents)
    matters: dict[int, list[Event]] = {}
    told = find_tellings(tables).rows
    settled = [t for t in told if not t.days.is_empty and t.stance != "denies" and t.role.shape != "phrase"]
    for event in merge_events(settled, tables, words):  # two raids on two days are both called "the raid": no phrases
        matters.setdefault(event.matter, []).append(event)
    texts = {document.document: document.text for document in tables.documents}
    found = []
    for events in matters.values():
        for one, other in combinations(events[:_MOST_EVENTS], 2):
            pair = None if agree(one.days, other.days) else _set_against(one, other, words)
            if pair is not None:
                found.append(_date_entry(*pair, one, other, texts, len(events) > _MOST_EVENTS))
    return found


def _set_against(one: Event, other: Event, words: Words) -> tuple[Telling, Telling] | None:
    """The likest two sentences that give an event two dates; null where they may well tell of two events."""
    if not {t.document for t in one.tellings}.isdisjoint(t.document for t in other.tellings):
        return None
    best: tuple[float, Telling, Telling] | None = None
    for first, second in islice(product(one.tellings, other.tellings), _MOST_PAIRS):
        if (first.role.shape, first.role.planned) != (second.role.shape, second.role.planned):
            continue
        one_claim = first.claim is not None and first.claim == second.claim
        if not (one_claim or first.role.shape == "main"):
            continue
        if not names_agree(words.of(first), words.of(second), shared=not one_claim):
            continue
        score = words.likeness(first, second)
        least = ALIKE_IN_A_CLAIM if one_claim else ALIKE
        if score >= least and (best is None or score > best[0]):
            best = score, first, second
    return best[1:] if best else None


def _date_entry(
    first: Telling, second: Telling, one: Event, other: Event, texts: dict[str, str], cut: bool
) -> tuple[int, Entry]:
    documents = [{t.document for t in event.tellings} for event in (one, other)]
    claims = sorted({t.claim for t in (first, second) if t.claim is not None})
    said = [f"“{t.date.text}” ({t.date.value or 'no date settled'})" for t in (first, second)]
    rule = "one claim, two dates" if first.claim and first.claim == second.claim else "like sentences, two dates"
    places = [Place(t.document, *span) for t in (first, second) for span in (t.role.what, t.date.span)]
    return _entry(
        "date", f"{first.date.text} / {second.date.text}", claims, documents,
        f"one text dates it {said[0]}, another {said[1]}", places, texts, rule + ("; capped" if cut else ""),
        round(min(first.date.score, second.date.score) * 0.9, 3),
    )  # fmt: skip


def _places(tables: Tables) -> list[tuple[int, Entry]]:
    texts = {document.document: document.text for document in tables.documents}
    found = []
    for claim, located in find_located(tables).items():
        cut = len(located) > _MOST_PLACES
        versions: list[list[Located]] = []
        for one in located[:_MOST_PLACES]:
            group = next((g for g in versions if g[0].core == one.core), None)
            if group is None:
                versions.append([one])
            else:
                group.append(one)
        for here, there in combinations(versions, 2):
            if not lie_apart(here, there, texts):
                continue
            pair = next((p for p in islice(product(here, there), _MOST_PAIRS) if _are_alike(*p, texts)), None)
            if pair is not None:
                found.append(_place_entry(claim, *pair, here, there, texts, cut))
    return found


def _are_alike(one: Located, other: Located, texts: dict[str, str]) -> bool:
    """Whether two wordings tell the same but for their places."""
    first, second = (told_in(texts[p.document], p.spans, p.language, (p.span,)) for p in (one, other))
    alike = likeness(first, second, _FEWEST_BESIDE_PLACES) >= ALIKE_BESIDE_PLACES
    return alike and names_agree(first, second, shared=False)


def _place_entry(
    claim: str, first: Located, second: Located, one: Sequence[Located], other: Sequence[Located],
    texts: dict[str, str], cut: bool,
) -> tuple[int, Entry]:  # fmt: skip
    documents = [{located.document for located in version} for version in (one, other)]
    said = [located.span.text_in(texts[located.document]) for located in (first, second)]
    places = [Place(p.document, *span) for p in (first, second) for span in (p.wording, p.span)]
    note = f"one text has it “{said[0]}”, another “{said[1]}”; whether one lies in the other is not known"
    rule = "one claim, two places" + ("; capped" if cut else "")
    return _entry("place", " / ".join(said), [claim], documents, note, places, texts, rule, 0.5)


def _entry(
    ledger: Ledger, name: str, claims: list[str], documents: list[set[str]], note: str, places: list[Place],
    texts: dict[str, str], rule: str, score: float,
) -> tuple[int, Entry]:  # fmt: skip
    """How many documents give the lesser version, and the entry, not yet ranked."""
    return min(map(len, documents)), Entry(
        entry=identify("l", ledger, *places),
        ledger=ledger,
        rank=0,
        subject=None,
        name=name,
        claims=tuple(claims),
        documents=tuple(sorted(set().union(*documents))),
        note=note,
        evidence=tuple(places),
        evidence_text=tuple(place.span.text_in(texts[place.document]) for place in places),
        made_by=MADE_BY,
        rule=rule,
        score=score,
    )
