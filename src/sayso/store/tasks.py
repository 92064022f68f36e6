"""Finished tasks on disk, so that a run that was killed goes on where it stopped, with the same bytes.

A task is known by its key, a digest over all that its rows depend on. Its tables lie as Parquet files beside a manifest
with one line for each finished task. A file gets its name when it is whole and on disk, and its line after that: a
torn last line, a file that is missing or one that has changed costs its own task and no other.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from sayso.store.columns import from_parquet, to_parquet
from sayso.store.commit import LOCKS, flush, take, write_file

WORK = ".sayso-work-"
"""Beside a case that is being made, the folder of this name and the case's holds what is done so far."""
_MANIFEST, _RUN = "manifest.jsonl", "run"


class Tasks:
    """The finished tasks in a folder."""

    def __init__(self, folder: Path) -> None:
        """Read the manifest; lines that cannot be read are as good as absent."""
        self._folder = folder
        self._files = dict(_read_manifest(folder / _MANIFEST))

    def __len__(self) -> int:
        return len(self._files)

    def find(self, key: str) -> dict[str, tuple[Any, ...]] | None:
        """The tables of a finished task, or None where it must be run (again)."""
        tables = {}
        for name, entry in self._files.get(key, {"": {}}).items():
            try:
                data = (self._folder / _file_name(key, name)).read_bytes()
                if sha256(data).hexdigest() != entry["sha256"]:
                    return None
                tables[name] = from_parquet(name, data)
            except (OSError, ValueError, KeyError, TypeError):
                return None
            if len(tables[name]) != entry.get("rows"):
                return None
        return tables

    def keep(self, key: str, tables: Mapping[str, Sequence[Any]]) -> None:
        """Write down a task that is finished.

        Raises:
            OSError: the folder cannot be written.
        """
        files = {}
        for name, rows in tables.items():
            data = to_parquet(name, rows)
            write_file(self._folder / _file_name(key, name), data)
            files[name] = {"sha256": sha256(data).hexdigest(), "rows": len(rows)}
        flush(self._folder)
        line = json.dumps({"key": key, "files": files}).encode() + b"\n"
        with (self._folder / _MANIFEST).open("ab+") as manifest:
            if manifest.tell() and not _ends_line(manifest):
                line = b"\n" + line  # the last line was torn by a kill
            manifest.write(line)
            manifest.flush()
            os.fsync(manifest.fileno())
        self._files[key] = files


class Work:
    """The place beside a case for the tasks of the run that makes it; nothing is there before `open`."""

    def __init__(self, target: Path) -> None:
        self.folder = target.parent / (WORK + target.name)
        self._lock: int | None = None
        self._tasks: Tasks | None = None

    def open(self, run: str) -> Tasks | None:
        """The tasks that an earlier run of the same name left, or none yet; those of any other run are removed.

        None where the place cannot be had: another process works there, or the system has no locks or no room.
        `run` stands for all that the run's rows depend on.
        """
        if not LOCKS:
            return None
        try:
            self.folder.mkdir(exist_ok=True)
            self._lock = take(self.folder)
            if self._lock is None:
                return None
            kept = self.folder / _RUN
            if not kept.is_file() or kept.read_bytes() != run.encode():
                _clear(self.folder)
                write_file(kept, run.encode())
            self._tasks = Tasks(self.folder)
        except OSError:
            return None
        return self._tasks

    @property
    def is_kept(self) -> bool:
        """Whether the next run finds something finished here."""
        return bool(self._tasks)

    def remove(self) -> None:
        """Remove the place, whoever left it, unless another process works there."""
        if self._lock is None and os.path.lexists(self.folder):
            self._lock = take(self.folder)
        if self._lock is not None:
            shutil.rmtree(self.folder, ignore_errors=True)

    def close(self) -> None:
        """Let another process have the place."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


@contextmanager
def working(target: Path) -> Iterator[Work]:
    """The place for the tasks of the run that makes `target`; if the block ends well it is removed, else left."""
    work = Work(target)
    try:
        yield work
        work.remove()
    except KeyboardInterrupt:
        if work.is_kept:
            raise KeyboardInterrupt("interrupted; the same command goes on from here") from None
        raise
    finally:
        work.close()


def _read_manifest(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Key and files of each task; of two lines for one key the later counts."""
    try:
        lines = path.read_bytes().splitlines()
    except OSError:
        return
    for line in lines:
        with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
            entry = json.loads(line)
            if all(isinstance(one, dict) for one in entry["files"].values()):
                yield str(entry["key"]), entry["files"]


def _file_name(key: str, table: str) -> str:
    return f"{sha256(key.encode()).hexdigest()[:32]}.{table}.parquet"


def _ends_line(file: Any) -> bool:
    file.seek(-1, os.SEEK_END)
    return bool(file.read(1) == b"\n")


def _clear(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
