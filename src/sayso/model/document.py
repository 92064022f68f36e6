"""Documents, the regions that tile them, and the ledger of inputs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from sayso.model.span import Span

RegionKind = Literal[
    "headline", "body", "byline", "dateline", "caption", "furniture", "disclaimer", "comment", "metadata"
]
Outcome = Literal["read", "partly", "refused", "duplicate"]


@dataclass(frozen=True, slots=True)
class Block:
    """What the input's own markup says of a stretch of text, e.g. that it stands in a comment section."""

    start: int
    end: int
    kind: RegionKind


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read: its text never changes, everything else points into it."""

    TABLE: ClassVar[str] = "documents"
    KEY: ClassVar[tuple[str, ...]] = ("path", "record", "document")

    document: str
    """Id, made from the sha256 of the bytes."""
    path: str
    """The input as it was given."""
    record: int | None
    """Number of the record in a container, from 0, or null."""
    url: str | None
    outlet: str | None
    """Source id of the outlet that published it, or null (set by `resolve_sources`)."""
    outlet_name: str | None
    """The outlet's name as the input gives it."""
    outlet_from: str | None
    """Where the name comes from: `record`, `html`, `text`, `url`."""
    title: str | None
    authors: tuple[str, ...]
    published: str | None
    """Publication date in EDTF, or null."""
    published_from: str | None
    """Where the date comes from: `text`, `html`, `record`, `feed`."""
    language: str | None
    """ISO 639-1 code, or null where the text is too short or too mixed to tell."""
    encoding: str
    """The encoding the bytes were decoded with, and how it was chosen: `utf-8 (strict)`."""
    sha256: str
    """Of the bytes as found (of the record's bytes in a container)."""
    characters: int
    text: str
    """The decoded input: no normalising, no newline translation. Of HTML, its visible text."""
    blocks: tuple[Block, ...]
    """What the markup says of stretches of the text; empty for plain text."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a document and what it is; the regions of a document tile its text."""

    TABLE: ClassVar[str] = "regions"
    KEY: ClassVar[tuple[str, ...]] = ("document", "start")

    document: str
    start: int
    end: int
    kind: RegionKind
    check: str
    """Checksum of the characters covered."""
    made_by: str
    rule: str
    score: float | None

    @property
    def span(self) -> Span:
        """The characters covered."""
        return Span(self.start, self.end)


LEFT_OUT = frozenset({"HIDDEN", "LINK", "CASE", "CORRECTIONS"})
"""Codes of inputs that were left out on purpose: in the ledger, but no fault."""


@dataclass(frozen=True, slots=True)
class Input:
    """One row for each input and each record, read or not: nothing is dropped in silence."""

    TABLE: ClassVar[str] = "inputs"
    KEY: ClassVar[tuple[str, ...]] = ("path", "record")

    path: str
    record: int | None
    offset: int | None
    """Byte at which the record starts in its container, or at which the fault lies."""
    bytes: int | None
    """Size of the input or record as found."""
    sha256: str | None
    outcome: Outcome
    code: str | None
    """Short stable code of the fault, e.g. `NOT_TEXT`; null if read in full."""
    message: str | None
    """One line for people: what was wrong and what to do."""
    document: str | None
    """The document made from it; for a duplicate, the document that it repeats."""
    same: str | None = None
    """Of a record: checksum of its text, address and outlet; records with equal values are duplicates. Of a file null:
    there the bytes decide."""

    @property
    def is_refused(self) -> bool:
        """Whether it should have been read and could not be."""
        return self.outcome == "refused" and self.code not in LEFT_OUT


def article_spans(
    document: Document, regions: Sequence[Region], kinds: tuple[RegionKind, ...] = ("headline", "body")
) -> list[tuple[RegionKind, Span]]:
    """The document's regions of the given kinds, in text order.

    `regions` are those of this document; where there are none (the stage `clean` was not run) the whole text is body.
    """
    if not regions:
        return [("body", Span(0, len(document.text)))] if "body" in kinds else []
    return sorted(((r.kind, r.span) for r in regions if r.kind in kinds), key=lambda pair: pair[1])
