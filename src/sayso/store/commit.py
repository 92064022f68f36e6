"""A folder that appears whole or not at all: written aside, flushed to disk, renamed."""

import ctypes
import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: no locks there, so leftovers are not cleaned
    fcntl = None  # type: ignore[assignment]

LOCKS = fcntl is not None
"""Whether the system can tell a folder in use from a leftover."""
PREFIX = ".sayso-part-"
"""Folders of this name are half-written cases: hidden, never read, removed by the next run beside them."""
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux's renameat2(2)
_HERE = -100  # AT_FDCWD


@contextmanager
def writing(target: Path) -> Iterator[Path]:
    """A fresh folder beside `target`; when the block ends well it takes that name, replacing what stood there.

    If the block fails or is interrupted, the folder is removed and `target` is as it was. The folder is locked while
    the process lives, so the leftover of a killed run is known by its free lock and removed by the next run.

    Raises:
        OSError: the folder beside `target` cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    clean_leftovers(target.parent)
    folder, lock = _make_locked(target.parent)
    try:
        yield folder
        for path in sorted(folder.rglob("*")):
            flush(path)
        flush(folder)
        _replace(folder, target)
        flush(target.parent)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def write_file(path: Path, data: bytes) -> None:
    """Write one file so that its name never shows half of it.

    Raises:
        OSError: the folder cannot be written.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        part.write_bytes(data)
        flush(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def clean_leftovers(parent: Path) -> None:
    """Remove half-written cases in `parent` whose process is gone."""
    for folder in parent.glob(PREFIX + "*"):
        lock = take(folder)
        if lock is not None:
            with suppress(OSError):
                shutil.rmtree(folder)
            os.close(lock)


def take(folder: Path) -> int | None:
    """The descriptor that locks a folder until it is closed or the process ends, however it ends.

    None where another process has it, where it is a link or none at all, and on a system without locks.
    """
    if fcntl is None:
        return None
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return None
    with suppress(OSError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.path.samestat(os.fstat(lock), os.stat(folder, follow_symlinks=False)):
            return lock
    os.close(lock)
    return None


def _make_locked(parent: Path) -> tuple[Path, int]:
    """A new folder and the descriptor whose lock tells others that it is in use."""
    while True:
        folder = parent / (PREFIX + secrets.token_hex(6))
        folder.mkdir()
        if fcntl is None:
            return folder, os.open(os.devnull, os.O_RDONLY)
        lock = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(lock), folder.stat()):
                return folder, lock
        except OSError as fault:
            if fault.errno not in (errno.EWOULDBLOCK, errno.ENOENT):  # a file system without locks: go on without
                return folder, lock
        os.close(lock)  # another run took it for a leftover between the two calls


def _replace(folder: Path, target: Path) -> None:
    """Give `folder` the name `target`. What stood there is moved aside in the same instant where the system can."""
    try:
        folder.rename(target)  # nothing there, or an empty folder
    except OSError:
        if not _exchange(folder, target):
            aside = target.with_name(PREFIX + secrets.token_hex(6))
            target.rename(aside)
            folder.rename(target)
            shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two names in one step (Linux); False where the system has no such call. The old case is then `one`."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def flush(path: Path) -> None:
    """Bring a file or folder to disk; a system that cannot flush folders is let be.

    Raises:
        OSError: a file could not be brought to disk, e.g. for want of room.
    """
    with suppress(OSError) if path.is_dir() else nullcontext():
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
