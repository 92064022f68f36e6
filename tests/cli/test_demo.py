"""`sayso demo`: the story that comes with the package, with stand-ins for the stages."""

import os
from pathlib import Path

import pytest

from sayso.cli import main
from sayso.store import Case


def test_the_story_is_traced_and_nothing_is_opened(
    pile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda address: pytest.fail("a browser was opened"))
    assert main(["demo"]) == 0
    assert "report: demo.sayso/report.html" in capsys.readouterr().out
    case = Case.load("demo.sayso")
    assert 8 <= len(case.documents) <= 12
    assert all(row.path.startswith("story/") for row in case.documents)


@pytest.mark.parametrize("opened", [True, False])
def test_the_report_is_opened_on_request(
    pile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, opened: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda address: asked.append(address) or opened)
    assert main(["demo", "-o", "one", "--open"]) == 0
    assert asked == [f"file://{os.path.realpath('one')}/report.html"]
    assert ("in a browser" in capsys.readouterr().out) is not opened
