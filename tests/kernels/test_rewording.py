"""Reworded sentences: keys, candidates and comparison against slow twins, and NumPy against Numba."""

from itertools import pairwise
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.kernels import rewording as plain
from sayso.kernels.rewording import Demands, Sentences
from sayso.kernels.words import mix
from tests.kernels.twins import as_numbers, candidates_twin, common_twin, evidence_twin, keys_twin, marks_twin

fast = pytest.importorskip("sayso.kernels.fast.wording.rewording")
STEPS = [plain, fast]
NUMBERS = (mix(as_numbers(list(range(1, 31)))) >> np.uint64(38)).tolist()
WEIGHTS = [52, 52, 52, 52, 52, 52, 50, 48, 48, 44, 40, 36, 30, 24, 16] * 2
NONE = np.zeros(0, np.uint32)
EASY = Demands(words=3, marks=30, crowded=50, evidence=60, likeness=6000, identity=20, lighter=20, heavier=10, order=30)


def write(word: int) -> int:
    """A word as a code; every seventh counts a quarter now and then, as a word of a name does."""
    return NUMBERS[word % 30] << 6 | (WEIGHTS[word % 30] // 4 if word >= 30 and word % 7 == 0 else WEIGHTS[word % 30])


SENTENCE = st.lists(st.integers(0, 59).map(write), min_size=1, max_size=20)
CHANGED = st.tuples(SENTENCE, st.lists(st.tuples(st.integers(0, 19), st.integers(0, 59).map(write)), max_size=6))
PILES = st.lists(st.lists(st.tuples(st.integers(0, 3), CHANGED), max_size=5), min_size=1, max_size=12)


@st.composite
def piles(draw: st.DrawFn) -> list[list[list[int]]]:
    """Documents of sentences, many of them an earlier sentence with some words changed."""
    documents: list[list[list[int]]] = []
    known: list[list[int]] = []
    for rows in draw(PILES):
        documents.append([])
        for choice, (fresh, changes) in rows:
            sentence = list(known[-choice % len(known)] if choice and known else fresh)
            for place, word in changes:
                sentence[place % len(sentence)] = word
            documents[-1].append(sentence)
            known.append(sentence)
    return documents


def lay_out(documents: list[list[list[int]]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Codes, places and bounds."""
    codes = [word for document in documents for sentence in document for word in sentence]
    opens = [place == 0 for document in documents for sentence in document for place in range(len(sentence))]
    bounds = np.cumsum([0, *(sum(map(len, document)) for document in documents)])
    return np.array(codes, np.uint32), np.array(opens, np.uint32) << np.uint32(23), bounds


def words_of(codes: np.ndarray, sentences: Sentences) -> list[list[int]]:
    spans = zip(sentences.starts.tolist(), sentences.lengths.tolist(), strict=True)
    return [codes[start : start + length].tolist() for start, length in spans]


def same(one: tuple[np.ndarray, ...], two: tuple[np.ndarray, ...]) -> bool:
    return all(a.dtype == b.dtype and np.array_equal(a, b) for a, b in zip(one, two, strict=True))


def bucket_by_bucket(postings: plain.Postings) -> list[list[int]]:
    ends = postings.offsets.tolist()
    return [sorted(postings.packed[start:end].tolist()) for start, end in pairwise(ends)]


@given(piles())
@settings(max_examples=25, deadline=None)
def test_sentences_and_keys_equal_the_twin(documents: list[list[list[int]]]) -> None:
    codes, places, bounds = lay_out(documents)
    for steps in STEPS:
        sentences = steps.list_sentences(codes, places, bounds, 0, EASY)
        expected = [
            (number, sentence)
            for number, document in enumerate(documents)
            for sentence in document
            if len(sentence) >= 3 and sum(code & 63 for code in sentence) >= 60
        ]
        found = words_of(codes, sentences)
        assert list(zip(sentences.documents.tolist(), found, strict=True)) == expected
        for mark, sentence in zip(sentences.marks.tolist(), found, strict=True):
            assert mark[0].bit_count() + (mark[1] >> 16).bit_count() == len(marks_twin(sentence)[0])
        keys = sorted(key << 8 & (1 << 64) - 1 for sentence in found for key in keys_twin(sentence, 10, 64))
        packed = steps.key_sentences(codes, sentences, 0, 1).packed
        assert sorted((packed >> np.uint64(36)).tolist()) == [key >> 36 for key in keys]


@given(piles(), st.lists(st.integers(-1, 1), min_size=12, max_size=12), st.integers(0, 12))
@settings(max_examples=40, deadline=None)
def test_candidates_equal_the_twin_whatever_the_ranges_and_buckets(
    documents: list[list[list[int]]], outlets: list[int], cut: int
) -> None:
    codes, places, bounds = lay_out(documents)
    whole = plain.list_sentences(codes, places, bounds, 0, EASY)
    sizes = [outlets[: len(documents)].count(outlet) for outlet in (0, 1)]
    expected = candidates_twin(
        words_of(codes, whole), whole.documents.tolist(), outlets, sizes, (EASY.marks, EASY.crowded)
    )
    cut = min(cut, len(documents))
    for steps in STEPS:
        parts = [
            steps.list_sentences(codes, places, bounds[: cut + 1], 0, EASY),
            steps.list_sentences(codes, places, bounds[cut:], cut, EASY),
        ]
        joined = plain.Sentences(*(np.concatenate(pair) for pair in zip(*parts, strict=True)))
        assert same(joined, whole)
        for buckets in (1, 4):
            filed = [
                steps.key_sentences(codes, part, base, buckets)
                for part, base in zip(parts, (0, parts[0].starts.size), strict=True)
            ]
            pairs = set()
            for one, two in zip(*map(bucket_by_bucket, filed), strict=True):
                postings = np.array(two + one, np.uint64)
                known = np.array(outlets, np.int32), np.array(sizes, np.int32)
                found = steps.pair_sentences(postings, joined.documents, joined.marks, *known, EASY)
                assert found.tolist() == sorted(set(found.tolist()))
                pairs |= set(found.tolist())
            assert {(pair & 0xFFFFFFFF, pair >> 32) for pair in pairs} == expected


@given(piles(), st.sets(st.sampled_from(NUMBERS), max_size=4))
@settings(max_examples=40, deadline=None)
def test_comparison_equals_the_twin(documents: list[list[list[int]]], numbers: set[int]) -> None:
    codes, places, bounds = lay_out(documents)
    sentences = plain.list_sentences(codes, places, bounds, 0, EASY)
    count, words = sentences.starts.size, words_of(codes, sentences)
    pairs = [later << 32 | earlier for later in range(count) for earlier in range(later)]
    numerals = np.array(sorted(numbers), np.uint32)
    found = [
        steps.compare_sentences(codes, sentences, np.array(pairs + pairs, np.uint64), numerals, EASY) for steps in STEPS
    ]
    assert same(*found)
    expected = [
        row
        for later in range(count)
        for earlier in range(later)
        if (row := expect(words[earlier], words[later], numbers))
    ]
    assert list(zip(*(field.tolist() for field in found[0][4:]), strict=True)) == expected


def expect(one: list[int], two: list[int], numerals: set[int]) -> tuple[int, int, int] | None:
    """Words equal in order, words of the longer sentence and shared bits, if the two suffice."""
    shared, bits, evidence = evidence_twin(one, two, EASY.island)
    equal = common_twin([code >> 6 for code in one], [code >> 6 for code in two], [0.0] * len(one))[0]
    sets = [{code >> 6 for code in side} & numerals for side in (one, two)]
    evidence -= EASY.numeral * min(len(sets[0] - sets[1]), len(sets[1] - sets[0]))
    longer, totals = max(len(one), len(two)), sorted(sum(code & 63 for code in side) for side in (one, two))
    enough = (
        shared >= EASY.words
        and evidence >= EASY.evidence
        and evidence * bits * longer >= EASY.likeness * shared * (longer - equal)
    )
    enough = enough and 100 * equal >= EASY.identity * longer and 100 * equal >= EASY.order * shared
    enough = enough and 100 * bits >= EASY.lighter * totals[0] and 100 * bits >= EASY.heavier * totals[1]
    return (equal, longer, bits) if enough else None


ONE = list(range(14))
TWO = [0, 1, 20, 2, 3, 21, 5, 4, 6, 7, 22, 9, 10, 12, 13]


def pair(steps: ModuleType, sentences: list[list[int]], outlets: list[int], size: int) -> int:
    """Candidates among documents of one sentence each."""
    codes, places, bounds = lay_out([[sentence] for sentence in sentences])
    found = steps.list_sentences(codes, places, bounds, 0, Demands())
    keys = steps.key_sentences(codes, found, 0, 1).packed
    known = np.array(outlets, np.int32), np.array([size], np.int32)
    return int(steps.pair_sentences(keys, found.documents, found.marks, *known, Demands()).size)


@pytest.mark.parametrize("steps", STEPS)
def test_what_one_outlet_repeats_meets_only_other_outlets(steps: ModuleType) -> None:
    one, two = [*map(write, ONE)], [*map(write, TWO)]
    editions = [[*one, NUMBERS[23 + edition] << 6 | 16] for edition in range(6)]
    assert pair(steps, editions, [-1] * 6, 6) == pair(steps, editions, [0] * 6, 25) == 15
    assert pair(steps, editions, [0] * 6, 24) == 0
    assert pair(steps, [*editions, two], [0] * 6 + [-1], 24) == min(len(editions), plain.NEAREST + 1)


@pytest.mark.parametrize("steps", STEPS)
def test_other_numbers_weigh_against_a_pair(steps: ModuleType) -> None:
    one, two = [*map(write, [*ONE, 25])], [*map(write, [*TWO, 26])]
    codes, places, bounds = lay_out([[one], [two]])
    sentences = steps.list_sentences(codes, places, bounds, 0, Demands())
    pairs, strict = np.array([1 << 32], np.uint64), Demands(numeral=400)
    both = np.array(sorted((NUMBERS[25], NUMBERS[26])), np.uint32)
    assert steps.compare_sentences(codes, sentences, pairs, NONE, strict).bits.size == 1
    assert steps.compare_sentences(codes, sentences, pairs, both[:1], strict).bits.size == 1
    assert steps.compare_sentences(codes, sentences, pairs, both, strict).bits.size == 0


@pytest.mark.parametrize("steps", STEPS)
def test_no_sentences(steps: ModuleType) -> None:
    codes, places, bounds = lay_out([[], []])
    sentences = steps.list_sentences(codes, places, bounds, 0, Demands())
    keys = steps.key_sentences(codes, sentences, 0, 4)
    assert keys.offsets.tolist() == [0] * 5
    nobody = np.full(2, -1, np.int32), np.zeros(0, np.int32)
    pairs = steps.pair_sentences(keys.packed, sentences.documents, sentences.marks, *nobody, Demands())
    assert steps.compare_sentences(codes, sentences, pairs, NONE, Demands()).bits.size == 0
