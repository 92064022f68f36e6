"""Wordings aligned word by word."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Span
from sayso.report.case import index_case
from sayso.report.variants import WORDS, align_words, common_words, merge_columns, split_bands, variant_groups
from tests.report.case import build_tables

TEXTS = st.lists(
    st.lists(st.sampled_from(["the", "a", "beam", "saw", "fresh", "new"]), max_size=12), min_size=1, max_size=4
)


@given(TEXTS)
def test_every_word_stands_in_its_row_once_and_in_order(texts: list[list[str]]) -> None:
    for columns in (align_words(texts), [column.cells for column in merge_columns(align_words(texts))]):
        for number, words in enumerate(texts):
            assert " ".join(row[number] for row in columns if row[number]).split() == words


@given(TEXTS)
def test_bands_hold_all_columns(texts: list[list[str]]) -> None:
    columns = merge_columns(align_words(texts))
    bands = split_bands(columns)
    for number, words in enumerate(texts):
        assert " ".join(c.cells[number] for band in bands for c in band if c.cells[number]).split() == words


def test_what_differs_is_told_apart() -> None:
    columns = merge_columns(align_words([["We", "found", "fresh", "marks"], ["We", "discovered", "new", "marks,”"]]))
    assert [column.same for column in columns] == [True, False, True]
    assert columns[1].cells == ("found fresh", "discovered new")


def test_common_words_are_a_longest_common_subsequence() -> None:
    assert common_words(list("abcd"), list("bxd")) == [(1, 0), (3, 2)]
    assert len(common_words(["w"] * 5000, ["w"] * 5000)) == WORDS


def test_a_headline_gives_way_to_the_quotation_in_the_text() -> None:
    tables = build_tables()
    row = next(a for a in tables.attributions if a.content_text == ("“We found fresh saw marks on every beam,”",))
    headline = replace(row, attribution="a-000000000000", headline=True, content=(Span(0, 41),))
    known = next(w for w in tables.wordings if w.attribution == row.attribution)
    also = replace(known, attribution=headline.attribution, spans=headline.content)
    tables = tables.having(attributions=[*tables.attributions, headline], wordings=[*tables.wordings, also])
    groups = variant_groups(index_case(tables, {}), known.claim)
    assert [[w.attribution for w in group if w.document == known.document] for group in groups] == [[row.attribution]]
