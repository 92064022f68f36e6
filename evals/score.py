"""How well sayso reads our own stories: each measure against the gold that we wrote.

    python -m evals.score [--misses] [--floors] [STORY...]

Traces the stories (all by default), compares with `evals/STORY/gold.json` and prints precision, recall and F for each
measure. `--misses` lists what differs, with the words. `--floors` writes what was reached, less a margin, to
`floors.json`.
"""

import argparse
import json
import sys
from functools import cache
from pathlib import Path

from evals.measures import MISTAKEN, Json, score
from sayso.model import Tables

EVALS = Path(__file__).resolve().parent
STORIES = ("demo", "archive", "vaccine", "tally")
MARGIN = 0.03
"""How far a floor lies below what was measured: one row in thirty, so that a rule may give way to a better one."""


@cache
def trace_story(name: str) -> Tables:
    """Trace one of our stories, all stages but the report."""
    from sayso.pipeline import NAMES, trace_items
    from sayso.read import Item

    return trace_items(
        [Item(*entry, None, None) for entry in articles_of(name)], stages=[n for n in NAMES if n != "report"]
    ).tables


def articles_of(name: str) -> list[tuple[str, bytes]]:
    """The articles of one of our stories as (file name, bytes)."""
    if name == "demo":
        from sayso.demo import story

        return story()
    return [(path.name, path.read_bytes()) for path in sorted((EVALS / name / "articles").iterdir())]


def load_gold(name: str) -> Json:
    """The gold of one of our stories."""
    gold: Json = json.loads((EVALS / name / "gold.json").read_text("utf-8"))
    return gold


def main() -> int:
    """Print the measures of the stories asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="*")
    parser.add_argument("--misses", action="store_true", help="list everything that differs")
    parser.add_argument("--floors", action="store_true", help="write floors.json from what is reached")
    options = parser.parse_args()
    floors: dict[str, dict[str, float]] = {}
    for name in options.stories or STORIES:
        measures, misses = score(load_gold(name), trace_story(name))
        print(
            f"{name}\n" + "\n".join(f"  {m:42s} P {p:.3f}  R {r:.3f}  F {f:.3f}" for m, (p, r, f) in measures.items())
        )
        if options.misses:
            print("\n".join(f"  - {line}" for line in misses))
        floors[name] = {m: max(0.0, round(v.f - MARGIN, 3)) if m != MISTAKEN else v.f for m, v in measures.items()}
    if options.floors:
        (EVALS / "floors.json").write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
