"""Run the steps on Spark: documents by themselves and their comparison on the workers, what concerns the case here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

from sayso.pipeline.plan import Step
from sayso.pipeline.progress import Progress, Teller
from sayso.pipeline.run_steps import make_case, of_documents, over_case, run_step
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
    Parquet. If all its steps take a document by itself, the rows never come here: the case that is returned then holds
    of the ledger only what was not read, and of the other tables nothing.

    Raises:
        CaseError: no PySpark, no Java, workers without sayso, or a URL that cannot be read or written.
        NothingReadError: not one document came out of the inputs.
        StageError: a stage made a row that does not say what its text says.
    """
    tell = Teller(steps, progress)
    tell.begin(steps[0])
    with opening_session(chosen.master) as session, _explaining():
        place = Place(session, out) if out is not None else None
        with spreading(session, inputs, urls, steps, chosen) as spread:
            if place is not None and not over_case(steps):
                case = write_spread(spread, place, steps, chosen)
            else:
                case = _gather(spread, steps, chosen, tell)
                if place is not None:
                    write_gathered(session, place, case)
    tell.end()
    return case


def _gather(spread: Spread, steps: Sequence[Step], chosen: Settings, tell: Teller) -> Case:
    """The case of all dossiers, held here."""
    tables = spread.gather()
    if not tables.documents:
        raise NothingReadError(tables.inputs)
    for step in of_documents(steps):
        tell.begin(step)
    for step in over_case(steps):
        tell.begin(step)
        if step.name == "reuse" and spread.is_large(sum(one.characters for one in tables.documents)):
            tables = tables.having(reuse=spread.find_reuse(tables))
        elif step.name != "report":
            tables = run_step(step, tables, chosen)
    return make_case(tables, steps, chosen)


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
