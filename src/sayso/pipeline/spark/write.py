"""A case behind a URL: its tables as folders of Parquet, its report and, at the very end, its run card."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from sayso.model import ROWS, Tables
from sayso.model.tables import schema
from sayso.pipeline.plan import Step
from sayso.pipeline.run_steps import UNSIGNED, make_card
from sayso.pipeline.settings import Settings
from sayso.pipeline.spark.arrow import spark_schema, to_theirs, unnest
from sayso.pipeline.spark.files import first_line
from sayso.pipeline.spark.spread import Spread
from sayso.store.case import Case, write_json
from sayso.store.columns import from_batch, to_batches
from sayso.store.faults import CaseError, NothingReadError

TOLD = 1000
"""Rows of the ledger that come back here where the rest stays on the workers: those that were not simply read."""


class Place:
    """A folder behind a URL, written through Hadoop's file systems."""

    def __init__(self, session: SparkSession, url: str) -> None:
        """Refuse a place where something stands.

        Raises:
            CaseError: something is there, or no file system of Hadoop's knows the URL.
        """
        self.url = url.rstrip("/")
        context = session.sparkContext
        jvm: Any = context._jvm
        self._path = jvm.org.apache.hadoop.fs.Path
        try:
            self._files = self._path(self.url).getFileSystem(context._jsc.hadoopConfiguration())
            taken = self._files.exists(self._path(self.url))
        except Exception as fault:
            raise CaseError(f"{url}: cannot be written ({first_line(fault)}); choose another -o") from fault
        if taken:
            raise CaseError(f"{url}: exists; remove it, or choose another -o")

    def write(self, name: str, data: bytes) -> None:
        """One file of the folder."""
        stream = self._files.create(self._path(f"{self.url}/{name}"))
        try:
            stream.write(bytearray(data))
        finally:
            stream.close()

    @contextmanager
    def filling(self) -> Iterator[None]:
        """If the block fails, all that was written is removed; a folder without `run.json` is no case anyway."""
        try:
            yield
        except BaseException:
            with suppress(Exception):
                self._files.delete(self._path(self.url), True)
            raise


def write_gathered(session: SparkSession, place: Place, case: Case) -> None:
    """Write a case that is held here."""
    with place.filling():
        for name in ROWS:
            _write(place, name, _frame(session, name, getattr(case.tables, name)).coalesce(1))
        if case.report is not None:
            place.write("report.html", case.report.encode("utf-8", "replace"))
        place.write("run.json", write_json(dict(case.run)))


def write_spread(spread: Spread, place: Place, steps: Sequence[Step], chosen: Settings) -> Case:
    """Write the tables from where they lie; gives the case without them.

    Raises:
        NothingReadError: there is no document.
    """
    told = _odd_inputs(spread.dossiers)
    if not spread.has_documents():
        raise NothingReadError(told)
    with place.filling():
        frames = spread.frames()
        for name in ROWS:
            _write(place, name, frames.get(name) or _frame(spread.session, name, ()))
        card = make_card(Tables(), steps, chosen) | _count(spread, place)
        place.write("run.json", write_json(card))
    return Case(Tables(inputs=told), card)


def _frame(session: SparkSession, name: str, rows: Sequence[Any]) -> DataFrame:
    wanted = schema(ROWS[name])
    if not rows:
        return session.createDataFrame([], spark_schema(wanted))
    table = pa.Table.from_batches(map(to_theirs, to_batches(name, rows)), pa.schema(wanted))
    return session.createDataFrame(table, spark_schema(wanted))


def _write(place: Place, name: str, frame: DataFrame) -> None:
    frame.write.parquet(f"{place.url}/tables/{name}.parquet", compression="zstd")


def _odd_inputs(dossiers: DataFrame) -> tuple[Any, ...]:
    """The first rows of the ledger that were not simply read."""
    odd = dossiers.where("input.outcome <> 'read'").select("input").orderBy("input.path", "input.record").limit(TOLD)
    return tuple(row for batch in odd.toArrow().to_batches() for row in from_batch("inputs", unnest(batch, "input")))


def _count(spread: Spread, place: Place) -> dict[str, Any]:
    """What the run card says of rows, from the tables as they were written."""
    rows: dict[str, int] = {}
    made_by: dict[str, list[str]] = {}
    tables = {name: spread.session.read.parquet(f"{place.url}/tables/{name}.parquet") for name in ROWS}
    for name, table in tables.items():
        if name in UNSIGNED:
            rows[name] = table.count()
            continue
        counts = {row[0]: row[1] for row in table.groupBy("made_by").count().collect()}
        rows[name], made_by[name] = sum(counts.values()), sorted(counts)
    outcomes = Counter({row[0]: row[1] for row in tables["inputs"].groupBy("outcome").count().collect()})
    digests = tables["inputs"].where(F.col("sha256").isNotNull()).select("sha256").orderBy("sha256")
    whole = sha256()
    for number, row in enumerate(digests.toLocalIterator()):
        whole.update((("\n" if number else "") + row[0]).encode())
    return {"input": whole.hexdigest(), "inputs": dict(sorted(outcomes.items())), "rows": rows, "made_by": made_by}
