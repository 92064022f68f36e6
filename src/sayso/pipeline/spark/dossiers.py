"""A dossier: one input or record with its row of the ledger, its document if there is one, and that document's rows.

It is the row in which documents travel: all that is known of a document from itself alone stands beside it, so that no
stage needs a join to find its regions.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from sayso.model import ROWS, Document, Input, Region, Tables, grouped
from sayso.model.tables import schema
from sayso.pipeline.spark.arrow import make_batch, nest, nest_lists, nest_optional, struct_type, unnest
from sayso.reuse.find import gather_articles, time_order
from sayso.reuse.finding.passages import Setting
from sayso.store.columns import from_batch, to_batches

_TABLES = {"input": "inputs", "document": "documents"}
CHARACTERS = 8_000_000
"""Of text in a batch of dossiers, about; one more document may go over it."""
ROWS_MOST = 1000


Word = tuple[float | None, bytes, bytes, bytes]
"""Moment, codes, places and marks of one document."""


class Dossier(NamedTuple):
    """One reading on its way; `same` says what makes it a duplicate of another and where it travels to."""

    same: str
    input: Input
    document: Document | None


WORDS = pa.schema(
    [
        pa.field("moment", pa.float64()),
        pa.field("codes", pa.binary(), False),
        pa.field("places", pa.binary(), False),
        pa.field("marks", pa.binary(), False),
    ]
)
"""What the comparison of articles needs: the first second at which each may have been published, null if unknown; its
words, four bytes each in `codes` and in `places` (`sayso.reuse.words.articles`); its sentences, 16 bytes each."""


@cache
def dossier_schema(tables: tuple[str, ...] = (), compared: bool = False) -> pa.Schema:
    """The Arrow schema of dossiers with the rows of some tables, and with words if they are to be compared."""
    lists = [
        pa.field(name, pa.list_(pa.field("item", struct_type(schema(ROWS[name])), False)), False) for name in tables
    ]
    return pa.schema(
        [
            pa.field("same", pa.string(), False),
            pa.field("input", struct_type(schema(Input)), False),
            pa.field("document", struct_type(schema(Document), optional=True), True),
            *lists,
            *(WORDS if compared else ()),
        ]
    )


def write_dossiers(
    dossiers: Sequence[Dossier], rows: Mapping[str, Sequence[Any]] | None = None, words: Sequence[Word] | None = None
) -> pa.RecordBatch:
    """A batch of dossiers; `rows` of tables go to the document that they are about, `words` are one for each document.

    Raises:
        ValueError: a text holds half a surrogate pair.
    """
    documents = [one.document for one in dossiers if one.document]
    columns: dict[str, Any] = {
        "same": [one.same for one in dossiers],
        "input": nest(to_batches("inputs", [one.input for one in dossiers]), schema(Input)),
        "document": nest_optional(
            to_batches("documents", documents), schema(Document), [one.document is not None for one in dossiers]
        ),
    }
    for name, table in (rows or {}).items():
        of_document = grouped(table)
        own = [of_document.get(one.document.document, []) if one.document else [] for one in dossiers]
        batches = to_batches(name, (row for part in own for row in part))
        columns[name] = nest_lists(batches, schema(ROWS[name]), map(len, own))
    if words is not None:
        given = iter(words)
        own_words = [next(given) if one.document else (None, b"", b"", b"") for one in dossiers]
        columns |= {name: [one[n] for one in own_words] for n, name in enumerate(WORDS.names)}
    return make_batch(columns, dossier_schema(tuple(rows or ()), words is not None))


def scan(documents: Sequence[Document], regions: Sequence[Region]) -> Iterator[Word]:
    """The words of each document."""
    from sayso.kernels.fast.wording.rewording import list_sentences  # which loads the compiler

    articles = gather_articles(documents, grouped(regions), compiled=True)
    sentences = list_sentences(articles.codes, articles.places, articles.bounds, 0, Setting().reworded)
    edges = np.searchsorted(sentences.documents, np.arange(len(documents) + 1))
    for number, document in enumerate(documents):
        undated, moment, _ = time_order(document)
        words = slice(*articles.bounds[number : number + 2])
        marks = sentences.marks[slice(*edges[number : number + 2])].tobytes()
        yield None if undated else moment, articles.codes[words].tobytes(), articles.places[words].tobytes(), marks


def batches_of(dossiers: Iterable[Dossier]) -> Iterator[list[Dossier]]:
    """Dossiers in lists that are neither long nor heavy."""
    part: list[Dossier] = []
    weight = 0
    for one in dossiers:
        part.append(one)
        weight += len(one.document.text) if one.document else 0
        if weight >= CHARACTERS or len(part) >= ROWS_MOST:
            yield part
            part, weight = [], 0
    if part:
        yield part


def read_dossiers(batch: pa.RecordBatch) -> list[Dossier]:
    """The dossiers of a batch, without the rows of tables."""
    inputs = from_batch("inputs", unnest(batch, "input"))
    documents = iter(from_batch("documents", unnest(batch, "document")))
    present = batch.column("document").is_valid().to_pylist()
    return [
        Dossier(same, row, next(documents) if here else None)
        for same, row, here in zip(batch.column("same").to_pylist(), inputs, present, strict=True)
    ]


def tables_of(batches: Iterable[pa.RecordBatch]) -> Tables:
    """Everything that stands in the dossiers, as tables in the order of their keys."""
    rows: dict[str, list[Any]] = {}
    for batch in batches:
        for column in batch.schema.names:
            name = _TABLES.get(column, column)
            if name not in ROWS:
                continue
            rows.setdefault(name, []).extend(from_batch(name, unnest(batch, column)))
    return Tables().having(**rows)
