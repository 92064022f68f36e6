"""Run the steps on Spark: documents by themselves and their comparison on the workers, what concerns the case here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from typing import Any

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

from sayso.pipeline.check import check_rows
from sayso.pipeline.plan import Step
from sayso.pipeline.run_inline import Progress, make_card, run_step
from sayso.pipeline.settings import Settings
from sayso.pipeline.spark.session import opening_session
from sayso.pipeline.spark.spread import Spread, spreading
from sayso.pipeline.spark.write import Place, write_gathered, write_spread
from sayso.read import Item
from sayso.store.case import Case
from sayso.store.faults import CaseError, NothingReadError, StageError
from sayso.store.inputs import Named


def run_spark(
    inputs: Sequence[Named | Item],
    urls: Sequence[str],
    steps: Sequence[Step],
    chosen: Settings,
    progress: Progress | None = None,
    out: str | None = None,
) -> Case:
    """Everything the steps make of the inputs: the same rows and the same run card as `run_inline`.

    `inputs` are files of this machine, which every worker must see under the same name, or items in memory; `urls` are
    found and read by Hadoop's file systems. With `out`, a URL, the case is written there, its tables as folders of
    Parquet. If all its steps take a document by itself, the rows never come here: the case that is returned then holds of
    the ledger only what was not read, and of the other tables nothing.

    Raises:
        CaseError: no PySpark, no Java, workers without sayso, or a URL that cannot be read or written.
        NothingReadError: not one document came out of the inputs.
        StageError: a stage made a row that does not say what its text says.
    """
    tell = progress or (lambda stage, done, of: None)
    tell("read", 0, len(steps))
    settings = {one.name: getattr(chosen, one.name) for one in fields(chosen)}
    with opening_session(chosen.master) as session, _explaining():
        place = Place(session, out) if out is not None else None
        with spreading(session, inputs, urls, steps, settings) as spread:
            if place is not None and all(step.alone or step.name == "read" for step in steps):
                case = write_spread(spread, place, steps, chosen)
            else:
                case = _gather(spread, steps, chosen, settings, tell)
                if place is not None:
                    write_gathered(session, place, case)
    tell("", len(steps), len(steps))
    return case


def _gather(spread: Spread, steps: Sequence[Step], chosen: Settings, settings: dict[str, Any], tell: Progress) -> Case:
    """The case of all dossiers, held here."""
    rest = [step for step in steps if not step.alone and step.name != "read"]
    tables, report = spread.gather(), None
    if not tables.documents:
        raise NothingReadError(tables.inputs)
    for done, step in enumerate(rest, len(steps) - len(rest)):
        tell(step.name, done, len(steps))
        if step.name == "reuse" and spread.is_large(sum(one.characters for one in tables.documents)):
            tables = tables.having(reuse=spread.find_reuse(tables))
            check_rows(tables, "reuse")
            continue
        if step.name == "report":
            settings |= {"tables": tables, "run": make_card(tables, steps, chosen)}
        tables, report = run_step(step, tables, settings)
    return Case(tables, make_card(tables, steps, chosen), report)


@contextmanager
def _explaining() -> Iterator[None]:
    """Faults of workers as faults of ours."""
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
