"""Between Spark's Arrow, which is pyarrow's, and ours, which is arro3's: no copy either way."""

from collections.abc import Iterable
from itertools import accumulate
from typing import Any

import pyarrow as pa
from arro3.core import RecordBatch, Schema
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType


def to_ours(batch: pa.RecordBatch) -> RecordBatch:
    """A batch of Spark's as one of ours."""
    return RecordBatch.from_arrow(batch)


def to_theirs(batch: RecordBatch) -> pa.RecordBatch:
    """A batch of ours as Spark takes it."""
    return pa.record_batch(batch)


def spark_schema(schema: "Schema | pa.Schema") -> StructType:
    """Spark's schema of an Arrow schema, with the same nullability down to the items of lists."""
    return from_arrow_schema(pa.schema(schema))


def struct_type(schema: Schema, optional: bool = False) -> pa.DataType:
    """The struct that has a schema's columns as members; of a struct that may be null, each of them may be."""
    return pa.struct([field.with_nullable(optional or field.nullable) for field in pa.schema(schema)])


def nest(batches: Iterable[RecordBatch], schema: Schema) -> pa.StructArray:
    """Rows of batches as one column of structs."""
    return _join(batches, struct_type(schema))


def nest_optional(batches: Iterable[RecordBatch], schema: Schema, present: list[bool]) -> pa.StructArray:
    """As `nest`, with one entry for each of `present`: the next row where it is true, null where it is false."""
    numbers = accumulate(present)
    places = [number - 1 if here else None for number, here in zip(numbers, present, strict=True)]
    return _join(batches, struct_type(schema, optional=True)).take(pa.array(places, pa.int64()))


def _join(batches: Iterable[RecordBatch], wanted: pa.DataType) -> pa.StructArray:
    parts = [to_theirs(batch).to_struct_array() for batch in batches]
    return pa.concat_arrays(parts).cast(wanted) if parts else pa.array([], wanted)


def nest_lists(batches: Iterable[RecordBatch], schema: Schema, lengths: Iterable[int]) -> pa.ListArray:
    """Rows of batches as one column of lists of structs, `lengths` rows in each."""
    offsets = pa.array([0, *accumulate(lengths)], pa.int32())
    return pa.ListArray.from_arrays(offsets, nest(batches, schema))


def unnest(batch: pa.RecordBatch, column: str) -> RecordBatch:
    """The rows inside a column of structs (null is none) or of lists of structs, as a batch of ours."""
    array = batch.column(column)
    members = array.flatten() if pa.types.is_list(array.type) else array.drop_null()
    return to_ours(pa.RecordBatch.from_struct_array(members))


def make_batch(columns: dict[str, Any], schema: pa.Schema) -> pa.RecordBatch:
    """A batch of Spark's from columns, each an array or a list of values."""
    arrays = [
        value if isinstance(value, pa.Array) else pa.array(value, schema.field(name).type)
        for name, value in columns.items()
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)
