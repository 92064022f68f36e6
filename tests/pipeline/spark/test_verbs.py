"""The verbs with toy kernels: each row goes through once, a bucket is never torn."""

import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from importlib.util import find_spec
from typing import Any

import pytest
from arro3.core import Array, DataType, Field, RecordBatch, Schema

pytestmark = [pytest.mark.java, pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")]

PAIRS = Schema([Field("word", DataType.string(), False), Field("count", DataType.int64(), False)])


def make(rows: Sequence[tuple[str, int]]) -> RecordBatch:
    columns = zip(*rows, strict=True) if rows else ([], [])
    return RecordBatch.from_arrays(
        [
            Array(list(values), kind)
            for values, kind in zip(columns, (DataType.string(), DataType.int64()), strict=True)
        ],
        schema=PAIRS,
    )


def rows_of(batch: Any) -> list[tuple[str, int]]:
    return list(zip(batch.column("word").to_pylist(), batch.column("count").to_pylist(), strict=True))


def split_words(again: int, batch: RecordBatch) -> Iterable[RecordBatch]:
    """Each row's words, `again` times."""
    yield make([(word, count) for text, count in rows_of(batch) for word in text.split() * again])


def add_up(batches: Sequence[RecordBatch]) -> Iterable[RecordBatch]:
    """One row for each word of a share."""
    total: Counter[str] = Counter()
    for batch in batches:
        for word, count in rows_of(batch):
            total[word] += count
    yield make(sorted(total.items()))


def test_words_counted_through_both_verbs() -> None:
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("no Java runtime, or no PySpark")
    from sayso.pipeline.spark.arrow import spark_schema
    from sayso.pipeline.spark.session import opening_session
    from sayso.pipeline.spark.verbs import by_bucket, map_batches

    given = [(f"w{n % 7} w{n % 11}", n) for n in range(5000)]
    want: Counter[str] = Counter()
    for text, count in given:
        for word in text.split() * 2:
            want[word] += count
    with opening_session("local[2]") as session:
        frame = session.createDataFrame(given, spark_schema(PAIRS))
        words = map_batches(frame, partial(split_words, 2), PAIRS)
        for parts in (None, 3):
            found = by_bucket(words, "word", add_up, PAIRS, parts).toArrow()
            assert sorted(rows_of(found)) == sorted(want.items())
        empty = map_batches(frame.where("count < 0"), partial(split_words, 2), PAIRS)
        assert by_bucket(empty, "word", add_up, PAIRS).toArrow().num_rows == 0
