"""CPU and peak memory of sayso alone over corpora of several sizes, and what a tenfold corpus costs.

    python -m benchmarks.growth FOLDER... [--stages read,reuse]

Each FOLDER holds `docs.parquet`. One run each in a fresh process; `--runs 2` leaves the compiling of kernels out.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.peers.table import Measured, draw_growth
from benchmarks.spent import describe_machine, sayso_command, spend


def main() -> int:
    """Runs sayso on every folder, prints both tables."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.growth", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--stages", default="read,reuse")
    parser.add_argument("--runs", type=int, default=1, help="runs of each; the cheapest counts")
    options = parser.parse_args()
    print(describe_machine() + "\n")
    print("| articles | passages | CPU s | articles a CPU s | wall s | peak MB |\n" + "| --- " * 6 + "|")
    rows = []
    for folder in options.folders:
        row = run(folder / "docs.parquet", options.stages, options.runs)
        rows.append(row)
        cells = [f"{row.articles:,}", f"{row.scores['reuse']:,.0f}", f"{row.cpu:.1f}", f"{row.articles / row.cpu:,.0f}"]
        print("| " + " | ".join([*cells, f"{row.wall:.1f}", f"{row.peak / 1e6:,.0f}"]) + " |", flush=True)
    print("\n" + "\n".join(draw_growth(rows)))
    return 0


def run(documents: Path, stages: str, runs: int) -> Measured:
    """The cheapest of several runs on one corpus."""
    seen = []
    for _ in range(max(1, runs)):
        with tempfile.TemporaryDirectory() as folder:
            case = Path(folder, "case")
            spent = spend(sayso_command("trace", str(documents), "--stages", stages, "-o", str(case), "--quiet"))
            if spent.fault:
                raise SystemExit(f"{documents}: {spent.fault}")
            counts = json.loads((case / "run.json").read_text("utf-8"))["rows"]
        seen.append((spent.cpu, spent))
    best = min(seen, key=lambda pair: pair[0])[1]
    return Measured(
        "sayso", "passages", str(documents), counts["documents"], "", best.cpu, best.wall, best.peak, counts
    )


if __name__ == "__main__":
    sys.exit(main())
