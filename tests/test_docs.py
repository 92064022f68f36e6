"""The pages say what the program does: blocks run, commands parse, generated parts are fresh, nothing is missing."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from sybil import Sybil
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser

from sayso.cli import COMMANDS, sayso
from sayso.cli.exit_codes import ExitCode
from sayso.demo import story
from sayso.model import ROWS
from sayso.model.tables import columns
from sayso.pipeline import NAMES

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
IDS = [path.name for path in PAGES]
TARGETS = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.M)


def check_shell(example) -> None:  # type: ignore[no-untyped-def]
    """Each `sayso` line is one that the program takes, each `make` word is one that the Makefile has."""
    for line in example.parsed.splitlines():
        words = shlex.split(line.removeprefix("$ "), comments=True)
        if words[:1] == ["make"]:
            assert words[1].partition("=")[0] in TARGETS, line
        elif words[:1] == ["sayso"]:
            with sayso.make_context("sayso", words[1:]) as above:
                name, command, rest = sayso.resolve_command(above, [*above._protected_args, *above.args])
                assert command is not None
                with command.make_context(name, rest, parent=above):
                    pass
        else:
            assert not words or words[0] in ("pip", "uv", "pipx", "git", "cd"), f"a command nobody checks: {line}"


SYBIL = Sybil(
    parsers=[
        PythonCodeBlockParser(),
        CodeBlockParser(language="sh", evaluator=check_shell),
        CodeBlockParser(language="toml", evaluator=lambda example: bool(tomllib.loads(example.parsed)) and None),
    ]
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the story as `articles/`, to run the blocks in."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "articles").mkdir()
    for name, data in story():
        (tmp_path / "articles" / name).write_bytes(data)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_block_of_a_page_runs(page: Path, place: Path) -> None:
    document = SYBIL.parse(page)
    for example in document.examples():
        example.evaluate()


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_links_lead_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)#]+)", page.read_text("utf-8")):
        if "://" not in link:
            assert (page.parent / link).exists(), f"{page.name}: {link}"


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_words_in_back_quotes_that_start_with_sayso_are_commands(page: Path) -> None:
    for name in re.findall(r"`sayso ([a-z]+)", page.read_text("utf-8")):
        assert name in COMMANDS


def test_generated_parts_are_fresh() -> None:
    check = [sys.executable, "-m", "cogapp", "--check", "-P", "-I", "docs"]
    pages = [path.relative_to(ROOT).as_posix() for path in PAGES[1:]]
    run = subprocess.run([*check, *pages], cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, f"stale: run `make docs`\n{run.stdout}{run.stderr}"


def test_every_command_option_stage_and_exit_code_is_documented() -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    for name in COMMANDS:
        assert f"## sayso {name}\n" in page
    for name in NAMES:
        assert f"| `{name}` |" in page
    for code in ExitCode:
        assert f"| {code.value} | {code.name.lower()} |" in page
    from sayso.read import CODES
    from sayso.store.inputs import MESSAGES

    assert set(MESSAGES) <= set(CODES)
    for name in CODES:
        assert f"| `{name}` |" in page


def test_every_table_and_column_is_documented() -> None:
    page = (ROOT / "docs" / "tables.md").read_text("utf-8")
    for name, row in ROWS.items():
        section = page.split(f"## {name}\n")[1].split("\n## ")[0]
        for column in columns(row):
            found = re.search(rf"^\| `{column}` \| (.+) \| (.+) \|$", section, re.M)
            assert found, f"{name}.{column}"
            assert len(found.group(2)) > 5


def test_every_table_is_in_the_glossary_as_a_word() -> None:
    page = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    for name in set(ROWS) - {"dates", "inputs"}:
        assert f"| {name.removesuffix('s')}" in page or f"; {name.removesuffix('s')}" in page, name


def test_decisions_are_dated_newest_first() -> None:
    dates = re.findall(r"^## (\S+)", (ROOT / "docs" / "design.md").read_text("utf-8"), re.M)
    assert dates == sorted(dates, reverse=True)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", date) for date in dates)


def test_every_word_of_the_makefile_is_in_its_help() -> None:
    if shutil.which("make") is None:
        pytest.skip("no make here")
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    shown = subprocess.run(
        ["make", "--no-print-directory", "help"], cwd=ROOT, capture_output=True, text=True, check=True, env=alone
    ).stdout
    assert [line.split()[0] for line in shown.splitlines() if line[:1].isalpha()] == TARGETS
    assert {"demo", "test", "check", "bench", "docs", "fix", "help"} <= set(TARGETS)


def test_the_design_names_every_dependency() -> None:
    page = (ROOT / "docs" / "design.md").read_text("utf-8").lower()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in project["dependencies"]:
        name = re.match(r"[A-Za-z0-9-]+", requirement)
        assert name is not None
        assert name.group().lower() in page
