"""How far a run is: a bar on a terminal, a line for each stage elsewhere, nothing when asked for quiet."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sayso.cli.terminal import is_terminal, warn


@contextmanager
def showing_progress(quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """What to hand to a run as `progress`; on standard error, so that standard output stays clean."""
    if quiet:
        yield None
    elif not is_terminal(sys.stderr):
        yield _tell
    else:
        yield from _bar()


def _tell(stage: str, done: int, of: int) -> None:
    if stage:
        warn(f"{done + 1}/{of} {stage}")


def _bar() -> Iterator[Callable[[str, int, int], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("read", total=None)

        def show(stage: str, done: int, of: int) -> None:
            bar.update(task, description=stage or "done", completed=done, total=of)

        yield show
