"""The shape of the project: sizes, names, who may import what, and that tests mirror the code."""

import ast
import inspect
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

import sayso
from sayso.pipeline import NAMES, STEPS

ROOT = Path(__file__).parents[1]
SRC = ROOT / "src" / "sayso"
MODULES = sorted(SRC.rglob("*.py"))
IDS = [path.relative_to(SRC).as_posix() for path in MODULES]

MODULE_LINES, FUNCTION_LINES, STAGE_MODULES = 400, 60, 7
"""Medians of the projects that `anchors/aesthetics.md` measured are a third of these."""
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "core", "manager", "managers", "misc"}
PURE = {*NAMES, "language", "kernels", "model"}
FORBIDDEN_IMPORTS = {"pyarrow", "pandas", "duckdb", "nltk", "pickle", "marshal", "shelve", "requests", "yaml"}
IMPURE_IMPORTS = {"urllib.request", "http.client", "os.path", "importlib.machinery"}
IMPURE_CALLS = {"open", "eval", "exec", "input", "print", "__import__"}
ARROW = {"pyarrow": Path("pipeline", "spark")}
"""What PySpark brings along, and where alone it may be imported: batches come and go as its arrays there."""
ALSO_EXPORTED = {"report": {"summarise"}}
"""Functions that a stage offers besides its verb."""


def imports(path: Path) -> set[str]:
    """Every module that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_modules_and_functions_are_short() -> None:
    long = []
    for name, path in zip(IDS, MODULES, strict=True):
        text = path.read_text("utf-8")
        if text.count("\n") > MODULE_LINES:
            long.append(f"{name}: {text.count(chr(10))} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > FUNCTION_LINES:
                    long.append(f"{name}: {node.name} has {lines} lines")
    assert not long


def test_names_say_what_a_module_is_about() -> None:
    assert not [
        name for name, path in zip(IDS, MODULES, strict=True) if FORBIDDEN_NAMES & {path.stem, path.parent.name}
    ]


def test_every_module_says_what_it_is() -> None:
    silent = [path for path in MODULES if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert not silent


def test_imports_that_are_never_wanted() -> None:
    """import-linter checks the direction; it cannot forbid a submodule of a package outside, so this does."""
    faults = []
    for name, path in zip(IDS, MODULES, strict=True):
        found = imports(path)
        allowed = {one for one, folder in ARROW.items() if path.relative_to(SRC).is_relative_to(folder)}
        faults += [f"{name}: {one}" for one in found if one.split(".")[0] in FORBIDDEN_IMPORTS - allowed]
        if path.relative_to(SRC).parts[0] in PURE:
            faults += [f"{name}: {one}" for one in found & IMPURE_IMPORTS]
            calls = {
                node.func.id
                for node in ast.walk(ast.parse(path.read_text("utf-8")))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            faults += [f"{name}: {one}()" for one in calls & IMPURE_CALLS]
    assert not faults


@pytest.mark.parametrize("stage", NAMES)
def test_a_stage_is_at_most_seven_modules(stage: str) -> None:
    modules = {path.stem for path in (SRC / stage).glob("*.py")} - {"__init__"}
    assert len(modules) <= STAGE_MODULES


@pytest.mark.parametrize("step", STEPS, ids=NAMES)
def test_a_stage_offers_its_verb(step) -> None:  # type: ignore[no-untyped-def]
    package = import_module(f"sayso.{step.name}")
    functions = {name for name in package.__all__ if inspect.isfunction(getattr(package, name))}
    assert functions == {step.verb} | ALSO_EXPORTED.get(step.name, set())


def test_tests_mirror_the_code() -> None:
    """Every module of substance has `tests/<folder>/test_<module>.py`, or a folder of tests that names it."""
    unmirrored = []
    for path in MODULES:
        inside = path.relative_to(SRC)
        functions = sum(isinstance(node, ast.FunctionDef) for node in ast.walk(ast.parse(path.read_text("utf-8"))))
        if len(inside.parts) < 2 or inside.stem == "__init__" or not functions:
            continue
        folder = ROOT / "tests" / inside.parts[0]
        if not (folder / f"test_{inside.stem}.py").exists() and not list(folder.glob("test_*.py")):
            unmirrored.append(inside.as_posix())
    assert not unmirrored


def test_folders_of_tests_are_folders_of_code_or_kinds_of_test() -> None:
    kinds = {"browser", "data", "properties", "stories", "__pycache__"}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    assert folders - kinds <= {path.name for path in SRC.iterdir() if path.is_dir()}


def test_what_the_package_offers() -> None:
    assert sayso.__all__ == sorted(sayso.__all__)
    for name in sayso.__all__:
        assert callable(getattr(sayso, name)), name
    assert {step.verb for step in STEPS} <= set(sayso.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = sayso.nonsense  # type: ignore[attr-defined]
    assert set(sayso.__all__) < set(dir(sayso))


def test_trace_is_the_verb_although_a_stage_has_its_name() -> None:
    from sayso.pipeline import trace

    import_module("sayso.trace")
    assert sayso.trace is trace
    assert import_module("sayso.trace").trace_origins is sayso.trace_origins


def test_the_version_stands_once() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == sayso.__version__


def test_no_text_of_anybody_else_is_in_the_package() -> None:
    """What ships: code, data files, the invented story. Nothing that is only for building or testing."""
    kinds = {path.suffix for path in SRC.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert kinds <= {
        ".py",
        ".toml",
        ".tsv",
        ".html",
        ".css",
        ".js",
        ".jinja",
        ".txt",
        ".typed",
        ".svg",
        ".md",
        ".json",
        ".onnx",
        ".bin",
    }
