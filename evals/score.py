"""How well sayso reads our own stories, or any folder or file with a gold: each measure.

    python -m evals.score [--misses] [--floors] [--tables] [--tier story|crawl] [STORY | FOLDER | FILE.jsonl ...]

Traces the stories (all of ours by default), compares with `evals/STORY/gold.json` and prints precision, recall and F
for each measure, and their means over several; a story whose gold says which documents are `held` is also printed in
its two halves. A FOLDER holds `gold.json` and `articles/` in the same format. A FILE.jsonl has rows {doc_id, text,
attributions: [{source, cue, content}]} and gets the measures of `relations.py`, as a FOLDER does too. `--misses` lists
what differs, with the words, but nothing of what is held. `--floors` writes what was reached, less a margin, to
`floors.json`.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from inspect import signature
from pathlib import Path
from typing import Any

from evals.breakdown import breakdown, printable
from evals.gathering import Json
from evals.matching import Measure
from evals.measures import COSTS, score
from evals.relations import Article, as_spans, score_relations
from sayso.model import Tables

EVALS = Path(__file__).resolve().parent
STORIES = ("demo", "archive", "vaccine", "tally", "strait", "foundry", "dossier", "lamps", "forms")
MARGIN = 0.03
"""How far a floor lies below what was measured: one row in thirty, so that a rule may give way to a better one."""
DEVELOPMENT = "odd, for development"
"""Only this half of a story with held documents is ever listed: who has seen the misses of the other has spent it."""
Files = tuple[tuple[str, bytes], ...]


@cache
def trace_story(name: str, tier: str | None = None) -> Tables:
    """Trace one of our stories, or a folder with a gold, all stages but the report."""
    from sayso.pipeline import NAMES

    return trace_files(tuple(articles_of(name)), tuple(stage for stage in NAMES if stage != "report"), tier)


def trace_files(files: Files, stages: Sequence[str], tier: str | None = None) -> Tables:
    """Trace (file name, bytes) pairs; `tier` is passed on where sayso has tiers.

    Raises:
        SystemExit: a tier is asked for and this sayso has none.
    """
    from sayso.pipeline import trace_items
    from sayso.read import Item

    options: dict[str, Any] = {}
    if tier is not None:
        if "tier" not in signature(trace_items).parameters:
            raise SystemExit("this sayso has no tiers: leave --tier out")
        options["tier"] = tier
    return trace_items([Item(*entry, None, None) for entry in files], stages=stages, **options).tables


def folder_of(name: str) -> Path:
    """Where the gold of one of our stories, or of a folder given by its path, stands."""
    return EVALS / name if name in STORIES else Path(name)


def articles_of(name: str) -> list[tuple[str, bytes]]:
    """The articles of one of our stories, or of a folder, as (file name, bytes)."""
    if name == "demo":
        from sayso.demo import story

        return story()
    return [(path.name, path.read_bytes()) for path in sorted((folder_of(name) / "articles").iterdir())]


def load_gold(name: str) -> Json:
    """The gold of one of our stories, or of a folder."""
    gold: Json = json.loads((folder_of(name) / "gold.json").read_text("utf-8"))
    return gold


def halves(gold: Json) -> dict[str, Json]:
    """The documents for development and those held out, where the gold says so: name of the half -> its gold."""
    if gold.get("held") != "even":
        return {}
    parity = {DEVELOPMENT: 1, "even, held": 0}
    return {
        name: restricted(gold, {key for key in gold["documents"] if int(key) % 2 == rest})
        for name, rest in parity.items()
    }


def restricted(gold: Json, keys: set[str]) -> Json:
    """A gold with only some of its documents; claims, descent and variants, which join documents, are left out."""
    part = {name: gold[name] for name in ("story", "speakers", "measures")}
    part["documents"] = {key: row for key, row in gold["documents"].items() if key in keys}
    for table in ("attributions", "relays", "figures", "dates", "regions"):
        part[table] = [row for row in gold[table] if row["doc"] in keys]
    part["optional"] = {
        table: [row for row in rows if row["doc"] in keys] for table, rows in gold.get("optional", {}).items()
    }
    return part


def articles_with_gold(name: str, tables: Tables) -> Iterator[Article]:
    """The articles of a traced folder with the attributions wanted and found."""
    gold = load_gold(name)
    keys = {document["file"]: key for key, document in gold["documents"].items()}
    nested = any("nested_in" in row for row in gold["attributions"])
    for document in tables.documents:
        if (key := keys.get(Path(document.path).name)) is not None:
            wanted = [row for row in gold["attributions"] if row["doc"] == key]
            yield Article(document.text, wanted, rows_of(tables, document.document, nested))


def rows_of(tables: Tables, document: str, nested: bool) -> list[Json]:
    """The spans of the rows found in a document; inner ones only where the gold nests too."""
    rows = (row for row in tables.attributions if row.document == document)
    return [as_spans(row) for row in rows if nested or row.within is None]


def lines_with_gold(path: Path, tier: str | None = None) -> Iterator[Article]:
    """The articles of a JSON Lines gold with the attributions wanted and found."""
    with path.open(encoding="utf-8", newline="\n") as file:
        golds = [json.loads(line) for line in file if line.strip()]
    files = tuple((f"{gold['doc_id']}.txt", gold["text"].encode("utf-8")) for gold in golds)
    tables = trace_files(files, ("read", "clean", "attribution"), tier)
    ids = {Path(document.path).name: document.document for document in tables.documents}
    for (name, _), gold in zip(files, golds, strict=True):
        found = rows_of(tables, ids[name], nested=False) if name in ids else []
        yield Article(gold["text"], gold["attributions"], found)


def show(title: str, measures: dict[str, Measure]) -> None:
    """Print measures under a title."""
    print(f"{title}\n" + "\n".join(f"  {m:42s} P {p:.3f}  R {r:.3f}  F {f:.3f}" for m, (p, r, f) in measures.items()))


def score_one(name: str, options: argparse.Namespace) -> dict[str, float]:
    """Print all that is asked of one story, folder or file; what F it reaches in each measure."""
    if name.endswith(".jsonl"):
        show(name, score_relations(list(lines_with_gold(Path(name), options.tier))))
        return {}
    gold, tables = load_gold(name), trace_story(name, options.tier)
    measures, misses = score(gold, tables)
    show(name, measures)
    if name not in STORIES:
        show(f"{name}, relations", score_relations(list(articles_with_gold(name, tables))))
    parts = halves(gold)
    for half, part in parts.items():
        of_half, differs = score(part, tables)
        show(f"{name}, {half}", of_half)
        misses = differs if half == DEVELOPMENT else misses
    if options.tables:
        for title, part in (parts or {name: gold}).items():
            print(f"\n{title}\n\n{printable(breakdown(part, tables))}")
    if options.misses and gold.get("held") != "all":
        print("\n".join(f"  - {line}" for line in misses))
    return {measure: values.f for measure, values in measures.items()}


def floor_of(measure: str, reached: float) -> float:
    """What is not to be lost again of what was reached; of a cost, what is not to be passed."""
    return round(reached, 3) if measure in COSTS else max(0.0, round(reached - MARGIN, 3))


def show_means(reached: dict[str, dict[str, float]]) -> None:
    """Print the mean of each measure over the stories that have it, and the story that is worst in it."""
    print(f"mean of {len(reached)} stories")
    for measure in dict.fromkeys(measure for values in reached.values() for measure in values):
        rows = [(values[measure], name) for name, values in reached.items() if measure in values]
        worst = max(rows) if measure in COSTS else min(rows)
        print(f"  {measure:42s} {sum(value for value, _ in rows) / len(rows):.3f}   worst {worst[0]:.3f} {worst[1]}")


def main() -> int:
    """Print the measures of the stories asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="*")
    parser.add_argument("--misses", action="store_true", help="list everything that differs")
    parser.add_argument("--tables", action="store_true", help="recall and precision by form, shape, depth, cue, layer")
    parser.add_argument("--tier", choices=("story", "crawl"), help="passed on to sayso; its own default if left out")
    parser.add_argument("--floors", action="store_true", help="write floors.json from what is reached")
    options = parser.parse_args()
    path = EVALS / "floors.json"
    floors: dict[str, dict[str, float]] = json.loads(path.read_text("utf-8"))
    reached = {name: score_one(name, options) for name in options.stories or STORIES}
    if len(reached) > 1:
        show_means(reached)
    if options.floors:
        floors |= {name: {m: floor_of(m, value) for m, value in reached[name].items()} for name in reached}
        kept = {name: floors[name] for name in STORIES if name in floors}
        path.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
