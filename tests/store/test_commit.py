"""A folder appears whole or not at all, whatever happens in between."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.store import commit
from sayso.store.commit import PREFIX, clean_leftovers, write_file, writing


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_takes_its_name_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "one"
    with writing(target) as folder:
        (folder / "a").write_text("new")
        assert not target.exists()
        assert folder.name.startswith(PREFIX)
    assert (target / "a").read_text() == "new"
    assert names(target.parent) == ["one"]


@pytest.mark.parametrize("exchange", [True, False])
def test_an_earlier_folder_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(commit, "_exchange", lambda one, other: False)
    target = tmp_path / "one"
    (target / "tables").mkdir(parents=True)
    (target / "old").write_text("old")
    with writing(target) as folder:
        (folder / "new").write_text("new")
    assert names(target) == ["new"]
    assert names(tmp_path) == ["one"]


@pytest.mark.parametrize("fault", [ValueError, KeyboardInterrupt])
def test_a_failed_block_leaves_everything_as_it_was(tmp_path: Path, fault: type[BaseException]) -> None:
    target = tmp_path / "one"
    target.mkdir()
    (target / "old").write_text("old")
    with pytest.raises(fault), writing(target) as folder:
        (folder / "new").write_text("half")
        raise fault
    assert names(target) == ["old"]
    assert names(tmp_path) == ["one"]


def test_the_leftover_of_a_killed_run_goes_and_that_of_a_living_one_stays(tmp_path: Path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom sayso.store.commit import writing\n"
        "with writing(Path(sys.argv[1])) as folder:\n"
        "    (folder / 'half').write_text('half')\n    print('ready', flush=True)\n    time.sleep(60)\n"
    )
    run = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "one")], stdout=subprocess.PIPE)
    try:
        assert run.stdout is not None
        assert run.stdout.readline() == b"ready\n"
        clean_leftovers(tmp_path)
        assert len(names(tmp_path)) == 1, "a living run's folder was taken away"
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert not (tmp_path / "one").exists()
        with writing(tmp_path / "two") as folder:
            (folder / "whole").write_text("whole")
        assert names(tmp_path) == ["two"]
    finally:
        run.kill()
        run.wait()
        run.stdout and run.stdout.close()


def test_a_link_that_looks_like_a_leftover_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").write_text("kept")
    (tmp_path / "place").mkdir()
    os.symlink(precious, tmp_path / "place" / (PREFIX + "link"))
    clean_leftovers(tmp_path / "place")
    assert (precious / "file").read_text() == "kept"


def test_a_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_file(path, b"one")
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(tmp_path) == ["a.csv"]


def test_a_new_name_is_tried_when_a_cleaner_was_faster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flock, calls = commit.fcntl.flock, []

    def taken_once(descriptor: int, how: int) -> None:
        calls.append(how)
        if len(calls) == 1:
            raise BlockingIOError(11, "taken")
        flock(descriptor, how)

    monkeypatch.setattr(commit.fcntl, "flock", taken_once)
    folder, lock = commit._make_locked(tmp_path)
    os.close(lock)
    assert folder.exists()
    assert len(calls) == 2
