"""Run steps on tables: on one batch of documents, and over all of them."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from hashlib import sha256
from typing import Any

from sayso.model import ROWS, Document, Tables
from sayso.pipeline.check import check_rows
from sayso.pipeline.corrections import conclude, correct_after, correct_before
from sayso.pipeline.plan import Step
from sayso.pipeline.settings import Settings
from sayso.store.case import Case

Begin = Callable[[Step], None]
"""Called with each step that is about to run."""


def of_documents(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps that take each document by itself."""
    return tuple(step for step in steps if step.scope == "document")


def over_case(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps that must see all documents, after `read`."""
    return tuple(step for step in steps if step.scope == "case" and step.name != "read")


def written_by(steps: Iterable[Step]) -> tuple[str, ...]:
    """The tables that the steps write, each once, in the order of all tables."""
    written = {name for step in steps for name in step.writes}
    return tuple(name for name in ROWS if name in written)


def run_batch(
    documents: Iterable[Document], steps: Sequence[Step], chosen: Settings, begin: Begin | None = None
) -> Tables:
    """What the document-scope steps among `steps` make of some documents: the tables that they write, and no other.

    Whatever batches the documents are dealt into, `join_tables` of all results holds the same rows.

    Raises:
        StageError: a stage made a row that does not say what its text says.
    """
    chosen_steps = of_documents(steps)
    tables = Tables().having(documents=documents)
    for step in chosen_steps:
        if begin:
            begin(step)
        tables = run_step(step, tables, chosen)
    return Tables(**{name: getattr(tables, name) for name in written_by(chosen_steps)})


def join_tables(tables: Tables, parts: Iterable[Tables]) -> Tables:
    """The tables with the rows of all parts, each table in the order of its key."""
    held = list(parts)
    made = {name: [row for part in held for row in getattr(part, name)] for name in ROWS}
    return tables.having(**{name: [*getattr(tables, name), *rows] for name, rows in made.items() if rows})


def run_case(tables: Tables, steps: Sequence[Step], chosen: Settings, begin: Begin | None = None) -> Case:
    """The case of joined tables: the case-scope steps among `steps`, over all documents together.

    Raises:
        StageError: a stage made a row that does not say what its text says.
    """
    for step in over_case(steps):
        if begin:
            begin(step)
        if step.name != "report":
            tables = run_step(step, tables, chosen)
    return make_case(tables, steps, chosen)


def make_case(tables: Tables, steps: Sequence[Step], chosen: Settings) -> Case:
    """The case of finished tables, with its report if that step is among the steps.

    Raises:
        StageError: a correction made a row that does not say what its text says.
    """
    if chosen.corrections is not None:
        tables = conclude(tables, chosen.corrections, [step.name for step in steps])
        for name in ("attributions", "corrections"):
            check_rows(tables, name)
    card = make_card(tables, steps, chosen)
    report = next((step.run(tables=tables, run=card) for step in steps if step.name == "report"), None)
    return Case(tables, card, report, chosen.corrections.data if chosen.corrections is not None else None)


def run_step(step: Step, tables: Tables, chosen: Settings, **others: Any) -> Tables:
    """The tables with those that one step writes, corrected; its rows are checked against the texts.

    `others` are what it asks for besides tables and the user's choices.

    Raises:
        StageError: the stage made a row that does not say what its text says.
    """
    settings = {one.name: getattr(chosen, one.name) for one in fields(chosen)} | others
    if chosen.corrections is not None:
        tables = correct_before(step.name, tables, chosen.corrections)
        settings["aliases"] = (*chosen.aliases, *chosen.corrections.aliases)
    result = step.run(
        **{name: getattr(tables, name) for name in step.reads}, **{name: settings[name] for name in step.settings}
    )
    written = {step.writes[0]: result} if len(step.writes) == 1 else dict(zip(step.writes, result, strict=True))
    tables = tables.having(**written)
    if chosen.corrections is not None:
        tables = correct_after(step.name, tables, chosen.corrections)
    for name in step.writes:
        check_rows(tables, name)
    return tables


def make_card(tables: Tables, steps: Sequence[Step], chosen: Settings) -> dict[str, Any]:
    """The run card: what went in, what was done to it and what came out; no clock, no machine, no path.

    `input` is the sha256 over the digests of all inputs, one a line, sorted: equal inputs give an equal value in
    whatever order they were named.
    """
    from sayso import __version__

    digests = sorted(row.sha256 for row in tables.inputs if row.sha256)
    made_by = {name: sorted({row.made_by for row in getattr(tables, name)}) for name in ROWS if name not in UNSIGNED}
    card = {
        "sayso": __version__,
        "input": sha256("\n".join(digests).encode()).hexdigest(),
        "stages": [step.name for step in steps],
        "settings": chosen.card("attribution" in [step.name for step in steps]),
        "inputs": dict(sorted(Counter(row.outcome for row in tables.inputs).items())),
        "rows": {name: len(getattr(tables, name)) for name in ROWS},
        "made_by": made_by,
    }
    if chosen.corrections is not None:
        card["corrections"] = dict(sorted(Counter(row.outcome for row in tables.corrections).items()))
    return card


UNSIGNED = ("documents", "inputs", "corrections")
"""Tables whose rows do not say what made them."""
