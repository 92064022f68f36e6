"""Sentences and their keys as Numba kernels: the first step of `kernels.rewording`."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sayso.kernels.fast.reading.hashes import mix_one
from sayso.kernels.rewording import GOLD, MARKS, RAREST, SAMPLE, SCATTER, Demands, Postings, Sentences

_LOW = np.uint64(0xFFFFFFFF)
_ONE = np.uint64(1)


def list_sentences(
    codes: NDArray[np.uint32], places: NDArray[np.uint32], bounds: NDArray[np.int64], first: int, demands: Demands
) -> Sentences:
    """As `kernels.rewording.list_sentences`."""
    room = np.count_nonzero(places[bounds[0] : bounds[-1]] & np.uint32(1 << 23)) + bounds.size
    starts, lengths, documents = np.empty(room, np.int64), np.empty(room, np.int32), np.empty(room, np.int32)
    marks = np.empty((room, 2), np.uint64)
    kept = _list(codes, places, bounds, first, demands, starts, lengths, documents, marks)
    return Sentences(starts[:kept].copy(), lengths[:kept].copy(), documents[:kept].copy(), marks[:kept].copy())


@njit(cache=True, nogil=True)
def _list(
    codes: NDArray[np.uint32],
    places: NDArray[np.uint32],
    bounds: NDArray[np.int64],
    first: int,
    demands: Demands,
    starts: NDArray[np.int64],
    lengths: NDArray[np.int32],
    documents: NDArray[np.int32],
    marks: NDArray[np.uint64],
) -> int:
    kept = 0
    for document in range(bounds.size - 1):
        word, end = bounds[document], bounds[document + 1]
        while word < end:
            start, total = word, np.int64(0)
            low, high, order = np.uint64(0), np.uint64(0), np.uint64(0)
            while True:
                code = np.uint64(codes[word])
                total += np.int64(code & np.uint64(63))
                number = code >> np.uint64(6)
                order = (order + number) * GOLD
                bit = ((number * GOLD >> np.uint64(32)) * np.uint64(MARKS)) >> np.uint64(32)
                if bit < np.uint64(64):
                    low |= _ONE << bit
                else:
                    high |= _ONE << (bit - np.uint64(48))
                word += 1
                if word >= end or (places[word] >> np.uint32(23)) & np.uint32(1):
                    break
            length = word - start
            if total >= demands.evidence and length >= demands.words and length <= demands.longest:
                starts[kept], lengths[kept], documents[kept] = start, length, first + document
                marks[kept, 0], marks[kept, 1] = low, high | order >> np.uint64(48)
                kept += 1
    return kept


def key_sentences(
    codes: NDArray[np.uint32], sentences: Sentences, base: int, buckets: int, shares: int | None = None
) -> Postings:
    """As `kernels.rewording.key_sentences`."""
    room = sentences.starts.size * (RAREST * (RAREST - 1) * (RAREST - 2) // 6)
    offsets, counts = np.zeros(buckets + 1, np.int64), np.zeros(sentences.starts.size, np.uint8)
    keys = np.empty(room + 1, np.uint64)  # the pages that are not written cost nothing
    found = _key(codes, sentences.starts, sentences.lengths, RAREST, SAMPLE, shares or buckets, keys, counts, offsets)
    np.cumsum(offsets, out=offsets)
    packed = np.empty(found, np.uint64)
    _scatter(keys, counts, base, offsets[:-1].copy(), packed)
    return Postings(packed, offsets)


@njit(cache=True, nogil=True)
def _key(
    codes: NDArray[np.uint32],
    starts: NDArray[np.int64],
    lengths: NDArray[np.int32],
    rarest: int,
    sample: int,
    shares: int,
    keys: NDArray[np.uint64],
    counts: NDArray[np.uint8],
    offsets: NDArray[np.int64],
) -> int:
    """All keys in the order of their sentences; `counts` those of each, `offsets[n + 1]` those of bucket `n`."""
    found, last = 0, np.uint64(offsets.size - 2)
    top, mixed = np.empty(rarest, np.uint64), np.empty(rarest, np.uint64)
    for sentence in range(starts.size):
        kept, before = _tell_most(codes, starts[sentence], starts[sentence] + lengths[sentence], top), found
        for one in range(kept):
            mixed[one] = mix_one(top[one] & _LOW)
        for three in range(2, kept):
            for two in range(1, three):
                both = mixed[three] + mixed[two]
                for one in range(two):
                    key = (both + mixed[one]) * GOLD
                    keys[found] = key
                    found += int(key >> np.uint64(56) < np.uint64(sample) and (key & last) < np.uint64(shares))
        counts[sentence] = found - before
        for at in range(before, found):
            offsets[np.int64(keys[at] & last) + 1] += 1
    return found


@njit(cache=True, nogil=True)
def _scatter(
    keys: NDArray[np.uint64], counts: NDArray[np.uint8], base: int, next_: NDArray[np.int64], packed: NDArray[np.uint64]
) -> None:
    """Brings the keys of each bucket together, packed with their sentences."""
    at, last = 0, np.uint64(next_.size - 1)
    for sentence in range(counts.size):
        for _ in range(counts[sentence]):
            bucket = np.int64(keys[at] & last)
            short = keys[at] << np.uint64(8) >> np.uint64(36) << np.uint64(36)
            packed[next_[bucket]] = short | np.uint64(base + sentence)
            next_[bucket] += 1
            at += 1


@njit(cache=True, nogil=True)
def _tell_most(codes: NDArray[np.uint32], start: int, end: int, top: NDArray[np.uint64]) -> int:
    """Fills `top` with the ranks of the distinct words that tell most, the highest first; how many there are."""
    kept = 0
    for word in range(start, end):
        code = np.uint64(codes[word])
        number = (code >> np.uint64(6)) * SCATTER & _LOW
        rank = (code & np.uint64(63)) << np.uint64(32) | number
        if kept == top.size and rank <= top[kept - 1]:
            continue
        at = kept  # where a place is free: behind the last, at the last, or at the word's own lower rank
        for other in range(kept):
            if top[other] & _LOW == number:
                at = other
                break
        if at < kept and top[at] >= rank:
            continue
        if at == kept:
            if kept < top.size:
                kept += 1
            else:
                at = kept - 1
        while at > 0 and top[at - 1] < rank:
            top[at] = top[at - 1]
            at -= 1
        top[at] = rank
    return kept
