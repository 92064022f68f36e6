"""What the benchmarks work out of measurements: no peer is needed, and nothing is measured."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest

from benchmarks.hostile import CASES, write_case
from benchmarks.peers.__main__ import too_long
from benchmarks.peers.table import KINDS, Measured, draw_figures, draw_growth, draw_ratios, read_scores, times
from benchmarks.peers.tools import TOOLS, versions
from benchmarks.spent import per_tenfold, spend

ROW = Measured("sayso", "passages", "k1", 1000, "", 2.0, 3.0, 100_000_000, {"recall": 0.9, "precision": 0.99})


def test_growth_is_told_per_tenfold_whatever_the_sizes() -> None:
    assert per_tenfold(1.0, 10.0, 10) == pytest.approx(10)
    assert per_tenfold(1.0, 100.0, 100) == pytest.approx(10)
    assert per_tenfold(2.0, 4.0, 2) == pytest.approx(10)
    for wrong in ((0.0, 1.0, 10), (1.0, 0.0, 10), (1.0, 2.0, 1)):
        with pytest.raises(ValueError, match="no growth"):
            per_tenfold(*wrong)


def test_ratios_read_like_the_bars() -> None:
    assert [times(0.41, 1), times(2.3, 1), times(1, 216), times(40, 1), times(1, 0)] == [
        ".41x",
        "2.30x",
        "1/216",
        "40x",
        "",
    ]


def test_the_last_line_of_json_counts() -> None:
    assert read_scores('reading\n{"recall": 0.5}\n{"recall": 0.75}\n\n') == {"recall": 0.75}
    with pytest.raises(ValueError, match="no line of JSON"):
        read_scores("Traceback\n")


def test_tables_leave_out_what_was_not_run() -> None:
    peer = replace(ROW, tool="rensa", finds="near-duplicates", cpu=4.0, scores={"recall": 0.07, "precision": 1.0})
    absent = replace(peer, tool="passim", note="not installed", scores={})
    larger = replace(ROW, corpus="k10", articles=10_000, cpu=20.0, peak=200_000_000)
    rows = [ROW, peer, absent, larger]
    figures = draw_figures(rows)
    assert len({line.count("|") for line in figures}) == 1
    assert len(figures) == 2 + len(rows)
    assert ".900 | .990" in figures[2]
    assert draw_growth(rows)[2:] == ["| sayso | 1,000 to 10,000 | x10.0 | x2.0 |"]
    assert draw_ratios(rows)[2:] == ["| 1,000 | rensa | near-duplicates | .50x | 1.00x | +0.830 | -0.010 |"]
    assert draw_ratios([peer, absent]) == draw_growth([peer, absent]) == []
    assert set(KINDS) == {"whole", "paragraph", "sentence", "re-worded", "viral"}


def test_what_would_take_too_long_is_left_out_with_the_reason() -> None:
    pairwise = next(tool for tool in TOOLS if tool.name == "copydetect")
    seen = [replace(ROW, tool="copydetect", cpu=20.0)]
    assert too_long(pairwise, 10_000, seen, 900) == "not run: some 2,000 CPU s expected"
    assert not too_long(pairwise, 3_000, seen, 900)
    left_out = [*seen, replace(ROW, tool="copydetect", articles=10_000, note="not run")]
    assert too_long(pairwise, 100_000, left_out, 900).startswith("not run")


def test_a_peer_that_is_not_there_is_named() -> None:
    for tool in TOOLS:
        there = tool.name in versions(sys.executable)
        assert tool.missing(sys.executable) == "" or tool.missing(sys.executable).startswith("not installed: ")
        assert there or tool.missing(sys.executable) or tool.name == "sayso"


@pytest.mark.skipif(not os.path.exists("/proc/self/smaps_rollup"), reason="memory of a tree is read from Linux's /proc")
def test_the_whole_tree_is_counted_orphans_too() -> None:
    burn = "import time; block = bytearray(60_000_000)\nwhile time.process_time() < .4: pass"
    command = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {burn!r}]); print('gone')"
    spent = spend([sys.executable, "-c", command])
    assert spent.out == "gone\n"
    assert not spent.fault
    assert spent.cpu > 0.4
    waited = spend([sys.executable, "-c", f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"])
    assert waited.peak > 60_000_000


@pytest.mark.skipif(not os.path.exists("/proc/self/smaps_rollup"), reason="a tree is looked at in Linux's /proc")
def test_workers_whose_end_their_parent_ignores_are_counted() -> None:
    burn = "import time\nwhile time.process_time() < .8: pass"
    ignore = "import signal, subprocess, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN)\n"
    spent = spend([sys.executable, "-c", f"{ignore}subprocess.Popen([sys.executable, '-c', {burn!r}]).wait()"])
    assert spent.cpu > 0.5


def test_a_failure_says_what_the_command_said() -> None:
    spent = spend([sys.executable, "-c", "raise SystemExit('no room')"])
    assert spent.fault == "ended with 1: no room"


@pytest.mark.parametrize("name", CASES)
def test_bad_inputs_are_the_same_every_time(name, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a").mkdir(), (tmp_path / "b").mkdir()
    files = [write_case(name, 0.001, tmp_path / folder) for folder in ("a", "b")]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert files[0].stat().st_size > 0


def test_the_commands_say_how_they_are_used() -> None:
    for module in ("peers", "growth", "hostile"):
        ended = subprocess.run(
            [sys.executable, "-m", f"benchmarks.{module}", "--help"], capture_output=True, text=True, check=True
        )
        assert "usage: python -m benchmarks." in ended.stdout
