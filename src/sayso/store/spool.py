"""Intermediate arrays of a large run in one file: written, read back or mapped, their room given to the next ones."""

import ctypes
import mmap
import os
from bisect import insort
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

_PAGE = 4096
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3  # of glibc's mallopt(3)
_LARGEST = 32 << 20


class Extent(NamedTuple):
    """A stretch of the file: where it starts and how many bytes it holds."""

    start: int
    size: int


class FileSpool:
    """Arrays put down in parts; small ones are held back in memory until they are many.

    Meets `sayso.reuse` 's `Mapped`. At most about `room` bytes wait in memory, and `lasting` bytes of what is reserved
    stay there for good. What is taken up leaves its room in the
    file to what comes after: a page that the system has given once costs a tenth of a new one.
    """

    def __init__(self, path: Path, room: int = 64 << 20, lasting: int = 0, most: int = 1 << 62) -> None:
        """`most`: bytes of memory from which on freed ones are handed back to the system between two tasks."""
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        self._path, self._room, self._held, self._end = path, room, 0, 0
        self._lasting, self._most = lasting, most
        self._waiting: dict[str, list[NDArray[Any]]] = {}
        self._written: dict[str, list[Extent]] = {}
        self._free: list[Extent] = []
        self._rooms: dict[str, NDArray[np.uint8]] = {}

    def put(self, name: str, part: NDArray[Any]) -> None:
        """Append a part.

        Raises:
            OSError: the file cannot be written, e.g. for want of room.
        """
        self._waiting.setdefault(name, []).append(part)
        self._held += part.nbytes
        if self._held > self._room:
            for waiting in list(self._waiting):
                self._flush(waiting)

    def take(self, name: str, like: NDArray[Any]) -> NDArray[Any]:
        """All parts as one array in memory, of the type and width of `like`; their room is free."""
        extents = self._written.pop(name, [])
        parts = self._waiting.pop(name, [])
        self._held -= sum(part.nbytes for part in parts)
        if not extents and len(parts) == 1:
            return parts[0]
        size = sum(extent.size for extent in extents) + sum(part.nbytes for part in parts)
        whole = np.empty(size, np.uint8)
        at = 0
        for extent in extents:
            at = self._read(whole, at, extent)
            self._release(extent)
        for part in parts:
            whole[at : at + part.nbytes] = part.reshape(-1).view(np.uint8)
            at += part.nbytes
        return whole.view(like.dtype).reshape(-1, *like.shape[1:])

    def lay(self, name: str, like: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """The whole file as an array that stays on disk, and where in it each part of the name starts."""
        self._flush(name)
        starts = [extent.start // like.dtype.itemsize for extent in self._written.get(name, [])]
        return self._map(like), np.array(starts, np.int64)

    def reserve(self, name: str, size: int) -> None:
        """Make room for a name of `size` bytes that shall stand in one piece: in memory while that lasts."""
        small = size <= self._lasting
        if small:
            self._lasting -= size
            self._rooms[name] = np.empty(size, np.uint8)
        self._written[name] = [Extent(0 if small else self._allocate(size), 0)]

    def fill(self, name: str, part: NDArray[Any]) -> None:
        """Write the next part into the room that was reserved.

        Raises:
            OSError: the file cannot be written.
        """
        (extent,) = self._written[name]
        if name in self._rooms:
            whole = self._rooms[name][extent.size : extent.size + part.nbytes]
            whole[:] = np.ascontiguousarray(part).reshape(-1).view(np.uint8)
        else:
            self._write(part, extent.start + extent.size)
        self._written[name] = [Extent(extent.start, extent.size + part.nbytes)]

    def view(self, name: str, like: NDArray[Any]) -> NDArray[Any]:
        """What was filled in, as one array; if it is on disk, it stays there and what is looked at is brought in."""
        (extent,) = self._written[name]
        if name in self._rooms:
            return self._rooms[name][: extent.size].view(like.dtype)
        width = like.dtype.itemsize
        return self._map(like)[extent.start // width : (extent.start + extent.size) // width]

    def drop(self, name: str) -> None:
        """Forget a name; its room is free."""
        extents = self._written.pop(name, [])
        held = self._rooms.pop(name, None)
        if held is not None:
            self._lasting += held.size
        else:
            for extent in extents:
                self._release(extent)
        self._held -= sum(part.nbytes for part in self._waiting.pop(name, []))

    def rest(self, array: NDArray[Any]) -> None:
        """A mapped array is not needed for now: its pages leave this process's memory, not the system's."""
        base: Any = array
        while isinstance(base, np.ndarray):
            base = base.base
        if isinstance(base, memoryview):
            base = base.obj
        if isinstance(base, mmap.mmap) and hasattr(base, "madvise"):
            base.madvise(mmap.MADV_DONTNEED)
        if resident_bytes() > self._most:
            hand_back_memory()
            self._most = max(self._most, resident_bytes() * 9 // 8)  # what is in use is not asked for again and again

    def close(self) -> None:
        """Remove the file."""
        self._waiting.clear()
        os.close(self._file)
        self._path.unlink(missing_ok=True)

    def _flush(self, name: str) -> None:
        for part in self._waiting.pop(name, []):
            self._held -= part.nbytes
            start = self._allocate(part.nbytes)
            self._write(part, start)
            self._written.setdefault(name, []).append(Extent(start, part.nbytes))

    def _write(self, part: NDArray[Any], start: int) -> None:
        data = np.ascontiguousarray(part).reshape(-1).view(np.uint8).data
        while data:
            done = os.pwrite(self._file, data, start)
            data, start = data[done:], start + done

    def _read(self, whole: NDArray[np.uint8], at: int, extent: Extent) -> int:
        """Bring an extent into `whole` from `at` on; gives where it ends there."""
        data, start = whole[at : at + extent.size].data, extent.start
        while data:
            done = os.preadv(self._file, [data], start)
            if not done:
                raise OSError(f"{self._path}: shorter than what was written to it")
            data, start = data[done:], start + done
        return at + extent.size

    def _map(self, like: NDArray[Any]) -> NDArray[Any]:
        if not self._end:
            return like[:0]
        os.truncate(self._file, self._end)
        return np.frombuffer(mmap.mmap(self._file, self._end, prot=mmap.PROT_READ), like.dtype)

    def _allocate(self, size: int) -> int:
        """Where so many bytes may stand: the first free stretch that is large enough, else the end of the file."""
        wanted = -(-size // _PAGE) * _PAGE
        for at, extent in enumerate(self._free):
            if extent.size >= wanted:
                del self._free[at]
                if extent.size > wanted:
                    insort(self._free, Extent(extent.start + wanted, extent.size - wanted))
                return extent.start
        self._end += wanted
        return self._end - wanted

    def _release(self, extent: Extent) -> None:
        """Give a stretch back, joined with the free ones beside it."""
        size = -(-extent.size // _PAGE) * _PAGE
        insort(self._free, Extent(extent.start, size))
        joined: list[Extent] = []
        for one in self._free:
            if joined and joined[-1].start + joined[-1].size == one.start:
                joined[-1] = Extent(joined[-1].start, joined[-1].size + one.size)
            else:
                joined.append(one)
        self._free = joined


def keep_freed_memory() -> None:
    """Ask the C library (glibc) not to hand freed arrays back to the system but to use them for the next ones.

    A fresh page costs the system about as much as filling it many times. Where there is no such call nothing happens.
    """
    with suppress(OSError, AttributeError, TypeError):
        tune = ctypes.CDLL(None).mallopt
        tune(_MMAP_THRESHOLD, _LARGEST)
        tune(_TRIM_THRESHOLD, _LARGEST * 32)


def hand_back_memory() -> None:
    """Give freed memory that the C library (glibc) keeps back to the system; elsewhere nothing happens."""
    with suppress(OSError, AttributeError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def resident_bytes() -> int:
    """Memory that this process holds, in bytes; 0 where the system does not tell."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * mmap.PAGESIZE
    return 0
