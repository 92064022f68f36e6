"""Copied passages on Spark: postings to buckets, matches to ranges of later documents, documents to where they match.

Three shuffles: eight bytes for each posting, sixteen for each match, and each document once for each range of later
documents that it is compared in. Rows are those of `find_reuse`.
"""

from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from sayso.model import Reuse
from sayso.model.tables import schema
from sayso.pipeline.spark.dossiers import dossier_schema
from sayso.pipeline.spark.numbering import Arrays, Sender, number_documents
from sayso.pipeline.spark.passages import (
    MATCHES,
    POSTINGS,
    RANGE,
    file_postings,
    find_rows,
    join_wanted,
    match_buckets,
    route,
)
from sayso.pipeline.spark.verbs import by_bucket, map_batches
from sayso.reuse.passages import Setting
from sayso.reuse.ranges import RANGE_WORDS, split_ranges


def find_reuse(session: SparkSession, sender: Sender, dossiers: DataFrame) -> DataFrame:
    """The rows of reuse of all dossiers, which have words; two jobs are run on the way."""
    setting = Setting()
    documents = dossiers.where(F.col("document").isNotNull())
    ids = F.col("document.document").alias("document")
    words = F.expr("octet_length(codes) div 4").alias("words")
    outlet = F.col("document.outlet_name").alias("outlet")
    arrays = number_documents(documents.select(ids, "moment", outlet, words).toArrow())
    share = -(-int(arrays["bounds"][-1]) // session.sparkContext.defaultParallelism)
    arrays["firsts"] = split_ranges(arrays["bounds"], max(1, min(RANGE_WORDS, share)))[:-1]
    sent = sender.send(arrays)
    filed = map_batches(documents.select(ids, "codes"), partial(file_postings, sent, setting), POSTINGS)
    matches = by_bucket(filed, "bucket", partial(match_buckets, sent, setting), MATCHES)
    matches = matches.persist(StorageLevel.MEMORY_AND_DISK)
    said = by_bucket(matches.where("kind <> 'match'"), "range", join_wanted, MATCHES).toArrow().to_pylist()
    sent = sent.and_(sender.send(_routes(said, arrays["numbers"].size)))
    columns = [name for name in ("document", "regions") if name in dossiers.columns]
    schema_of = dossier_schema(("regions",) if "regions" in columns else ())
    routed_schema = pa.schema([RANGE, *(schema_of.field(name) for name in columns)])
    routed = map_batches(documents.select(*columns), partial(route, sent), routed_schema)
    both = routed.unionByName(matches.where("kind = 'match'").select("range", "data"), allowMissingColumns=True)
    return by_bucket(both, "range", partial(find_rows, sent, setting), schema(Reuse), arrays["firsts"].size)


def _routes(said: list[dict[str, Any]], documents: int) -> Arrays:
    """Which ranges want each document (those of document `n` are `ranges[starts[n] : starts[n + 1]]`); who is capped."""
    wanted = [(one["range"], np.frombuffer(one["data"], np.int32)) for one in said if one["kind"] == "wanted"]
    capped = [np.frombuffer(one["data"], np.int32) for one in said if one["kind"] == "capped"]
    none = [np.zeros(0, np.int32)]
    numbers = np.concatenate([*none, *(part for _, part in wanted)])
    ranges = np.concatenate([*none, *(np.full(part.size, n, np.int32) for n, part in wanted)])
    order = np.argsort(numbers, kind="stable")
    starts = np.searchsorted(numbers[order], np.arange(documents + 1))
    return {"starts": starts, "ranges": ranges[order], "capped": np.unique(np.concatenate([*none, *capped]))}
