"""One more line at the end of a file of corrections; what stands there is never touched."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sayso.store.commit import flush
from sayso.store.corrections.lines import Line
from sayso.store.corrections.read import FILE_LIMIT, KEYS, parse_line
from sayso.store.faults import CaseError


def write_line(said: Mapping[str, Any]) -> bytes:
    """The line of a correction, keys in their usual order, with its line end."""
    return json.dumps({key: said[key] for key in KEYS}, ensure_ascii=False).encode() + b"\n"


def append_correction(path: Path, said: Mapping[str, Any]) -> Line:
    """Append a correction; gives it as it will be read.

    Raises:
        CaseError: it is no correction, or the file cannot be written or would grow too large.
    """
    try:
        line = write_line(said)
        parsed = parse_line(line.rstrip(b"\n"))
    except ValueError as fault:  # UnicodeEncodeError is one
        raise CaseError(f"no correction: {fault}") from fault
    try:
        with path.open("ab+") as file:
            size = file.seek(0, os.SEEK_END)
            if size + len(line) > FILE_LIMIT:
                raise CaseError(f"{path}: would grow larger than {FILE_LIMIT // 1024**2} MiB; begin another file")
            if size and not _ends_line(file):
                line = b"\n" + line  # whoever wrote the last line by hand left its end out
            file.write(line)
        flush(path)
    except OSError as fault:
        raise CaseError(f"{path}: cannot be written ({fault.strerror}); name another with --file") from fault
    return parsed


def _ends_line(file: Any) -> bool:
    file.seek(-1, os.SEEK_END)
    return bool(file.read(1) == b"\n")
