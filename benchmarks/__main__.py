"""`make bench`: what a user waits for and what an installation weighs, as rows for `docs/measured.md`.

CPU seconds of fresh processes, best of three, because wall time on a shared machine says little.
"""

import importlib.metadata
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

RUNS = 3


def main() -> None:
    """Print every figure as a row of a table."""
    print("| what | value |\n|---|---|")
    print(f"| `sayso --help`, CPU | {measure(['--help'])[0] * 1000:.0f} ms |")
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder, "demo.sayso")
        seconds, peak = measure(["demo", "--no-open", "-o", str(case)])
        print(f"| demo story, cold start, CPU | {seconds:.2f} s |")
        print(f"| demo story, peak memory | {peak / 1024:.0f} MiB |")
        print(f"| report of the demo story | {(case / 'report.html').stat().st_size / 1000:.0f} kB |")
        whole = sum(file.stat().st_size for file in case.rglob("*") if file.is_file())
        print(f"| case of the demo story | {whole / 1000:.0f} kB |")
    for stage, share in time_stages():
        print(f"| stage `{stage}`, demo story, warm, CPU | {share * 1000:.0f} ms |")
    count, size = weigh()
    print(f"| default installation | {size / 1e6:.0f} MB, {count} packages |")


def measure(arguments: list[str]) -> tuple[float, int]:
    """Best CPU seconds of a fresh process, and its peak memory in KiB."""
    best, peak = float("inf"), 0
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-m", "sayso", *arguments], check=True, capture_output=True, env={**os.environ})
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        peak = max(peak, after.ru_maxrss)
    return best, peak


def time_stages() -> list[tuple[str, float]]:
    """CPU seconds of each stage in a process that has run all of them once."""
    from sayso.cli.demo import read_story
    from sayso.pipeline import plan, run_inline

    seen: list[tuple[str, float]] = []
    for _ in range(2):
        seen.clear()
        run_inline(
            read_story(), plan(), progress=lambda stage, done, of, *tasks: seen.append((stage, time.process_time()))
        )
    return [(stage, end - start) for (stage, start), (_, end) in pairwise(seen)]


def weigh() -> tuple[int, int]:
    """Packages that sayso needs, and their bytes on disk without byte code."""
    wanted, todo = set(), ["sayso"]
    while todo:
        name = todo.pop().lower().replace("_", "-")
        if name in wanted:
            continue
        try:
            needs = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue  # for another system
        wanted.add(name)
        todo += [need_name(need) for need in needs if "extra ==" not in need]
    files = (file.locate() for name in wanted for file in importlib.metadata.files(name) or [])
    return len(wanted), sum(os.path.getsize(f) for f in files if "__pycache__" not in str(f) and os.path.isfile(f))


def need_name(requirement: str) -> str:
    """The package that a requirement names."""
    end = next((at for at, letter in enumerate(requirement) if not (letter.isalnum() or letter in "-_.")), None)
    return requirement[:end]


if __name__ == "__main__":
    main()
