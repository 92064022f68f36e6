"""`sayso trace`: what it prints, what it writes, how it ends."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.cli.exit_codes import ExitCode
from sayso.cli.trace import name_case
from sayso.store import Case

Shown = pytest.CaptureFixture[str]


def test_a_folder_becomes_a_case(pile: Path, capsys: Shown) -> None:
    assert main(["trace", "pile"]) == ExitCode.DONE
    shown = capsys.readouterr()
    assert shown.out.startswith("2 documents\nreport: pile.sayso/report.html   (one file, 1 kB, opens offline)")
    assert [line.split()[-1] for line in shown.err.splitlines()] == [
        "read", "clean", "reuse", "attribution", "sources", "figures", "claims", "trace", "report"
    ]  # fmt: skip
    assert len(Case.load("pile.sayso").documents) == 2
    assert sorted(os.listdir()) == ["pile", "pile.sayso"]


def test_a_rerun_gives_the_same_bytes(pile: Path) -> None:
    main(["trace", "pile", "-o", "one", "--quiet"])
    main(["trace", "pile/evil.txt", "pile/ana.txt", "-o", "two", "--quiet"])
    for name in ("run.json", "tables/documents.parquet", "tables/inputs.parquet", "report.html"):
        assert (Path("one") / name).read_bytes() == (Path("two") / name).read_bytes()


def test_quiet_and_json(pile: Path, capsys: Shown) -> None:
    assert main(["trace", "pile", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["trace", "pile", "--json", "--stages", "read,clean"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    card = json.loads(shown.out)
    assert (card["case"], card["stages"], card["rows"]["regions"]) == ("pile.sayso", ["read", "clean"], 2)


def test_without_the_stage_report_the_counts_are_told(pile: Path, capsys: Shown) -> None:
    assert main(["trace", "pile", "--stages", "clean,read"]) == 0
    assert capsys.readouterr().out == "2 documents, 2 regions, 2 inputs\ncase: pile.sayso\n"
    assert not Path("pile.sayso/report.html").exists()


def test_refused_inputs_are_named_and_the_rest_is_traced(pile: Path, capsys: Shown) -> None:
    (pile / "picture.txt").write_bytes(b"\xff\xd8\xff")
    assert main(["trace", "pile", "gone.txt", "--json"]) == ExitCode.REFUSED
    shown = capsys.readouterr()
    assert shown.err.splitlines() == [
        "sayso: gone.txt: refused: NOT_FOUND: no such file or folder; check the spelling",
        "sayso: pile/picture.txt: refused: NOT_TEXT",
    ]
    assert json.loads(shown.out)["inputs"] == {"read": 2, "refused": 2}


def test_what_was_left_out_on_purpose_is_no_fault(pile: Path, capsys: Shown) -> None:
    (pile / ".DS_Store").write_bytes(b"\xff")
    assert main(["trace", "pile", "--quiet"]) == ExitCode.DONE
    assert capsys.readouterr().err == ""
    assert [row.code for row in Case.load("pile.sayso").inputs] == ["HIDDEN", None, None]


def test_where_nothing_can_be_read_no_case_is_written(pile: Path, capsys: Shown) -> None:
    assert main(["trace", "gone.txt", "-o", "one"]) == ExitCode.NOTHING
    assert capsys.readouterr().err.splitlines()[-1] == "sayso: none of the inputs could be read; no case was written"
    assert sorted(os.listdir()) == ["pile"]


def test_what_was_left_out_is_named_where_nothing_else_was_there(pile: Path, capsys: Shown) -> None:
    Path("only").mkdir()
    Path("only/.hidden.txt").write_bytes(b"x")
    assert main(["trace", "only", "--quiet"]) == ExitCode.NOTHING
    assert capsys.readouterr().err.startswith("sayso: only/.hidden.txt: refused: HIDDEN: hidden, so left out")


def test_a_flood_of_faults_is_cut(pile: Path, capsys: Shown) -> None:
    for number in range(150):
        (pile / f"x{number}.bin").write_bytes(b"\xff")
    assert main(["trace", "pile", "--quiet"]) == ExitCode.REFUSED
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 101
    assert lines[-1] == "sayso: ... and 50 more inputs or records; the table inputs lists all"


def test_standard_input_and_aliases(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("aliases.txt").write_text("Orsa Telegraph = OT\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Ana left town.")))
    assert main(["trace", "-", "--aliases", "aliases.txt", "--quiet"]) == 0
    case = Case.load("stdin.sayso")
    assert case.documents[0].path == "-"
    assert case.run["settings"]["aliases"] == [["Orsa Telegraph", "OT"]]


def test_owners_of_outlets_are_read_and_told_in_the_run_card(pile: Path) -> None:
    Path("owners.txt").write_text("Orsa Media Group = Orsa Telegraph = Radio Orsa\n")
    assert main(["trace", "pile/ana.txt", "-o", "ana", "--owners", "owners.txt", "--quiet"]) == 0
    assert Case.load("ana").run["settings"]["owners"] == [["Orsa Media Group", "Orsa Telegraph", "Radio Orsa"]]


def test_what_is_no_case_is_not_replaced(pile: Path, capsys: Shown) -> None:
    assert main(["trace", "pile", "-o", "pile"]) == ExitCode.USAGE
    assert "pile: a folder that sayso did not make" in capsys.readouterr().err
    assert sorted(os.listdir("pile")) == ["ana.txt", "evil.txt"]


def test_a_case_inside_its_own_input_is_the_same_every_time(pile: Path) -> None:
    for _ in range(2):
        assert main(["trace", "pile", "-o", "pile/here.sayso", "--quiet"]) == 0
        assert [row.path for row in Case.load("pile/here.sayso").inputs] == ["pile/ana.txt", "pile/evil.txt"]


@pytest.mark.parametrize(
    ("first", "name"),
    [("-", "stdin.sayso"), ("pile", "pile.sayso"), ("pile/", "pile.sayso"), ("pile/ana.txt", "ana.sayso"),
     ("pile/*.txt", "case.sayso"), ("/", "case.sayso"), ("pile/../pile", "pile.sayso")],
)  # fmt: skip
def test_the_default_name(pile: Path, first: str, name: str) -> None:
    assert name_case(first) == name


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_leaves_no_case_and_the_next_one_cleans_up(pile: Path, number: int) -> None:
    code = (
        "import sys, time\nimport pytest\nfrom tests.stages import stand_in\nstand_in(pytest.MonkeyPatch())\n"
        "import sayso.report\n"
        "def wait(tables, run):\n    print('waiting', flush=True)\n    time.sleep(60)\n"
        "sayso.report.write_report = wait\nfrom sayso.cli import main\nsys.exit(main(['trace', 'pile', '--quiet']))\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    run = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )
    try:
        assert run.stdout is not None
        assert run.stdout.readline() == b"waiting\n"
        time.sleep(0.05)
        run.send_signal(number)
        _, error = run.communicate(timeout=30)
    finally:
        run.kill()
        run.wait()
    assert not Path("pile.sayso").exists()
    if number == signal.SIGKILL:
        assert len(os.listdir()) == 2, "the leftover lies there under its own name"
        assert main(["trace", "pile", "-o", "next", "--quiet"]) == 0
        assert sorted(os.listdir()) == ["next", "pile"]
    else:
        assert run.returncode == ExitCode.INTERRUPTED
        assert error == b"sayso: interrupted; nothing was written\n"
        assert os.listdir() == ["pile"]


def test_a_large_run_that_is_interrupted_says_that_it_can_go_on(
    pile: Path, monkeypatch: pytest.MonkeyPatch, capsys: Shown
) -> None:
    def interrupt(**_others: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("sayso.pipeline.run_tasks.LARGE_DOCUMENTS", 1)
        patch.setattr("sayso.report.write_report", interrupt)
        assert main(["trace", "pile", "--quiet"]) == ExitCode.INTERRUPTED
    assert capsys.readouterr().err == "sayso: interrupted; the same command goes on from here\n"
    assert sorted(os.listdir()) == [".sayso-work-pile.sayso", "pile"]
    assert main(["trace", "pile", "--quiet", "--memory", "512M"]) == ExitCode.DONE
    assert sorted(os.listdir()) == ["pile", "pile.sayso"]
