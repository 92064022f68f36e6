"""CPU seconds of the stage `reuse` on a corpus: `python benchmarks/reuse.py DOCS.parquet [--found FOUND.parquet]`.

The file needs the columns `id` and `text`; `published` (EDTF) or `ts` (seconds since 1970) and `outlet` are used where
there. `--found` writes the passages as rows a, ab, ae, b, bb, be (row numbers and code points) for a scorer.
"""

import argparse
import json
import resource
import time
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from arro3.core import Array, Table
from arro3.io import read_parquet, write_parquet

from sayso.model import Document, Reuse
from sayso.reuse import find_reuse


def read_documents(path: Path) -> list[Document]:
    """Documents of the file, their row numbers in `record`."""
    table = read_parquet(str(path)).read_all()
    names = table.schema.names
    columns = {name: table[name].to_pylist() for name in ("id", "text", "published", "ts", "outlet") if name in names}
    documents = []
    for row, (key, text) in enumerate(zip(columns["id"], columns["text"], strict=True)):
        published = columns["published"][row] if "published" in columns else None
        if published is None and "ts" in columns:
            published = datetime.fromtimestamp(columns["ts"][row], UTC).isoformat()
        outlet = f"outlet {columns['outlet'][row]}" if "outlet" in columns else None
        documents.append(
            Document(
                str(key),
                str(path),
                row,
                None,
                None,
                outlet,
                "record",
                None,
                (),
                published,
                "record",
                "en",
                "utf-8 (strict)",
                "",
                len(text),
                text,
                (),
            )
        )
    return documents


def write_found(rows: list[Reuse], documents: list[Document], path: Path) -> None:
    """The passages as row numbers and code points."""
    number = {document.document: document.record for document in documents}
    columns = {
        "a": [number[row.earlier] for row in rows],
        "ab": [row.earlier_start for row in rows],
        "ae": [row.earlier_end for row in rows],
        "b": [number[row.later] for row in rows],
        "bb": [row.later_start for row in rows],
        "be": [row.later_end for row in rows],
    }
    arrays = {name: Array.from_numpy(np.array(values, np.int64)) for name, values in columns.items()}
    write_parquet(Table.from_pydict(arrays), str(path))


def main() -> None:
    """Reads, times, prints one line of JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("documents", type=Path)
    parser.add_argument("--found", type=Path)
    chosen = parser.parse_args()
    before = time.process_time()
    documents = read_documents(chosen.documents)
    start = time.process_time()
    rows = find_reuse(documents, [])
    spent = time.process_time() - start
    if chosen.found:
        write_found(rows, documents, chosen.found)
    figures = {
        "documents": len(documents),
        "characters": sum(document.characters for document in documents),
        "passages": len(rows),
        "reuse_cpu_seconds": round(spent, 2),
        "reading_cpu_seconds": round(start - before, 2),
        "peak_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
