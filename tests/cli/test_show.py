"""`sayso show`: tables as lines, as JSON and laid out on a terminal."""

import json
import os
import sys
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.cli.exit_codes import ExitCode
from sayso.model import ROWS
from tests.cli.test_progress import read_all

Shown = pytest.CaptureFixture[str]


def test_without_a_table_all_are_counted(case: Path, capsys: Shown) -> None:
    assert main(["show", "pile.sayso"]) == 0
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == list(ROWS)


def test_lines_hold_all_columns_and_no_hidden_character(case: Path, capsys: Shown) -> None:
    assert main(["show", "pile.sayso", "documents"]) == 0
    header, *lines = capsys.readouterr().out.splitlines()
    assert header.split("\t")[:3] == ["row", "document", "path"]
    assert len(lines) == 2
    assert all(line.count("\t") == header.count("\t") for line in lines)
    assert any("=1+␛[31m ‹U+202E› said Boro" in line for line in lines)
    assert any("Ana left␉town.␍␊" in line for line in lines)


def test_limit_columns_and_json(case: Path, capsys: Shown) -> None:
    assert main(["show", "pile.sayso", "inputs", "--limit", "1", "--columns", "outcome,path", "--json"]) == 0
    assert capsys.readouterr().out == '{"outcome": "read", "path": "pile/ana.txt"}\n'
    assert main(["show", "pile.sayso", "inputs", "--columns", "path"]) == 0
    assert capsys.readouterr().out.splitlines() == ["row\tpath", "0\tpile/ana.txt", "1\tpile/evil.txt"]


def test_unknown_names_list_the_known(case: Path, capsys: Shown) -> None:
    assert main(["show", "pile.sayso", "nonsense"]) == ExitCode.USAGE
    assert f"no table 'nonsense'; tables: {', '.join(ROWS)}" in capsys.readouterr().err
    assert main(["show", "pile.sayso", "claims", "--columns", "x"]) == ExitCode.USAGE
    assert "table claims has no column 'x'; columns: claim," in capsys.readouterr().err


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals on this system")
@pytest.mark.parametrize("more", [[], ["--json"], ["--columns", "text"]])
def test_raw_bytes_on_a_terminal_are_harmless(case: Path, more: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    parent, child = os.openpty()
    with os.fdopen(child, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdout", terminal)
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("TERM", "dumb")
        monkeypatch.setenv("COLUMNS", "200")
        assert main(["show", "pile.sayso", "claims" if not more else "documents", *more]) == 0
        terminal.flush()
        written = read_all(parent).decode()
    os.close(parent)
    assert "\x1b" not in written
    assert "\u202e" not in written
    assert "=1+" in written
    if more == ["--json"]:
        rows = [json.loads(line) for line in written.splitlines()]
        assert any("\u202e" in row["text"] for row in rows)


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals on this system")
def test_a_terminal_shows_no_column_that_is_empty_throughout(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parent, child = os.openpty()
    with os.fdopen(child, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdout", terminal)
        monkeypatch.setenv("NO_COLOR", "1")
        monkeypatch.setenv("TERM", "dumb")
        monkeypatch.setenv("COLUMNS", "200")
        assert main(["show", "pile.sayso", "inputs"]) == 0
        terminal.flush()
        header = read_all(parent).decode().split("pile/", 1)[0].split()
    os.close(parent)
    assert "outcome" in header
    assert not {"record", "offset", "code"} & set(header)
