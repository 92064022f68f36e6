"""Rows survive the file, and the file is the same every time."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import ROWS, Block, Edge, Place, Promise, Span
from sayso.model.tables import columns
from sayso.store.columns import from_parquet, to_parquet, to_plain
from tests.strategies import rows


@pytest.mark.parametrize("name", ROWS)
@settings(max_examples=40)
@given(data=st.data())
def test_rows_come_back_as_they_went(name: str, data: st.DataObject) -> None:
    table = tuple(data.draw(st.lists(rows(name), max_size=4)))
    written = to_parquet(name, table)
    assert from_parquet(name, written) == table
    assert to_parquet(name, table) == written


@pytest.mark.parametrize("name", ROWS)
def test_an_empty_table_has_all_columns(name: str) -> None:
    from arro3.io import read_parquet

    reader = read_parquet(to_parquet(name, ()))
    assert reader.schema.names == list(columns(ROWS[name]))
    assert from_parquet(name, to_parquet(name, ())) == ()


def test_half_a_surrogate_pair_is_named_with_its_column() -> None:
    row = Promise("a-1", "d-1", Span(0, 1), "\ud800", None, "test.rules/1", "test", 1.0)
    with pytest.raises(ValueError, match="table promises, column text"):
        to_parquet("promises", [row])


@pytest.mark.parametrize("data", [b"", b"PAR1", b"not parquet at all", to_parquet("dates", ())[:-20]])
def test_a_damaged_file_is_named(data: bytes) -> None:
    with pytest.raises(ValueError, match="table dates"):
        from_parquet("dates", data)


def test_a_file_without_a_column_is_named() -> None:
    with pytest.raises(ValueError, match="table claims: no column 'claim'"):
        from_parquet("claims", to_parquet("dates", ()))


def test_many_rows_go_over_several_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.store.columns.ROWS_PER_BATCH", {"promises": 3})
    table = tuple(Promise(f"a-{n}", "d", Span(n, n + 1), "x", None, "m", "r", 0.5) for n in range(10))
    assert from_parquet("promises", to_parquet("promises", table)) == table


def test_plain_values_are_those_of_the_contract() -> None:
    edge = Edge(None, "d-1", "d-2", "relays", "stated", (Place("d-2", 3, 5),), ("by",), "m", "r", 0.5)
    plain = to_plain(edge)
    assert plain["from"] == "d-1"
    assert plain["evidence"] == [["d-2", 3, 5]]
    assert json.loads(json.dumps(plain)) == plain
    promise = Promise("a", "d", Span(1, 2), "x", Place("d", 4, 6), "m", "r", 1.0)
    assert (to_plain(promise)["what"], to_plain(promise)["shown"]) == ([1, 2], ["d", 4, 6])


def test_a_block_is_start_end_kind() -> None:
    from sayso.store.columns import _plain

    assert _plain((Block(0, 4, "comment"),)) == [[0, 4, "comment"]]
