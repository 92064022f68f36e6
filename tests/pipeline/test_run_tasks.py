"""Large runs: any batches give the same rows, and a run that was killed goes on to the same bytes."""

import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.score import articles_of
from sayso.model import ROWS, Document, Tables
from sayso.pipeline import join_tables, plan, run_batch, run_case, run_tasks, trace
from sayso.pipeline.run_inline import run_inline
from sayso.pipeline.run_tasks import split
from sayso.pipeline.settings import Settings, Tier
from sayso.read import Item, read_documents
from sayso.store.tasks import WORK, Tasks
from tests.strategies import make_document

STEPS = plan()
CRAWL = Settings(tier="crawl")


@cache
def documents_of(name: str) -> tuple[Document, ...]:
    documents, _ = read_documents(Item(file, data) for file, data in articles_of(name))
    return tuple(documents)


@cache
def all_at_once(name: str, tier: Tier) -> Tables:
    return join_tables(Tables(), [run_batch(documents_of(name), STEPS, Settings(tier=tier))])


@pytest.mark.parametrize(("name", "tier"), [("vaccine", "crawl"), ("tally", "story"), ("demo", "crawl")])
@settings(max_examples=4)
@given(st.randoms(use_true_random=False))
def test_document_scope_stages_give_the_same_rows_in_any_batches(name: str, tier: Tier, draw: random.Random) -> None:
    documents = draw.sample(documents_of(name), len(documents_of(name)))
    batches: list[list[Document]] = [[] for _ in range(draw.randint(1, 5))]
    for document in documents:
        draw.choice(batches).append(document)
    parts = [run_batch(batch, STEPS, Settings(tier=tier)) for batch in batches]
    assert join_tables(Tables(), parts) == all_at_once(name, tier)


def test_batches_then_the_case_are_one_run(monkeypatch: pytest.MonkeyPatch) -> None:
    items = [Item(file, data) for file, data in articles_of("tally")]
    whole = run_inline(items, STEPS, CRAWL)
    documents, inputs = read_documents(items)
    parts = [run_batch([document], STEPS, CRAWL) for document in documents]
    joined = join_tables(Tables().having(documents=documents, inputs=inputs), parts)
    assert run_case(joined, STEPS, CRAWL) == whole
    monkeypatch.setattr(run_tasks, "LARGE_DOCUMENTS", 1)
    monkeypatch.setattr(run_tasks, "BATCH_DOCUMENTS", 3)
    told: list[Any] = []
    assert run_inline(items, STEPS, CRAWL, progress=lambda *step: told.append(step)) == whole
    assert told[:5] == [
        ("read", 0, 9), ("clean", 1, 9, 0, 2), ("attribution", 2, 9, 0, 2), ("clean", 1, 9, 1, 2),
        ("attribution", 2, 9, 1, 2),
    ]  # fmt: skip
    assert [step[0] for step in told[5:]] == ["reuse", "sources", "figures", "claims", "trace", "report", ""]


@given(st.lists(st.integers(0, 400_000), max_size=40), st.sampled_from([64 * 1024**2, 4 * 1024**3]))
def test_batches_hold_every_document_once_in_order_within_bounds(sizes: list[int], memory: int) -> None:
    documents = [replace(make_document(str(n)), characters=size) for n, size in enumerate(sizes)]
    batches = split(documents, memory)
    assert [one for batch in batches for one in batch] == documents
    most = min(run_tasks.BATCH_CHARACTERS, memory // run_tasks.BYTES_PER_CHARACTER)
    assert all(len(batch) == 1 or sum(one.characters for one in batch) <= most for batch in batches)
    assert all(batches)


# Runs that were killed ------------------------------------------------------------------------------------------------

PROGRAM = """
import os, signal, sys
from sayso.pipeline import run_tasks, trace
from sayso.store import tasks
run_tasks.LARGE_DOCUMENTS, run_tasks.BATCH_DOCUMENTS = 1, 1
flush, last = tasks.flush, int(sys.argv[1])
def count(folder):
    global last
    flush(folder)
    last -= 1
    if not last:
        os.kill(os.getpid(), signal.SIGKILL)  # the parts are there, the line is not
tasks.flush = count
trace("pile", "pile.sayso", tier="crawl")
"""


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Four articles; a run of them counts as large, and each is a batch."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pile").mkdir()
    for name, data in articles_of("tally"):
        (tmp_path / "pile" / name).write_bytes(data)
    monkeypatch.setattr(run_tasks, "BATCH_DOCUMENTS", 1)
    return tmp_path


def files(folder: str) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(Path(folder).rglob("*")) if p.is_file()}


def count_tasks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the tasks that are run from now on."""
    keys: list[str] = []
    keep = Tasks.keep

    def kept(self: Tasks, key: str, tables: Any) -> None:
        keys.append(key)
        keep(self, key, tables)

    monkeypatch.setattr(Tasks, "keep", kept)
    return keys


def kill_after(tasks: int) -> None:
    run = subprocess.run([sys.executable, "-c", PROGRAM, str(tasks)], capture_output=True, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr
    assert not Path("pile.sayso").exists()
    assert Path(f"{WORK}pile.sayso").is_dir()


@pytest.mark.parametrize("tasks", [1, 4, 7])
def test_a_killed_run_goes_on_to_the_same_bytes(pile: Path, monkeypatch: pytest.MonkeyPatch, tasks: int) -> None:
    trace("pile", "whole", tier="crawl")
    kill_after(tasks)
    monkeypatch.setattr(run_tasks, "LARGE_DOCUMENTS", 1)
    keys = count_tasks(monkeypatch)
    trace("pile", "pile.sayso", tier="crawl")
    assert files("pile.sayso") == files("whole")
    assert len(keys) == 8 - (tasks - 1), "four batches and four stages over all, less what was kept"
    assert sorted(os.listdir()) == ["pile", "pile.sayso", "whole"]


class Stop(Exception):
    """Stands for whatever ends a run."""


@pytest.fixture
def stopped(pile: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A large run that came to an end just before its report; where its tasks lie."""
    monkeypatch.setattr(run_tasks, "LARGE_DOCUMENTS", 1)

    def stop(**_others: Any) -> None:
        raise Stop

    with monkeypatch.context() as patch, pytest.raises(Stop):
        patch.setattr("sayso.report.write_report", stop)
        trace("pile", "pile.sayso", tier="crawl")
    return pile / f"{WORK}pile.sayso"


@pytest.mark.parametrize("change", ["nothing", "part", "memory", "small"])
def test_only_what_is_not_there_is_done_again(stopped: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    if change == "part":
        damaged = max(stopped.glob("*.attributions.parquet"))
        damaged.write_bytes(damaged.read_bytes()[:-9])
    if change == "small":
        monkeypatch.setattr(run_tasks, "LARGE_DOCUMENTS", 200)
    keys = count_tasks(monkeypatch)
    trace("pile", "pile.sayso", tier="crawl", memory="64M" if change == "memory" else None)
    assert len(keys) == (change == "part")
    with monkeypatch.context() as patch:
        patch.setattr(run_tasks, "LARGE_DOCUMENTS", 200)
        trace("pile", "whole", tier="crawl")
    assert files("pile.sayso") == files("whole")
    assert sorted(os.listdir()) == ["pile", "pile.sayso", "whole"]


@pytest.mark.parametrize("change", ["tier", "aliases", "code", "text", "stages", "corrections"])
def test_tasks_of_another_run_are_not_taken(stopped: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    if change == "code":
        monkeypatch.setattr(run_tasks, "_code", lambda: "another program")
    if change == "text":
        for path in Path("pile").iterdir():
            path.write_bytes(path.read_bytes() + b"\n")
    Path("none.jsonl").write_bytes(b"")
    keys = count_tasks(monkeypatch)
    trace(
        "pile",
        "pile.sayso",
        tier="story" if change == "tier" else "crawl",
        aliases=[("A", "B")] if change == "aliases" else (),
        stages=["read", "clean", "reuse", "attribution", "sources"] if change == "stages" else None,
        corrections="none.jsonl" if change == "corrections" else None,
    )
    assert len(keys) == (5 if change == "stages" else 8)
    assert not stopped.exists()


def test_a_run_with_nothing_to_keep_makes_no_place(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_tasks, "LARGE_DOCUMENTS", 1)
    keys = count_tasks(monkeypatch)
    trace("pile", "pile.sayso", stages=["read", "reuse"])
    assert keys == []


def test_a_place_inside_the_inputs_is_no_input(pile: Path, stopped: Path) -> None:
    stopped.rename(pile / "pile" / f"{WORK}here.sayso")
    case = trace("pile", tier="crawl", stages=["read"])
    assert {row.path for row in case.inputs} == {f"pile/{name}" for name, _ in articles_of("tally")}


def test_every_table_is_kept_by_the_steps_that_write_it() -> None:
    from sayso.pipeline.run_steps import of_documents, over_case, written_by

    assert set(written_by(STEPS)) == set(ROWS) - {"corrections"}, "which stands between the steps"
    assert written_by(of_documents(STEPS)) == ("regions", "attributions", "relays")
    assert [step.name for step in over_case(STEPS)] == ["reuse", "sources", "figures", "claims", "trace", "report"]
