"""What a kernel is called with on Spark: batches as they come, or whole buckets.

A kernel takes and gives Arrow batches of ours (`arro3`), knows nothing of Spark, and is a function of a module, or a
`partial` of one, so that a worker finds it by its name.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from arro3.core import RecordBatch, Schema
from pyspark.sql import DataFrame

from sayso.pipeline.spark.arrow import spark_schema, to_ours, to_theirs

Kernel = Callable[[RecordBatch], Iterable[RecordBatch]]
GatheringKernel = Callable[[Sequence[RecordBatch]], Iterable[RecordBatch]]


def map_batches(frame: DataFrame, kernel: Kernel, schema: Schema) -> DataFrame:
    """What the kernel gives for each batch; batches hold any number of rows, each row is in one."""
    return frame.mapInArrow(partial(_map, kernel), spark_schema(schema))


def by_bucket(
    frame: DataFrame, bucket: str, kernel: GatheringKernel, schema: Schema, parts: int | None = None
) -> DataFrame:
    """What the kernel gives for each share of the rows, all batches of the share together.

    Rows of one bucket are in one share, and a share may hold several buckets or be empty of rows (then the kernel is
    not called). `parts` is how many shares there are; without it Spark joins small ones.
    """
    spread = frame.repartition(parts, bucket) if parts else frame.repartition(bucket)
    return spread.mapInArrow(partial(_gather, kernel), spark_schema(schema))


def _map(kernel: Kernel, batches: Iterator[Any]) -> Iterator[Any]:
    for batch in batches:
        yield from map(to_theirs, kernel(to_ours(batch)))


def _gather(kernel: GatheringKernel, batches: Iterator[Any]) -> Iterator[Any]:
    share = [to_ours(batch) for batch in batches if batch.num_rows]
    if share:
        yield from map(to_theirs, kernel(share))
