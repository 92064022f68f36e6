"""What workers do to find copied passages: postings of documents, matches of buckets, passages of ranges of documents.

The kernels are those of `sayso.reuse`; here arrays are unpacked from columns and packed again. An array travels as one
cell of bytes, so that Spark moves thousands of cells where it would move millions of rows.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from arro3.core import RecordBatch
from numpy.typing import NDArray

from sayso.kernels.fast.postings import PLACE_BITS, make_postings, scatter, scatter_matches
from sayso.kernels.words import powers
from sayso.pipeline.spark.arrow import make_batch, to_ours, to_theirs
from sayso.pipeline.spark.dossiers import WORDS
from sayso.pipeline.spark.numbering import Sent, index_of, numbers_of
from sayso.reuse.articles import Articles
from sayso.reuse.passages import Setting
from sayso.reuse.ranges import BUCKET_BITS, align_range, match_bucket

POSTINGS = pa.schema([pa.field("bucket", pa.int32(), False), pa.field("data", pa.binary(), False)])
"""A bucket and postings of it: uint64 each."""
RANGE = pa.field("range", pa.int32(), False)
NUMBER = pa.field("number", pa.int32(), False)
ROUTED = pa.schema([RANGE, NUMBER, *(WORDS.field(name) for name in ("codes", "places"))])
"""The words of a document, on the way to a range."""
PASSAGES = pa.schema([RANGE, pa.field("data", pa.binary(), False)])
"""Passages of a range, nine int64 each (`sayso.kernels.fast.alignment.FIELDS`)."""
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
    """The words of each document once for each range that wants them."""
    arrays = sent.open()
    numbers = numbers_of(batch.column("document").to_pylist(), arrays)
    starts, ends = arrays["starts"][numbers], arrays["starts"][numbers + 1]
    of = np.repeat(np.arange(numbers.size), ends - starts)
    ranges = [arrays["ranges"][start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    cells = [to_theirs(batch).column(name).take(pa.array(of)) for name in ("codes", "places")]
    columns = [pa.array(_join(ranges, np.int32)), pa.array(numbers[of]), *cells]
    yield to_ours(make_batch(dict(zip(ROUTED.names, columns, strict=True)), ROUTED))


def align_ranges(sent: Sent, setting: Setting, batches: Sequence[RecordBatch]) -> Iterator[RecordBatch]:
    """Passages whose later documents are of some ranges, from their matches and the words of all whom these name."""
    arrays = sent.open()
    theirs = [to_theirs(batch) for batch in batches]
    for number in sorted({n for batch in theirs for n in batch.column("range").to_pylist()}):
        own = [part for batch in theirs if (part := _where(batch, "range", number)).num_rows]
        cells = {name: _cells(own, name) for name in ("data", "number", "codes", "places")}
        matches = _join(cells["data"], np.uint64).reshape(-1, 2)
        passages = _align(matches, cells, arrays["bounds"], setting)
        yield to_ours(make_batch({"range": [number], "data": [passages.tobytes()]}, PASSAGES))


def _align(
    matches: NDArray[np.uint64], cells: Mapping[str, list[Any]], bounds: NDArray[Any], setting: Setting
) -> NDArray[np.int64]:
    """Passages of matches, by the words of all documents; for the kernel the documents at hand get numbers of their own,
    in the same order."""
    order = np.argsort(cells["number"])
    numbers = np.array(cells["number"], np.int64)[order]
    codes, places = ([cells[name][n] for n in order.tolist()] for name in ("codes", "places"))
    own = np.concatenate([[0], np.cumsum([len(cell) // 4 for cell in codes])])
    half, low = np.uint64(32), np.uint64(0xFFFFFFFF)
    later, earlier = (np.searchsorted(numbers, side) for side in (matches[:, 0] >> half, matches[:, 0] & low))
    matches[:, 0] = later.astype(np.uint64) << half | earlier.astype(np.uint64)
    articles = Articles(_join(codes, np.uint32), _join(places, np.uint32), own, np.zeros(0, np.int32))
    rows = align_range(matches, 0, numbers.size, articles, setting)
    shifts = bounds[numbers] - own[:-1]
    rows[:, 2:4] += shifts[rows[:, 1], None]
    rows[:, 4:6] += shifts[rows[:, 0], None]
    rows[:, :2] = numbers[rows[:, :2]]
    return rows


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


def _cells(batches: Sequence[pa.RecordBatch], name: str) -> list[Any]:
    """All cells of a column that are not null."""
    return [cell for batch in batches for cell in batch.column(name).drop_null().to_pylist()]
