"""A pile of articles, stand-ins for the stages, and a case made of them."""

from pathlib import Path

import pytest

from sayso.cli import main
from tests.stages import stand_in


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two articles, one of them hostile, seen from its parent."""
    monkeypatch.chdir(tmp_path)
    stand_in(monkeypatch)
    (tmp_path / "pile").mkdir()
    (tmp_path / "pile" / "ana.txt").write_bytes(b"Ana left\ttown.\r\n")
    (tmp_path / "pile" / "evil.txt").write_bytes("=1+\x1b[31m \u202e said Boro".encode())
    return tmp_path / "pile"


@pytest.fixture
def case(pile: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The case of that pile."""
    assert main(["trace", "pile", "--quiet"]) == 0
    capsys.readouterr()
    return pile.parent / "pile.sayso"
