"""`sayso add`: what it prints, what it writes, how it ends."""

import json
import os
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.cli.exit_codes import ExitCode
from sayso.store import Case

Shown = pytest.CaptureFixture[str]


def test_new_articles_join_a_case(case: Path, capsys: Shown) -> None:
    Path("pile/boro.txt").write_text("Boro stayed.")
    assert main(["add", "pile.sayso", "pile"]) == ExitCode.DONE
    shown = capsys.readouterr()
    assert shown.out.startswith("1 new documents\n3 documents\nreport: pile.sayso/report.html")
    assert shown.err.startswith("sayso: 1/9 read\n")
    assert len(Case.load("pile.sayso").documents) == 3
    assert sorted(os.listdir()) == ["pile", "pile.sayso"]
    main(["trace", "pile", "-o", "whole", "--quiet"])
    assert Path("whole/run.json").read_bytes() == Path("pile.sayso/run.json").read_bytes()


def test_quiet_and_json(case: Path, capsys: Shown) -> None:
    Path("one.txt").write_text("Boro stayed.")
    Path("two.txt").write_text("Cveta came.")
    assert main(["add", "pile.sayso", "one.txt", "--quiet", "--memory", "1G"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["add", "pile.sayso", "two.txt", "--json"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["rows"]["documents"] == 4
    assert shown.err == ""


def test_nothing_new(case: Path, capsys: Shown) -> None:
    assert main(["add", "pile.sayso", "pile", "--quiet"]) == ExitCode.DONE
    assert capsys.readouterr() == ("", "sayso: nothing new: all of it is in pile.sayso already\n")


def test_only_new_faults_are_told(pile: Path, capsys: Shown) -> None:
    (pile / "picture.txt").write_bytes(b"\xff\xd8\xff")
    assert main(["trace", "pile", "--quiet"]) == ExitCode.REFUSED
    capsys.readouterr()
    Path("boro.txt").write_text("Boro stayed.")
    assert main(["add", "pile.sayso", "boro.txt", "--quiet"]) == ExitCode.DONE
    assert capsys.readouterr().err == ""
    Path("cveta.txt").write_text("Cveta came.")
    assert main(["add", "pile.sayso", "cveta.txt", "gone.txt", "--quiet"]) == ExitCode.REFUSED
    assert "gone.txt: refused: NOT_FOUND" in capsys.readouterr().err


def test_where_nothing_can_be_read_the_case_stays(case: Path, capsys: Shown) -> None:
    assert main(["add", "pile.sayso", "gone.txt", "--quiet"]) == ExitCode.NOTHING
    assert capsys.readouterr().err.splitlines() == [
        "sayso: gone.txt: refused: NOT_FOUND: no such file or folder; check the spelling",
        "sayso: none of the new inputs could be read; pile.sayso is as it was",
    ]
    assert [row.path for row in Case.load("pile.sayso").inputs] == ["pile/ana.txt", "pile/evil.txt"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone.sayso", "pile"], "gone.sayso: no case here"),
        (["pile.sayso"], "Missing argument 'INPUT...'"),
        (["pile.sayso", "pile", "--memory", "much"], "memory 'much' is no size; give e.g. 2G or 500M"),
        (["pile.sayso", "pile", "--memory", "1k"], "too little; give at least 64M"),
    ],
)
def test_wrong_use_is_one_line(case: Path, capsys: Shown, arguments: list[str], message: str) -> None:
    assert main(["add", *arguments]) == ExitCode.USAGE
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line
