"""The same articles give the same bytes, whatever Python's hash seed."""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from sayso.demo import story
from sayso.pipeline import trace_items
from sayso.read import Item
trace_items([Item(f"story/{name}", data, None, None) for name, data in story()], sys.argv[1])
"""


def case_bytes(folder: Path, seed: str) -> dict[str, bytes]:
    """The files of the demo's case, made by a fresh process with that hash seed."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", PROGRAM, str(folder)], check=True, env=environment, timeout=120)
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_two_hash_seeds_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = case_bytes(tmp_path / "one", "1"), case_bytes(tmp_path / "other", "4242")
    assert sorted(one) == sorted(other)
    assert [name for name in one if one[name] != other[name]] == []
    assert "report.html" in one
