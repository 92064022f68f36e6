"""Passages by passim 2 on Spark's local engine. `find_passim.py DOCS FOUND`.

Its defaults, pairs inside an outlet included, with the aligned pairs of passages written out. Its clustering comes last
and asks for a GraphFrames jar; where none is there, the pairs are on disk by then and are taken.
"""

import os
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from reading import write_found

ORDER, MATCHES, FREQUENT = "25", "5", "100"


def main(documents: str, found: str) -> None:
    """Writes the corpus for passim, runs it, takes its pairs."""
    with tempfile.TemporaryDirectory() as folder:
        corpus, out = Path(folder, "corpus.parquet"), Path(folder, "out")
        table = pq.read_table(documents, columns=["text"])
        keys = pa.array([str(row) for row in range(table.num_rows)])
        pq.write_table(pa.table({"id": keys, "text": table["text"].cast(pa.string())}), corpus)
        if not run(str(corpus), str(out)):
            print("clustering left out: it needs the GraphFrames jar")
        pairs = pq.read_table(out / "align.parquet").to_pylist()
    write_found([take(pair) for pair in pairs], found)


def run(corpus: str, out: str) -> bool:
    """Whether passim came to its end; pairs are there in either case, else this raises."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_SUBMIT_ARGS", "--master local[2] --driver-memory 8g pyspark-shell")
    from passim import seriatim

    command = ["-n", ORDER, "-m", MATCHES, "-u", FREQUENT, "--pairwise", "--input-format", "parquet"]
    try:
        seriatim.main([*command, "--output-format", "parquet", corpus, out])
    except (Exception, SystemExit) as fault:
        if not Path(out, "align.parquet", "_SUCCESS").exists():
            raise SystemExit(f"passim: {fault}") from fault
        return False
    return True


def take(pair: dict[str, object]) -> tuple[int, ...]:
    """One aligned pair as (a, ab, ae, b, bb, be)."""
    names = ("id", "begin", "end", "id2", "begin2", "end2")
    return tuple(int(str(pair[name])) for name in names)


if __name__ == "__main__":
    main(*sys.argv[1:])
