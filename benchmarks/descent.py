"""How often the direct parent is named right: `python -m benchmarks.descent FOLDER [--dates none|equal|SHARE]`.

FOLDER has `docs.parquet` and `truth.parquet` (child, cb, ce, parent, kind) as `shared/bench` makes them. Counts copied
wholes, paragraphs and sentences (kinds 0 to 2). An event has a parent named if the passages flagged `parent` that lie
in its words have one document that covers half of them; it has several candidates if several documents share half of
them. `--dates` takes away the dates of all, or of all but a share of the documents, or makes them equal.
"""

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from zlib import crc32

from arro3.io import read_parquet

from benchmarks.reuse import read_documents
from sayso.model import Document, Reuse
from sayso.reuse import find_reuse

KINDS = ("whole", "paragraph", "sentence")


def redate(document: Document, dates: str) -> Document:
    """The document with another date, or none."""
    if dates == "all":
        return document
    if dates == "equal":
        return replace(document, published="2031-05-01")
    share = 0.0 if dates == "none" else float(dates)
    kept = crc32(document.document.encode()) % 1000 < 1000 * share
    return document if kept else replace(document, published=None)


def cover(rows: Iterable[Reuse], numbers: dict[str, int], start: int, end: int) -> Counter[int]:
    """Characters of `[start, end)` of the later document that each earlier one has, passages laid end to end."""
    shared: Counter[int] = Counter()
    for row in rows:
        shared[numbers[row.earlier]] += max(0, min(row.later_end, end) - max(row.later_start, start))
    return Counter({number: words for number, words in shared.items() if 2 * words >= end - start})


def judge(rows: list[Reuse], documents: list[Document], truth: list[dict[str, Any]]) -> dict[str, float]:
    """Shares of events with the right parent, of all kinds and of each."""
    numbers = {document.document: int(document.record or 0) for document in documents}
    taken: dict[int, list[Reuse]] = {}
    for row in rows:
        taken.setdefault(numbers[row.later], []).append(row)
    tallies: dict[str, Counter[str]] = {}
    for event in truth:
        here = taken.get(event["child"], [])
        candidates = cover(here, numbers, event["cb"], event["ce"])
        found = cover((row for row in here if row.parent), numbers, event["cb"], event["ce"])
        named = min(found, key=lambda number: (-found[number], number)) if found else None
        outcome = "unnamed" if named is None else "right" if named == event["parent"] else "wrong"
        groups = ["all", KINDS[event["kind"]], *(["several"] if len(candidates) > 1 else [])]
        for group in groups:
            tallies.setdefault(group, Counter())[outcome] += 1
    return {
        f"{group}, {outcome}": round(tally[outcome] / tally.total(), 4)
        for group, tally in tallies.items()
        for outcome in ("right", "wrong", "unnamed")
    }


def main() -> None:
    """Reads, compares, prints one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dates", default="all")
    chosen = parser.parse_args()
    documents = [redate(document, chosen.dates) for document in read_documents(chosen.folder / "docs.parquet")]
    table = read_parquet(str(chosen.folder / "truth.parquet")).read_all()
    columns = {name: table[name].to_pylist() for name in ("child", "cb", "ce", "parent", "kind")}
    truth = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    before = time.process_time()
    rows = find_reuse(documents, [])
    spent = time.process_time() - before
    figures = judge(rows, documents, [event for event in truth if event["kind"] < len(KINDS)])
    guessed = sum(row.direction == "guessed" for row in rows)
    print(json.dumps({"passages": len(rows), "guessed": guessed, "reuse_cpu_seconds": round(spent, 1), **figures}))


if __name__ == "__main__":
    main()
