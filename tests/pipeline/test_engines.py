"""One corpus through every engine: the same rows in all tables, and the same bytes where the case is a folder."""

import filecmp
import shutil
import sys
from collections.abc import Iterable
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from arro3.io import read_parquet

from sayso.demo import story
from sayso.model import ROWS
from sayso.model.tables import in_order
from sayso.pipeline import trace, trace_items
from sayso.pipeline.settings import ENGINES, Settings
from sayso.read import Item
from sayso.reuse.find import COMPILED
from sayso.store import Case, CaseError, NothingReadError
from sayso.store.columns import from_batch
from tests.pipeline.invented import write_pile
from tests.pipeline.test_corrections import everything

MASTER = "local[2]"
UNSEEN = {".hidden.txt", "empty.txt"}
"""Files that Spark does not list."""
SPREAD = ["read", "clean", "reuse", "attribution"]
on_spark = [pytest.mark.java, pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")]


@pytest.fixture(scope="module")
def spark() -> None:
    """Java and PySpark are there."""
    if find_spec("pyspark") is None or shutil.which("java") is None:
        pytest.skip("no Java runtime, or no PySpark (`pip install 'sayso[spark]'`)")


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pile")
    write_pile(folder)
    return folder


@pytest.fixture(scope="module")
def whole(pile: Path) -> Case:
    """The pile's case by the embedded engine."""
    return trace(pile, stages=SPREAD, tier="crawl")


def assert_same_folder(one: Path, two: Path) -> None:
    found = filecmp.dircmp(one, two)
    names = [path.relative_to(one).as_posix() for path in sorted(one.rglob("*")) if path.is_file()]
    assert not found.left_only + found.right_only
    assert filecmp.cmpfiles(one, two, names, shallow=False)[1:] == ([], [])


def test_the_pile_is_worth_the_test(whole: Case) -> None:
    """It holds what the engines may get wrong: duplicates, faults, passages of all kinds, enough of them to spread."""
    assert {row.outcome for row in whole.inputs} == {"read", "partly", "refused", "duplicate"}
    assert {"BAD_JSON", "BAD_PARQUET", "DUPLICATE", "EMPTY", "HIDDEN", "NOT_TEXT"} <= {row.code for row in whole.inputs}
    assert {row.kind for row in whole.reuse} == {"verbatim", "edited", "reworded"}
    assert {row.direction for row in whole.reuse} >= {"known", "unknown"}
    assert sum(row.characters for row in whole.documents) > COMPILED


@pytest.mark.parametrize("engine", [pytest.param("spark", marks=on_spark)])
def test_every_engine_gives_the_same_case_of_a_story(engine, spark, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    items = [Item(name, data) for name, data in story()]
    trace_items(items, tmp_path / "embedded")
    trace_items(items[::-1], tmp_path / "other", engine=engine, master=MASTER)
    assert_same_folder(tmp_path / "embedded", tmp_path / "other")


@pytest.mark.parametrize("engine", [pytest.param("spark", marks=on_spark)])
def test_every_engine_applies_corrections_alike(engine, spark, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    items = [Item(name, data) for name, data in story()]
    (tmp_path / "all.jsonl").write_bytes(everything())
    options: dict[str, Any] = {"tier": "crawl", "corrections": tmp_path / "all.jsonl"}
    case = trace_items(items, tmp_path / "embedded", **options)
    assert case.run["corrections"]["applied"] == 7
    trace_items(items[::-1], tmp_path / "other", engine=engine, master=MASTER, **options)
    assert_same_folder(tmp_path / "embedded", tmp_path / "other")
    with pytest.raises(CaseError, match="corrections need a case in a folder of this machine"):
        trace_items(items, (tmp_path / "away").as_uri(), engine=engine, master=MASTER, **options)


@pytest.mark.parametrize("engine", [pytest.param("spark", marks=on_spark)])
def test_every_engine_gives_the_same_rows_of_a_pile(engine, spark, pile, whole, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(f"sayso.pipeline.{engine}.reuse.LEAST_WORDS", 20_000)  # so that there are several ranges
    case = trace(pile, stages=SPREAD, tier="crawl", engine=engine, master=MASTER)
    for name in ROWS:
        assert getattr(case, name) == getattr(whole, name), name
    assert case.run == whole.run


@pytest.mark.java
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")
class TestUrls:
    def test_tables_stay_on_the_workers_and_are_the_same(self, spark, pile, whole, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
        out = tmp_path / "out"
        stages = ["read", "clean", "attribution"]
        case = trace(f"file:{pile}", f"file:{out}", stages, tier="crawl", engine="spark", master=MASTER)
        assert not case.documents
        assert case.run["rows"]["regions"] == len(whole.regions)
        assert (out / "run.json").exists()
        for name in ("documents", "inputs", "regions", "attributions", "relays", "reuse"):
            rows = [row for part in (out / f"tables/{name}.parquet").glob("*.parquet") for row in load(name, part)]
            known = [row for row in getattr(whole, name) if Path(getattr(row, "path", "")).name not in UNSEEN]
            assert shorten(in_order(name, rows)) == (() if name == "reuse" else shorten(known)), name

    def test_a_case_that_is_gathered(self, spark, pile, whole, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
        out = tmp_path / "out"
        one = f"file:{pile}/one.parquet"
        case = trace([one, one, f"file:{pile}/no.txt"], f"file:{out}", ["read", "reuse"], engine="spark", master=MASTER)
        known = trace(pile / "one.parquet", stages=["read", "reuse"])
        assert case.reuse == known.reuse
        assert [row.code for row in case.inputs if row.path.endswith("no.txt")] == ["NOT_FOUND"]
        (part,) = (out / "tables/reuse.parquet").glob("*.parquet")
        assert tuple(load("reuse", part)) == known.reuse
        with pytest.raises(CaseError, match="exists; remove it"):
            trace(one, f"file:{out}", ["read"], engine="spark", master=MASTER)

    def test_what_cannot_be_read_or_written(self, spark, pile, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
        with pytest.raises(NothingReadError) as fault:
            trace(f"file:{tmp_path}/no*.txt", f"file:{tmp_path}/out", ["read"], engine="spark", master=MASTER)
        assert [row.code for row in fault.value.inputs] == ["NO_MATCH"]
        assert not (tmp_path / "out").exists()
        with pytest.raises(CaseError, match=r"cannot be written.*nowhere"):
            trace(pile, "nowhere://a/b", ["read"], engine="spark", master=MASTER)
        with pytest.raises(CaseError, match=r"cannot be read.*nowhere"):
            trace("nowhere://a/b", stages=["read"], engine="spark", master=MASTER)


def shorten(rows: Iterable[Any]) -> tuple[Any, ...]:
    """Rows with their paths as a plain path has them."""

    def bare(text: str | None) -> str | None:
        return text and text.replace("file:", "")

    changes = {"path", "message"}
    return tuple(
        replace(row, **{name: bare(getattr(row, name)) for name in changes if hasattr(row, name)}) for row in rows
    )


def load(name: str, path: Path) -> list[object]:
    return [row for batch in read_parquet(path) for row in from_batch(name, batch)]


def test_all_engines_are_compared() -> None:
    assert set(ENGINES) == {"inline", "spark"}


@pytest.mark.parametrize("where", ["s3a://bucket/pile", "hdfs://host/pile"])
def test_a_url_needs_spark(where: str, pile: Path, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"add --engine spark"):
        trace(where, tmp_path / "out")
    with pytest.raises(CaseError, match=r"add --engine spark"):
        trace(pile, where)
    assert not list(tmp_path.iterdir())


def test_choices_that_fit_no_engine() -> None:
    with pytest.raises(CaseError, match="no engine 'flink'; engines: inline, spark"):
        Settings(engine="flink")  # type: ignore[arg-type]
    with pytest.raises(CaseError, match="is for the engine spark"):
        Settings(master="local")
    assert Settings(engine="spark", master="local").card(True) == Settings().card(True)


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch, pile: Path) -> None:
    for name in [name for name in sys.modules if name.startswith(("sayso.pipeline.spark", "pyspark", "py4j"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "py4j", None)
    with pytest.raises(CaseError, match=r"pip install 'sayso\[spark\]'"):
        trace(pile, stages=["read"], engine="spark")
