"""Dates, Wording, Document -> Moment: what happened, was said and was published when."""

from collections.abc import Iterable

from sayso.language import split_sentences
from sayso.model import Document, Moment, Place, Region, Span, Tables, Wording, grouped, identify
from sayso.trace.timeline.bounds import NO_FIT, Happening, narrow
from sayso.trace.timeline.days import day_text, interval_text, read_days
from sayso.trace.timeline.merging import Event, Words, merge_events
from sayso.trace.timeline.tellings import LONGEST, MOST_DATES, Telling, Tellings, find_tellings

MADE_BY = "trace.timeline/1"
_TITLE = 200  # characters of a document's first words that stand for it where it has no headline
_SHAPES = {"main": 1.0, "clause": 0.9, "phrase": 0.8}


def order_moments(tables: Tables) -> list[Moment]:
    """Events that the texts date, statements of claims, and all publications, each with the days it may have been.

    Bounds come from dates in the texts and from what must come first: an event before those who tell of it as past, a
    statement before every document that has it, a copied document before its copy. Planned events get none.
    """
    tellings = find_tellings(tables)
    events = [_event(event) for event in merge_events(tellings.rows, tables, Words(tables.documents))]
    statements = _statements(tables, tellings)
    publications = _publications(tables, tellings)
    copies = ((r.earlier, r.later) for r in tables.reuse if r.direction == "known" and not r.quoted)
    narrow(events, statements, publications, copies)
    texts = {document.document: document.text for document in tables.documents}
    return [_moment(found, texts) for found in (*events, *statements, *publications.values())]


def _moment(found: Happening, texts: dict[str, str]) -> Moment:
    rule = found.rule if found.fits else f"{found.rule}; {NO_FIT}"
    return Moment(
        moment=identify("t", found.kind, found.key),
        kind=found.kind,
        value=found.value or interval_text(found.first, found.last),
        earliest=day_text(found.first),
        latest=day_text(found.last),
        what=found.what,
        what_text=found.what.span.text_in(texts[found.what.document]),
        claim=found.claim,
        source=found.source,
        documents=found.documents,
        evidence=found.evidence,
        made_by=MADE_BY,
        rule=rule,
        score=found.score,
    )


def _event(event: Event) -> Happening:
    finest, rows = event.finest, event.tellings
    past = [t for t in rows if not t.role.planned and t.role.shape != "phrase" and t.stance == "asserts"]
    claims = sorted(t.claim for t in rows if t.claim is not None and t.role.shape == "main")
    rule = f"date in its {'words' if finest.attribution else 'sentence'}"
    if finest.role.shape != "main":
        rule = f"date in its {finest.role.shape}"
    rule += "; one event by claim, copy or like words" if len(rows) > 1 else ""
    rule += "; may lie ahead" if all(t.role.planned for t in rows) else ""
    rule += "; only denied or doubted" if all(t.stance != "asserts" for t in rows) else ""
    rule += "; too many like it to compare them all" if event.cut else ""
    return Happening(
        "event", _key(finest), Place(finest.document, *finest.role.what), finest.date.value, event.days,
        max(set(claims), key=lambda claim: (claims.count(claim), claim)) if claims else None, None,
        tuple(sorted({t.document for t in rows})), _evidence(rows), rule,
        round(finest.date.score * _SHAPES[finest.role.shape], 3),
        frozenset(t.document for t in past), frozenset(t.attribution for t in past if t.attribution),
    )  # fmt: skip


def _key(telling: Telling) -> str:
    return f"{telling.document} {telling.date.start}"


def _evidence(rows: Iterable[Telling]) -> tuple[Place, ...]:
    return tuple(sorted({Place(t.document, *t.date.span) for t in rows}))


def _statements(tables: Tables, tellings: Tellings) -> list[Happening]:
    """One statement for each utterance of a claim: wordings of one variant, parted where their dates differ."""
    dated = {t.attribution: t for t in reversed(tellings.rows) if t.kind == "statement"}
    speakers = {a.attribution: (a.speaker, a.score) for a in tables.attributions}
    utterances: dict[tuple[str, int, str | None], list[Wording]] = {}
    for wording in tables.wordings:
        if wording.attribution is not None:
            speaker = speakers[wording.attribution][0]
            utterances.setdefault((wording.claim, wording.variant, speaker), []).append(wording)
    size = {claim.claim: claim.documents for claim in tables.claims}
    found: dict[frozenset[str], Happening] = {}
    for claim, variant, speaker in sorted(utterances, key=lambda u: (-size.get(u[0], 0), u[0], u[1], u[2] or "")):
        for telling, group in _by_date(utterances[claim, variant, speaker], dated):
            said = frozenset(w.attribution for w in group if w.attribution)
            if said not in found:  # one sentence may word several claims; it stands under the widest
                score = round(max(speakers[key][1] for key in said), 3)
                found[said] = _statement(claim, speaker, group, telling, dated, said, score)
    return list(found.values())


def _statement(
    claim: str, speaker: str | None, group: list[Wording], telling: Telling | None,
    dated: dict[str | None, Telling], said: frozenset[str], score: float,
) -> Happening:  # fmt: skip
    first = min(group, key=lambda w: (w.document, w.spans))
    rows = [dated[key] for key in sorted(said) if key in dated]
    value = telling.date.value if telling else None
    return Happening(
        "statement", f"{claim} {first.document} {first.spans[0].start} {first.attribution}",
        Place(first.document, *first.spans[0]), value, read_days(value), claim, speaker,
        tuple(sorted({w.document for w in group})), _evidence(rows),
        "date beside its cue" if rows else "before the documents that have it", score, attributions=said,
    )  # fmt: skip


def _by_date(wordings: list[Wording], dated: dict[str | None, Telling]) -> list[tuple[Telling | None, list[Wording]]]:
    """The wordings of one utterance by the day they give it; those without go with the only day there is."""
    groups: dict[tuple[str, str], list[Wording]] = {}
    bare: list[Wording] = []
    for wording in sorted(wordings, key=lambda w: (w.document, w.spans, w.attribution or "")):
        telling = dated.get(wording.attribution)
        if telling is None:
            bare.append(wording)
        else:
            words = "" if telling.date.value else telling.date.text.lower()
            groups.setdefault((telling.date.value or "", words), []).append(wording)
    if len(groups) == 1:
        ((_, only),) = groups.items()
        return [(dated[only[0].attribution], [*only, *bare])]
    parted: list[tuple[Telling | None, list[Wording]]] = [
        (dated[g[0].attribution], g) for _, g in sorted(groups.items())
    ]
    return [*parted, (None, bare)] if bare else parted


def _publications(tables: Tables, tellings: Tellings) -> dict[str, Happening]:
    """Document -> its publication, dated by the input, by its stamp, or not at all."""
    regions = grouped(tables.regions)
    stamps = {date.document: Place(date.document, *date.span) for date in tables.dates if date.rule == "stamp"}
    found = {}
    for document in sorted(tables.documents, key=lambda d: d.document):
        title = _title(document, regions.get(document.document, ()))
        if title is None:
            continue
        stamp = stamps.get(document.document)
        rule = f"published, from the {document.published_from or 'input'}" if document.published else "no date given"
        if document.document in tellings.cut:
            rule += f"; dates of sentences over {LONGEST} characters, or beyond {MOST_DATES} of one, are left out"
        found[document.document] = Happening(
            "publication", document.document, Place(document.document, *title), document.published,
            read_days(document.published), None, document.outlet, (document.document,), (stamp,) if stamp else (),
            rule, 0.95 if document.published else 0.5,
        )  # fmt: skip
    return found


def _title(document: Document, regions: Iterable[Region]) -> Span | None:
    """The headline, else the first sentence of the body, else the first words; null for a text of blanks."""
    headlines = sorted(region.span for region in regions if region.kind in ("headline", "body"))
    for span in (*headlines, Span(0, len(document.text))):
        found = split_sentences(document.text, span.start, min(span.end, span.start + 2000))
        if found:
            return Span(found[0].start, min(found[0].end, found[0].start + _TITLE))
    return None
