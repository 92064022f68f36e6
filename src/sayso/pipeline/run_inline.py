"""Run the steps in this process, one after another; a large run as tasks that outlive it."""

from collections.abc import Iterable, Sequence
from typing import Any

from sayso.model import Tables
from sayso.pipeline.plan import Step
from sayso.pipeline.progress import Progress, Teller
from sayso.pipeline.run_steps import make_case, run_step
from sayso.pipeline.run_tasks import is_large, run_large
from sayso.pipeline.settings import Settings
from sayso.store.case import Case
from sayso.store.faults import NothingReadError
from sayso.store.tasks import Work


def run_inline(
    items: Iterable[Any],
    steps: Sequence[Step],
    chosen: Settings | None = None,
    progress: Progress | None = None,
    work: Work | None = None,
) -> Case:
    """Everything the steps make of the items; the rows of each stage are checked against the texts.

    `work` is the place where a large run leaves its finished tasks; without it a killed run starts anew.

    Raises:
        NothingReadError: not one document came out of the items.
        StageError: a stage made a row that does not say what its text says.
    """
    tell, chosen = Teller(steps, progress), chosen or Settings()
    tell.begin(steps[0])
    tables = run_step(steps[0], Tables(), chosen, items=items)
    if not tables.documents:
        raise NothingReadError(tables.inputs)
    if is_large(tables.documents):
        case = run_large(tables, tables.documents, steps, chosen, tell, work)
    else:
        for step in steps[1:]:
            tell.begin(step)
            if step.name != "report":
                tables = run_step(step, tables, chosen)
        case = make_case(tables, steps, chosen)
    tell.end()
    return case
