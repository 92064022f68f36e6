"""Compare sayso with its peers on corpora with known copying, in one run.

    python -m benchmarks.peers FOLDER... --scorer ../shared/bench/score_passages.py --python PEERS/bin/python

Each FOLDER holds `docs.parquet` (columns `text`, `outlet`) and whatever the scorer reads beside it. The scorer takes
FOLDER and a Parquet of found pairs (a, ab, ae, b, bb, be) and prints a line of JSON. Folders of several sizes give
growth. PEERS is an environment with `benchmarks/requirements.txt`; a peer that is not in it is named, not missed.

Each tool runs in its own process, one after the other, start-up and reading included. CPU seconds and peak memory are
of its whole process tree. Finders of near-duplicates name pairs of documents; they are scored as pairs of spans over
the whole texts, so a pair finds each copy that it holds. All are scored alike: recall over all copies, and by kind.
"""

import argparse
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from benchmarks.peers.table import Measured, draw_figures, draw_growth, draw_ratios, read_scores
from benchmarks.peers.tools import TOOLS, Tool, collect, command_of
from benchmarks.spent import describe_machine, spend

ROWS = "import sys, pyarrow.parquet as pq; print(pq.ParquetFile(sys.argv[1]).metadata.num_rows)"


def main() -> int:
    """Runs every tool on every folder and prints the tables; 1 where one of them failed."""
    options = read_options()
    chosen = [tool for tool in TOOLS if tool.name in options.only.split(",")]
    folders = sorted((count_rows(options.python, folder), str(folder)) for folder in options.folders)
    print(describe_machine())
    present = ((tool, tool.version(sys.executable if tool.name == "sayso" else options.python)) for tool in chosen)
    print(", ".join(f"{tool.name} {version}" for tool, version in present if version) + "\n", flush=True)
    rows: list[Measured] = []
    for articles, folder in folders:
        for tool in chosen:
            rows.append(measure(tool, Path(folder), articles, rows, options))
            print(f"{articles:,} {tool.name}: {rows[-1].note or f'{rows[-1].cpu:.1f} CPU s'}", file=sys.stderr)
    for table in (draw_figures(rows), draw_growth(rows), draw_ratios(rows)):
        print("\n".join([*table, ""]))
    return int(any(row.note.startswith("failed") for row in rows))


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.peers", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--scorer", required=True, help="scores a Parquet of found pairs; run by --python")
    parser.add_argument("--only", default=",".join(tool.name for tool in TOOLS), metavar="A,B,...")
    parser.add_argument("--python", default=sys.executable, help="the Python of the peers; default: this one")
    parser.add_argument("--runs", type=int, default=1, help="runs of each, the cheapest counts; 2 leaves compiling out")
    parser.add_argument(
        "--most", type=float, default=900.0, metavar="SECONDS", help="leave out what would take more CPU than this"
    )
    options = parser.parse_args()
    unknown = set(options.only.split(",")) - {tool.name for tool in TOOLS}
    if unknown:
        parser.error(f"--only: no tool {', '.join(sorted(unknown))}; there are {', '.join(t.name for t in TOOLS)}")
    if options.runs < 1:
        parser.error("--runs: at least 1")
    for folder in options.folders:
        if not (folder / "docs.parquet").is_file():
            parser.error(f"{folder}: no docs.parquet in it")
    return options


def count_rows(python: str, folder: Path) -> int:
    """Rows of the corpus in a folder. Ends the run where the Python of the peers has no pyarrow."""
    ended = subprocess.run([python, "-c", ROWS, str(folder / "docs.parquet")], capture_output=True, text=True)
    if ended.returncode:
        raise SystemExit(f"{python}: cannot read {folder}/docs.parquet: {ended.stderr.strip().splitlines()[-1]}; "
                         f"install benchmarks/requirements.txt and name its Python by --python")  # fmt: skip
    return int(ended.stdout)


def measure(tool: Tool, corpus: Path, articles: int, earlier: list[Measured], options: argparse.Namespace) -> Measured:
    """Run one tool on one corpus and score what it found."""
    row = Measured(tool.name, tool.finds, str(corpus), articles)
    if note := tool.missing(options.python) or too_long(tool, articles, earlier, options.most):
        return replace(row, note=note)
    with tempfile.TemporaryDirectory() as folder:
        runs = []
        for run in range(options.runs):
            out = Path(folder, str(run))
            out.mkdir()
            command = command_of(tool, options.python, corpus / "docs.parquet", out)
            runs.append(spend(command, {"PYTHONHASHSEED": "0"}, most_wall=8 * options.most))
            if runs[-1].fault:
                return replace(row, note=f"failed: {runs[-1].fault}")
        found = collect(tool, options.python, out, run_helper)
        scores = read_scores(run_helper([options.python, options.scorer, str(corpus), str(found)]))
    best = min(runs, key=lambda spent: spent.cpu)
    return replace(row, cpu=best.cpu, wall=best.wall, peak=best.peak, scores=scores)


def too_long(tool: Tool, articles: int, earlier: list[Measured], most: float) -> str:
    """Why a tool is left out of a corpus: what it took on a smaller one, by the power its work grows with."""
    runs = [row for row in earlier if row.tool == tool.name and not row.note and row.articles < articles]
    if not runs:
        left_out = [row.note for row in earlier if row.tool == tool.name and row.note and row.articles < articles]
        return left_out[-1] if left_out else ""
    expected = runs[-1].cpu * (articles / runs[-1].articles) ** tool.power
    return f"not run: some {expected:,.0f} CPU s expected" if expected > most else ""


def run_helper(command: list[str]) -> str:
    """What a command that is not measured printed."""
    ended = subprocess.run(command, capture_output=True, text=True)
    if ended.returncode:
        raise SystemExit(f"{command[1]}: {(ended.stderr.strip() or 'failed').splitlines()[-1]}")
    return ended.stdout


if __name__ == "__main__":
    sys.exit(main())
