"""Sentences that say the same in other words, in three steps over arrays; `kernels.fast.wording.rewording` is the twin.

1. `list_sentences` and `key_sentences`: a sentence is filed under threes of its most telling words. Two sentences with
   three of these words in common share a key however the words between them changed; a sample of the threes, the same
   for all sentences, does as well. Pairs of words (anchors/performance.md section 6) meet by chance at a million
   articles, threes seldom do.
2. `pair_sentences`: sentences of one key are paired with its first holder and the nearest before them, and kept if
   their marks (a set of the words in 112 bits, Bloom 1970) agree well enough. No word is read for that.
3. `compare_sentences`: what stands in both, how much of it in common order (bit-parallel longest common subsequence,
   Hyyrö 2004), and whether that is enough.

A word is given as `number << 6 | weight`; weights and all sums of them are quarter bits. Each step takes a range of
documents, a bucket of keys, or a range of later sentences, and depends on nothing else.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.alignment import Passages
from sayso.kernels.words import mix

GOLD = np.uint64(0x9E3779B97F4A7C15)
SCATTER = np.uint64(2654435761)
RAREST = 10
"""Most telling words of a sentence whose threes are its keys."""
SAMPLE = 64
"""Of 256 threes so many are keys: about 28 of the 120. At 10,000 articles all threes of 8 words, halved, find .891 of
the re-worded quotes, of 9 words .897, of 10 words, quartered, .907, at equal cost (2026-11)."""
NEAREST = 6
"""Earlier holders of a key, besides the first, that a sentence is paired with, key by key. At 10,000 articles 4 find
.892 of the re-worded quotes with 731,000 pairs, 8 .896 with 968,000; at 100,000 11.8 and 16.0 million pairs."""
MARKS = 112
"""Bits of a sentence's set of words; the other 16 of its two numbers tell equal sentences from such of equal words."""
BUCKETS = 64
"""Shares of the keys that can be looked at or left out."""
FEWER, FEWEST = 8, 12
"""Shares fewer for each doubling of a pile beyond `CROWD`, and those that are looked at in any pile: chance meetings
under a key grow with the square of the sentences. A sentence of the largest pile has five keys."""
CROWD = 18
"""Doublings of one sentence up to which a pile is not large: 262,144, those of some 10,000 articles."""
HOLDERS = 5
"""Documents of an outlet that hold a key before it can be furniture; they must be a quarter of its documents too."""
_WORDS = ~np.uint64(0xFFFF)
_BLOCK = 1 << 16


class Demands(NamedTuple):
    """When two sentences count as one reworded; bits in quarters, shares in hundredths."""

    words: int = 5
    """Distinct words that must stand in both."""
    marks: int = 47
    """Share of the fuller set of marks that must be common before words are read. At 10,000 articles 48 leaves 439,000
    candidates, 51 267,000, 54 206,000, 57 158,000; recall .897, .895, .890, .880 (2026-11)."""
    crowded: int = 50
    """The same under a key that more hold before than are looked at: it says little, and at a million articles most
    keys of a common topic are such."""
    evidence: int = 160
    """Shared distinct words must tell as much, islands capped."""
    island: int = 60
    """What a run of equal words counts at most: a stock phrase or a title says one thing, however long."""
    likeness: int = 13_300
    """Evidence times the mean weight of the shared words must reach this times (1 - identity); identity is the share of
    the longer sentence's words that are equal in common order. Of 65,023 right candidates at 10,000 articles .99 pass
    and of what passes .996 is right; of eleven forms tried this one parts them best (2026-11)."""
    doubling: int = 1_250
    """How much more likeness is asked for with each doubling of the sentences beyond `CROWD`: chance finds more pairs
    among more. At 100,000 articles 12,500 throughout leaves .97 of what passes right, 17,500 .9975."""
    buckets: int = BUCKETS
    """Of `BUCKETS` equal shares of all keys, those by which sentences are paired."""
    identity: int = 33
    """Least identity."""
    lighter: int = 45
    """Share of the bits of the lighter sentence, words counted as often as they stand, that must be shared."""
    heavier: int = 35
    """The same of the heavier one."""
    order: int = 70
    """Share of the shared words that must stand in common order; topic words alone come in any."""
    numeral: int = 52
    """What a number that stands in one sentence takes from the evidence if the other has a number instead of it."""
    longest: int = 64
    """Words of a sentence; longer ones are lists, and an order of 64 words fits one machine word."""


def demand_of(sentences: int, demands: Demands) -> Demands:
    """The demands on pairs in a pile of so many sentences; between doublings the likeness goes up in a line."""
    doublings = sentences.bit_length() - 1
    if doublings < CROWD:
        return demands
    above = ((doublings - CROWD) << 10) + ((sentences << 10 >> doublings) - (1 << 10))
    return demands._replace(
        likeness=demands.likeness + (demands.doubling * above >> 10),
        buckets=max(FEWEST, demands.buckets - (FEWER * above >> 10)),
    )


class Sentences(NamedTuple):
    """Sentences of a range of documents that could count at all, in their order."""

    starts: NDArray[np.int64]
    """First word."""
    lengths: NDArray[np.int32]
    """Words."""
    documents: NDArray[np.int32]
    marks: NDArray[np.uint64]
    """Two numbers for each: a set of its words, and 16 bits (the low ones of the second) of its words in order."""


class Postings(NamedTuple):
    """Keys with their sentences, bucket by bucket; bucket `n` is `[offsets[n], offsets[n + 1])`, in no sure order."""

    packed: NDArray[np.uint64]
    """28 bits of the key, then 36 of the sentence's number."""
    offsets: NDArray[np.int64]


def list_sentences(
    codes: NDArray[np.uint32],
    places: NDArray[np.uint32],
    bounds: NDArray[np.int64],
    first: int,
    demands: Demands,
) -> Sentences:
    """Sentences of the documents `first`, `first + 1`, ... whose words lie between neighbours of `bounds`."""
    low, high = int(bounds[0]), int(bounds[-1])
    opens = (places[low:high] >> np.uint32(23) & np.uint32(1)).astype(np.bool_)
    opens[bounds[:-1][bounds[:-1] < bounds[1:]] - low] = True
    starts = np.flatnonzero(opens)
    lengths = np.diff(np.append(starts, high - low))
    weights = (codes[low:high] & np.uint32(63)).astype(np.int64)
    totals = np.add.reduceat(weights, starts) if starts.size else starts
    could = (totals >= demands.evidence) & (lengths >= demands.words) & (lengths <= demands.longest)
    starts, lengths = starts[could] + low, lengths[could]
    documents = np.searchsorted(bounds, starts, "right") - 1 + first
    marks = _mark(codes, starts, lengths)
    return Sentences(starts, lengths.astype(np.int32), documents.astype(np.int32), marks)


def _mark(codes: NDArray[np.uint32], starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The two numbers of each sentence."""
    marks = np.zeros((starts.size, 2), np.uint64)
    if not starts.size:
        return marks
    words, sentence = _spread(starts, lengths)
    numbers = (codes[words] >> np.uint32(6)).astype(np.uint64)
    bit = ((numbers * GOLD >> np.uint64(32)) * np.uint64(MARKS)) >> np.uint64(32)
    head = np.flatnonzero(np.diff(sentence, prepend=-1))
    one, shifted = np.uint64(1), np.where(bit < 64, bit, bit - np.uint64(48))
    for side in (0, 1):
        marks[:, side] = np.bitwise_or.reduceat(np.where((bit >= 64) == bool(side), one << shifted, np.uint64(0)), head)
    powers = np.cumprod(np.full(int(lengths.max()), GOLD))
    left = np.repeat(starts + lengths, lengths) - words  # words from here to the end
    marks[:, 1] |= np.add.reduceat(numbers * powers[left - 1], head) >> np.uint64(48)
    return marks


def _spread(starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Each word of each sentence, and the sentence's index."""
    first = np.cumsum(lengths) - lengths
    return np.arange(int(lengths.sum())) + np.repeat(starts - first, lengths), np.repeat(
        np.arange(starts.size), lengths
    )


def key_sentences(
    codes: NDArray[np.uint32], sentences: Sentences, base: int, buckets: int, shares: int | None = None
) -> Postings:
    """Keys of the sentences, numbered from `base` on, in `buckets` buckets, a power of two.

    Of the buckets only the first `shares` are filled, all if that is not given. A key is an unordered three of the
    `RAREST` distinct words that tell most, of equal ones by their number.
    """
    keys, holders = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    for block in range(0, sentences.starts.size, _BLOCK):
        part = slice(block, block + _BLOCK)
        found, holder = _threes(codes, sentences.starts[part], sentences.lengths[part].astype(np.int64))
        keys.append(found)
        holders.append(holder + block)
    key, holder = np.concatenate(keys), np.concatenate(holders)
    bucket = (key & np.uint64(buckets - 1)).astype(np.int64)
    looked = bucket < (shares or buckets)
    key, holder, bucket = key[looked], holder[looked], bucket[looked]
    packed = (key << np.uint64(8) >> np.uint64(36) << np.uint64(36)) | (holder + base).astype(np.uint64)
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(bucket, minlength=buckets))])
    return Postings(packed[np.argsort(bucket, kind="stable")], offsets)


def _threes(
    codes: NDArray[np.uint32], starts: NDArray[np.int64], lengths: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The sampled threes of each sentence as 64-bit numbers, and the sentence."""
    words, sentence = _spread(starts, lengths)
    code = codes[words].astype(np.uint64)
    scattered = (code >> np.uint64(6)) * SCATTER & np.uint64(0xFFFFFFFF)
    rank = (code & np.uint64(63)) << np.uint64(32) | scattered
    order = np.lexsort((~rank, scattered, sentence))
    new = np.ones(order.size, np.bool_)
    new[1:] = (scattered[order][1:] != scattered[order][:-1]) | (sentence[order][1:] != sentence[order][:-1])
    kept = order[new]
    kept = kept[np.lexsort((~rank[kept], sentence[kept]))]
    counts = np.bincount(sentence[kept], minlength=starts.size)
    first = np.cumsum(counts) - counts
    mixed = mix(rank[kept] & np.uint64(0xFFFFFFFF))
    keys, holders = [], []
    for three in range(2, RAREST):
        at = np.flatnonzero(counts > three)
        for two in range(1, three):
            for one in range(two):
                key = (mixed[first[at] + one] + mixed[first[at] + two] + mixed[first[at] + three]) * GOLD
                kept_ones = key >> np.uint64(56) < SAMPLE
                keys.append(key[kept_ones])
                holders.append(at[kept_ones])
    return np.concatenate(keys), np.concatenate(holders)


def pair_sentences(
    postings: NDArray[np.uint64],
    documents: NDArray[np.int32],
    marks: NDArray[np.uint64],
    outlets: NDArray[np.int32],
    sizes: NDArray[np.int32],
    demands: Demands,
) -> NDArray[np.uint64]:
    """Sentences of different documents that share a key of this bucket and most of their marks.

    `documents` and `marks` are those of all sentences, `outlets` that of each document (-1: unknown), `sizes` the
    documents of each outlet. A pair is `later << 32 | earlier`; pairs are sorted and unlike. Sentences of the very same
    words are left to the first pass. A key that stands in `HOLDERS` documents of one outlet or more, and a quarter of
    all it has, is its furniture, and brings no two of its sentences together.

    Raises:
        ValueError: more than 2^32 sentences.
    """
    if documents.size > 1 << 32:
        raise ValueError(f"{documents.size} sentences, 2^32 can be paired at once: split the documents")
    runs, holders = _shared(postings)
    if not holders.size:
        return np.zeros(0, np.uint64)
    here, mine = np.arange(holders.size), marks[holders]
    full = np.bitwise_count(mine & np.array([~np.uint64(0), _WORDS])).sum(1).astype(np.int64)
    pairs = []
    for step in range(1, NEAREST + 2):
        at = np.flatnonzero(here - step >= runs)
        back = at - step if step <= NEAREST else runs[at]
        common = np.bitwise_count(mine[at] & mine[back] & np.array([~np.uint64(0), _WORDS])).sum(1).astype(np.int64)
        share = np.where(at - runs[at] > NEAREST, demands.crowded, demands.marks)
        close = common * 100 >= share * np.maximum(full[at], full[back])
        close &= (mine[at] != mine[back]).any(1) & (documents[holders[at]] != documents[holders[back]])
        at, back = at[close], back[close]
        pairs.append(at << 32 | back)
    packed = np.concatenate(pairs)
    at, back = packed >> 32, packed & 0xFFFFFFFF
    fresh = ~_is_furniture(runs, holders, documents, outlets, sizes, at, back)
    return np.unique(holders[at[fresh]].astype(np.uint64) << np.uint64(32) | holders[back[fresh]].astype(np.uint64))


def _shared(postings: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Sentences of keys that more than one holds, key by key in order, and the index of each key's first."""
    ordered = np.sort(postings)
    keys = ordered >> np.uint64(36)
    same = np.zeros(ordered.size + 1, np.bool_)
    np.equal(keys[1:], keys[:-1], out=same[1:-1])
    held = same[1:] | same[:-1]
    heads = np.flatnonzero(~same[:-1][held])
    sizes = np.append(heads[1:], np.count_nonzero(held))[: heads.size] - heads
    runs = np.repeat(heads, sizes)
    return runs, (ordered[held] & np.uint64((1 << 36) - 1)).astype(np.int64)


def _is_furniture(
    runs: NDArray[np.int64],
    holders: NDArray[np.int64],
    documents: NDArray[np.int32],
    outlets: NDArray[np.int32],
    sizes: NDArray[np.int32],
    at: NDArray[np.int64],
    back: NDArray[np.int64],
) -> NDArray[np.bool_]:
    """Which pairs of postings lie in one outlet that repeats their key."""
    one, two = outlets[documents[holders[at]]], outlets[documents[holders[back]]]
    alike = (one == two) & (one >= 0)
    if not alike.any():
        return np.asarray(alike)
    owner = documents[holders]
    new = np.append(True, (owner[1:] != owner[:-1]) | (runs[1:] != runs[:-1]))
    label = runs * np.int64(sizes.size + 1) + outlets[owner] + 1
    kinds, counts = np.unique(label[new], return_counts=True)
    count = counts[np.searchsorted(kinds, label[at[alike]])]
    alike[alike] = (count >= HOLDERS) & (count * 4 >= sizes[one[alike]])
    return np.asarray(alike)


def compare_sentences(
    codes: NDArray[np.uint32],
    sentences: Sentences,
    pairs: NDArray[np.uint64],
    numerals: NDArray[np.uint32],
    demands: Demands,
) -> Passages:
    """The pairs (`later << 32 | earlier`, sorted, the same pair perhaps twice) that meet the demands.

    `numerals` are the numbers of words that are numerals, sorted. Words are equal if their numbers are; a word tells
    the lesser of its weights on the two sides, where it first stands. Of a row `equal` are the words equal in common
    order, `columns` those of the longer sentence, `bits` what the distinct words that stand in both tell.
    """
    pairs = np.unique(pairs)
    rows: list[tuple[int, ...]] = []
    for pair in pairs.tolist():
        earlier, later = pair & 0xFFFFFFFF, pair >> 32
        spans = [(int(sentences.starts[n]), int(sentences.starts[n] + sentences.lengths[n])) for n in (earlier, later)]
        found = _compare(codes[slice(*spans[0])].tolist(), codes[slice(*spans[1])].tolist(), numerals, demands)
        if found:
            rows.append((*spans[0], *spans[1], *found))
    return Passages(*np.array(rows, np.int64).reshape(-1, 7).T)


def _compare(
    earlier: list[int], later: list[int], numerals: NDArray[np.uint32], demands: Demands
) -> tuple[int, int, int] | None:
    """Words equal in order, words of the longer one, and shared bits; nothing if the two fail the demands."""
    masks: dict[int, int] = {}
    for place, code in enumerate(later):
        masks[code >> 6] = masks.get(code >> 6, 0) | 1 << place
    told = {code >> 6: code & 63 for code in reversed(later)}
    every = (1 << len(later)) - 1
    left, before = every, 0
    words = bits = evidence = island = 0
    met: set[int] = set()
    for code in earlier:
        number = code >> 6
        mask = masks.get(number, 0)
        if not (before << 1) & mask:
            evidence, island = evidence + min(island, demands.island), 0
        left = ((left + (left & mask)) | (left & ~mask)) & every
        if mask and number not in met:
            met.add(number)
            weight = min(code & 63, told[number])
            words, bits, island = words + 1, bits + weight, island + weight
        before = mask
    evidence += min(island, demands.island)
    equal, longer = len(later) - left.bit_count(), max(len(earlier), len(later))
    light, heavy = sorted((sum(code & 63 for code in earlier), sum(code & 63 for code in later)))
    if not _suffices(words, bits, evidence, equal, longer, light, heavy, demands):
        return None
    evidence -= demands.numeral * _conflicts(earlier, later, numerals)
    if not _suffices(words, bits, evidence, equal, longer, light, heavy, demands):
        return None
    return equal, longer, bits


def _suffices(
    words: int, bits: int, evidence: int, equal: int, longer: int, light: int, heavy: int, demands: Demands
) -> bool:
    return (
        words >= demands.words
        and evidence >= demands.evidence
        and evidence * bits * longer >= demands.likeness * words * (longer - equal)
        and equal * 100 >= demands.identity * longer
        and bits * 100 >= demands.lighter * light
        and bits * 100 >= demands.heavier * heavy
        and equal * 100 >= demands.order * words
    )


def _conflicts(earlier: list[int], later: list[int], numerals: NDArray[np.uint32]) -> int:
    """Numbers of one sentence that the other has another for."""
    one, two = ({n for n in {code >> 6 for code in side} if _is_in(n, numerals)} for side in (earlier, later))
    return min(len(one - two), len(two - one))


def _is_in(number: int, numerals: NDArray[np.uint32]) -> bool:
    at = int(np.searchsorted(numerals, number))
    return at < numerals.size and int(numerals[at]) == number
