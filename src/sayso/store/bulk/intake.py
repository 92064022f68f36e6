"""From what the user names to the tables documents and inputs, batch by batch."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from io import BufferedReader
from itertools import islice
from pathlib import Path

from sayso.model import Input
from sayso.read.bulk import Rows, join_readings, read_container
from sayso.read.documents import Reading, read_item, sum_up
from sayso.store.bulk.ledger import Ledger
from sayso.store.bulk.pile import Batch, Pile
from sayso.store.bulk.writing import TableFile, write_table
from sayso.store.inputs import Named, find_inputs, load_item, open_container

FAST = 8 << 20
"""Bytes of a container from which compiled loops are worth their start."""
_AT_ONCE = 256
"""Readings of other inputs that are put into columns together."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a run over large inputs read."""

    documents: int
    characters: int
    bytes: int
    """Of the documents' texts in UTF-8."""
    rows: dict[str, int]
    """Rows of the table inputs by outcome."""
    input: str
    """What the run card says of the inputs: the sha256 over the digests of all, one a line, sorted."""
    outlets: tuple[str, ...]
    """Names of outlets by the numbers that the batches give them."""
    refused: tuple[Input, ...]
    """The first thousand inputs and records that could not be read, or only in part."""
    files: dict[str, str]
    """Sha256 of the files written, by the names of their tables."""


def read_to_tables(
    paths: Iterable[str], folder: Path, columns: Mapping[str, str] | None = None, skip: Path | None = None
) -> Generator[Batch, None, Counts]:
    """Read all inputs and write `documents.parquet` and `inputs.parquet` into `folder`, which is there.

    `paths`, `columns` and `skip` are as in `read_inputs` and `read_documents`, and the tables hold the same rows as
    theirs, in the order of their keys; but `.parquet` files are read a batch at a time and may be larger than memory.
    Gives the documents in batches as they are written, and at the end the counts: `counts = yield from
    read_to_tables(...)`. The files are whole only then. Same inputs, same bytes and batches.

    Raises:
        OSError: a table cannot be written.
    """
    ledger, pile = Ledger(), Pile()
    documents = characters = size = 0
    with TableFile(folder / "documents.parquet", "documents") as file:
        for batch in _pile_up(find_inputs(paths, skip), columns or {}, ledger, pile):
            documents += batch.ids.size
            characters += sum(batch.documents.column("characters").to_pylist())
            size += batch.text.size
            file.put(batch.documents)
            yield batch
        digest = file.finish()
    rows, refused = ledger.count()
    files = {"documents": digest, "inputs": write_table(folder / "inputs.parquet", "inputs", ledger.batches())}
    return Counts(
        documents, characters, size, dict(sorted(rows.items())), ledger.digest(), tuple(pile.outlets), tuple(refused),
        files,
    )  # fmt: skip


def _pile_up(inputs: Iterable[Named], names: Mapping[str, str], ledger: Ledger, pile: Pile) -> Iterator[Batch]:
    for named in inputs:
        file = open_container(named)
        for rows in _read_plain(named, names, ledger) if file is None else _read_large(named, file, names, ledger):
            yield from pile.add(rows, ledger.add(rows))
    yield from pile.finish()


def _read_large(named: Named, file: BufferedReader, names: Mapping[str, str], ledger: Ledger) -> Iterator[Rows]:
    """The readings of a container; its own row goes into the ledger after them."""
    with file:
        size = file.seek(0, 2)
        total = refused = 0
        fault: str | None = None
        readings = read_container(named.label, file, names, size >= FAST)
        while True:
            try:
                rows = next(readings, None)
            except ValueError as problem:
                fault, rows = str(problem), None
            if rows is None:
                break
            total += len(rows.documents)
            refused += sum(note.outcome == "refused" for note in rows.notes.values())
            yield rows
        file.seek(0)
        digest = file_digest(file, "sha256").hexdigest()
    ledger.close(named.label, sum_up(named.label, size, digest, total, refused, fault))


def _read_plain(named: Named, names: Mapping[str, str], ledger: Ledger) -> Iterator[Rows]:
    """The readings of an input that is in memory whole; a container's own row goes into the ledger after them."""
    readings = read_item(load_item(named), names)
    head: Input | None = None
    while part := list(islice(readings, _AT_ONCE)):
        head = next((one.row for one in part if _is_head(one)), head)
        if rest := [one for one in part if not _is_head(one)]:
            yield join_readings(named.label, rest)
    ledger.close(named.label, head)


def _is_head(reading: Reading) -> bool:
    """Whether it is the row of a container, or of an input that nothing came of."""
    return reading.row.record is None and reading.document is None
