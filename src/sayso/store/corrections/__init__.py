"""The file of corrections: read strictly, appended to, never rewritten."""

from sayso.store.corrections.append import append_correction, write_line
from sayso.store.corrections.lines import (
    REREADING,
    Apart,
    Corrections,
    Extent,
    Line,
    Named,
    Piece,
    Put,
    Said,
    Spot,
)
from sayso.store.corrections.read import FILE, is_corrections, parse_corrections, read_corrections

__all__ = [
    "FILE",
    "REREADING",
    "Apart",
    "Corrections",
    "Extent",
    "Line",
    "Named",
    "Piece",
    "Put",
    "Said",
    "Spot",
    "append_correction",
    "is_corrections",
    "parse_corrections",
    "read_corrections",
    "write_line",
]
