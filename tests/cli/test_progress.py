"""How far a run is: a bar for eyes, lines for logs, nothing for quiet."""

import os
import select
import sys

import pytest

from sayso.cli.progress import showing_progress


def test_quiet_says_nothing() -> None:
    with showing_progress(quiet=True) as progress:
        assert progress is None


def test_lines_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with showing_progress(quiet=False) as progress:
        assert progress is not None
        progress("read", 0, 9)
        progress("", 9, 9)
    assert capsys.readouterr() == ("", "sayso: 1/9 read\n")


def test_tasks_of_a_stage_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with showing_progress(quiet=False) as progress:
        assert progress is not None
        for task in range(3):
            progress("clean", 1, 9, task, 3)
    assert capsys.readouterr().err == "sayso: 2/9 clean\n"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="no pseudo-terminals on this system")
def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    parent, child = os.openpty()
    with os.fdopen(child, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        with showing_progress(quiet=False) as progress:
            assert progress is not None
            progress("attribution", 3, 9, 4, 7)
        terminal.flush()
        assert b"attribution 5/7" in read_all(parent)
    os.close(parent)


def read_all(descriptor: int) -> bytes:
    """All that was written to a terminal so far."""
    written = b""
    while select.select([descriptor], [], [], 0.2)[0]:
        written += os.read(descriptor, 1 << 16)
    return written
