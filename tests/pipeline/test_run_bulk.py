"""Large containers by columns: the same tables as row by row, and a case that is read like any other."""

import json
from pathlib import Path

import pytest
from arro3.core import Array, DataType, Table
from arro3.io import write_parquet

from sayso.cli import main
from sayso.model import ROWS, Tables
from sayso.pipeline import trace
from sayso.report import summarise
from sayso.store import Case, to_plain
from sayso.store.case import FiledTables
from tests.reuse.articles import BODY, SENTENCES

TEXTS = [BODY, "\n\n".join([*SENTENCES[:6], "Mild weather is expected."]), "“We left,” she said.", ""]
STAGES = ["read", "reuse"]


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """What the run by columns gives for a container with three articles and an empty text."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sayso.pipeline.bulk.LARGE", 0)
    columns = {
        "text": TEXTS,
        "url": [f"https://{name}.example/story" for name in "abcd"],
        "published": ["2031-05-01", "2031-05-02", None, "2031-05-03"],
    }
    cells = {name: Array(list(values), DataType.string()) for name, values in columns.items()}
    write_parquet(Table.from_pydict(cells), "pile.parquet")
    return trace("pile.parquet", "bulk", stages=STAGES)


def test_the_same_tables_as_row_by_row(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.pipeline.bulk.LARGE", 1 << 60)
    rows = trace("pile.parquet", "rows", stages=STAGES)
    assert isinstance(case.tables, FiledTables)
    assert not isinstance(rows.tables, FiledTables)
    for name in ROWS:
        assert getattr(case, name) == getattr(rows, name), name
    assert case.run["rows"] == rows.run["rows"]
    assert {row.direction for row in case.reuse} == {"known"}
    assert Case.load("bulk").tables == Case.load("rows").tables
    assert [row.code for row in case.troubles] == ["SOME_RECORDS", "NO_TEXT"]


def test_its_tables_are_read_when_they_are_asked_for(case: Case) -> None:
    assert case.tables.documents is not case.tables.documents
    with pytest.raises(AttributeError, match="no table 'nonsense'"):
        _ = case.tables.nonsense  # type: ignore[attr-defined]
    changed = case.tables.having(reuse=())
    assert type(changed) is Tables
    assert (changed.reuse, changed.documents) == ((), case.documents)
    assert summarise(case.tables, case.run) == Case.load("bulk").summary() == case.summary()


def test_it_is_shown_explained_and_exported(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = case.reuse
    assert main(["show", "bulk", "reuse", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == to_plain(row)
    assert main(["why", "bulk", "reuse:0"]) == 0
    assert SENTENCES[0][:40] in capsys.readouterr().out
    assert main(["why", "bulk", row.later]) == 0
    assert "published earlier" in capsys.readouterr().out
    assert main(["export", "bulk", "-o", "files"]) == 0
    assert len(Path("files", "documents.jsonl").read_text("utf-8").splitlines()) == 3
    assert main(["export", "bulk", "--format", "csv", "-o", "files"]) == 0


def test_it_is_saved_elsewhere_as_it_was(case: Case) -> None:
    case.save("again")
    assert Case.load("again").tables == Case.load("bulk").tables


def test_the_command_names_what_was_refused(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", "pile.parquet", "-o", "again", "--stages", "read,reuse"]) == main(
        ["trace", "pile.parquet", "-o", "rows", "--stages", "read"]
    )
    assert capsys.readouterr().err.count("NO_TEXT") == 2
