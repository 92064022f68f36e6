"""`sayso correct` and `sayso apply`: what they print, write and refuse."""

import json
import re
import shutil
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.cli.exit_codes import ExitCode
from sayso.pipeline import trace
from sayso.store import Case
from tests.cli.articles import DESK, HARBOUR

Shown = pytest.CaptureFixture[str]
KEPT = Path("case/corrections.jsonl")
SIGNED = ["--who", "Ada Holm", "--why", "heard it again"]


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two articles that quote a harbour master, and their case by the real stages without the tagger."""
    place = tmp_path_factory.mktemp("traced")
    (place / "news").mkdir()
    (place / "news" / "harbour.txt").write_text(HARBOUR, "utf-8")
    (place / "news" / "desk.txt").write_text(DESK, "utf-8")
    trace(place / "news", place / "case", tier="crawl")
    return place


@pytest.fixture
def case(tmp_path: Path, traced: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    shutil.copytree(traced, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_WHO", raising=False)
    return Case.load("case")


def quote(case: Case) -> str:
    return str(next(row.attribution for row in case.attributions if "crane" in " ".join(row.content_text)))


def speakers(case: Case, attribution: str) -> list[str]:
    ids = {row.speaker for row in case.attributions if row.attribution == attribution}
    return [row.name for row in case.sources if row.source in ids]


def test_a_speaker_is_corrected_and_applied(case: Case, capsys: Shown) -> None:
    row = quote(case)
    assert main(["correct", "case", "attribution", row, "--speaker", "Ruta Menk", "--kind", "person", *SIGNED]) == 0
    shown = capsys.readouterr()
    assert re.match(r"speaker \[\d+, \d+\] of [0-9a-f]{12}\.\.\.: ", shown.out)
    assert "\n  + Ruta Menk\n  Ada Holm, 20" in shown.out
    assert shown.out.endswith(": written to case/corrections.jsonl\n")
    assert shown.err == ""
    line = json.loads(KEPT.read_text("utf-8"))
    assert (line["who"], line["why"], line["after"]["name"]) == ("Ada Holm", "heard it again", "Ruta Menk")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", line["when"])
    assert main(["apply", "case"]) == ExitCode.DONE
    shown = capsys.readouterr()
    assert shown.out.endswith("1 correction applied\n")
    made = Case.load("case")
    assert speakers(made, row) == ["Ruta Menk"]
    assert main(["show", "case", "corrections", "--columns", "line,kind,outcome"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "0\t1\tspeaker\tapplied"
    assert main(["why", "case", row]) == 0
    assert "(corrected: k-" in capsys.readouterr().out


def test_dry_run_writes_nothing_and_the_environment_may_say_who(
    case: Case, capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_WHO", "Eva Brandt")
    given = ["correct", "case", "attribution", quote(case), "--remove", "--why", "a caption", "--when", "2026-11-20"]
    assert main([*given, "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "  + nothing\n  Eva Brandt, 2026-11-20: a caption\n" in shown
    assert shown.endswith(": not written (--dry-run)\n")
    assert not KEPT.exists()
    assert main([*given, "--file", "mine.jsonl"]) == 0
    assert not KEPT.exists()
    assert main(["apply", "case", "--corrections", "mine.jsonl", "-o", "other", "--quiet"]) == 0
    assert len(Case.load("other").attributions) == len(case.attributions) - 1
    assert Path("other/corrections.jsonl").read_bytes() == Path("mine.jsonl").read_bytes()


def test_every_kind_can_be_written(case: Case, capsys: Shown) -> None:
    row = next(one for one in case.attributions if one.attribution == quote(case))
    start, end = row.content[0]
    ids = [one.source for one in case.sources if any(m.source == one.source for m in case.mentions)]
    claims = [one.claim for one in case.claims]
    words = next(n for n, one in enumerate(case.wordings) if one.claim == claims[0])
    for arguments in (
        ["region", "desk.txt", "0", "9", "--kind", "furniture"],
        ["attribution", row.attribution, "--content", str(start), str(end - 1), "--form", "indirect"],
        ["attribution", row.attribution, "--nobody"],
        ["source", ids[0], "--merge", ids[1]],
        ["source", ids[0], "--split", next(m.document for m in case.mentions if m.source == ids[0]), "--name", "Ruk"],
        ["alias", "Harbour Desk", "The Desk"],
        ["claim", claims[0], "--merge", claims[1]],
        ["wording", claims[0], f"wordings:{words}", "--stance", "doubts"],
    ):
        assert main(["correct", "case", *arguments, *SIGNED]) == 0, arguments
    assert len(KEPT.read_bytes().splitlines()) == 8
    capsys.readouterr()
    code = main(["apply", "case", "--json"])
    shown = capsys.readouterr()
    assert sum(json.loads(shown.out)["corrections"].values()) == 8
    assert (code == ExitCode.REFUSED) == ("orphan" in shown.err)


def test_orphans_and_lines_that_are_none_are_told(case: Case, capsys: Shown) -> None:
    assert main(["correct", "case", "attribution", quote(case), "--remove", *SIGNED]) == 0
    data = KEPT.read_bytes()
    KEPT.write_bytes(data.replace(b"crane", b"crave") + b"=======\n")
    capsys.readouterr()
    assert main(["apply", "case", "--quiet"]) == ExitCode.REFUSED
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("sayso: correction, line 1: orphan: OTHER_TEXT: at ")
    assert told[1].startswith("sayso: correction, line 2: orphan: BAD_LINE: no correction: not JSON at character 1")
    assert main(["correct", "case", "alias", "A", "B", *SIGNED]) == 0
    assert (
        capsys.readouterr().err == "sayso: case/corrections.jsonl: cannot be read in line 2; `sayso apply` says why\n"
    )
    assert main(["why", "case", "corrections:1"]) == 0
    assert main(["trace", "news", "-o", "case", "--tier", "crawl", "--quiet"]) == ExitCode.REFUSED


def test_what_a_line_says_never_reaches_the_terminal_raw(case: Case, capsys: Shown) -> None:
    assert main(["correct", "case", "alias", "\x1b[31mA", "\u202eB", "--who", "\x1b]0;x", "--why", "a\nb"]) == 0
    assert not set("\x1b\u202e") & set(capsys.readouterr().out)
    assert main(["apply", "case"]) == ExitCode.REFUSED
    shown = capsys.readouterr()
    assert not set("\x1b\u202e") & set(shown.out + shown.err)
    assert b"\x1b" not in Path("case/report.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone", "alias", "A", "B", *SIGNED], "gone: no case here"),
        (["case"], "Missing command."),
        (["case", "alias", "A", "B", "--why", "x"], "Missing option '--who' (env var: 'SAYSO_WHO')"),
        (["case", "alias", "A", "B", "--who", "x"], "Missing option '--why'"),
        (["case", "alias", "A", *SIGNED], "no correction: after must be a list of 2 to 64 entries"),
        (["case", "alias", "A", "B", *SIGNED, "--when", "now"], "when must be a day or a time in UTC"),
        (["case", "attribution", "a-none", "--remove", *SIGNED], "no attribution 'a-none' in the case"),
        (["case", "attribution", "a-none", *SIGNED], "give one of --remove, --speaker, --nobody, --content"),
        (["case", "attribution", "a-none", "--remove", "--nobody", *SIGNED], "give one of --remove"),
        (["case", "attribution", "QUOTE", "--speaker", "Nemo", *SIGNED], "no source of the case is called 'Nemo'"),
        (["case", "attribution", "QUOTE", "--content", "5", "99999", *SIGNED], "lies outside its"),
        (["case", "source", "s-none", "--merge", "s-none", *SIGNED], "no source 's-none'"),
        (["case", "source", "s-none", "--split", "desk.txt", *SIGNED], "--split needs the --name"),
        (["case", "region", "none.txt", "0", "9", "--kind", "body", *SIGNED], "no documents are called 'none.txt'"),
        (["case", "region", "desk.txt", "0", "9", "--kind", "fact", *SIGNED], "'fact' is not one of"),
        (["case", "claim", "c-none", "--merge", "c-none", *SIGNED], "no claim 'c-none'"),
        (["case", "claim", "CLAIM", "--split", "wordings:99999", *SIGNED], "no row 'wordings:99999'"),
        (["case", "claim", "CLAIM", "--split", "a-none", *SIGNED], "a-none: no wording of c-"),
    ],
)
def test_wrong_use_is_one_line_and_writes_nothing(
    case: Case, capsys: Shown, arguments: list[str], message: str
) -> None:
    names = {"QUOTE": quote(case), "CLAIM": case.claims[0].claim}
    assert main(["correct", *(names.get(word, word) for word in arguments)]) == ExitCode.USAGE
    (line,) = capsys.readouterr().err.splitlines()
    assert message in line
    assert not KEPT.exists()


def test_apply_without_corrections_is_wrong_use(case: Case, capsys: Shown) -> None:
    assert main(["apply", "case"]) == ExitCode.USAGE
    assert "case/corrections.jsonl: no corrections there; `sayso correct` writes them" in capsys.readouterr().err
    assert main(["apply", "case", "--corrections", "gone.jsonl"]) == ExitCode.USAGE
    assert "gone.jsonl: No such file" in capsys.readouterr().err
