"""A dossier: one input or record with its row of the ledger, its document if there is one, and that document's rows.

It is the row in which documents travel: all that is known of a document from itself alone stands beside it, so that no
stage needs a join to find its regions.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import pyarrow as pa

from sayso.model import ROWS, Document, Input, Tables, grouped
from sayso.model.tables import schema
from sayso.pipeline.spark.arrow import make_batch, nest, nest_lists, nest_optional, struct_type, unnest
from sayso.store.columns import from_batch, to_batches

CHARACTERS = 8_000_000
"""Of text in a batch of dossiers, about; one more document may go over it."""
ROWS_MOST = 1000


class Dossier(NamedTuple):
    """One reading on its way; `same` says what makes it a duplicate of another and where it travels to."""

    same: str
    input: Input
    document: Document | None


@cache
def dossier_schema(tables: tuple[str, ...] = ()) -> pa.Schema:
    """The Arrow schema of dossiers with the rows of some tables."""
    return pa.schema(
        [
            pa.field("same", pa.string(), False),
            pa.field("input", struct_type(schema(Input)), False),
            pa.field("document", struct_type(schema(Document), optional=True), True),
            *(pa.field(name, pa.list_(pa.field("item", struct_type(schema(ROWS[name])), False)), False) for name in tables),
        ]
    )


def write_dossiers(dossiers: Sequence[Dossier], rows: dict[str, Sequence[Any]] | None = None) -> pa.RecordBatch:
    """A batch of dossiers; `rows` of tables go to the document that they are about.

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
    return make_batch(columns, dossier_schema(tuple(rows or ())))


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
        for column in batch.schema.names[1:]:
            name = {"input": "inputs", "document": "documents"}.get(column, column)
            rows.setdefault(name, []).extend(from_batch(name, unnest(batch, column)))
    return Tables().having(**rows)
