"""Copied passages on Spark: postings to buckets, matches to ranges of later documents, words to where they match.

Three shuffles: eight bytes for each posting, sixteen for each match, and the words of each document, eight bytes each,
once for each range of later documents that it is compared in.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from sayso.kernels.fast.matching.alignment import FIELDS
from sayso.kernels.fast.passages.checks import sum_stretches
from sayso.model import Document, Region, Reuse, grouped
from sayso.pipeline.spark.numbering import Arrays, Sender, number_documents
from sayso.pipeline.spark.passages import (
    MATCHES,
    PASSAGES,
    POSTINGS,
    ROUTED,
    align_ranges,
    file_postings,
    join_wanted,
    match_buckets,
    route,
)
from sayso.pipeline.spark.verbs import by_bucket, map_batches
from sayso.reuse.find import describe, gather_articles, time_order
from sayso.reuse.finding.passages import Setting
from sayso.reuse.finding.ranges import RANGE_WORDS, Outcome, cut_outcome, split_ranges
from sayso.reuse.rows import to_rows, write_columns
from sayso.reuse.words.articles import article_edges, scan_bytes
from sayso.store.faults import StageError

LEAST_WORDS = 1 << 20
"""Words of a range at least: the more ranges, the more often the words of a document travel."""


def find_passages(
    session: SparkSession, sender: Sender, dossiers: DataFrame, setting: Setting
) -> tuple[Outcome, NDArray[np.bool_]]:
    """Passages of all dossiers, which have words, by the words of all documents in the order of time; the documents
    that hold an n-gram too often. As `sayso.reuse.finding.ranges.find_in_ranges` finds them, in the same order."""
    documents = dossiers.where(F.col("document").isNotNull())
    ids = F.col("document.document").alias("document")
    arrays = _number(documents)
    share = -(-int(arrays["bounds"][-1]) // session.sparkContext.defaultParallelism)
    arrays["firsts"] = split_ranges(arrays["bounds"], min(RANGE_WORDS, max(LEAST_WORDS, share)))[:-1]
    sent = sender.send(arrays)
    filed = map_batches(documents.select(ids, "codes", "places"), partial(file_postings, sent, setting), POSTINGS)
    matches = by_bucket(filed, "bucket", partial(match_buckets, sent, setting), MATCHES)
    matches = matches.persist(StorageLevel.MEMORY_AND_DISK)
    said = by_bucket(matches.where("kind IN ('wanted', 'capped')"), "range", join_wanted, MATCHES).toArrow().to_pylist()
    routes = _route(said, arrays["numbers"].size)
    sent = sent.and_(sender.send(routes))
    routed = map_batches(documents.select(ids, "codes", "places"), partial(route, sent), ROUTED)
    both = routed.unionByName(matches.where("kind IN ('match', 'pair')"), allowMissingColumns=True)
    aligned = by_bucket(both, "range", partial(align_ranges, sent, setting), PASSAGES, arrays["firsts"].size)
    parts = sorted(aligned.toArrow().to_pylist(), key=lambda one: one["range"])
    matches.unpersist()
    rows = np.frombuffer(b"".join(one["data"] for one in parts), np.int64).copy()
    reworded = np.frombuffer(b"".join(one["reworded"] for one in parts), np.bool_).copy()
    capped = np.zeros(arrays["numbers"].size, np.bool_)
    capped[routes["capped"]] = True
    return Outcome(rows.reshape(-1, FIELDS), reworded), capped


def write_reuse(
    documents: Sequence[Document],
    regions: Sequence[Region],
    outcome: Outcome,
    capped: NDArray[np.bool_],
    setting: Setting,
) -> list[Reuse]:
    """The rows of reuse of passages that were found; parents and families are found among all of them, here."""
    documents = sorted(documents, key=time_order)
    of = grouped(regions)
    articles = gather_articles(documents, of, compiled=True)
    found = cut_outcome(articles, outcome, capped)
    columns = write_columns(articles, *found, describe(documents), setting, compiled=True)
    rows = list(to_rows(columns, lambda number: documents[number].document, setting))
    _check({document.document: document for document in documents}, of, rows)
    return rows


def _check(documents: Mapping[str, Document], regions: Mapping[str, list[Region]], rows: Sequence[Reuse]) -> None:
    """As `check_rows`, compiled: the words in each place have the checksum that the row gives.

    Raises:
        StageError: the first row that fails.
    """
    places = [(row.earlier, row.earlier_start, row.earlier_end, row.earlier_check) for row in rows]
    places += [(row.later, row.later_start, row.later_end, row.later_check) for row in rows]
    edges = {name: article_edges(documents[name], regions.get(name, ())) for name in {name for name, *_ in places}}
    kept = [None if (own := edges[name]) is None else own - start for name, start, _, _ in places]
    parts = [documents[name].text[start:end].encode("utf-8", "surrogatepass") for name, start, end, _ in places]
    offsets = np.cumsum([0, *map(len, parts)])
    words = scan_bytes(np.frombuffer(b"".join(parts), np.uint8), offsets, kept)
    sums = sum_stretches(words.codes, words.bounds[:-1], words.bounds[1:]).tolist()
    for (name, start, end, check), found in zip(places, sums, strict=True):
        if check != f"{found:08x}":
            raise StageError(f"reuse: {name} [{start}, {end}] does not have the checksum {check}")


def _number(documents: DataFrame) -> Arrays:
    """The documents in the order of time, and where the words of each are among all."""
    ids = F.col("document.document").alias("document")
    outlet, words = F.col("document.outlet_name").alias("outlet"), F.expr("octet_length(codes) div 4").alias("words")
    return number_documents(documents.select(ids, "moment", outlet, words, "marks").toArrow())


def _route(said: list[dict[str, Any]], documents: int) -> Arrays:
    """Which ranges want each document: `ranges[starts[n] : starts[n + 1]]` those of document `n`; who is capped."""
    wanted = [(one["range"], np.frombuffer(one["data"], np.int32)) for one in said if one["kind"] == "wanted"]
    capped = [np.frombuffer(one["data"], np.int32) for one in said if one["kind"] == "capped"]
    none = [np.zeros(0, np.int32)]
    numbers = np.concatenate([*none, *(part for _, part in wanted)])
    ranges = np.concatenate([*none, *(np.full(part.size, n, np.int32) for n, part in wanted)])
    order = np.argsort(numbers, kind="stable")
    starts = np.searchsorted(numbers[order], np.arange(documents + 1))
    return {"starts": starts, "ranges": ranges[order], "capped": np.unique(np.concatenate([*none, *capped]))}
