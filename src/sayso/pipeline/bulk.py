"""Whether a run is one for columns: large, and asking for nothing that needs rows as objects."""

from collections.abc import Sequence
from pathlib import Path

from sayso.pipeline.plan import Step
from sayso.store.inputs import find_inputs

LARGE = 8 << 20
"""Bytes of `.parquet` inputs from which columns are worth the start of the compiled code."""


def is_bulk(paths: Sequence[str], steps: Sequence[Step], out: Path) -> bool:
    """Whether a run asks for no more than `read` and `reuse`, and for enough of it."""
    if not {step.name for step in steps} <= {"read", "reuse"} or "-" in paths:
        return False
    named = [one.path for one in find_inputs(paths, out) if one.path is not None]
    return sum(path.stat().st_size for path in named if path.suffix == ".parquet") >= LARGE
