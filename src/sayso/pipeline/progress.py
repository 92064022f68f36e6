"""How far a run is, told to whoever wants to know."""

from collections.abc import Sequence
from typing import Protocol

from sayso.pipeline.plan import Step


class Progress(Protocol):
    """Called with the name of the stage about to run, how many are done, and how many there are; at the end with ''.

    A stage that runs as several tasks is told before each: how many of its tasks are done, and how many there are.
    """

    def __call__(self, stage: str, done: int, of: int, /, *tasks: int) -> None: ...


class Teller:
    """Counts the steps of a run as they begin."""

    def __init__(self, steps: Sequence[Step], progress: Progress | None) -> None:
        self._progress = progress
        self._of = len(steps)
        self._begun: list[str] = []

    def begin(self, step: Step, *tasks: int) -> None:
        """A step, or the next of its tasks, is about to run."""
        if step.name not in self._begun:
            self._begun.append(step.name)
        if self._progress:
            self._progress(step.name, self._begun.index(step.name), self._of, *tasks)

    def end(self) -> None:
        """All steps are done."""
        if self._progress:
            self._progress("", self._of, self._of)
