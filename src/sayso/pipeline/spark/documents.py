"""What takes a document by itself, on Spark: read, settle duplicates, and the stages that are `alone`."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa
from pyspark.sql import DataFrame

from sayso.pipeline.plan import Step
from sayso.pipeline.run_steps import run_batch, written_by
from sayso.pipeline.settings import Settings
from sayso.pipeline.spark.arrow import spark_schema
from sayso.pipeline.spark.dossiers import (
    Dossier,
    batches_of,
    dossier_schema,
    read_dossiers,
    scan,
    write_dossiers,
)
from sayso.read import Item
from sayso.read.documents import Reading, read_item, settle
from sayso.store.inputs import Named, load_item


def read_sources(sources: DataFrame, columns: Mapping[str, str] | None) -> DataFrame:
    """Dossiers of all readings of the sources, in no order, repeated ones among them."""
    return sources.mapInArrow(partial(_read, columns), spark_schema(dossier_schema()))


def work_documents(dossiers: DataFrame, steps: Sequence[Step], chosen: Settings, compared: bool) -> DataFrame:
    """Dossiers without repeated documents, with the rows of stages that take each document by itself.

    `compared` says whether they will be, and so need their words. All that may be the same travels to one place and is
    put in the order of path and record there, which is all the order that telling the first from its copies needs.
    """
    together = dossiers.repartition("same")
    order = ["input.path", "input.record"]
    schema = dossier_schema(written_by(steps), compared)
    return together.sortWithinPartitions(*order).mapInArrow(
        partial(_work, tuple(steps), chosen, compared), spark_schema(schema)
    )


def _read(columns: Mapping[str, str] | None, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for part in batches_of(_readings(columns, batches)):
        yield write_dossiers(part)


def _readings(columns: Mapping[str, str] | None, batches: Iterable[pa.RecordBatch]) -> Iterator[Dossier]:
    for batch in batches:
        for number in range(batch.num_rows):
            source = {name: batch.column(name)[number].as_py() for name in batch.schema.names}
            for one in read_item(_load(**source), columns):
                same = one.same if one.document else (one.row.path, one.row.record)
                yield Dossier(json.dumps(same), one.row, one.document)


def _load(path: str, file: bytes | None, data: bytes | None, code: str | None, message: str | None) -> Item:
    return Item(path, data, code, message) if file is None else load_item(Named(path, Path(os.fsdecode(file))))


def _work(
    steps: tuple[Step, ...], chosen: Settings, compared: bool, batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    for part in batches_of(_settled(batches)):
        documents = tuple(one.document for one in part if one.document)
        tables = run_batch(documents, steps, chosen)
        rows = {name: getattr(tables, name) for name in written_by(steps)}
        words = list(scan(documents, tables.regions)) if compared else None
        yield write_dossiers(part, rows, words)


def _settled(batches: Iterable[pa.RecordBatch]) -> Iterator[Dossier]:
    """The dossiers of a share, which come in order, with copies turned into rows that name the first."""
    kept: list[Dossier] = []

    def readings() -> Iterator[Reading]:
        for batch in batches:
            for one in read_dossiers(batch):
                kept.append(one)
                yield Reading(one.input, one.document, (one.same,))

    for one in settle(readings()):
        yield Dossier(kept.pop().same, one.row, one.document)
