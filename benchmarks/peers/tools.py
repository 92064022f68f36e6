"""The tools that are compared: what each looks for, how it is run, and whether it is there."""

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.spent import sayso_command

RUNNERS = Path(__file__).parent / "runners"
PASSIM = "no package on PyPI, see benchmarks/requirements.txt"


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: its name, what it finds, and what to install for it."""

    name: str
    finds: str
    distribution: str
    module: str
    install: str
    power: float
    """The exponent its work grows with, for saying beforehand how long a larger corpus would take."""
    program: str = ""
    """A program beside Python that it needs."""

    def missing(self, python: str) -> str:
        """What must be installed before it can run; empty when all is there."""
        if self.name == "sayso":
            return ""
        if self.version(python) and (not self.program or shutil.which(self.program)):
            return ""
        return f"not installed: {self.install}"

    def version(self, python: str) -> str:
        """The installed version, empty where its module cannot be found."""
        return versions(python).get(self.name, "")


TOOLS = (
    Tool("sayso", "passages", "sayso", "sayso", "", 1.1),
    Tool("rensa", "near-duplicates", "rensa", "rensa", "pip install rensa==0.5.0", 1.0),
    Tool("datasketch", "near-duplicates", "datasketch", "datasketch", "pip install datasketch==2.0.0", 1.0),
    Tool("copydetect", "passages", "copydetect", "copydetect", "pip install copydetect==0.5.0", 2.0),
    Tool("passim", "passages", "passim", "passim.seriatim", PASSIM, 1.1, program="java"),
)

PROBE = """
import importlib.metadata, importlib.util, json, sys
found = {}
for name, distribution, module in json.loads(sys.argv[1]):
    try:
        if importlib.util.find_spec(module) is None:
            continue
    except ImportError:
        continue
    try:
        found[name] = importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        found[name] = "no version"
print(json.dumps(found))
"""


@cache
def versions(python: str) -> dict[str, str]:
    """The tools that a Python can import, with their versions."""
    wanted = json.dumps([(tool.name, tool.distribution, tool.module) for tool in TOOLS])
    ended = subprocess.run([python, "-c", PROBE, wanted], capture_output=True, text=True, check=True)
    found: dict[str, str] = json.loads(ended.stdout)
    return found


def command_of(tool: Tool, python: str, documents: Path, folder: Path) -> list[str]:
    """The command that is measured. It writes `folder/found.parquet`, sayso `folder/case`."""
    if tool.name == "sayso":
        return sayso_command("trace", str(documents), "--stages", "read,reuse", "-o", str(folder / "case"), "--quiet")
    return [python, str(RUNNERS / f"find_{tool.name}.py"), str(documents), str(folder / "found.parquet")]


def collect(tool: Tool, python: str, folder: Path, run: Callable[[list[str]], str]) -> Path:
    """The found pairs in the scorer's columns; sayso's tables are turned into them, which is not measured."""
    if tool.name == "sayso":
        run([python, str(RUNNERS / "take_passages.py"), str(folder / "case"), str(folder / "found.parquet")])
    return folder / "found.parquet"
