"""Rows to Arrow columns and back, and both to plain values.

`arro3` builds flat arrays from Python values but no nested ones, so lists and structs are put together here from flat
arrays and offsets, as the Arrow format defines them.
"""

import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from io import BytesIO
from itertools import accumulate, chain, islice
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, list_array, struct_array
from arro3.io import read_parquet, write_parquet

from sayso.model import ROWS, Block, Place, Span
from sayso.model.tables import arrow_type, attribute_of, columns, schema

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ROWS_PER_BATCH = {"documents": 64}
"""A string column of one batch holds at most 2 GiB; documents of 5 M characters reach that first."""
_BATCH = 50_000


def to_parquet(name: str, rows: Sequence[Any]) -> bytes:
    """The table's Parquet file: equal rows give equal bytes (no time stamp, no machine data).

    Raises:
        ValueError: a text of the rows holds half a surrogate pair, which no file can hold.
    """
    buffer = BytesIO()
    batches = list(to_batches(name, rows))
    write_parquet(
        RecordBatchReader.from_batches(schema(ROWS[name]), batches), buffer, compression="zstd(3)", created_by="sayso"
    )
    return buffer.getvalue()


def from_parquet(name: str, data: bytes) -> tuple[Any, ...]:
    """The rows of the table that `to_parquet` wrote.

    Raises:
        ValueError: the file is no Parquet file, or lacks a column of the table.
    """
    try:
        reader = read_parquet(data)
        found, batches = reader.schema.names, list(reader)
    except BaseException as fault:  # arro3 panics on damage, which is no Exception
        if isinstance(fault, (KeyboardInterrupt, SystemExit)):
            raise
        raise ValueError(f"table {name}: not a readable Parquet file ({fault})") from fault
    if missing := [column for column in columns(ROWS[name]) if column not in found]:
        raise ValueError(f"table {name}: no column {missing[0]!r}")
    return tuple(row for batch in batches for row in from_batch(name, batch))


def from_batch(name: str, batch: RecordBatch) -> list[Any]:
    """The rows of a batch that has the columns of the table."""
    row = ROWS[name]
    values = [map(_reader(hint), batch.column(column).to_pylist()) for column, hint in columns(row).items()]
    return [row(*cells) for cells in zip(*values, strict=True)]


def to_plain(row: Any) -> dict[str, Any]:
    """Column -> value as JSON has it: a span is `[start, end]`, a place `[document, start, end]`, a block its three."""
    return {column: _plain(getattr(row, attribute_of(column))) for column in columns(type(row))}


def _plain(value: Any) -> Any:
    if isinstance(value, Block):
        return [value.start, value.end, value.kind]
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def to_batches(name: str, rows: Iterable[Any]) -> Iterator[RecordBatch]:
    """The rows as batches that stay below Arrow's limits; no rows, no batch.

    Raises:
        ValueError: a text of the rows holds half a surrogate pair.
    """
    row, remaining = ROWS[name], iter(rows)
    while part := list(islice(remaining, ROWS_PER_BATCH.get(name, _BATCH))):
        arrays = {}
        for column, hint in columns(row).items():
            values = [getattr(one, attribute_of(column)) for one in part]
            try:
                arrays[column] = build_array(values, hint)
            except UnicodeEncodeError as fault:
                raise ValueError(f"table {name}, column {column}: a text holds half a surrogate pair") from fault
        yield RecordBatch.from_arrays(list(arrays.values()), schema=schema(row))


def build_array(values: list[Any], hint: Any) -> Array:
    """The Arrow array of a column or of what lies inside one."""
    if get_origin(hint) in (Union, types.UnionType):
        return _nullable(values, _inner(hint))
    if hint is Span:
        offsets = Array(list(range(0, 2 * len(values) + 1, 2)), DataType.int32())
        return list_array(offsets, Array(list(chain.from_iterable(values)), DataType.int64()), type=arrow_type(hint))
    if hint in (Place, Block):
        return struct_array(_members(values, hint), fields=_fields(hint))
    if get_origin(hint) is tuple:
        offsets = Array([0, *accumulate(map(len, values))], DataType.int32())
        return list_array(
            offsets, build_array(list(chain.from_iterable(values)), get_args(hint)[0]), type=arrow_type(hint)
        )
    return Array(values, arrow_type(hint))


def build_strings(offsets: "NDArray[np.integer[Any]]", text: "NDArray[np.uint8]") -> Array:
    """The Arrow array of strings that are UTF-8 bytes: string `n` is `text[offsets[n] : offsets[n + 1]]`.

    `text` has 2 GiB at most.
    """
    import nanoarrow
    import numpy as np

    buffers = [None, offsets.astype(np.int32), np.ascontiguousarray(text)]
    return Array.from_arrow(nanoarrow.c_array_from_buffers(nanoarrow.string(), offsets.size - 1, buffers))


def _nullable(values: list[Any], inner: Any) -> Array:
    """As `build_array`, but values may be None. Flat arrays know None; a struct gets a stand-in under a mask."""
    if inner not in (Place, Block):
        return Array(values, arrow_type(inner))
    stand_in = Place("", 0, 0) if inner is Place else Block(0, 0, "body")
    mask = Array([value is None for value in values], DataType.bool())
    filled = [stand_in if value is None else value for value in values]
    return struct_array(_members(filled, inner), fields=_fields(inner), mask=mask)


def _members(values: list[Any], hint: Any) -> list[Array]:
    return [build_array([getattr(value, f.name) for value in values], _hints(hint)[f.name]) for f in _fields(hint)]


@cache
def _hints(hint: Any) -> dict[str, Any]:
    return get_type_hints(hint)


@cache
def _fields(hint: Any) -> list[Field]:
    return list(arrow_type(hint).fields)


def _inner(hint: Any) -> Any:
    """X of `X | None`."""
    return next(part for part in get_args(hint) if part is not type(None))


def _reader(hint: Any) -> Callable[[Any], Any]:
    """What turns a value as Arrow gives it into the value that a row holds."""
    if get_origin(hint) in (Union, types.UnionType):
        return partial(_read_optional, _reader(_inner(hint)))
    if hint is Span:
        return partial(_read_all, Span)
    if hint in (Place, Block):
        return partial(_read_struct, hint)
    if get_origin(hint) is tuple:
        return partial(_read_list, _reader(get_args(hint)[0]))
    return _read_same


def _read_optional(read: Callable[[Any], Any], value: Any) -> Any:
    return None if value is None else read(value)


def _read_all(make: Callable[..., Any], value: Any) -> Any:
    return make(*value)


def _read_struct(make: Callable[..., Any], value: Any) -> Any:
    return make(**value)


def _read_list(read: Callable[[Any], Any], value: Any) -> Any:
    return tuple(map(read, value))


def _read_same(value: Any) -> Any:
    return value
