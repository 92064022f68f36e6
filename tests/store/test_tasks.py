"""Finished tasks outlive the run; whatever happens to their files costs the task concerned and no other."""

import os
from pathlib import Path

import pytest

from sayso.model import Document, Region
from sayso.store.tasks import WORK, Tasks, Work, working
from tests.strategies import make_document, make_region

TEXTS = ("We left.", "👩\u200d🚀 “Never,” said Ana.", "No.")
DOCUMENTS = [make_document(text, f"{n}.txt") for n, text in enumerate(TEXTS)]
NOTHING = [b"", b"null", b"[]", b'{"key": 1}', b'{"key": "x", "files": []}', b"\xff", b"[" * 9999]


def rows(document: Document) -> dict[str, tuple[Region, ...]]:
    return {"regions": (make_region(document, 0, len(document.text)),)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three finished tasks."""
    tasks = Tasks(tmp_path)
    for document in DOCUMENTS:
        tasks.keep(document.document, rows(document))
    return tmp_path


def found(folder: Path) -> list[bool]:
    """Which of the three tasks are there; what is there must be what was kept."""
    tasks = Tasks(folder)
    held = [(tasks.find(document.document), rows(document)) for document in DOCUMENTS]
    assert all(have in (None, kept) for have, kept in held)
    return [have is not None for have, _ in held]


def test_what_was_kept_is_found_by_the_next_run(folder: Path) -> None:
    assert found(folder) == [True, True, True]
    assert len(Tasks(folder)) == 3
    assert Tasks(folder).find("another") is None


def test_a_task_without_rows_is_found_too(tmp_path: Path) -> None:
    Tasks(tmp_path).keep("one", {"relays": (), "attributions": ()})
    assert Tasks(tmp_path).find("one") == {"relays": (), "attributions": ()}


@pytest.mark.parametrize("cut", [1, 20, 100])
def test_a_torn_last_line_costs_its_task_alone_and_the_next_line_stands_by_itself(folder: Path, cut: int) -> None:
    manifest = folder / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:-cut])
    kept = found(folder)
    assert kept[:2] == [True, True]
    assert kept[2] == (cut == 1), "a line that lacks only its end is whole"
    Tasks(folder).keep(DOCUMENTS[2].document, rows(DOCUMENTS[2]))
    assert found(folder) == [True, True, True]


@pytest.mark.parametrize("line", NOTHING)
def test_lines_that_say_nothing_are_passed_over(folder: Path, line: bytes) -> None:
    manifest = folder / "manifest.jsonl"
    manifest.write_bytes(line + b"\n" + manifest.read_bytes() + line)
    assert found(folder) == [True, True, True]


@pytest.mark.parametrize("change", ["gone", "other", "cut", "swapped"])
def test_a_part_that_is_not_what_was_kept_costs_its_task_alone(folder: Path, change: str) -> None:
    one, other = sorted(folder.glob("*.parquet"))[:2]
    if change == "gone":
        one.unlink()
    elif change == "other":
        one.write_bytes(one.read_bytes()[:-1] + b"?")
    elif change == "cut":
        one.write_bytes(one.read_bytes()[:40])
    else:
        one.write_bytes(other.read_bytes())
    assert sorted(found(folder)) == [False, True, True]


def test_nothing_is_there_before_it_is_opened_and_nothing_after(tmp_path: Path) -> None:
    with working(tmp_path / "one.sayso") as work:
        assert os.listdir(tmp_path) == []
        assert work.open("run") is not None
        assert os.listdir(tmp_path) == [f"{WORK}one.sayso"]
    assert os.listdir(tmp_path) == []


def leave(target: Path, run: str) -> None:
    """A run that fails after its first task."""
    with pytest.raises(KeyboardInterrupt, match="the same command goes on from here"), working(target) as work:
        tasks = work.open(run)
        assert tasks is not None
        tasks.keep("first", {"relays": ()})
        raise KeyboardInterrupt


def test_a_failed_run_leaves_its_tasks_to_the_same_run_and_to_no_other(tmp_path: Path) -> None:
    leave(tmp_path / "one", "run")
    leave(tmp_path / "one", "run")
    with working(tmp_path / "one") as work:
        tasks = work.open("another run")
        assert tasks is not None
        assert len(tasks) == 0
    leave(tmp_path / "one", "run")
    with working(tmp_path / "two") as work:
        tasks = work.open("run")
        assert tasks is not None
        assert len(tasks) == 0, "the place of another case"
    with working(tmp_path / "one") as work:
        tasks = work.open("run")
        assert tasks is not None
        assert tasks.find("first") == {"relays": ()}


def test_a_run_that_needs_no_tasks_removes_what_another_left(tmp_path: Path) -> None:
    leave(tmp_path / "one", "run")
    with working(tmp_path / "one"):
        pass
    assert os.listdir(tmp_path) == []


def test_two_runs_never_share_a_place(tmp_path: Path) -> None:
    first, second = Work(tmp_path / "one"), Work(tmp_path / "one")
    assert first.open("run") is not None
    assert second.open("run") is None
    second.remove()
    second.close()
    assert first.folder.is_dir()
    first.close()
    assert second.open("run") is not None
    second.close()


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").write_text("kept")
    (tmp_path / f"{WORK}one").symlink_to(tmp_path / "precious")
    with working(tmp_path / "one") as work:
        assert work.open("run") is None
    assert (tmp_path / "precious" / "file").read_text() == "kept"
    assert os.listdir(tmp_path / "precious") == ["file"]


def test_where_there_is_no_place_a_run_does_without(tmp_path: Path) -> None:
    with working(tmp_path / ("x" * 250)) as work:
        assert work.open("run") is None
    (tmp_path / f"{WORK}one").write_text("a file")
    with working(tmp_path / "one") as work:
        assert work.open("run") is None
