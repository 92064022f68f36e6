"""`sayso export`."""

import json
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.cli.exit_codes import ExitCode
from sayso.model import ROWS


@pytest.mark.parametrize("form", ["jsonl", "csv", "parquet"])
def test_every_table_is_a_file(case: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "pile.sayso", "--format", form, "-o", "out"]) == 0
    assert {path.name for path in Path("out").iterdir()} == {f"{name}.{form}" for name in ROWS}
    assert capsys.readouterr().out == f"{len(ROWS)} files in out\n"


def test_json_lines_is_the_default(case: Path) -> None:
    assert main(["export", "pile.sayso", "-o", "out"]) == 0
    rows = [json.loads(line) for line in Path("out/claims.jsonl").read_text("utf-8").splitlines()]
    assert {row["gist_text"] for row in rows} == {"Ana", "=1+"}
    assert all(row["gist"][1:] == [0, 3] for row in rows)


def test_a_place_that_cannot_be_written(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "pile.sayso", "-o", "pile/ana.txt"]) == ExitCode.USAGE
    assert "cannot be written" in capsys.readouterr().err
