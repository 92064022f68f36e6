"""Adding to a case gives the very files that one run over all of it gives."""

import os
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from evals.score import articles_of
from sayso.model import Tables
from sayso.pipeline import add, plan, run_batch, run_tasks, trace
from sayso.pipeline.add_paths import SET_LATER, as_first_made
from sayso.pipeline.settings import Settings
from sayso.read import Item, read_documents
from sayso.store import Case, CaseError, NothingReadError
from sayso.store.tasks import Tasks
from tests.read.test_documents import POOL

READ = ["read", "clean"]


def files(folder: str) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(Path(folder).rglob("*")) if p.is_file()}


def lay_out(name: str) -> list[str]:
    """The articles of a story, in a folder here."""
    Path(name).mkdir()
    for file, data in articles_of(name):
        Path(name, file).write_bytes(data)
    return sorted(f"{name}/{file}" for file, _ in articles_of(name))


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "options"),
    [("archive", {}), ("vaccine", {"tier": "crawl"}), ("tally", {"aliases": [("Orsa Telegraph", "OT")]}),
     ("demo", {"tier": "crawl"})],
)  # fmt: skip
def test_the_same_files_as_one_run_over_all(name: str, options: dict[str, Any]) -> None:
    paths = lay_out(name)
    some = random.Random(name).sample(paths, len(paths) // 2)
    others = [path for path in paths if path not in some]
    whole = trace(paths, "whole", **options)
    for number, (first, then) in enumerate([(some, others), (others, some)]):
        trace(first, f"case{number}", **options)
        assert add(f"case{number}", then[::-1]) == whole
        assert files(f"case{number}") == files("whole")
    assert sorted(os.listdir()) == sorted([name, "whole", "case0", "case1"])


def test_what_sources_sets_is_all_that_changes_in_earlier_rows() -> None:
    """What lets a case go without a copy of the rows as they were first made."""
    items = [Item(file, data) for file, data in articles_of("demo")]
    documents, _ = read_documents(items)
    settings = Settings(tier="crawl")
    made = run_batch(documents, plan(), settings)
    from sayso.pipeline import run_inline

    case = run_inline(items, plan(), settings)
    again = as_first_made({name: getattr(case.tables, name) for name in ("regions", *SET_LATER)})
    assert again == Tables().having(
        documents=documents, regions=made.regions, attributions=made.attributions, relays=made.relays
    )
    assert case.attributions != again.attributions
    assert case.relays != again.relays


def write_pool(items: Sequence[Item]) -> list[str]:
    for item in items:
        if item.data is not None:
            Path(item.path).write_bytes(item.data)
    return [item.path for item in items]


@pytest.mark.parametrize("seed", range(5))
def test_duplicates_containers_and_faults_in_any_order(seed: int) -> None:
    """Piece by piece, pieces overlapping: an input that is there already changes nothing."""
    draw = random.Random(seed)
    paths = write_pool(draw.sample(POOL, len(POOL)))
    trace(paths, "whole", stages=READ)
    trace(["d.txt", *paths[:4]], "case", stages=READ)
    for _ in range(12):
        if files("case") == files("whole"):
            break
        try:
            add("case", draw.sample(paths, 5))
        except NothingReadError:
            add("case", [*paths])
    assert files("case") == files("whole")


def test_old_inputs_need_not_be_there(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = lay_out("tally")
    trace(paths, "whole", tier="crawl")
    trace(paths[:2], "case", tier="crawl")
    for path in paths[:2]:
        Path(path).unlink()
    add("case", paths[2:])
    assert files("case") == files("whole")
    before = files("case")
    add("case", paths)
    assert files("case") == before, "the old ones are not found now, but they are in the case"


def test_only_new_documents_are_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    import sayso.clean

    paths = lay_out("tally")
    trace(paths[:3], "case", tier="crawl")
    seen: list[str] = []
    mark = sayso.clean.mark_regions

    def marked(documents: Any) -> Any:
        seen.extend(document.path for document in documents)
        return mark(documents)

    monkeypatch.setattr("sayso.clean.mark_regions", marked)
    add("case", paths)
    assert seen == paths[3:]


def test_other_content_under_the_same_path_is_refused_and_the_case_stays(tmp_path: Path) -> None:
    Path("a.txt").write_text("Ana left town.")
    trace("a.txt", "case", stages=READ)
    before = files("case")
    Path("a.txt").write_text("Ana stayed.")
    Path("b.txt").write_text("Boro left town.")
    with pytest.raises(CaseError, match=r"a\.txt: is in case with other content; name it otherwise"):
        add("case", ["b.txt", "a.txt"])
    assert files("case") == before


def test_what_had_no_content_then_takes_its_place_now() -> None:
    Path("a.txt").write_text("Ana left town.")
    Path("b.txt").write_text("  ")
    trace(["a.txt", "b.txt", "c.txt"], "case", stages=READ)
    assert [row.code for row in Case.load("case").inputs] == [None, "EMPTY", "NOT_FOUND"]
    Path("b.txt").write_text("Boro left town.")
    Path("c.txt").write_text("Ana left town.")
    add("case", ["b.txt", "c.txt"])
    trace(["a.txt", "b.txt", "c.txt"], "whole", stages=READ)
    assert files("case") == files("whole")
    assert [row.outcome for row in Case.load("case").inputs] == ["read", "read", "duplicate"]


def test_where_nothing_is_new_the_case_is_not_touched() -> None:
    Path("a.txt").write_text("Ana left town.")
    made = trace("a.txt", "case", stages=READ)
    at = os.stat("case").st_ino
    assert add("case", "a.txt") == made
    assert os.stat("case").st_ino == at


def test_where_nothing_can_be_read_the_case_is_not_touched() -> None:
    Path("a.txt").write_text("Ana left town.")
    trace("a.txt", "case", stages=READ)
    before = files("case")
    with pytest.raises(NothingReadError) as fault:
        add("case", ["gone.txt", "a.txt"])
    assert [(row.path, row.code) for row in fault.value.inputs] == [("gone.txt", "NOT_FOUND")]
    assert files("case") == before


def change(case: str, **entries: Any) -> None:
    import json

    card = json.loads(Path(case, "run.json").read_text("utf-8"))
    Path(case, "run.json").write_text(json.dumps({**card, **entries}), "utf-8")


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ({"sayso": "0.0.9"}, "made by sayso 0.0.9, this is .*; trace again"),
        ({"settings": {}}, r"run\.json: damaged \(KeyError"),
        ({"settings": None}, "damaged"),
        ({"stages": 7}, "damaged"),
        ({"stages": ["nonsense"]}, "no stage 'nonsense'"),
        ({"settings": {"aliases": [], "owners": [], "columns": {}, "tier": "story",
                       "tagger": {"name": "mine/7", "sha256": "0"}}},
         "made with the tagger mine/7; name its folder with --model"),
    ],
)  # fmt: skip
def test_a_case_that_cannot_be_added_to_says_why(entries: dict[str, Any], message: str) -> None:
    Path("a.txt").write_text("Ana left town.")
    Path("b.txt").write_text("Boro left town.")
    trace("a.txt", "case", stages=READ)
    change("case", **entries)
    with pytest.raises(CaseError, match=message):
        add("case", "b.txt")


def test_a_case_that_is_none_or_is_damaged() -> None:
    Path("a.txt").write_text("Ana left town.")
    with pytest.raises(CaseError, match="no case here"):
        add("gone", "a.txt")
    trace("a.txt", "case", stages=READ)
    Path("case/tables/regions.parquet").write_bytes(b"")
    with pytest.raises(CaseError, match="not the file that sayso wrote"):
        add("case", "a.txt")
    with pytest.raises(CaseError, match="no tagger read this case; leave --model out"):
        trace("a.txt", "case", stages=READ)
        add("case", "a.txt", model="model")


def test_a_case_that_another_run_replaced_meanwhile_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text("Ana left town.")
    Path("b.txt").write_text("Boro left town.")
    trace("a.txt", "case", stages=READ)
    from sayso.pipeline import add_paths

    run = add_paths.run_large

    def slow(*arguments: Any) -> Case:
        trace(["a.txt", "c.txt"], "case", stages=READ)
        return run(*arguments)

    monkeypatch.setattr(add_paths, "run_large", slow)
    with pytest.raises(CaseError, match="another run has replaced it meanwhile; add again"):
        add("case", "b.txt")
    assert [row.path for row in Case.load("case").inputs] == ["a.txt", "c.txt"]


def test_a_link_to_a_case_stays_a_link() -> None:
    Path("a.txt").write_text("Ana left town.")
    Path("b.txt").write_text("Boro left town.")
    Path("deep").mkdir()
    trace("a.txt", "deep/case", stages=READ)
    Path("link").symlink_to("deep/case")
    add("link", "b.txt")
    assert Path("link").is_symlink()
    assert len(Case.load("deep/case").documents) == 2


def test_a_large_addition_that_was_stopped_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = lay_out("tally")
    trace(paths, "whole", tier="crawl")
    trace(paths[:1], "case", tier="crawl")
    monkeypatch.setattr(run_tasks, "LARGE_DOCUMENTS", 1)
    monkeypatch.setattr(run_tasks, "BATCH_DOCUMENTS", 1)
    keys: list[str] = []
    keep = Tasks.keep

    def kept(self: Tasks, key: str, tables: Any) -> None:
        keys.append(key)
        if len(keys) == 3:
            raise KeyboardInterrupt
        keep(self, key, tables)

    monkeypatch.setattr(Tasks, "keep", kept)
    with pytest.raises(KeyboardInterrupt):
        add("case", paths)
    add("case", paths)
    assert len(keys) == 3 + 5, "a batch and four stages were left to do"
    assert files("case") == files("whole")
    assert sorted(os.listdir()) == ["case", "tally", "whole"]
