"""Score folders of stories with known truth by a scorer of the same measures.

    python -m benchmarks.stories --scorer ../shared/score/score_story.py STORY...

Each STORY holds `articles/` and `gold.json`. Every story is traced and exported as a user would; the scorer is any file
with a function `score(gold, folder)` that gives (precision, recall, F) under the name of a measure. Prints the mean of
each measure, the lowest F with its story, and the CPU seconds a story.
"""

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import sayso
from sayso.store.export import export_tables

Measures = dict[str, tuple[float, float, float]]


def load_scorer(path: str) -> Any:
    """The `score` function of a scorer file."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: no Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score


def score_story(folder: Path, score: Any) -> Measures:
    """Trace one story, export it and score the export."""
    case = sayso.trace(folder / "articles")
    with tempfile.TemporaryDirectory() as out:
        export_tables(case.tables, "jsonl", Path(out))
        measures: Measures = score(json.loads((folder / "gold.json").read_text("utf-8")), out)
    return measures


def main() -> int:
    """Score the stories named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scorer", required=True)
    parser.add_argument("stories", nargs="+", type=Path)
    options = parser.parse_args()
    score, start = load_scorer(options.scorer), time.process_time()
    reached: dict[str, list[tuple[float, float, float, str]]] = defaultdict(list)
    for folder in options.stories:
        for name, values in score_story(folder, score).items():
            reached[name.split(", group")[0]].append((*values, folder.name))
    print(f"{len(options.stories)} stories, {(time.process_time() - start) / len(options.stories):.2f} CPU s a story")
    for name, rows in reached.items():
        precision, recall, f = (sum(row[n] for row in rows) / len(rows) for n in range(3))
        lowest = min(rows, key=lambda row: row[2])
        print(f"{name:54s} P {precision:.3f}  R {recall:.3f}  F {f:.3f}   lowest {lowest[2]:.2f} {lowest[3]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
