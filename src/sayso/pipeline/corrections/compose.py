"""From what a user points at in a case to the line of a correction: places and words, never an id, for ids may change.

Every function takes the tables of a case and gives `document`, `start`, `end`, `text`, `kind`, `before` and `after`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sayso.language.names import fold_name
from sayso.model import Attribution, Claim, Document, Mention, Source, Span, Tables, Wording
from sayso.pipeline.corrections.claims import extent_of
from sayso.store.faults import CaseError

Said = dict[str, Any]
Spans = Sequence[tuple[int, int]]


def compose_region(tables: Tables, document: str, start: int, end: int, kind: str) -> Said:
    """A stretch of a document is of another kind."""
    found = find_document(tables, document)
    here = [row for row in tables.regions if row.document == found.document and row.span.overlaps(Span(start, end))]
    before = ", ".join(dict.fromkeys(row.kind for row in here)) or None
    return {**_place(found, start, end), "kind": "region", "before": before, "after": kind}


def compose_removal(tables: Tables, attribution: str) -> Said:
    """It is no attribution at all."""
    return {**_attribution(tables, attribution, "remove"), "after": None}


def compose_speaker(tables: Tables, attribution: str, name: str | None, kind: str | None) -> Said:
    """Somebody else speaks, or nobody that the text settles; `name` may be a source's id."""
    said = _attribution(tables, attribution, "speaker")
    if name is None:
        return {**said, "after": None}
    found = [row for row in tables.sources if name in (row.source, row.name)]
    found = found or [row for row in tables.sources if fold_name(name) in map(fold_name, (row.name, *row.aliases))]
    if not found and kind is None:
        raise CaseError(f"no source of the case is called {name!r}; say with --kind what it is, and it is a new one")
    if not found:
        return {**said, "after": {"name": name, "kind": kind}}
    if len(found) > 1:
        raise CaseError(f"{len(found)} sources are called {name!r}; name one by its id: {found[0].source} ...")
    namesakes = [row for row in tables.sources if fold_name(row.name) == fold_name(found[0].name)]
    after: Said = {"name": found[0].name}
    if len(namesakes) > 1:
        after["mention"] = _spot_of_mention(tables, found[0])
    return {**said, "after": after}


def compose_extent(
    tables: Tables, attribution: str, source: Spans, cue: Spans, content: Spans, form: str | None
) -> Said:
    """Its source, cue or content are these words; an empty list leaves a role as it is."""
    row = find_row(tables.attributions, "attribution", attribution)
    document = find_document(tables, row.document)
    after: Said = {} if form is None else {"form": form}
    for name, spans in (("source", source), ("cue", cue), ("content", content)):
        if spans:
            after[name] = [[start, end, _words(document, start, end)] for start, end in sorted(spans)]
    return {**_attribution(tables, attribution, "extent"), "after": after}


def compose_source_merge(tables: Tables, kept: str, gone: str) -> Said:
    """Two sources are one; it has the name of the first."""
    one, other = find_row(tables.sources, "source", kept), find_row(tables.sources, "source", gone)
    after = {"name": other.name, "mention": _spot_of_mention(tables, other)}
    first = _first_mention(tables, one)
    place = _place(find_document(tables, first.document), first.start, first.end)
    return {**place, "kind": "merge sources", "before": one.name, "after": after}


def compose_source_split(tables: Tables, source: str, parts: Iterable[str], name: str, kind: str | None) -> Said:
    """Some of its mentions, those of whole documents or single rows `mentions:N`, are another source."""
    row: Source = find_row(tables.sources, "source", source)
    mentions: dict[tuple[str, int, int], Mention] = {}
    for part in parts:
        chosen: Iterable[Mention] = find_rows(tables, "mentions", part)
        if not chosen:
            document = find_document(tables, part).document
            chosen = [one for one in tables.mentions if one.document == document and one.source == source]
        for mention in chosen:
            if mention.source != source:
                raise CaseError(f"{part}: is a mention of another source than {source}")
            mentions[mention.document, mention.start, mention.end] = mention
    if not mentions:
        raise CaseError(f"{row.name!r} is mentioned in none of these documents")
    spots = [_place(find_document(tables, one.document), one.start, one.end) for _, one in sorted(mentions.items())]
    after: Said = {"name": name, "mentions": spots} | ({} if kind is None else {"kind": kind})
    return {**spots[0], "kind": "split source", "before": row.name, "after": after}


def compose_alias(names: Sequence[str]) -> Said:
    """Names that are one source, wherever they stand."""
    nowhere = {"document": None, "start": None, "end": None, "text": ""}
    return {**nowhere, "kind": "alias", "before": None, "after": list(names)}


def compose_claim_merge(tables: Tables, kept: str, gone: str) -> Said:
    """Two claims are one; it has the gist of the first."""
    one, other = find_row(tables.claims, "claim", kept), find_row(tables.claims, "claim", gone)
    first, second = _telling(tables, one), _telling(tables, other)
    after = {"wording": _place_of(tables, second), "stance": second.stance, "gist": other.gist_text}
    before = {"stance": first.stance, "gist": one.gist_text}
    return {**_place_of(tables, first), "kind": "merge claims", "before": before, "after": after}


def compose_claim_split(tables: Tables, claim: str, parts: Iterable[str]) -> Said:
    """Some of its wordings, named by their attributions or as `wordings:N`, are another claim."""
    row: Claim = find_row(tables.claims, "claim", claim)
    rows = [one for part in parts for one in _wordings_of(tables, claim, part)]
    if len({extent_of(one) for one in rows}) == len({extent_of(w) for w in tables.wordings if w.claim == claim}):
        raise CaseError(f"{claim}: nothing would be left of it")
    first = next((one for one in rows if _is_telling(tables, one)), None)
    if first is None:
        raise CaseError(f"{claim}: all of these words stand in another claim with the same stance too")
    ordered = [first, *(one for one in rows if extent_of(one) != extent_of(first))]
    spots = {extent_of(one): _place_of(tables, one) for one in ordered}
    before = {"stance": first.stance, "gist": row.gist_text}
    return {**_place_of(tables, first), "kind": "split claim", "before": before,
            "after": {"wordings": list(spots.values())}}  # fmt: skip


def compose_stance(tables: Tables, claim: str, part: str, stance: str) -> Said:
    """A wording, named by its attribution or as `wordings:N`, takes another stance to its claim."""
    row: Claim = find_row(tables.claims, "claim", claim)
    wording = _wordings_of(tables, claim, part)[0]
    if not _is_telling(tables, wording):
        raise CaseError(
            f"{part}: its words stand in another claim with the same stance too; split or merge claims first"
        )
    before = {"stance": wording.stance, "gist": row.gist_text}
    return {**_place_of(tables, wording), "kind": "stance", "before": before, "after": stance}


def find_document(tables: Tables, name: str) -> Document:
    """A document by its id, its path, or the end of its path where no other ends so.

    Raises:
        CaseError: there is none, or there are several.
    """
    found = [row for row in tables.documents if name in (row.document, row.path)]
    found = found or [row for row in tables.documents if row.path.endswith("/" + name)]
    if len(found) != 1:
        raise CaseError(f"{len(found) or 'no'} documents are called {name!r}; `sayso show CASE documents` lists them")
    return found[0]


def find_row(rows: Iterable[Any], column: str, name: str) -> Any:
    """The row with this id.

    Raises:
        CaseError: there is none.
    """
    found = next((row for row in rows if getattr(row, column) == name), None)
    if found is None:
        raise CaseError(f"no {column} {name!r} in the case; `sayso show CASE {column}s` lists them")
    return found


def find_rows(tables: Tables, table: str, address: str) -> list[Any]:
    """The row at `TABLE:ROW`; none where the address is of another form or table.

    Raises:
        CaseError: the table has no such row.
    """
    name, colon, number = address.partition(":")
    if name != table or not colon:
        return []
    rows = getattr(tables, table)
    if not number.isdecimal() or int(number) >= len(rows):
        raise CaseError(f"no row {address!r}; `sayso show CASE {table}` numbers them")
    return [rows[int(number)]]


def _attribution(tables: Tables, name: str, kind: str) -> Said:
    row: Attribution = find_row(tables.attributions, "attribution", name)
    speaker = next((source.name for source in tables.sources if source.source == row.speaker), None)
    place = _place(find_document(tables, row.document), row.content[0].start, row.content[-1].end)
    before = {"source": list(row.source_text), "cue": list(row.cue_text), "speaker": speaker}
    return {**place, "kind": kind, "before": before}


def _place(document: Document, start: int, end: int) -> Said:
    text = _words(document, start, end)
    return {"document": document.sha256, "start": start, "end": end, "text": text}


def _words(document: Document, start: int, end: int) -> str:
    if not 0 <= start < end <= len(document.text):
        raise CaseError(f"{document.path}: [{start}, {end}] lies outside its {len(document.text)} characters")
    return document.text[start:end]


def _first_mention(tables: Tables, source: Source) -> Mention:
    """The first place that names a source, else the first that stands for it."""
    own = [row for row in tables.mentions if row.source == source.source]
    if not own:
        raise CaseError(f"{source.name!r} is mentioned nowhere in a text; say with `alias` that two names are one")
    return min(own, key=lambda row: (row.how in ("pronoun", "implied"), row.document, row.start))


def _spot_of_mention(tables: Tables, source: Source) -> Said:
    mention = _first_mention(tables, source)
    return _place(find_document(tables, mention.document), mention.start, mention.end)


def _place_of(tables: Tables, wording: Wording) -> Said:
    _, start, end = extent_of(wording)
    return _place(find_document(tables, wording.document), start, end)


def _is_telling(tables: Tables, wording: Wording) -> bool:
    """Whether place and stance of a wording tell its claim from every other."""
    where = extent_of(wording)
    return not any(
        row.claim != wording.claim and row.stance == wording.stance and extent_of(row) == where
        for row in tables.wordings
        if row.document == wording.document
    )


def _telling(tables: Tables, claim: Claim) -> Wording:
    """The wording that a line names a claim by: one that asserts it, if any tells it from other claims."""
    own = sorted(
        (row for row in tables.wordings if row.claim == claim.claim),
        key=lambda row: (row.stance != "asserts", not _holds_gist(row, claim), row.document, row.spans),
    )
    found = next((row for row in own if _is_telling(tables, row)), None)
    if found is None:
        raise CaseError(f"{claim.claim}: no wording tells it from other claims")
    return found


def _holds_gist(wording: Wording, claim: Claim) -> bool:
    return wording.document == claim.gist.document and any(span.overlaps(claim.gist.span) for span in wording.spans)


def _wordings_of(tables: Tables, claim: str, part: str) -> list[Wording]:
    """The wordings of a claim that an attribution's id or `wordings:N` names."""
    rows: list[Wording] = find_rows(tables, "wordings", part)
    rows = rows or [row for row in tables.wordings if row.attribution == part]
    found = [row for row in rows if row.claim == claim]
    if not found:
        raise CaseError(f"{part}: no wording of {claim}; `sayso why CASE {claim}` lists them")
    return found
