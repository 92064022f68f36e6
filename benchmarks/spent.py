"""What a command costs: CPU seconds and peak memory of its whole process tree.

CPU comes from the kernel's account of ended children. This process adopts orphans (Linux), so that workers whose parent
ended before them are counted. A parent that ignores the end of its workers keeps them out of that account (Spark's
Python daemon does), so the tree is also looked at ten times a second, and the last seen CPU of each of its processes is
added up; the larger of both counts. Memory is looked at likewise: the highest resident size of one process, or the sum
of the proportional shares of several, in which shared pages count once, where that is more.
"""

import contextlib
import ctypes
import os
import platform
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of Linux's prctl."""
PATIENCE = 20.0
"""Seconds that orphans may take to end after their parent."""


@dataclass(frozen=True, slots=True)
class Spent:
    """What one command cost, how it ended and the last lines that it printed."""

    cpu: float
    wall: float
    peak: int
    """Bytes."""
    code: int
    out: str
    err: str

    @property
    def fault(self) -> str:
        """Why the command failed, in a line; empty when it did not."""
        if not self.code:
            return ""
        lines = self.err.strip().splitlines()
        return f"ended with {self.code}: {lines[-1] if lines else 'no message'}"


def spend(command: Sequence[str], env: Mapping[str, str] | None = None, most_wall: float = 36000.0) -> Spent:
    """Run a command to its end and account for it. After `most_wall` seconds it and its workers are ended."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
    before, start = _ended_cpu(), time.monotonic()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            list(command), stdout=out, stderr=err, env={**os.environ, **(env or {})}, start_new_session=True
        )
        watch = _Watch()
        try:
            code = process.wait(most_wall)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            code = process.wait()
        wall = time.monotonic() - start
        _reap(process.pid)
        watch.stop()
        cpu = max(_ended_cpu() - before, sum(watch.cpu.values()))
        return Spent(cpu, wall, watch.peak, code, _tail(out), _tail(err))


def _ended_cpu() -> float:
    """CPU seconds of all children that ended so far, theirs included."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _reap(group: int) -> None:
    """Wait for adopted orphans of the group; end those that do not."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            if time.monotonic() > until:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(group, signal.SIGKILL)
                if time.monotonic() > until + PATIENCE:
                    return
            time.sleep(0.05)


def _tail(file: "tempfile._TemporaryFileWrapper[bytes]", most: int = 100_000) -> str:
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - most))
    return file.read().decode("utf-8", "replace")


class _Watch:
    """Looks at all children of this process and at theirs, orphans included, until stopped."""

    def __init__(self) -> None:
        self.peak, self.ended = 0, threading.Event()
        self.cpu: dict[int, float] = {}
        """Process -> CPU seconds of its own, when last seen."""
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def _look(self) -> None:
        while not self.ended.wait(0.1):
            tree = descendants(os.getpid())
            self.peak = max(self.peak, tree_memory(tree))
            self.cpu.update({pid: max(own_cpu(pid), self.cpu.get(pid, 0.0)) for pid in tree})

    def stop(self) -> None:
        self.ended.set()
        self.thread.join()


def descendants(pid: int) -> list[int]:
    """The living processes below one; none where there is no /proc."""
    tree = [pid]
    for parent in tree:
        with contextlib.suppress(OSError):
            for task in os.listdir(f"/proc/{parent}/task"):
                tree += [int(child) for child in Path(f"/proc/{parent}/task/{task}/children").read_text().split()]
    return tree[1:]


def own_cpu(pid: int) -> float:
    """CPU seconds of a process without those of its children; 0 where it is gone."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def tree_memory(tree: Sequence[int]) -> int:
    """Resident bytes of some processes so far."""
    highest = max((_field(f"/proc/{one}/status", "VmHWM") for one in tree), default=0)
    return highest if len(tree) < 2 else max(highest, sum(_field(f"/proc/{one}/smaps_rollup", "Pss") for one in tree))


def _field(path: str, name: str) -> int:
    with contextlib.suppress(OSError):
        found = re.search(rf"^{name}:\s+(\d+) kB", Path(path).read_text(), re.MULTILINE)
        if found:
            return int(found[1]) * 1024
    return 0


def describe_machine() -> str:
    """One line: date, processor, cores, memory, load, system, Python."""
    processor = platform.processor() or platform.machine()
    with contextlib.suppress(OSError):
        found = re.search(r"^model name\s*:\s*(.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        processor = found[1] if found else processor
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    today = datetime.now(UTC).date()
    return f"{today}: {processor}, {cores} cores, {memory:.0f} GiB, load {os.getloadavg()[0]:.1f}, {system}"


def per_tenfold(before: float, after: float, times: float) -> float:
    """Growth from `before` to `after`, when the input grew `times`-fold, as growth for a tenfold input.

    A power law through the two points: (after / before) ** (1 / log10(times)). Raises ValueError unless all are
    positive and the input grew.
    """
    if before <= 0 or after <= 0 or times <= 1:
        raise ValueError(f"no growth from {before} to {after} over {times} times the input")
    from math import log10

    return float((after / before) ** (1 / log10(times)))


def sayso_command(*arguments: str) -> list[str]:
    """The command line of the sayso that this Python has."""
    return [sys.executable, "-m", "sayso", *arguments]
