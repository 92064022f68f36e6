"""Where intermediate arrays wait: in memory, or wherever the caller of the stage keeps them."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray


class Spool(Protocol):
    """Arrays that are put down in parts under a name and taken up whole, once."""

    def put(self, name: str, part: NDArray[Any]) -> None:
        """Append a part; all parts of a name have one type and width."""

    def take(self, name: str, like: NDArray[Any]) -> NDArray[Any]:
        """All parts in the order in which they were put down, as one array of the type and width of `like`."""

    def rest(self, array: NDArray[Any]) -> None:
        """The array is not needed for now: where it lies on disk, memory need not hold it."""


class MemorySpool:
    """A spool for what fits into memory."""

    def __init__(self) -> None:
        self._parts: dict[str, list[NDArray[Any]]] = {}

    def put(self, name: str, part: NDArray[Any]) -> None:
        """Append a part; the array is kept, not copied."""
        self._parts.setdefault(name, []).append(part)

    def take(self, name: str, like: NDArray[Any]) -> NDArray[Any]:
        """All parts as one array; they are forgotten here."""
        parts: Sequence[NDArray[Any]] = self._parts.pop(name, [like[:0]])
        return parts[0] if len(parts) == 1 else np.concatenate(parts)

    def rest(self, array: NDArray[Any]) -> None:
        """Nothing to do: all of it is in memory."""
