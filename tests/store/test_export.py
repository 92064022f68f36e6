"""Tables for other programs: keys of the contract, cells that run nothing, files that are whole."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import ROWS, Figure, Tables
from sayso.model.tables import columns
from sayso.store import CaseError, export_tables, to_plain
from sayso.store.columns import from_parquet
from sayso.store.export import guard, to_csv, to_jsonl
from tests.strategies import rows, texts


@settings(max_examples=20)
@pytest.mark.parametrize("name", ROWS)
@given(data=st.data())
def test_json_lines_are_one_object_a_line(name: str, data: st.DataObject) -> None:
    table = data.draw(st.lists(rows(name), max_size=3))
    text = to_jsonl(name, table).decode()
    assert [json.loads(line) for line in text.splitlines()] == [to_plain(row) for row in table]
    assert all(list(json.loads(line)) == list(columns(ROWS[name])) for line in text.splitlines())


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1+1", "\u200b=1", "＋1", "'=1", "\0=1"]
)
def test_what_could_run_is_guarded(text: str) -> None:
    assert guard(text) == "'" + text


@given(texts)
def test_taking_the_guard_away_gives_the_text_back(text: str) -> None:
    assert guard(text).removeprefix("'") == text


def test_words_are_left_as_they_are() -> None:
    assert [guard(text) for text in ("plain", "", "a=b", "62", "“-”", "é")] == ["plain", "", "a=b", "62", "“-”", "é"]


@settings(max_examples=30)
@given(st.lists(rows("figures"), max_size=4))
def test_csv_comes_back(table: list[Figure]) -> None:
    data = to_csv("figures", table)
    assert data.startswith(b"\xef\xbb\xbf")
    header, *found = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert header == list(columns(Figure))
    for cells, row in zip(found, table, strict=True):
        cell = dict(zip(header, cells, strict=True))
        assert cell["text"].removeprefix("'") == row.text
        assert int(cell["start"]) == row.start
        assert cell["low"] == ("" if row.low is None else str(row.low)), "plain numbers are not touched"
        assert cell["disagrees"] == ("true" if row.disagrees else "false")


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_every_table_is_written(tmp_path: Path, form: str) -> None:
    paths = export_tables(Tables(), form, tmp_path / "deep" / "out")
    assert [path.name for path in paths] == [f"{name}.{form}" for name in ROWS]
    assert {path.name for path in (tmp_path / "deep" / "out").iterdir()} == {path.name for path in paths}
    if form == "parquet":
        assert from_parquet("claims", paths[list(ROWS).index("claims")].read_bytes()) == ()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CaseError, match="cannot be written"):
        export_tables(Tables(), "csv", tmp_path / "file")
