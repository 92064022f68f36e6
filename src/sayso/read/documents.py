"""Items to documents: each input and record becomes one row of the ledger and, where it can be read, a document."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b, sha256

from sayso.language.detection import detect_language
from sayso.language.layout import Part, lay_out, lay_out_inside, split_lines
from sayso.model import Block, Document, Input, Outcome, Span, identify
from sayso.read.codes import CHARACTERS, explain
from sayso.read.decode import decode, mend, signature_of
from sayso.read.facts import Facts, facts_of_page, facts_of_record, facts_of_text, outlet_of_url
from sayso.read.page import read_page
from sayso.read.records import Record, read_json_lines, read_rows

_ENDINGS = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "page", ".htm": "page", ".xhtml": "page",
    ".jsonl": "lines", ".ndjson": "lines", ".parquet": "rows",
}  # fmt: skip

RECORD_ENCODING = "utf-8 (strict)"
"""The encoding of records: whatever else their container holds is a fault of theirs."""


@dataclass(frozen=True, slots=True)
class Item:
    """An input as it was given: its bytes, or the code and message of why there are none."""

    path: str
    data: bytes | None
    code: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A row of the ledger, its document if there is one, and what makes it a duplicate of another."""

    row: Input
    document: Document | None = None
    same: tuple[str, ...] = ()


def read_documents(
    items: Iterable[Item], columns: Mapping[str, str] | None = None
) -> tuple[list[Document], list[Input]]:
    """Documents and the ledger, both in the order of path and record, whatever the order of the items.

    `columns` maps our names of a record's columns to the input's (`{"text": "body"}`). Of equal inputs the one with the
    smallest path and record is read and the others are `duplicate` rows that name it. Never raises on any bytes.
    """
    return _settle([reading for item in items for reading in read_item(item, columns)])


def join_ledgers(
    *parts: tuple[Sequence[Document], Sequence[Input]],
) -> tuple[list[Document], list[Input]]:
    """What `read_documents` gives for all items together, from what it gave for some and for others.

    Each part is its documents and its ledger; no two parts have a row of the same path and record. A document that
    repeats one of another part leaves its place to the one with the smaller path and record.
    """
    return _settle([reading for documents, ledger in parts for reading in _read_again(documents, ledger)])


def _read_again(documents: Sequence[Document], ledger: Sequence[Input]) -> Iterator[Reading]:
    """The readings behind a ledger. A duplicate stands with its original, before which it can never come."""
    at = {(document.path, document.record): document for document in documents}
    of_id = {document.document: document for document in documents}
    for row in ledger:
        document = at.get((row.path, row.record)) or of_id.get(row.document or "")
        same = ("file", row.sha256 or "") if row.same is None else ("record", row.same)
        yield Reading(row, document, same) if document else Reading(row)


KEY = 16
"""Bytes of a key: two different readings have the same with a chance of 1 in 10^38."""


def key_of(same: tuple[str, ...]) -> bytes:
    """The key of what makes a reading a duplicate, in hex digits what the ledger says of it; equal for equal parts."""
    return blake2b(repr(same).encode("ascii", "backslashreplace"), digest_size=KEY).digest()


def _settle(readings: list[Reading]) -> tuple[list[Document], list[Input]]:
    """Documents and ledger of all readings: of those that are the same, the one of the smallest path and record."""
    readings.sort(key=lambda one: (one.row.path, -1 if one.row.record is None else one.row.record))
    settled = list(settle(readings))
    return [one.document for one in settled if one.document], [one.row for one in settled]


def settle(readings: Iterable[Reading]) -> Iterator[Reading]:
    """The readings, which come in the order of path and record: one that repeats an earlier is a row that names it.

    It is enough that readings that may be `same` come together, so that a share of them can be settled by itself.
    """
    first: dict[tuple[str, ...], Input] = {}
    for one in readings:
        original = first.setdefault(one.same, one.row) if one.document else one.row
        if original is one.row:
            yield one
        else:
            yield Reading(repeat(one.row, original.path, original.record, original.document or ""))


def read_item(item: Item, columns: Mapping[str, str] | None = None) -> Iterator[Reading]:
    """The readings of one input: one for a file, one for a container and one for each of its records."""
    if item.data is None:
        yield Reading(_refuse(item, item.code or "UNREADABLE", item.message or "may not be read"))
        return
    kind = kind_of(item.path, item.data)
    if not item.data.strip():
        yield Reading(_refuse(item, "EMPTY", explain("EMPTY", "nothing in it")))
    elif kind in ("lines", "rows"):
        yield from _read_container(item, kind, columns or {})
    else:
        yield _read_file(item, item.data, kind == "page")


def kind_of(path: str, data: bytes) -> str:
    """`text`, `page`, `lines` or `rows`: by the ending of the name, else by the first bytes."""
    for ending, kind in _ENDINGS.items():
        if path.lower().endswith(ending):
            return kind
    if data.startswith(b"PAR1"):
        return "rows"
    start = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")) or (start.startswith((b"<?xml", b"<!--")) and b"<html" in start):
        return "page"
    return "lines" if start.startswith(b"{") and start[1:].lstrip().startswith(b'"') else "text"


def _read_file(item: Item, data: bytes, page: bool) -> Reading:
    digest = sha256(data).hexdigest()
    binary = signature_of(data)
    if binary:
        return Reading(
            replace(_refuse(item, "NOT_TEXT", explain("NOT_TEXT", f"it is {binary}, no text")), sha256=digest)
        )
    decoded = decode(data, page)
    document, code, message = _make(item.path, None, decoded.text, page, decoded.encoding, digest, Facts())
    if document is None:
        return Reading(replace(_refuse(item, code or "NO_TEXT", message or ""), sha256=digest))
    if decoded.doubt and code is None:
        what = "the bytes are no UTF-8" if decoded.doubt == "ENCODING_GUESSED" else "some bytes are damaged"
        code, message = decoded.doubt, explain(decoded.doubt, f"{what}; read as {decoded.encoding}")
    outcome: Outcome = "partly" if code else "read"
    row = Input(item.path, None, None, len(data), digest, outcome, code, message, document.document)
    return Reading(row, document, ("file", digest))


def _read_container(item: Item, kind: str, names: Mapping[str, str]) -> Iterator[Reading]:
    data = item.data or b""
    digest = sha256(data).hexdigest()
    refused = total = 0
    fault: str | None = None
    try:
        for record in read_json_lines(data, names) if kind == "lines" else read_rows(data, names):
            reading = read_record(item.path, record)
            total += 1
            refused += reading.row.outcome == "refused"
            yield reading
    except ValueError as problem:
        fault = str(problem)
    yield Reading(sum_up(item.path, len(data), digest, total, refused, fault))


def sum_up(path: str, size: int, digest: str, total: int, refused: int, fault: str | None) -> Input:
    """The row of a container, once its records are read: how many there were, how many of them could not be read."""
    if fault:
        code, message = "BAD_PARQUET", explain("BAD_PARQUET", f"no readable Parquet file ({fault})")
    elif not total:
        code, message = "EMPTY", explain("EMPTY", "it holds no record")
    elif refused:
        code, message = "SOME_RECORDS", explain("SOME_RECORDS", f"{refused} of {total} records could not be read")
    else:
        return Input(path, None, None, size, digest, "read", None, None, None)
    outcome: Outcome = "partly" if total > refused else "refused"
    return Input(path, None, None, size, digest, outcome, code, message, None)


def read_record(path: str, record: Record) -> Reading:
    row = Input(
        path, record.number, record.offset, record.size, record.sha256, "refused", record.code, record.message, None
    )
    if record.code:
        return Reading(row)
    page = not record.columns.get("text", "").strip()
    text = record.columns.get("html" if page else "text", "")
    if not text.strip():
        code = "NO_TEXT" if {"text", "html"} & record.columns.keys() else "NO_COLUMN"
        what = "no text in it" if code == "NO_TEXT" else "neither a column text nor html"
        return Reading(replace(row, code=code, message=explain(code, what, record.offset)))
    facts = facts_of_record(record.columns, record.authors)
    document, doubt, message = _make(path, record.number, text, page, RECORD_ENCODING, record.sha256, facts)
    if document is None:
        return Reading(replace(row, code=doubt, message=message))
    body = record.digests.get("html" if page else "text") or sha256(text.encode("utf-8")).hexdigest()
    same = same_of(body, record.columns)
    outcome: Outcome = "partly" if doubt else "read"
    row = replace(row, outcome=outcome, code=doubt, message=message)
    row = replace(row, document=document.document, same=key_of(same).hex())
    return Reading(row, document, same)


def name_document(digest: str, record: int | None) -> str:
    """The id of a document from the sha256 of its bytes; a file that holds the very bytes of a record is another."""
    return identify("d", digest) if record is None else identify("d", digest, "record")


def same_of(body: str, columns: Mapping[str, str]) -> tuple[str, ...]:
    """What makes a record a duplicate of another: the digest of its text, its address and its outlet."""
    return ("record", body, columns.get("url", ""), columns.get("outlet", ""))


def _make(
    path: str, record: int | None, source: str, page: bool, encoding: str, digest: str, known: Facts
) -> tuple[Document | None, str | None, str | None]:
    """The document, or None; and the code and message of what is amiss, or None."""
    blocks: tuple[Block, ...] = ()
    code = message = None
    if page:
        seen, blocks, code = read_page(source, CHARACTERS)
        if seen.entities:
            return None, "XML_ENTITY", explain("XML_ENTITY", "its DOCTYPE declares entities")
        text = mend(seen.text)
        if not text.strip():
            return None, "NO_TEXT", explain("NO_TEXT", "the page shows no text")
        message = explain(code, seen.over or "the page is too large or too odd for the extractor") if code else None
        cut = len(text) >= CHARACTERS
        parts = lay_out_inside(text, [Span(b.start, b.end) for b in blocks if b.kind == "body"])
        told = facts_of_page(seen, blocks).over(facts_of_text(text, [*parts, *_furniture_lines(text, blocks)]))
    else:
        cut, text = len(source) > CHARACTERS, source[:CHARACTERS]
        parts = [] if known.outlet and known.published else lay_out(text)  # a record that names both says all it knows
        told = facts_of_text(text, parts)
    if cut:
        code, message = "TOO_LONG", explain("TOO_LONG", f"only the first {CHARACTERS} characters were read")
    facts = known.over(told)
    outlet, outlet_from = facts.outlet, facts.outlet_from
    if outlet is None and outlet_of_url(facts.url):
        outlet, outlet_from = outlet_of_url(facts.url), "url"
    article = " ".join(text[part.start : part.end][:500] for part in parts[:200] if part.kind == "body")
    document = Document(
        name_document(digest, record), path, record, facts.url, None, outlet, outlet_from, facts.title, facts.authors,
        facts.published, facts.published_from, detect_language(article or text), encoding, digest, len(text),
        text, blocks,
    )  # fmt: skip
    return document, code, message


def _furniture_lines(text: str, blocks: tuple[Block, ...]) -> list[Part]:
    """The first and last lines that a page's markup gives as furniture: there the house names itself."""
    spans = [Span(block.start, block.end) for block in blocks if block.kind == "furniture"]
    lines = [line for span in spans for line in split_lines(text, *span)]
    chosen = lines if len(lines) <= 400 else lines[:200] + lines[-200:]
    return [Part(line.start, line.end, "furniture", "markup.furniture", 1.0) for line in chosen]


def _refuse(item: Item, code: str, message: str) -> Input:
    """The row of an input that cannot be read."""
    size = None if item.data is None else len(item.data)
    return Input(item.path, None, None, size, None, "refused", code, message, None)


def repeat(row: Input, path: str, record: int | None, document: str) -> Input:
    """The row of an input that says the same as an earlier one."""
    place = path if record is None else f"{path}, record {record}"
    message = explain("DUPLICATE", f"the same as {place}")
    return replace(row, outcome="duplicate", code="DUPLICATE", message=message, document=document)
