"""What workers do to find copied passages: postings of documents, matches of buckets, passages of ranges of documents.

The kernels are those of `sayso.reuse`; here arrays are unpacked from columns and packed again. An array travels as one
cell of bytes, so that Spark moves thousands of cells where it would move millions of rows.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from arro3.core import RecordBatch
from numpy.typing import NDArray

from sayso.kernels.fast.matching.ordering import split_rows
from sayso.kernels.fast.matching.postings import PLACE_BITS, make_postings
from sayso.kernels.fast.wording.rewording import compare_sentences, key_sentences, list_sentences, pair_sentences
from sayso.kernels.rewording import BUCKETS, demand_of
from sayso.kernels.words import powers
from sayso.pipeline.spark.arrow import make_batch, to_ours, to_theirs
from sayso.pipeline.spark.dossiers import WORDS
from sayso.pipeline.spark.numbering import Arrays, Sent, index_of, numbers_of
from sayso.reuse.finding.passages import Setting
from sayso.reuse.finding.ranges import BUCKET_BITS, Outcome, align_range, join_outcome, match_bucket, split_by_range
from sayso.reuse.finding.reworded import numerals
from sayso.reuse.words.articles import Articles

POSTINGS = pa.schema([pa.field("bucket", pa.int32(), False), pa.field("data", pa.binary(), False)])
"""A bucket and postings of it, uint64 each; buckets from `1 << BUCKET_BITS` on hold keys of sentences."""
RANGE = pa.field("range", pa.int32(), False)
MATCHES = pa.schema([pa.field("kind", pa.string(), False), RANGE, pa.field("data", pa.binary(), False)])
"""Of a range of later documents: `match`: matches, two uint64 each; `pair`: pairs of sentences, one uint64 each;
`wanted`: documents that occur in these, int32. Of no range (-1): `capped`: documents that hold an n-gram more often
than is looked at, int32."""
ROUTED = pa.schema([RANGE, pa.field("number", pa.int32(), False), *(WORDS.field(name) for name in ("codes", "places"))])
"""The words of a document, on the way to a range."""
PASSAGES = pa.schema([RANGE, pa.field("data", pa.binary(), False), pa.field("reworded", pa.binary(), False)])
"""Passages of a range, nine int64 each (`sayso.kernels.fast.matching.alignment.FIELDS`), and a byte each."""
_PLACE = np.uint64((1 << PLACE_BITS) - 1)
_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


def file_postings(sent: Sent, setting: Setting, batch: RecordBatch) -> Iterator[RecordBatch]:
    """Postings of n-grams and of sentences, by bucket, of documents given by their ids and words."""
    arrays = sent.open()
    numbers = numbers_of(batch.column("document").to_pylist(), arrays)
    cells = batch.column("codes").to_pylist()
    codes, places = _join(cells, np.uint32), _join(batch.column("places").to_pylist(), np.uint32)
    bounds = np.concatenate([[0], np.cumsum([len(cell) // 4 for cell in cells])]).astype(np.int64)
    parts = _file_ngrams(codes, bounds, arrays["bounds"][numbers] - bounds[:-1], setting)
    sentences = list_sentences(codes, places, bounds, 0, setting.reworded)
    demands = demand_of(arrays["documents"].size, setting.reworded)
    keys = key_sentences(codes, sentences, 0, BUCKETS, demands.buckets)
    shifts = arrays["sentences"][numbers] - np.searchsorted(sentences.documents, np.arange(numbers.size))
    shifts = shifts[sentences.documents]
    packed = keys.packed + shifts[(keys.packed & _PLACE).astype(np.int64)].astype(np.uint64)
    parts += [packed[low:high] for low, high in pairwise(keys.offsets[: demands.buckets + 1].tolist())]
    filled = [(n, part) for n, part in enumerate(parts) if part.size]
    columns = {"bucket": [n for n, _ in filled], "data": [part.tobytes() for _, part in filled]}
    yield to_ours(make_batch(columns, POSTINGS))


def _file_ngrams(
    codes: NDArray[np.uint32], bounds: NDArray[np.int64], shifts: NDArray[np.int64], setting: Setting
) -> list[NDArray[np.uint64]]:
    """Postings of each bucket, their positions shifted by as much as their document's words are."""
    postings, buckets = np.empty(codes.size, np.uint64), np.empty(codes.size, np.int32)
    factors = powers(setting.size)
    count = make_postings(codes, bounds, 0, setting.size, setting.window, factors, BUCKET_BITS, postings, buckets)
    owners = np.searchsorted(bounds, (postings[:count] & _PLACE).astype(np.int64), "right") - 1
    postings[:count] += shifts[owners].astype(np.uint64)
    return split_rows(postings[:count], buckets[:count], 1 << BUCKET_BITS)


def match_buckets(sent: Sent, setting: Setting, batches: Sequence[RecordBatch]) -> Iterator[RecordBatch]:
    """Matches and pairs of sentences of whole buckets, by range of the later document; what they say of documents."""
    arrays = sent.open()
    index, owners = index_of(arrays), arrays["documents"]
    sizes, demands = index.sizes.astype(np.int32), demand_of(owners.size, setting.reworded)
    capped = np.zeros(index.bounds.size - 1, np.bool_)
    wanted: dict[int, list[NDArray[Any]]] = {}
    for bucket, cells in _cells_of(batches, "bucket").items():
        data = _join(cells, np.uint64)
        if bucket < 1 << BUCKET_BITS:
            kind, found = "match", match_bucket(data, index, setting, capped)
            keys, firsts = found[:, 0], arrays["firsts"]
        else:
            kind = "pair"
            keys = pair_sentences(data, owners, arrays["marks"], index.outlets, sizes, demands)
            found, firsts = keys[:, None], np.searchsorted(owners, arrays["firsts"])
        parts = split_by_range(found, keys, firsts)
        yield _rows(kind, parts)
        for n, part in parts.items():
            sides = np.unique(np.concatenate([np.unique(part[:, 0] >> _HALF), np.unique(part[:, 0] & _LOW)]))
            wanted.setdefault(n, []).append(sides if kind == "match" else np.unique(owners[sides.astype(np.int64)]))
    yield _rows("wanted", {n: np.unique(np.concatenate(parts)).astype(np.int32) for n, parts in wanted.items()})
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
        numbers, articles = _join_articles(own)
        data = {kind: [_where(part, "kind", kind) for part in own] for kind in ("match", "pair")}
        matches, pairs = (_join(_cells(parts, "data"), np.uint64) for parts in data.values())
        found = _align(matches.reshape(-1, 2), pairs, numbers, articles, arrays, setting)
        columns = {"range": [number], "data": [found.rows.tobytes()], "reworded": [found.reworded.tobytes()]}
        yield to_ours(make_batch(columns, PASSAGES))


def _join_articles(batches: Sequence[pa.RecordBatch]) -> tuple[NDArray[np.int64], Articles]:
    """The documents at hand in the order of their numbers: the numbers and the words."""
    given = {name: _cells(batches, name) for name in ("number", "codes", "places")}
    order = np.argsort(given["number"])
    codes, places = ([given[name][n] for n in order.tolist()] for name in ("codes", "places"))
    bounds = np.concatenate([[0], np.cumsum([len(cell) // 4 for cell in codes])]).astype(np.int64)
    articles = Articles(_join(codes, np.uint32), _join(places, np.uint32), bounds, np.zeros(0, np.int32))
    return np.array(given["number"], np.int64)[order], articles


def _align(
    matches: NDArray[np.uint64],
    pairs: NDArray[np.uint64],
    numbers: NDArray[np.int64],
    articles: Articles,
    arrays: Arrays,
    setting: Setting,
) -> Outcome:
    """Passages of matches, by the words of all documents; for the kernels the documents and sentences at hand get
    numbers of their own, in the same order."""
    if matches.size:
        matches[:, 0] = _pack(*(np.searchsorted(numbers, side) for side in _unpack(matches[:, 0])))
    rows = align_range(matches, 0, numbers.size, articles, setting)
    sentences = list_sentences(articles.codes, articles.places, articles.bounds, 0, setting.reworded)
    edges = np.searchsorted(sentences.documents, np.arange(numbers.size + 1))
    owners = (np.searchsorted(numbers, arrays["documents"][side]) for side in _unpack(pairs))
    sides = zip(_unpack(pairs), owners, strict=True)
    own_pairs = _pack(*(side - arrays["sentences"][numbers[owner]] + edges[owner] for side, owner in sides))
    demands = demand_of(arrays["documents"].size, setting.reworded)
    anew = compare_sentences(articles.codes, sentences, own_pairs, numerals(), demands)
    found = join_outcome(articles.bounds, rows, anew)
    shifts = arrays["bounds"][numbers] - articles.bounds[:-1]
    rows = found.rows
    rows[:, 2:4] += shifts[rows[:, 1], None]
    rows[:, 4:6] += shifts[rows[:, 0], None]
    rows[:, :2] = numbers[rows[:, :2]]
    return found


def _unpack(pairs: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The later and the earlier side."""
    return (pairs >> _HALF).astype(np.int64), (pairs & _LOW).astype(np.int64)


def _pack(later: NDArray[np.int64], earlier: NDArray[np.int64]) -> NDArray[np.uint64]:
    return later.astype(np.uint64) << _HALF | earlier.astype(np.uint64)


def _join(cells: Iterable[Any], kind: Any) -> NDArray[Any]:
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
