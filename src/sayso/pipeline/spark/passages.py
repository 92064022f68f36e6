"""What workers do to find copied passages: postings of documents, matches of a bucket, rows of a range of documents.

The kernels are those of `sayso.reuse`; here arrays are unpacked from columns and packed again. An array travels as one
cell of bytes, so that Spark moves thousands of cells where it would move millions of rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from arro3.core import RecordBatch
from numpy.typing import NDArray

from sayso.kernels.alignment import Passages
from sayso.kernels.fast.postings import PLACE_BITS, make_postings, scatter, scatter_matches
from sayso.kernels.fast.quoting import cut_quotations
from sayso.kernels.words import powers
from sayso.model import Document, Region, Reuse, grouped
from sayso.pipeline.spark.arrow import make_batch, to_ours, to_theirs, unnest
from sayso.pipeline.spark.numbering import Arrays, Sent, index_of, numbers_of
from sayso.reuse.find import gather_articles, write_rows
from sayso.reuse.passages import Found, Setting
from sayso.reuse.quoted import OWN_VOICE
from sayso.reuse.ranges import BUCKET_BITS, align_range, match_bucket
from sayso.store.columns import from_batch, to_batches

POSTINGS = pa.schema([pa.field("bucket", pa.int32(), False), pa.field("data", pa.binary(), False)])
"""A bucket and postings of it: uint64 each."""
RANGE = pa.field("range", pa.int32(), False)
MATCHES = pa.schema([pa.field("kind", pa.string(), False), RANGE, pa.field("data", pa.binary(), False)])
"""`match`: matches whose later documents are of the range, two uint64 each; `wanted`: the documents that occur in
them, int32; `capped`: documents that hold an n-gram more often than is looked at, int32, of no range (-1)."""


def file_postings(sent: Sent, setting: Setting, batch: RecordBatch) -> Iterator[RecordBatch]:
    """Postings by bucket of documents given by their ids and codes."""
    arrays = sent.open()
    ids, cells = batch.column("document").to_pylist(), batch.column("codes").to_pylist()
    codes = _join(cells, np.uint32)
    bounds = np.concatenate([[0], np.cumsum([len(cell) // 4 for cell in cells])])
    postings, buckets = np.empty(codes.size, np.uint64), np.empty(codes.size, np.int32)
    factors = powers(setting.size)
    count = make_postings(codes, bounds, 0, setting.size, setting.window, factors, BUCKET_BITS, postings, buckets)
    places = (postings[:count] & np.uint64((1 << PLACE_BITS) - 1)).astype(np.int64)
    shifts = arrays["bounds"][numbers_of(ids, arrays)] - bounds[:-1]
    postings[:count] += shifts[np.searchsorted(bounds, places, "right") - 1].astype(np.uint64)
    fills = np.zeros(1 << BUCKET_BITS, np.int64)
    ordered = scatter(postings, buckets, count, fills)
    parts = [(n, part) for n, part in enumerate(np.split(ordered, np.cumsum(fills)[:-1])) if part.size]
    yield to_ours(
        make_batch({"bucket": [n for n, _ in parts], "data": [part.tobytes() for _, part in parts]}, POSTINGS)
    )


def match_buckets(sent: Sent, setting: Setting, batches: Sequence[RecordBatch]) -> Iterator[RecordBatch]:
    """Matches, by range of the later document, of whole buckets; and what they say of documents."""
    arrays = sent.open()
    index, firsts = index_of(arrays), np.asarray(arrays["firsts"])
    capped = np.zeros(index.bounds.size - 1, np.bool_)
    wanted: dict[int, list[NDArray[Any]]] = {}
    for cells in _cells_of(batches, "bucket").values():
        matches = match_bucket(_join(cells, np.uint64), index, setting, capped)
        fills = np.zeros(firsts.size, np.int64)
        ordered = scatter_matches(matches, firsts, fills)
        parts = [(n, part) for n, part in enumerate(np.split(ordered, np.cumsum(fills)[:-1])) if part.size]
        yield _rows("match", {n: part for n, part in parts})
        for n, part in parts:
            wanted.setdefault(n, []).append(_documents_of(part))
    yield _rows("wanted", {n: np.unique(np.concatenate(parts)) for n, parts in wanted.items()})
    yield _rows("capped", {-1: np.flatnonzero(capped).astype(np.int32)})


def join_wanted(batches: Sequence[RecordBatch]) -> Iterator[RecordBatch]:
    """What several buckets say of the documents of a range, as one."""
    for kind in ("wanted", "capped"):
        named = [to_ours(_where(batch, "kind", kind)) for batch in batches]
        yield _rows(kind, {n: np.unique(_join(cells, np.int32)) for n, cells in _cells_of(named, "range").items()})


def route(sent: Sent, batch: RecordBatch) -> Iterator[RecordBatch]:
    """Each document once for each range that wants it: its columns with the column `range` before them."""
    arrays, theirs = sent.open(), to_theirs(batch)
    numbers = numbers_of(unnest(theirs, "document").column("document").to_pylist(), arrays)
    starts, ends = arrays["starts"][numbers], arrays["starts"][numbers + 1]
    counts = np.asarray(ends - starts)
    if not counts.sum():
        return
    where = np.arange(int(counts.sum())) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
    taken = theirs.take(pa.array(np.repeat(np.arange(numbers.size), counts)))
    yield to_ours(taken.add_column(0, RANGE, pa.array(arrays["ranges"][where])))


def find_rows(sent: Sent, setting: Setting, batches: Sequence[RecordBatch]) -> Iterator[RecordBatch]:
    """Rows of reuse whose later documents are of some ranges, from their matches and the documents that these name."""
    arrays = sent.open()
    theirs = [to_theirs(batch) for batch in batches]
    for number in sorted({n for batch in theirs for n in batch.column("range").to_pylist()}):
        own = [part for batch in theirs if (part := _where(batch, "range", number)).num_rows]
        matches = _join([cell for part in own for cell in part.column("data").drop_null().to_pylist()], np.uint64)
        documents = [one for part in own for one in from_batch("documents", unnest(part, "document"))]
        regions: list[Region] = []
        if "regions" in own[0].schema.names:
            regions = [one for part in own for one in from_batch("regions", unnest(part, "regions"))]
        yield from to_batches("reuse", _write(matches.reshape(-1, 2), documents, regions, arrays, setting))


def _write(
    matches: NDArray[np.uint64], documents: list[Document], regions: list[Region], arrays: Arrays, setting: Setting
) -> list[Reuse]:
    """Rows of the passages that the matches lead to; the documents get numbers of their own, in the same order."""
    numbers = numbers_of([one.document for one in documents], arrays)
    order = np.argsort(numbers)
    numbers, documents = numbers[order], [documents[n] for n in order.tolist()]
    half, low = np.uint64(32), np.uint64(0xFFFFFFFF)
    later, earlier = (np.searchsorted(numbers, side.astype(np.int32)) for side in (matches[:, 0] >> half, matches[:, 0] & low))
    matches[:, 0] = later.astype(np.uint64) << half | earlier.astype(np.uint64)
    articles = gather_articles(documents, grouped(regions), compiled=True)
    rows = align_range(matches, 0, len(documents), articles, setting)
    quoted = cut_quotations(articles.codes, articles.places, rows, OWN_VOICE)
    capped = np.isin(numbers, arrays["capped"])
    found = Found(Passages(*rows[:, 2:].T), np.zeros(rows.shape[0], np.bool_), capped)
    return write_rows(documents, articles, found, quoted, setting)


def _documents_of(matches: NDArray[np.uint64]) -> NDArray[np.int32]:
    """Numbers of all documents that matches name."""
    both = matches[:, 0]
    sides = (both >> np.uint64(32), both & np.uint64(0xFFFFFFFF))
    return np.unique(np.concatenate([np.unique(side) for side in sides])).astype(np.int32)


def _join(cells: Iterable[bytes], kind: Any) -> NDArray[Any]:
    """The arrays of cells one after the other, as an array that may be written to."""
    return np.concatenate([np.zeros(0, kind), *(np.frombuffer(cell, kind) for cell in cells)])


def _cells_of(batches: Sequence[RecordBatch], key: str) -> dict[int, list[bytes]]:
    """The cells of data under their key, keys in order."""
    found: dict[int, list[bytes]] = {}
    for batch in batches:
        for one, cell in zip(batch.column(key).to_pylist(), batch.column("data").to_pylist(), strict=True):
            found.setdefault(one, []).append(cell)
    return dict(sorted(found.items()))


def _rows(kind: str, parts: dict[int, NDArray[Any]]) -> RecordBatch:
    columns = {"kind": [kind] * len(parts), "range": list(parts), "data": [part.tobytes() for part in parts.values()]}
    return to_ours(make_batch(columns, MATCHES))


def _where(batch: Any, column: str, value: Any) -> pa.RecordBatch:
    """The rows of a batch that have a value in a column."""
    theirs = pa.record_batch(batch)
    return theirs.filter(pc.equal(theirs.column(column), value))
