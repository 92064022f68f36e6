"""Pages flattened to lines, navigation and all: which lines are running text, told by the lines around them."""

from collections.abc import Sequence
from typing import Protocol

from sayso.language.furniture import LineKind


class _Line(Protocol):
    @property
    def text(self) -> str: ...


def is_flat(lines: Sequence[_Line]) -> bool:
    """Whether a text is a flattened page: at least 25 lines, four in ten of them stubs of under five words."""
    return False


def mark_flat(lines: Sequence[_Line], kinds: list[LineKind | None]) -> list[LineKind | None]:
    """The kinds with the lines of navigation set."""
    return kinds
