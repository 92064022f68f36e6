"""Inputs on their way to a worker: URLs (`s3a://`, `hdfs://`, `file:/`) are found and read by Spark."""

import os
from collections.abc import Iterable, Sequence
from typing import Any

import pyarrow as pa
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from sayso.pipeline.spark.arrow import spark_schema
from sayso.read import Item
from sayso.store.faults import CaseError
from sayso.store.inputs import FILE_LIMIT, MESSAGES, Named, load_item

SOURCES = pa.schema(
    [
        pa.field("path", pa.string(), False),
        pa.field("file", pa.binary()),
        pa.field("data", pa.binary()),
        pa.field("code", pa.string()),
        pa.field("message", pa.string()),
    ]
)
"""Inputs on their way to a worker: where its file is, or its bytes, or what was wrong."""
_MAGIC = frozenset("*?[{")


def make_sources(session: SparkSession, rows: Iterable[dict[str, Any]]) -> DataFrame:
    """Inputs that this process names or holds."""
    return session.createDataFrame(pa.Table.from_pylist(list(rows), schema=SOURCES), spark_schema(SOURCES))


def find_sources(session: SparkSession, urls: Sequence[str]) -> DataFrame | None:
    """The files that URLs lead to; each file once. A URL that leads nowhere is a row with a code.

    Spark does not list a file without a byte, nor one whose name starts with `.` or `_`.
    """
    found: DataFrame | None = None
    faults = []
    seen: set[str] = set()
    for url in dict.fromkeys(urls):
        files = _list(session, url)
        if isinstance(files, str):
            faults.append({"path": url, "code": files, "message": MESSAGES[files]})
            continue
        paths = {row.path for row in files.select("path").toLocalIterator()} if len(urls) > 1 else set()
        if twice := sorted(paths & seen):
            files = files.where(~F.col("path").isin(twice))
        seen |= paths
        found = _read(files) if found is None else found.unionByName(_read(files))
    if faults:
        refused = make_sources(session, faults)
        found = refused if found is None else found.unionByName(refused)
    return found


def _list(session: SparkSession, url: str) -> DataFrame | str:
    """The files of a URL with their sizes, or the code of why there are none."""
    reader = session.read.format("binaryFile").option("recursiveFileLookup", "true")
    try:
        files = reader.load(url)
    except Exception as fault:
        if not (isinstance(fault, AnalysisException) and "PATH_NOT_FOUND" in str(fault)):
            raise CaseError(f"{url}: cannot be read ({first_line(fault)})") from fault
        return "NO_MATCH" if _MAGIC & set(url) else "NOT_FOUND"
    return files if files.inputFiles() else "EMPTY_FOLDER"


def _read(files: DataFrame) -> DataFrame:
    """Sources of files: those within the limit with their bytes, the others refused."""
    text, data = F.lit(None).cast("string"), F.lit(None).cast("binary")
    fit = files.where(F.col("length") <= FILE_LIMIT).select(
        "path", data.alias("file"), F.col("content").alias("data"), text.alias("code"), text.alias("message")
    )
    large = files.where(F.col("length") > FILE_LIMIT).select(
        "path", data.alias("file"), data.alias("data"), F.lit("TOO_LARGE").alias("code"),
        F.lit(MESSAGES["TOO_LARGE"]).alias("message"),
    )  # fmt: skip
    return fit.unionByName(large)


def source_of(one: "Named | Item") -> dict[str, Any]:
    """A source for a file, which the worker reads itself, for standard input, or for an item in memory."""
    item = load_item(one) if isinstance(one, Named) and one.path is None else one
    if isinstance(item, Named):
        return {"path": item.label, "file": os.fsencode(str(item.path))}
    return {"path": item.path, "data": item.data, "code": item.code, "message": item.message}


def first_line(fault: Exception) -> str:
    """What a fault of Spark's or of Java's says first; the rest is where in Java it happened."""
    inner = getattr(fault, "java_exception", None)
    return str(inner.toString() if inner is not None else fault).strip().partition("\n")[0][:300]
