"""The command as a whole: start-up, exit codes, one line for each fault."""

import os
import re
import subprocess
import sys

import pytest

from sayso.cli import COMMANDS, main, sayso
from sayso.cli.exit_codes import MEANINGS, ExitCode

HEAVY = ("arro3", "numpy", "rich", "trafilatura", "lxml", "jinja2", "sayso.model", "sayso.store", "sayso.pipeline")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["trace", "--help"], ["demo", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys\nfrom sayso.cli import main\ncode = main(sys.argv[1:])\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], code, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    assert run.stderr == "[] 0\n"
    assert "sayso" in run.stdout


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert re.findall(r"^  ([a-z]+)  ", shown.split("Commands:")[1], re.M) == list(COMMANDS)


def test_every_command_has_a_file_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        assert main([name, "--help"]) == 0
        assert f"Usage: sayso {name}" in capsys.readouterr().out
    with sayso.make_context("sayso", [], resilient_parsing=True) as context:
        assert sayso.get_command(context, "nonsense") is None


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nonsense"], "sayso: No such command 'nonsense'. (sayso --help)"),
        (["trace"], "sayso: Missing argument 'INPUT...'. (sayso trace --help)"),
        (["trace", "x", "--stages", "reed"], "sayso: no stage 'reed'; stages: read,"),
        (["trace", "x", "--columns", "text"], "sayso: Invalid value for --columns: 'text' is not OURS=THEIRS"),
        (
            ["trace", "x", "--columns", "body=text"],
            "sayso: Invalid value for --columns: no column 'body'; ours: text, html, id,",
        ),
        (["trace", "x", "--aliases", "gone.txt"], "sayso: gone.txt: No such file or directory; --aliases takes"),
        (["show", "gone.sayso"], "sayso: gone.sayso: no case here; `sayso trace INPUT... -o gone.sayso` makes one"),
        (["why", "gone.sayso", "a-1"], "sayso: gone.sayso: no case here"),
        (["export", "gone.sayso", "-o", "x"], "sayso: gone.sayso: no case here"),
        (["export", "gone.sayso", "--format", "xls"], "sayso: "),
    ],
)
def test_wrong_use_is_one_line_and_exit_code_2(
    arguments: list[str], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == ExitCode.USAGE
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(line)
    assert shown.err.count("\n") == 1


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == ExitCode.USAGE
    assert "Commands:" in capsys.readouterr().err


def test_ctrl_c_is_one_line_and_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sayso.cli.version.say", lambda *lines: (_ for _ in ()).throw(KeyboardInterrupt))
    assert main(["version"]) == ExitCode.INTERRUPTED
    assert capsys.readouterr().err == "sayso: interrupted; nothing was written\n"


def test_a_fault_of_our_own_is_one_line_and_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*lines: str) -> None:
        raise RuntimeError("a\x1b[31mhidden\nmark")

    monkeypatch.setattr("sayso.cli.version.say", fail)
    assert main(["version"]) == ExitCode.FAULT
    shown = capsys.readouterr().err
    assert shown.startswith("sayso: a fault of sayso itself: RuntimeError: a␛[31mhidden␊mark; SAYSO_DEBUG=1")
    assert shown.count("\n") == 1
    monkeypatch.setenv("SAYSO_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(["version"])


def test_a_reader_that_goes_away_is_no_fault() -> None:
    code = "import sys; from sayso.cli import main; sys.exit(main(['--help'] ))"
    run = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ}
    )
    assert run.stdout is not None
    run.stdout.close()
    error = run.stderr.read() if run.stderr else b""
    run.stderr and run.stderr.close()
    assert run.wait() in (0, 120)
    assert b"Traceback" not in error


def test_exit_codes_all_have_a_meaning() -> None:
    assert set(MEANINGS) == set(ExitCode)


def test_python_dash_m(capsys: pytest.CaptureFixture[str]) -> None:
    run = subprocess.run([sys.executable, "-m", "sayso", "version"], capture_output=True, text=True, check=True)
    assert re.fullmatch(r"sayso \d+\.\d+\.\d+ \(Python \d+\.\d+\.\d+\S*\)\n", run.stdout)
