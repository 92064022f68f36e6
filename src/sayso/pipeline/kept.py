"""The file of corrections that a run applies: the one that is named, or the one that lies in the case to be made."""

from os import PathLike
from pathlib import Path

from sayso.store.corrections import FILE, Corrections, read_corrections
from sayso.store.faults import CaseError
from sayso.store.inputs import is_case


def find_corrections(given: str | PathLike[str] | None, target: Path | None) -> Corrections | None:
    """The corrections for a case that is to be written at `target`; None where there are none.

    Raises:
        CaseError: the file cannot be read, or the case at `target` has lines of its own that would be lost.
    """
    kept = None if target is None or not is_case(target) else target / FILE
    here = read_corrections(kept) if kept is not None and kept.exists() else None
    if given is None:
        return here
    chosen = read_corrections(Path(given))
    if here is not None and not set(_lines(here)).issubset(_lines(chosen)):
        raise CaseError(f"{kept}: has lines that {given} lacks; add them there, or choose another -o")
    return chosen


def hold_still(corrections: Corrections | None, target: Path) -> None:
    """Refuse to replace a case whose corrections somebody has written to since they were read.

    Raises:
        CaseError: its file is another one now.
    """
    kept = target / FILE
    if is_case(target) and kept.exists() and _is_new(read_corrections(kept), corrections):
        raise CaseError(f"{kept}: was written to meanwhile; run again")


def _is_new(now: Corrections, read: Corrections | None) -> bool:
    return read is None or not set(_lines(now)).issubset(_lines(read))


def _lines(corrections: Corrections) -> list[bytes]:
    return [line.strip() for line in corrections.data.split(b"\n") if line.strip()]
