"""How many rows of the table `drift` a story's gold bears out: `python -m benchmarks.drift STORY...`.

Each STORY holds `articles/` and `gold.json` as the story mill writes them. A row is borne out if both its places tell
one proposition of the gold (figures: one quantity with another value or precision; a dropped attribution: the later
place is marked as told in the article's own voice; a headline that speaks itself: no attribution is marked in it);
`descend` counts rows whose later article descends from the earlier. `due` are pairs of a direct parent and child that
each give one figure of a quantity within a proposition, the child's no exacter than the parent's, and `found` those of
them that have a row.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import sayso
from sayso.model import Drift, Place

Gold = dict[str, Any]


def overlaps(place: Place, spans: Iterable[Sequence[int]]) -> bool:
    """Whether a place shares a character with any of the spans."""
    return any(start < place.end and place.start < end for start, end in spans)


def props_at(gold: Gold, doc: str, place: Place) -> set[str]:
    """Propositions that the gold has told at a place, by somebody or in the article's own voice."""
    said = {
        str(a.get("prop"))
        for a in gold["attributions"]
        if a["doc"] == doc and overlaps(place, [*a["content"], *(a.get("cue") or ()), *(a.get("source") or ())])
    }
    return said | {u["claim"] for u in gold["unattributed"] if u["doc"] == doc and overlaps(place, [u["span"]])}


def figures_at(gold: Gold, doc: str, place: Place) -> list[Gold]:
    """Gold figures at a place."""
    return [f for f in gold["figures"] if f["doc"] == doc and overlaps(place, [f["span"]])]


def ancestors(gold: Gold) -> dict[str, set[str]]:
    """Article -> all that it descends from."""
    parents: dict[str, set[str]] = {doc: set() for doc in gold["documents"]}
    for step in gold["descent"]:
        parents[step["child"]].add(step["parent"])
    found = {}
    for doc in parents:
        seen: set[str] = set()
        queue = sorted(parents[doc])
        while queue:
            one = queue.pop()
            if one not in seen:
                seen.add(one)
                queue += sorted(parents[one])
        found[doc] = seen
    return found


def is_borne_out(row: Drift, gold: Gold, first: str, second: str) -> bool:
    """Whether the gold has what a row tells; `first` and `second` are the articles' keys in the gold."""
    if row.change.startswith("number") or (row.change == "headline stronger" and "number" in row.rule):
        pairs = [
            (one, other)
            for one in figures_at(gold, first, row.earlier)
            for other in figures_at(gold, second, row.later)
            if one["what"] == other["what"]
        ]
        return any([a[k] for k in ("low", "high", "precision")] != [b[k] for k in ("low", "high", "precision")]
                   for a, b in pairs)  # fmt: skip
    title = gold["documents"][second].get("title")
    if row.change == "headline stronger":
        told = "own voice" in row.rule or "hedge" in row.rule
        marked = told and any(a["doc"] == second and a.get("headline") for a in gold["attributions"])
        return bool(title) and overlaps(row.later, [title]) and not marked and bool(props_at(gold, first, row.earlier))
    if row.change == "attribution dropped" and not any(
        u["doc"] == second and overlaps(row.later, [u["span"]]) for u in gold["unattributed"]
    ):
        return False
    if title and overlaps(row.later, [title]):
        return bool(props_at(gold, first, row.earlier))
    return bool(props_at(gold, first, row.earlier) & props_at(gold, second, row.later))


def due_numbers(gold: Gold) -> set[tuple[str, str]]:
    """Pairs of parent and child that each give a quantity once, with another value or range."""
    due = set()
    for step in gold["descent"]:
        by_what: dict[str, list[set[tuple[Any, Any]]]] = {}
        for n, doc in enumerate((step["parent"], step["child"])):
            for figure in gold["figures"]:
                if figure["doc"] == doc and props_at(gold, doc, Place(doc, *figure["span"])):
                    values = by_what.setdefault(figure["what"], [set(), set()])
                    values[n].add((figure["low"], figure["high"]))
        alone = [(*a, *b) for a, b in by_what.values() if len(a) == len(b) == 1 and a != b]
        if any(before[0] == before[1] for before, _ in alone):
            due.add((step["parent"], step["child"]))
    return due


def count_story(folder: Path) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Rows, rows borne out and rows that descend, by change; and under `due`, `found` the pairs with two figures."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    tables = sayso.trace(folder / "articles").tables
    keys = {entry["file"]: key for key, entry in gold["documents"].items()}
    key_of = {d.document: keys[Path(d.path).name] for d in tables.documents}
    above, rows, borne, descends = ancestors(gold), Counter[str](), Counter[str](), Counter[str]()
    numbered = set()
    for row in tables.drift:
        first, second = key_of[row.earlier.document], key_of[row.later.document]
        rows[row.change] += 1
        borne[row.change] += is_borne_out(row, gold, first, second)
        descends[row.change] += first == second or first in above[second]
        if row.change.startswith("number"):
            numbered.add((first, second))
    due = due_numbers(gold)
    rows["due"], borne["due"] = len(due), len(due & numbered)
    return rows, borne, descends


def main() -> None:
    """Count the rows of the stories named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="+", type=Path)
    totals = [Counter[str](), Counter[str](), Counter[str]()]
    for folder in parser.parse_args().stories:
        for total, counts in zip(totals, count_story(folder), strict=True):
            total.update(counts)
    rows, borne, descends = totals
    for change in sorted(rows):
        if change != "due":
            share = borne[change] / max(rows[change], 1)
            print(f"{change:22s} {rows[change]:4d} rows, borne out {share:.2f}, descend {descends[change]}")
    print(f"other figures of parent and child: {rows['due']} due, {borne['due']} found")


if __name__ == "__main__":
    main()
