"""Intermediate arrays of a large run as files: written once, mapped when they are read, removed after."""

import ctypes
import mmap
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of glibc's mallopt(3)
_LARGEST = 1 << 30


class FileSpool:
    """Arrays put down in parts, each name one file of a folder, small ones held back in memory until they are many.

    Meets `sayso.reuse.spool.Spool`. At most about `room` bytes wait in memory.
    """

    def __init__(self, folder: Path, room: int = 64 << 20) -> None:
        self._folder, self._room, self._held = folder, room, 0
        self._waiting: dict[str, list[NDArray[Any]]] = {}
        self._written: set[str] = set()

    def put(self, name: str, part: NDArray[Any]) -> None:
        """Append a part.

        Raises:
            OSError: the folder cannot be written, e.g. for want of room.
        """
        self._waiting.setdefault(name, []).append(part)
        self._held += part.nbytes
        if self._held > self._room:
            self._flush()

    def take(self, name: str, like: NDArray[Any]) -> NDArray[Any]:
        """All parts as one array in memory; the file is removed."""
        parts = self._waiting.pop(name, [])
        self._held -= sum(part.nbytes for part in parts)
        if name in self._written:
            self._written.remove(name)
            path = self._folder / name
            parts = [np.fromfile(path, like.dtype).reshape(-1, *like.shape[1:]), *parts]
            path.unlink()
        if len(parts) == 1:
            return parts[0]
        return np.concatenate(parts) if parts else like[:0]

    def map(self, name: str, like: NDArray[Any]) -> NDArray[Any]:
        """All parts as one array that stays on disk; the system brings in what is looked at."""
        self._flush()
        path = self._folder / name
        if name not in self._written or not path.stat().st_size:
            return like[:0]
        return np.memmap(path, like.dtype, "r").reshape(-1, *like.shape[1:]).view(np.ndarray)

    def rest(self, array: NDArray[Any]) -> None:
        """A mapped array is not needed for now: its pages leave this process's memory."""
        forget_pages(array)

    def close(self) -> None:
        """Remove all that is left."""
        self._waiting.clear()
        for name in sorted(self._written):
            (self._folder / name).unlink(missing_ok=True)
        self._written.clear()

    def _flush(self) -> None:
        for name, parts in self._waiting.items():
            with (self._folder / name).open("ab") as file:
                for part in parts:
                    file.write(np.ascontiguousarray(part).data)
            self._written.add(name)
        self._waiting.clear()
        self._held = 0


def forget_pages(array: NDArray[Any]) -> None:
    """Tell the system that a mapped array is not needed for now, so that its pages leave this process's memory."""
    base = array
    while isinstance(base, np.ndarray) and not isinstance(getattr(base, "_mmap", None), mmap.mmap):
        if base.base is None:
            return
        base = base.base
    mapped = getattr(base, "_mmap", base)
    if isinstance(mapped, mmap.mmap) and hasattr(mapped, "madvise"):
        mapped.madvise(mmap.MADV_DONTNEED)


def keep_freed_memory() -> None:
    """Ask the C library (glibc) not to hand large freed arrays back to the system but to use them for the next ones.

    A fresh page costs the system about as much as filling it: of 30 CPU seconds for 100,000 articles it saves 3. Where
    there is no such call nothing happens.
    """
    with suppress(OSError, AttributeError, TypeError):
        tune = ctypes.CDLL(None).mallopt
        tune(_MMAP_THRESHOLD, _LARGEST)
        tune(_TRIM_THRESHOLD, _LARGEST)
