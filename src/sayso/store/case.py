"""A case: one story's tables, run card and report, in memory and as a folder."""

import html
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sayso.model import ROWS, Tables
from sayso.store.columns import from_parquet, to_parquet
from sayso.store.commit import writing
from sayso.store.corrections import FILE as CORRECTIONS
from sayso.store.corrections import read_corrections
from sayso.store.faults import CaseError
from sayso.store.inputs import is_case

CONTENTS = frozenset({"tables", "report.html", "run.json", CORRECTIONS})
"""What a case folder holds; a folder with anything else in it is not replaced."""


@dataclass(frozen=True, slots=True)
class Case:
    """What `sayso.trace` gives: each table is an attribute (`case.claims`), `run` says how it was made."""

    tables: Tables
    run: Mapping[str, Any]
    report: str | None = None
    """The report as one HTML page, or None where the stage `report` was not run."""
    corrected: bytes | None = None
    """The file of corrections that it was made with; the table `corrections` says what became of each line."""

    def __getattr__(self, name: str) -> tuple[Any, ...]:
        if name in ROWS:
            return getattr(self.tables, name)  # type: ignore[no-any-return]
        raise AttributeError(f"a case has no {name!r}; its tables: {', '.join(ROWS)}")

    def __dir__(self) -> list[str]:
        return sorted({*object.__dir__(self), *ROWS})

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self.tables, name))} {name}" for name in ("documents", "claims", "origins"))
        return f"<Case: {counts}>"

    def _repr_html_(self) -> str:
        """The report inside a notebook: a frame without rights, so that it runs and loads nothing."""
        page = html.escape(self.report or f"<p>{html.escape(repr(self))}</p>", quote=True)
        return f'<iframe sandbox srcdoc="{page}" style="width:100%;height:40em;border:1px solid #888"></iframe>'

    @property
    def troubles(self) -> tuple[Any, ...]:
        """Rows of `inputs` to tell the user of: of a case that is too large to be held, the first that were refused."""
        return self.tables.refused if isinstance(self.tables, FiledTables) else self.tables.inputs

    def summary(self, **more: Any) -> list[str]:
        """The lines that the terminal shows: claims, origins, disagreements, figures.

        `more` is what only this run knows and the run card must not: `report` (where the page is), `seconds`.
        """
        from sayso.report import summarise

        return list(summarise(self.tables, {**self.run, **more}))

    def save(self, path: str | Path) -> Path:
        """Write the folder `path`, whole or not at all; an earlier case of that name is replaced.

        Raises:
            CaseError: something stands there that is no case, or the folder cannot be written.
        """
        with opening(path) as folder:
            self.write_into(folder)
        return Path(path)

    def write_into(self, folder: Path) -> None:
        """Write tables, report and run card into an existing folder; the card last, with the digest of each file."""
        files = {f"tables/{name}.parquet": to_parquet(name, getattr(self.tables, name)) for name in ROWS}
        if self.report is not None:
            files["report.html"] = self.report.encode("utf-8", "replace")
        if self.corrected is not None:
            (folder / CORRECTIONS).write_bytes(self.corrected)
        (folder / "tables").mkdir()
        for name, data in files.items():
            (folder / name).write_bytes(data)
        card = {**self.run, "files": {name: sha256(data).hexdigest() for name, data in sorted(files.items())}}
        (folder / "run.json").write_bytes(write_json(card))

    @classmethod
    def load(cls, path: str | Path) -> "Case":
        """Read a case folder; every file is checked against the digest in `run.json`.

        Raises:
            CaseError: no case there, or a file of it is missing or changed.
        """
        folder = Path(path)
        run = read_card(folder)
        tables = Tables(**{name: load_table(folder, name, run) for name in ROWS})
        report = _read(folder, "report.html", run).decode("utf-8") if "report.html" in run["files"] else None
        kept = folder / CORRECTIONS
        corrected = read_corrections(kept).data if kept.is_file() else None
        return cls(tables, {key: value for key, value in run.items() if key != "files"}, report, corrected)


class FiledTables(Tables):
    """The tables of a case that is too large to be held: each is read when it is asked for, and not kept.

    `refused` are the first inputs and records that could not be read, or only in part: at hand without reading all.
    """

    __slots__ = ("_folder", "refused")
    _folder: Path
    refused: tuple[Any, ...]

    def __init__(self, folder: Path, refused: tuple[Any, ...] = ()) -> None:
        object.__setattr__(self, "_folder", folder)
        object.__setattr__(self, "refused", refused)

    def having(self, **rows: Any) -> Tables:
        """A copy in memory with the named tables replaced."""
        held = {name: getattr(self, name) for name in ROWS if name not in rows}
        return Tables(**held).having(**rows)

    def __getattr__(self, name: str) -> tuple[Any, ...]:  # the fields of `Tables` were never set, so they come here
        if name not in ROWS:
            raise AttributeError(f"no table {name!r}; tables: {', '.join(ROWS)}")
        return load_table(self._folder, name)


def load_table(folder: Path, name: str, run: Mapping[str, Any] | None = None) -> tuple[Any, ...]:
    """One table of a case folder.

    Raises:
        CaseError: no case there, or the file is missing or changed.
    """
    data = _read(folder, f"tables/{name}.parquet", run or read_card(folder))
    try:
        return from_parquet(name, data)
    except ValueError as fault:
        raise CaseError(f"{folder}: {fault}; trace again") from fault


def read_card(folder: Path) -> dict[str, Any]:
    """The run card of a case folder.

    Raises:
        CaseError: there is no case at `folder`.
    """
    if not is_case(folder):
        raise CaseError(f"{folder}: no case here; `sayso trace INPUT... -o {folder}` makes one")
    try:
        card = json.loads((folder / "run.json").read_bytes())
    except (OSError, ValueError, RecursionError) as fault:
        raise CaseError(f"{folder}/run.json: damaged ({fault}); trace again") from fault
    if not isinstance(card, dict) or not isinstance(card.get("files"), dict):
        raise CaseError(f"{folder}/run.json: damaged (no list of files); trace again")
    return card


def write_json(value: Any) -> bytes:
    """JSON for people and programs: indented, UTF-8, keys as given, one line end at the end."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


@contextmanager
def opening(path: str | Path, advice: str = "choose another -o") -> Iterator[Path]:
    """A folder to write a case into, which takes the name `path` when the block ends well.

    `advice` says what to do where it cannot be written.

    Raises:
        CaseError: something stands at `path` that is no case, or the place cannot be written.
    """
    target = Path(path)
    _refuse_other(target)
    try:
        with writing(target) as folder:
            yield folder
    except OSError as fault:
        raise CaseError(f"{target}: cannot be written ({fault.strerror or fault}); {advice}") from fault


def _refuse_other(target: Path) -> None:
    """Refuse to replace what sayso did not make."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise CaseError(f"{target}: exists and is no case; choose another -o")
    if not target.exists():
        return
    entries = {entry.name for entry in target.iterdir()}
    if entries and not is_case(target):
        raise CaseError(f"{target}: a folder that sayso did not make; choose another -o")
    if foreign := sorted(entries - CONTENTS):
        raise CaseError(f"{target}: holds {foreign[0]!r}, which sayso did not write; move it, or choose another -o")


def _read(folder: Path, name: str, run: Mapping[str, Any]) -> bytes:
    try:
        data = (folder / name).read_bytes()
    except OSError as fault:
        raise CaseError(f"{folder}/{name}: cannot be read ({fault.strerror}); trace again") from fault
    if sha256(data).hexdigest() != run["files"].get(name):
        raise CaseError(f"{folder}/{name}: not the file that sayso wrote (its digest differs); trace again")
    return data
