"""Run the steps one after another in this process."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from hashlib import sha256
from typing import Any

from sayso.model import ROWS, Tables
from sayso.pipeline.check import check_rows
from sayso.pipeline.plan import Step
from sayso.pipeline.settings import Settings
from sayso.store.case import Case
from sayso.store.faults import NothingReadError

Progress = Callable[[str, int, int], None]
"""Called with the name of the stage about to run, how many are done, and how many there are; at the end with ''."""


def run_inline(
    items: Iterable[Any],
    steps: Sequence[Step],
    chosen: Settings | None = None,
    progress: Progress | None = None,
) -> Case:
    """Everything the steps make of the items; the rows of each stage are checked against the texts.

    Raises:
        NothingReadError: not one document came out of the items.
        StageError: a stage made a row that does not say what its text says.
    """
    tell = progress or (lambda stage, done, of: None)
    chosen = chosen or Settings()
    settings: dict[str, Any] = {"items": items} | {f.name: getattr(chosen, f.name) for f in fields(chosen)}
    tables, report = Tables(), None
    for done, step in enumerate(steps):
        tell(step.name, done, len(steps))
        if step.name == "report":
            settings |= {"tables": tables, "run": make_card(tables, steps, chosen)}
        tables, report = run_step(step, tables, settings)
        if step.name == "read" and not tables.documents:
            raise NothingReadError(tables.inputs)
    tell("", len(steps), len(steps))
    return Case(tables, make_card(tables, steps, chosen), report)


def run_step(step: Step, tables: Tables, settings: Mapping[str, Any]) -> tuple[Tables, Any]:
    """The tables after one step, its rows checked, and the report if the step makes one, else None.

    Raises:
        StageError: the stage made a row that does not say what its text says.
    """
    result = step.run(
        **{name: getattr(tables, name) for name in step.reads}, **{name: settings[name] for name in step.settings}
    )
    if not step.writes:
        return tables, result
    tables = tables.having(**step.named(result))
    for name in step.writes:
        check_rows(tables, name)
    return tables, None


def make_card(tables: Tables, steps: Sequence[Step], chosen: Settings) -> dict[str, Any]:
    """The run card: what went in, what was done to it and what came out; no clock, no machine, no path.

    `input` is the sha256 over the digests of all inputs, one a line, sorted: equal inputs give an equal value in
    whatever order they were named.
    """
    from sayso import __version__

    digests = sorted(row.sha256 for row in tables.inputs if row.sha256)
    made_by = {name: sorted({row.made_by for row in getattr(tables, name)}) for name in ROWS if name not in UNSIGNED}
    return {
        "sayso": __version__,
        "input": sha256("\n".join(digests).encode()).hexdigest(),
        "stages": [step.name for step in steps],
        "settings": chosen.card("attribution" in [step.name for step in steps]),
        "inputs": dict(sorted(Counter(row.outcome for row in tables.inputs).items())),
        "rows": {name: len(getattr(tables, name)) for name in ROWS},
        "made_by": made_by,
    }


UNSIGNED = ("documents", "inputs")
"""Tables whose rows say not what made them."""
