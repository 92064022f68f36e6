"""What the user names, as bytes: files, folders, patterns and standard input, each accounted for."""

import errno
import glob
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sayso.store.commit import PREFIX
from sayso.store.corrections import is_corrections
from sayso.store.tasks import WORK

if TYPE_CHECKING:
    from sayso.read import Item

FILE_LIMIT = 512 * 1024 * 1024
"""Bytes; a larger file is refused: it would be held in memory whole. Documents inside have limits of their own."""
CONTAINER_LIMIT = 1 << 40
"""Bytes; of a `.parquet` file that bulk reading takes a batch at a time."""

MESSAGES = {
    "NOT_FOUND": "no such file or folder; check the spelling",
    "EMPTY_FOLDER": "the folder holds no file; name one that does",
    "NO_MATCH": "no file matches this pattern; check it, or put it in quotes",
    "UNREADABLE": "may not be read ({}); check its permissions",
    "NOT_A_FILE": "neither file nor folder (a pipe, socket or device); save it as a file, or pipe it in as `-`",
    "TOO_LARGE": f"larger than {FILE_LIMIT // 1024**2} MiB; split it",
    "HIDDEN": "hidden, so left out; name it to have it read",
    "LINK": "a link out of its folder, so left out; name its target to have it read",
    "CASE": "a case that sayso made, so left out",
    "CORRECTIONS": "a file of corrections, so left out",
}


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:/")
"""Two letters at least: `C:/` is a drive."""


class Named(NamedTuple):
    """A file under the label it has in the ledger, or a fault in its place."""

    label: str
    path: Path | None
    code: str | None = None


def read_inputs(paths: Iterable[str], skip: Path | None = None) -> "Iterator[Item]":
    """One item for each file that the paths lead to and for each that cannot be had, in the order of their labels.

    A folder is read with all below it; links that lead out of it, hidden files and cases of sayso are listed with a
    code and not read. A path with `*`, `?` or `[` that is no file is a pattern (`**` for any depth). `-` is standard
    input. A file named twice in the same words is one input. One file is in memory at a time. `skip` is the case to
    be written: it is not an input.
    """
    return map(load_item, find_inputs(paths, skip))


def find_inputs(paths: Iterable[str], skip: Path | None = None) -> list[Named]:
    """The files and faults that `read_inputs` gives as items, in the order of their labels."""
    named = {one.label: one for path in dict.fromkeys(paths) for one in _find(path, skip)}
    return [named[label] for label in sorted(named)]


def has_scheme(path: str) -> bool:
    """Whether a path is a URL such as `s3a://bucket/folder`, which needs an engine that has file systems for it."""
    return _SCHEME.match(path) is not None


def _find(path: str, skip: Path | None) -> Iterator[Named]:
    """What one argument stands for."""
    if path == "-":
        yield Named("-", None)
    elif os.path.isdir(path):
        yield from _find_folder(path, skip)
    elif os.path.lexists(path):
        yield Named(show(path), Path(path))
    elif glob.has_magic(path):
        yield from _find_pattern(path, skip)
    else:
        yield Named(show(path), None, "NOT_FOUND")


def _find_pattern(pattern: str, skip: Path | None) -> Iterator[Named]:
    matches = sorted(glob.glob(pattern, recursive=True))
    if not matches:
        yield Named(show(pattern), None, "NO_MATCH")
    for match in matches:
        if not os.path.isdir(match):
            yield Named(show(match), Path(match))
        elif "**" not in pattern:
            yield from _find_folder(match, skip)


def _find_folder(path: str, skip: Path | None) -> Iterator[Named]:
    """Files below a folder, in sorted order; never outside it."""
    root, found = os.path.realpath(path), False
    avoid = os.path.realpath(skip) if skip else None
    for folder, folders, files in os.walk(path, onerror=None):
        inside = sorted(n for n in folders if not n.startswith((PREFIX, WORK)))
        folders[:] = []
        for name in inside:
            at = os.path.join(folder, name)
            if avoid is not None and os.path.realpath(at) == avoid:
                continue
            code = _why_left_out(at, name, root)
            if code is None:
                folders.append(name)
            else:
                found = True
                yield Named(show(at), None, code)
        for name in sorted(files):
            found = True
            at = os.path.join(folder, name)
            code = _why_left_out(at, name, root)
            yield Named(show(at), Path(at) if code is None else None, code)
    if not found:
        yield Named(show(path), None, "EMPTY_FOLDER" if os.access(path, os.R_OK | os.X_OK) else "UNREADABLE")


def _why_left_out(path: str, name: str, root: str) -> str | None:
    if name.startswith("."):
        return "HIDDEN"
    if os.path.islink(path):
        target = os.path.realpath(path)
        if os.path.isdir(target) or not target.startswith(os.path.join(root, "")):
            return "LINK"
    if os.path.isdir(path):
        if is_case(Path(path)):
            return "CASE"
        if not os.access(path, os.R_OK | os.X_OK):
            return "UNREADABLE"
    elif name.lower().endswith(".jsonl") and is_corrections(Path(path)):
        return "CORRECTIONS"
    return None


def is_case(folder: Path) -> bool:
    """Whether the folder is a case that sayso made."""
    try:
        with (folder / "run.json").open("rb") as file:
            return (folder / "tables").is_dir() and file.read(64).lstrip(b"{ \r\n").startswith(b'"sayso"')
    except OSError:
        return False


def show(path: str | Path) -> str:
    """A path as text: forward slashes, bytes that are not UTF-8 as `\\xff`."""
    return os.fsencode(Path(path).as_posix()).decode("utf-8", "backslashreplace")


def load_item(named: Named) -> "Item":
    """The bytes of a file, or the code of why there are none."""
    from sayso.read import Item  # what only shows a case needs no reader

    if named.code is not None:
        return _refused(named.label, named.code)
    try:
        data = sys.stdin.buffer.read(FILE_LIMIT + 1) if named.path is None else _read_file(named.path)
    except OSError as fault:
        return _refused(named.label, _CODES.get(fault.errno or 0, "UNREADABLE"), fault.strerror or "unknown fault")
    return _refused(named.label, "TOO_LARGE") if len(data) > FILE_LIMIT else Item(named.label, data, None, None)


_CODES = {errno.ENOENT: "NOT_FOUND", errno.ENXIO: "NOT_A_FILE", errno.EFBIG: "TOO_LARGE", errno.ENODEV: "NOT_A_FILE"}


def _refused(label: str, code: str, detail: str = "permission denied") -> "Item":
    from sayso.read import Item

    return Item(label, None, code, MESSAGES[code].format(detail))


def open_container(named: Named) -> BufferedReader | None:
    """An open `.parquet` file of any size up to `CONTAINER_LIMIT`; None for all else, which `load_item` answers for."""
    from sayso.read.documents import kind_of

    if named.path is None or named.code is not None:
        return None
    try:
        file = _open_file(named.path, CONTAINER_LIMIT)
    except OSError:
        return None
    size = file.seek(0, os.SEEK_END)
    ends = size >= 8 and file.seek(size - 4) and file.read(4) == b"PAR1"
    file.seek(0)
    if (ends or size > FILE_LIMIT) and kind_of(named.label, file.read(1024)) == "rows":
        file.seek(0)
        return file
    file.close()
    return None


def _read_file(path: Path) -> bytes:
    """The bytes of a regular file.

    Raises:
        OSError: it cannot be read; ENODEV if it is no regular file, EFBIG if it is over the limit.
    """
    with _open_file(path, FILE_LIMIT) as file:
        return file.read(FILE_LIMIT + 1)


def _open_file(path: Path, limit: int) -> BufferedReader:
    """A regular file; never waits on a pipe, never touches a device.

    Raises:
        OSError: it cannot be read; ENODEV if it is no regular file, EFBIG if it is over the limit.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0))
    file = os.fdopen(descriptor, "rb")
    found = os.fstat(descriptor)
    code = 0 if stat.S_ISREG(found.st_mode) else errno.ENODEV
    code = code or (errno.EFBIG if found.st_size > limit else 0)
    if code:
        file.close()
        raise OSError(code, "not a regular file" if code == errno.ENODEV else "too large")
    return file
