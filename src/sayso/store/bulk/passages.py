"""The table reuse of a large run: columns of numbers to Arrow batches, without a row as an object."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from arro3.core import Array, RecordBatch
from numpy.typing import NDArray

from sayso.model import Reuse, identify
from sayso.model.tables import columns as columns_of
from sayso.model.tables import schema
from sayso.reuse.finding.passages import Setting
from sayso.reuse.rows import DIRECTIONS, KINDS, MADE_BY, RULES, Columns, explain
from sayso.store.columns import build_strings

_ROWS = 50_000
"""Rows of a batch of the table."""
_HEX = np.frombuffer(b"0123456789abcdef", np.uint8)
_NIBBLES = np.arange(28, -1, -4, dtype=np.uint32)


def pack_passages(columns: Columns, ids: Sequence[str], setting: Setting) -> Iterator[RecordBatch]:
    """The table in batches; `ids` are those of the documents by number."""
    names = np.array(ids, "S")
    homes, family = np.unique(columns.family << 32 | columns.family_start, return_inverse=True)
    named = (identify("p", ids[home >> 32], home & 0xFFFFFFFF) for home in homes.tolist())
    families = np.fromiter(named, "S14", homes.size)
    for start in range(0, columns.earlier.size, _ROWS):
        rows = columns.take(np.arange(start, min(start + _ROWS, columns.earlier.size)))
        yield _pack(rows, names, families[family[start : start + _ROWS]], setting)


def _pack(rows: Columns, names: NDArray[np.bytes_], families: NDArray[np.bytes_], setting: Setting) -> RecordBatch:
    whys, why = np.unique(rows.reason.astype(np.int64) * 2 + (rows.rule == RULES.index("capped")), return_inverse=True)
    reasons = [explain(code >> 1, bool(code & 1), setting) for code in whys.tolist()]
    arrays = {
        "earlier": _of_one_width(names[rows.earlier]),
        "later": _of_one_width(names[rows.later]),
        **{name: Array.from_numpy(getattr(rows, name)) for name in _NUMBERS},
        "earlier_check": _of_one_width(_hexadecimal(rows.earlier_check)),
        "later_check": _of_one_width(_hexadecimal(rows.later_check)),
        "kind": _choose(KINDS, rows.kind),
        "direction": _choose(DIRECTIONS, rows.direction),
        "why": _choose(reasons, why),
        "family": _of_one_width(families),
        "made_by": _choose([MADE_BY], np.zeros(rows.rule.size, np.int64)),
        "rule": _choose(RULES, rows.rule),
    }
    return RecordBatch.from_arrays([arrays[name] for name in columns_of(Reuse)], schema=schema(Reuse))


_NUMBERS = (
    "earlier_start", "earlier_end", "later_start", "later_end", "quoted", "identity", "parent", "score",
)  # fmt: skip


def _of_one_width(texts: NDArray[np.bytes_]) -> Array:
    """Strings that all have the width of the array's type."""
    width = texts.dtype.itemsize
    return build_strings(np.arange(0, width * texts.size + 1, width), texts.view(np.uint8))


def _choose(texts: Sequence[str], which: NDArray[np.integer[Any]]) -> Array:
    """Strings given by their places in a short list."""
    from sayso.kernels.fast.matching.ordering import copy_stretches

    coded = [text.encode() for text in texts]
    sizes = np.array([len(text) for text in coded], np.int64)
    chosen = sizes[which]
    data = np.frombuffer(b"".join(coded), np.uint8)
    joined = copy_stretches(data, (np.cumsum(sizes) - sizes)[which], chosen)
    return build_strings(np.concatenate([[0], np.cumsum(chosen)]), joined)


def _hexadecimal(numbers: NDArray[np.uint32]) -> NDArray[np.bytes_]:
    """Eight hexadecimal digits for each number."""
    digits = _HEX[(numbers[:, None] >> _NIBBLES) & 15]
    return np.ascontiguousarray(digits).view("S8").ravel()
