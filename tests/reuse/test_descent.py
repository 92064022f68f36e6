"""The direct parent among several holders, directions from the texts alone, families."""

import random

import numpy as np
import pytest

from sayso.model import Document, Reuse
from sayso.reuse import find_reuse
from sayso.reuse.judging.descent import BETWEEN, KNOWN, OPEN, Places, find_descent
from tests.reuse.articles import BODY, SENTENCES, write

TYPO = BODY.replace("smoked herring", "smoked hering").replace("loose buoys", "lose buoys")
AGAIN = TYPO.replace("printed apology", "written apology").replace("cracked bolt", "broken bolt")
FIRST, SECOND, THIRD = "2031-05-01", "2031-05-02", "2031-05-03"


def named(rows: list[Reuse]) -> set[tuple[str, str]]:
    """Parents with their children."""
    return {(row.earlier, row.later) for row in rows if row.parent}


def chain(*dates: str | None) -> list[Document]:
    """A text, its copy with errors, and a copy of that."""
    texts = zip((BODY, TYPO, AGAIN), dates, strict=True)
    return [write(text, name=f"{number}", published=date) for number, (text, date) in enumerate(texts)]


def test_a_copied_error_names_the_copy_as_the_parent() -> None:
    one, two, three = chain(FIRST, SECOND, THIRD)
    assert named(find_reuse([one, two, three], [])) == {
        (one.document, two.document),
        (two.document, three.document),
    }


def test_an_article_may_have_two_parents() -> None:
    one = write("\n\n".join(SENTENCES[:4]), name="1", published=FIRST)
    two = write("\n\n".join(SENTENCES[4:]), name="2", published=FIRST)
    three = write(BODY, name="3", published=THIRD)
    rows = find_reuse([one, two, three], [])
    assert named(rows) == {(one.document, three.document), (two.document, three.document)}
    assert len({row.family for row in rows}) == 2


@pytest.mark.parametrize("dates", [(None, None, None), (FIRST, FIRST, FIRST)])
def test_without_dates_or_with_equal_ones_nobody_is_named_a_parent(dates: tuple[str | None, ...]) -> None:
    rows = find_reuse(chain(*dates), [])
    assert {row.direction for row in rows} == {"unknown"}
    assert not named(rows)
    assert len({row.family for row in rows}) == 1


def test_an_undated_text_between_two_dated_ones_was_there_before_the_later() -> None:
    one, two, three = chain(FIRST, None, THIRD)
    rows = find_reuse([one, two, three], [])
    assert (two.document, three.document) in named(rows)
    (row,) = (row for row in rows if {row.earlier, row.later} == {two.document, three.document})
    assert (row.earlier, row.direction) == (two.document, "guessed")
    assert "repeats what the earlier changed" in row.why
    assert (one.document, three.document) not in named(rows)


def test_an_undated_copy_of_a_copy_is_told_from_its_parent() -> None:
    one, two, three = chain(FIRST, SECOND, None)
    assert (two.document, three.document) in named(find_reuse([one, two, three], []))


def test_dates_in_the_future_and_order_of_the_documents_change_nothing() -> None:
    documents = [*chain("9998-01-01", "9999-01-01", None), *chain(FIRST, FIRST, "3031-01-01")]
    documents = [write(d.text, name=str(n), published=d.published) for n, d in enumerate(documents)]
    expected = find_reuse(documents, [])
    for seed in range(4):
        random.Random(seed).shuffle(documents)
        assert find_reuse(documents, []) == expected


def places_of(rows: list[tuple[int, ...]]) -> Places:
    """Passages as rows of earlier, later, and both stretches."""
    return Places(*np.array(rows, np.int64).T)


@pytest.mark.parametrize("fast", [False, True])
def test_arrays_in_any_order_give_the_same(fast: bool) -> None:
    first = np.arange(100, 150)
    second, third = first.copy(), first.copy()
    second[[10, 20, 30]] = third[[10, 20, 30]] = [1, 2, 3]
    third[[5, 15, 25]] = [4, 5, 6]
    codes = (np.concatenate([first, second, third]) << 6 | 40).astype(np.uint32)
    rows = [(0, 1, 0, 50, 50, 100), (0, 2, 0, 50, 100, 150), (1, 2, 50, 100, 100, 150)]
    order, rank = np.array([KNOWN, KNOWN, OPEN], np.int8), np.ones(3, np.int64)
    found = find_descent(codes, places_of(rows), order, rank, fast=fast)
    assert found.parent.tolist() == [True, False, True]
    assert (found.order[2], found.reason[2]) == (KNOWN, BETWEEN)
    assert found.family.tolist() == [0, 0, 0]
    shuffled = find_descent(codes, places_of(rows[::-1]), order[::-1], rank, fast=fast)
    assert [field[::-1].tolist() for field in shuffled] == [field.tolist() for field in found]


def test_ten_thousand_identical_texts_name_one_parent_each() -> None:
    count, length, holders = 10_000, 30, 9
    codes = np.tile((np.arange(length) << 6 | 40).astype(np.uint32), count)
    later = np.repeat(np.arange(1, count), holders)
    earlier = np.where(np.tile(np.arange(holders), count - 1) == 0, 0, later - np.tile(np.arange(holders), count - 1))
    kept = np.unique(np.stack([later, earlier], 1)[earlier >= 0], axis=0)
    later, earlier = kept[:, 0], kept[:, 1]
    starts = earlier * length, later * length
    places = Places(earlier, later, starts[0], starts[0] + length, starts[1], starts[1] + length)
    found = find_descent(codes, places, np.ones(later.size, np.int8), np.ones(later.size, np.int64), fast=True)
    assert np.bincount(later[found.parent], minlength=count)[1:].tolist() == [1] * (count - 1)
    assert not earlier[found.parent].any()
    assert not found.family.any()
