"""How far a run is: a bar on a terminal, a line for each stage elsewhere, nothing when asked for quiet."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sayso.cli.terminal import is_terminal, warn

if TYPE_CHECKING:
    from sayso.pipeline.progress import Progress


@contextmanager
def showing_progress(quiet: bool) -> "Iterator[Progress | None]":
    """What to hand to a run as `progress`; on standard error, so that standard output stays clean."""
    if quiet:
        yield None
    elif not is_terminal(sys.stderr):
        yield _tell
    else:
        yield from _bar()


def _tell(stage: str, done: int, of: int, *tasks: int) -> None:
    if stage and not any(tasks[:1]):
        warn(f"{done + 1}/{of} {stage}")


def _bar() -> "Iterator[Progress]":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:24}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("read", total=None)

        def show(stage: str, done: int, of: int, *tasks: int) -> None:
            name = f"{stage} {tasks[0] + 1}/{tasks[1]}" if tasks else stage
            bar.update(task, description=name or "done", completed=done, total=of)

        yield show
