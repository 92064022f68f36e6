"""Large containers to the tables documents, inputs and reuse, without a row as an object; what is too much, disk takes.

The same rows as `run_inline` gives; this is the way of a run that only reads and compares.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from arro3.io import read_parquet

from sayso.model import ROWS
from sayso.pipeline.plan import Step
from sayso.pipeline.progress import Teller
from sayso.pipeline.settings import Settings
from sayso.read.bulk.rows import view_texts
from sayso.reuse.judging.direction import is_update
from sayso.reuse.stream import Comparison, Text
from sayso.store.bulk import Batch, Counts, read_to_tables
from sayso.store.bulk.passages import pack_passages
from sayso.store.bulk.writing import write_table
from sayso.store.case import Case, FiledTables, write_json
from sayso.store.columns import to_parquet
from sayso.store.faults import NothingReadError
from sayso.store.spool import FileSpool, keep_freed_memory

_SCRATCH = "scratch"


def run_bulk(
    paths: Sequence[str], steps: Sequence[Step], chosen: Settings, tell: Teller, folder: Path, out: Path
) -> Case:
    """The case of the inputs, written into `folder`; `out` is the name it will have.

    Raises:
        NothingReadError: not one document came out of the inputs.
        OSError: the folder cannot be written.
    """
    keep_freed_memory()
    (folder / "tables").mkdir()
    most = chosen.memory
    with closing(FileSpool(folder / _SCRATCH, most // 8, most * 5 // 16, most // 2)) as spool:
        comparison = Comparison(spool) if "reuse" in {step.name for step in steps} else None
        tell.begin(steps[0])
        counts = _read(read_to_tables(paths, folder / "tables", chosen.columns, out), comparison)
        if not counts.documents:
            raise NothingReadError(counts.refused)
        rows = {"documents": counts.documents, "inputs": sum(counts.rows.values())}
        digests = dict(counts.files)
        if comparison is not None:
            tell.begin(steps[-1])
            columns, ids = comparison.compare(counts.outlets, lambda: _texts(folder / "tables" / "documents.parquet"))
            rows["reuse"] = columns.earlier.size
            batches = pack_passages(columns, ids, comparison.setting)
            digests["reuse"] = write_table(folder / "tables" / "reuse.parquet", "reuse", batches)
    return _close(folder, steps, chosen, counts, rows, digests, out)


def _read(batches: Any, comparison: Any) -> Counts:
    """Hand every batch to the comparison; gives the counts."""
    while True:
        try:
            batch: Batch = next(batches)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        if comparison is not None:
            told = batch.documents.column("published_from").to_pylist()
            updated = np.array([is_update(value) for value in told], np.bool_)
            comparison.add(batch.text, batch.offsets, (batch.ids, batch.first, batch.last, updated, batch.outlets))


def _texts(path: Path) -> Iterator[Text]:
    """The texts of a table of documents, a stretch at a time."""
    with path.open("rb") as file:
        for batch in read_parquet(file):
            texts = view_texts(batch.column("text"))
            assert texts is not None, "a table's texts are strings"
            yield Text(texts.text, texts.offsets)


def _close(
    folder: Path,
    steps: Sequence[Step],
    chosen: Settings,
    counts: Counts,
    rows: dict[str, int],
    digests: dict[str, str],
    out: Path,
) -> Case:
    """Write the empty tables and the run card."""
    from sayso import __version__
    from sayso.reuse.rows import MADE_BY

    for name in ROWS:
        if name not in digests:
            data = to_parquet(name, ())
            (folder / "tables" / f"{name}.parquet").write_bytes(data)
            digests[name] = sha256(data).hexdigest()
    signed = [name for name in ROWS if name not in ("documents", "inputs")]
    card: dict[str, Any] = {
        "sayso": __version__,
        "input": counts.input,
        "stages": [step.name for step in steps],
        "settings": chosen.card(False),
        "inputs": counts.rows,
        "rows": {name: rows.get(name, 0) for name in ROWS},
        "made_by": {name: [MADE_BY] if name == "reuse" and rows.get("reuse") else [] for name in signed},
    }
    files = {f"tables/{name}.parquet": digest for name, digest in sorted(digests.items())}
    (folder / "run.json").write_bytes(write_json({**card, "files": dict(sorted(files.items()))}))
    return Case(FiledTables(out, counts.refused), card, None)
