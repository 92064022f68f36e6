"""Reads a corpus and writes found pairs, for the runners of the peers: needs pyarrow and nothing of sayso."""

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.parquet as pq

COLUMNS = ("a", "ab", "ae", "b", "bb", "be")


def read_texts(path: str, rows: int = 2000) -> Iterator[list[str]]:
    """The column `text` in batches of rows."""
    for batch in pq.ParquetFile(path).iter_batches(batch_size=rows, columns=["text"]):
        yield batch.column(0).to_pylist()


def shingles(text: str, words: int = 5) -> list[str]:
    """Runs of words in lower case, each joined by a space; a text of fewer words is one run."""
    folded = text.lower().split()
    return [" ".join(folded[at : at + words]) for at in range(max(1, len(folded) - words + 1))]


def write_found(rows: Sequence[Sequence[int]], path: str) -> None:
    """Rows (a, ab, ae, b, bb, be): two row numbers, each with start and end in characters."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(COLUMNS)
    pq.write_table(pa.table({name: pa.array(c, pa.int64()) for name, c in zip(COLUMNS, columns, strict=True)}), path)


def write_pairs(pairs: Sequence[tuple[int, int]], lengths: Sequence[int], path: str) -> None:
    """Pairs of whole documents, as spans over all of either."""
    write_found([(a, 0, lengths[a], b, 0, lengths[b]) for a, b in pairs], path)
