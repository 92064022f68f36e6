"""Run the steps on Spark: documents by themselves on the workers, what concerns the whole case here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from sayso.model import Tables
from sayso.pipeline.plan import Step
from sayso.pipeline.run_inline import Progress, make_card, run_step
from sayso.pipeline.settings import Settings
from sayso.pipeline.spark.session import is_local, opening_session
from sayso.store.case import Case
from sayso.store.faults import CaseError, NothingReadError, StageError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

    from sayso.read import Item
    from sayso.store.inputs import Named


def run_spark(
    inputs: "Sequence[Named | Item]",
    urls: Sequence[str],
    steps: Sequence[Step],
    chosen: Settings,
    progress: Progress | None = None,
    out: str | None = None,
) -> Case:
    """Everything the steps make of the inputs: the same rows and the same run card as `run_inline`.

    `inputs` are files of this machine, which every worker must see under the same name, or items in memory; `urls` are
    found and read by Hadoop's file systems. With `out`, a URL, the tables are written there as folders of Parquet, and
    what no step needs here stays on the workers: the case that is returned then holds of the ledger only what was not
    read, and of the other tables nothing.

    Raises:
        CaseError: no PySpark, no Java, workers without sayso, or a URL that cannot be read or written.
        NothingReadError: not one document came out of the inputs.
        StageError: a stage made a row that does not say what its text says.
    """
    tell = progress or (lambda stage, done, of: None)
    alone = [step for step in steps if step.alone]
    rest = [step for step in steps if not step.alone and step.name != "read"]
    settings = {f.name: getattr(chosen, f.name) for f in fields(chosen)}
    tell("read", 0, len(steps))
    with opening_session(chosen.master) as session, _explaining():
        dossiers = _open(session, inputs, urls, alone, settings)
        tables, report = _gather(dossiers), None
        if not tables.documents:
            raise NothingReadError(tables.inputs)
        for done, step in enumerate(rest, 1 + len(alone)):
            tell(step.name, done, len(steps))
            if step.name == "report":
                settings |= {"tables": tables, "run": make_card(tables, steps, chosen)}
            tables, report = run_step(step, tables, settings)
    tell("", len(steps), len(steps))
    return Case(tables, make_card(tables, steps, chosen), report)


def _open(
    session: "SparkSession",
    inputs: "Sequence[Named | Item]",
    urls: Sequence[str],
    alone: Sequence[Step],
    settings: dict[str, Any],
) -> "DataFrame":
    """Dossiers of all inputs, with the rows of the steps that take a document by itself; nothing has run yet."""
    from sayso.pipeline.spark.documents import read_sources, work_documents
    from sayso.pipeline.spark.files import find_sources, make_sources, source_of

    sources = find_sources(session, urls)
    if inputs:
        named = make_sources(session, map(source_of, inputs))
        sources = named if sources is None else sources.unionByName(named)
    assert sources is not None, "a run has inputs"
    return work_documents(read_sources(sources, settings["columns"]), alone, settings)


def _gather(dossiers: "DataFrame") -> Tables:
    from sayso.pipeline.spark.dossiers import tables_of

    return tables_of(dossiers.toArrow().to_batches())


@contextmanager
def _explaining() -> Iterator[None]:
    """Faults of workers as faults of ours."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as fault:
        said = str(fault)
        for line in said.splitlines():
            kind, found, message = line.strip().partition("StageError: ")
            if found and kind in ("", "sayso.store.faults."):
                raise StageError(message) from fault
        if "No module named 'sayso'" in said:
            raise CaseError("the workers of Spark have no sayso; docs/scale.md says how to ship it") from fault
        raise
