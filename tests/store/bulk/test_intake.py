"""Bulk reading gives the very tables that reading one by one gives."""

import json
import random
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from arro3.core import Array, DataType, Field, RecordBatch, Schema, list_array
from arro3.io import write_parquet

from sayso.language.moments import published_between
from sayso.model import Document, Input
from sayso.model.tables import in_order
from sayso.read import read_documents, records
from sayso.read.bulk import rows as bulk_rows
from sayso.store.bulk import Batch, Counts, intake, pile, read_to_tables
from sayso.store.columns import from_parquet
from sayso.store.inputs import read_inputs

TEXT = "The mill at Ostrow burned down in the night, the keeper of the lock said to the {} on Friday."
TEXTS = [
    TEXT.format("Lamp"), TEXT.format("Mirror"), "", "   ", "\u2003\u00a0", None,
    "\ufeffA mark of order at the front of it.",
    "NUL \x00 and \u202ebidi\u202c and \u200b in a text that the keeper of the mill wrote.", "中文報道說門開著。",
    "Der Müller sagte, dass das Tor nicht geschlossen war und die Wächter erst am Morgen kamen. 👩\u200d🚀",
    "Мельник сказал, что ворота были открыты и что сторож не пришел до утра, как он обещал.",
    "Pilot boat lost\n\nBy Ida Marklund\n\nPublished March 3, 2019\n\nA pilot boat went down, the guard said.\n",
    "x" * 70, TEXT.format("long") * 3,
]  # fmt: skip
Columns = dict[str, tuple[DataType, list[Any]]]


def _invent(seed: int, size: int) -> Columns:
    """Records odd and ordinary, among them equal ones."""
    draw = random.Random(seed)

    def some(*values: Any) -> list[Any]:
        return [draw.choice(values) for _ in range(size)]

    texts = [text and text + (f" {draw.randrange(9)}" if draw.random() < 0.5 else "") for text in some(*TEXTS)]
    return {
        "text": (DataType.large_string(), texts),
        "html": (DataType.string(), some(*[None] * 9, "", "  ", "<html><p>The gate was shut at noon, he said.</p>")),
        "outlet": (DataType.string(), some("Ostrow Lamp", "Karlby Post", "Karlby\n Post ", "", None)),
        "published": (DataType.string(), some(None, None, "2021-04-05T10:00:00Z", "2019", "5 May 2020", "soon")),
        "ts": (DataType.int64(), some(None, 1474156800, 1474156860, 0, -86400 * 40000, 10**17, 253402300800)),
        "url": (DataType.string(), some(None, "", "https://www.a.example/1", "https://b.example/2?é=1")),
        "title": (DataType.string(), some(None, "  Mill \u2028burns", "Gate é")),
    }


def _write(path: Path, columns: Columns, row_group: int = 300) -> None:
    arrays = [Array(values, kind) for kind, values in columns.values()]
    schema = Schema([Field(name, kind, True) for name, (kind, _) in columns.items()])
    write_parquet(RecordBatch.from_arrays(arrays, schema=schema), path, max_row_group_size=row_group)


def _read(paths: list[Path], out: Path, names: Mapping[str, str] | None = None) -> tuple[list[Batch], Counts]:
    out.mkdir(exist_ok=True)
    batches, reading = [], read_to_tables([str(path) for path in paths], out, names)
    while True:
        try:
            batches.append(next(reading))
        except StopIteration as end:
            return batches, end.value


def _agree(paths: list[Path], out: Path, names: Mapping[str, str] | None = None) -> tuple[list[Batch], Counts]:
    """Both ways of reading give the same; what bulk reading gave."""
    documents, ledger = read_documents(read_inputs([str(path) for path in paths]), names)
    batches, counts = _read(paths, out, names)
    assert from_parquet("documents", (out / "documents.parquet").read_bytes()) == in_order("documents", documents)
    assert from_parquet("inputs", (out / "inputs.parquet").read_bytes()) == in_order("inputs", ledger)
    _check_batches(batches, counts, documents)
    _check_counts(counts, documents, ledger, out)
    return batches, counts


def _check_batches(batches: list[Batch], counts: Counts, documents: list[Document]) -> None:
    at = 0
    for batch in batches:
        part = documents[at : at + batch.ids.size]
        at += batch.ids.size
        assert batch.ids.tolist() == [document.document.encode() for document in part]
        edges = batch.offsets.tolist()
        text = batch.text.tobytes()
        assert [text[a:b].decode() for a, b in pairwise(edges)] == [one.text for one in part]
        assert batch.documents.column("text").to_pylist() == [one.text for one in part]
        names = [counts.outlets[number] if number >= 0 else None for number in batch.outlets]
        assert names == [one.outlet_name for one in part]
        for first, last, one in zip(batch.first, batch.last, part, strict=True):
            assert (published_between(one.published) or (None, None)) == (
                (None, None) if np.isnan(first) else (first, last)
            )
    assert at == len(documents)


def _check_counts(counts: Counts, documents: list[Document], ledger: list[Input], out: Path) -> None:
    outcomes = [row.outcome for row in ledger]
    assert counts.rows == {outcome: outcomes.count(outcome) for outcome in sorted(set(outcomes))}
    assert counts.documents == len(documents)
    assert counts.characters == sum(document.characters for document in documents)
    assert counts.bytes == sum(len(document.text.encode()) for document in documents)
    digests = "\n".join(sorted(row.sha256 for row in ledger if row.sha256))
    assert counts.input == sha256(digests.encode()).hexdigest()
    told = [row for row in ledger if row.outcome in ("refused", "partly")]
    assert sorted(counts.refused, key=str) == sorted(told, key=str)
    for name, digest in counts.files.items():
        assert sha256((out / f"{name}.parquet").read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("fast", [0, 1 << 40])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_two_containers_and_files_as_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fast: int, seed: int
) -> None:
    monkeypatch.setattr(intake, "FAST", fast)
    monkeypatch.setattr(pile, "DOCUMENTS", 100)
    _write(tmp_path / "a.parquet", _invent(seed, 1500))
    _write(tmp_path / "b.parquet", _invent(seed + 10, 700))
    line = json.dumps({"text": TEXTS[0], "outlet": "Ostrow Lamp", "ts": 1474156800})
    (tmp_path / "c.jsonl").write_text(f"{line}\n{line}\n{{\n" + json.dumps({"text": "Another one."}))
    (tmp_path / "d.txt").write_text(str(TEXTS[-3]))
    (tmp_path / "e.txt").write_text(str(TEXTS[-3]))
    (tmp_path / "f.txt").write_bytes(b"Caf\xe9 au lait, dit le patron de la maison, et la porte est close.")
    (tmp_path / "g.txt").write_bytes(b"")
    (tmp_path / ".hidden").write_bytes(b"x")
    (tmp_path / "h.parquet").write_bytes(b"PAR1")
    _, counts = _agree([tmp_path, tmp_path / "gone"], tmp_path.with_name("out"))
    assert set(counts.rows) == {"read", "partly", "refused", "duplicate"}


def test_what_is_read_does_not_hang_on_sizes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path / "a.parquet", _invent(4, 900))
    one, counts = _agree([tmp_path / "a.parquet"], tmp_path / "one")
    assert len(one) == 1
    for rows in (1, 7, 333):
        monkeypatch.setattr(records, "ROWS_AT_ONCE", rows)
        assert _read([tmp_path / "a.parquet"], tmp_path / "other")[1] == counts
    monkeypatch.setattr(pile, "BYTES", 2000)
    many, _ = _agree([tmp_path / "a.parquet"], tmp_path / "many")
    assert all(batch.text.size >= 2000 for batch in many[:-1])
    assert all(batch.offsets[-2] < 2000 for batch in many)


@pytest.mark.parametrize(
    "drop", [["outlet"], ["html"], ["published", "ts"], ["text"], ["text", "html"], ["outlet", "url", "title"]]
)
def test_missing_columns(tmp_path: Path, drop: list[str]) -> None:
    columns = {name: column for name, column in _invent(5, 400).items() if name not in drop}
    _write(tmp_path / "a.parquet", columns)
    _agree([tmp_path / "a.parquet"], tmp_path / "out")


def test_columns_under_other_names(tmp_path: Path) -> None:
    columns = _invent(6, 400)
    renamed = {"text": "body", "outlet": "paper", "published": "when"}
    _write(tmp_path / "a.parquet", {renamed.get(name, name): column for name, column in columns.items()})
    _agree([tmp_path / "a.parquet"], tmp_path / "out", renamed)


def test_other_kinds_of_columns(tmp_path: Path) -> None:
    texts = [f"{TEXTS[0]} {n}" for n in range(50)]
    moments = [1474156800 + n for n in range(50)]
    for kind in (DataType.string(), DataType.string_view(), DataType.binary()):
        values = [text.encode() for text in texts] if kind == DataType.binary() else texts
        columns = {"text": (kind, values), "outlet": (DataType.int32(), [7] * 50), "ts": (DataType.int64(), moments)}
        _write(tmp_path / "a.parquet", columns)
        batches, _ = _agree([tmp_path / "a.parquet"], tmp_path / "out")
        assert batches[0].documents.column("outlet_name").to_pylist() == ["7"] * 50
        assert batches[0].documents.column("published").to_pylist()[0] == "2016-09-18T00:00:00Z"


def test_authors_in_lists(tmp_path: Path) -> None:
    offsets = Array([0, 2, 2, 3], DataType.int32())
    authors = list_array(offsets, Array(["Ann Vry", " ", " Bo Lund "], DataType.string()))
    columns = [
        Array([f"{TEXTS[0]} {n}" for n in range(3)], DataType.string()), Array(["Lamp"] * 3, DataType.string()),
        Array(["2020-01-01"] * 3, DataType.string()), authors,
    ]  # fmt: skip
    names = ("text", "outlet", "published", "authors")
    schema = Schema([Field(name, one.type, True) for name, one in zip(names, columns, strict=True)])
    write_parquet(RecordBatch.from_arrays(columns, schema=schema), tmp_path / "a.parquet")
    batches, _ = _agree([tmp_path / "a.parquet"], tmp_path / "out")
    assert batches[0].documents.column("authors").to_pylist() == [["Ann Vry"], [], ["Bo Lund"]]


def test_a_text_over_the_limit_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.read.documents.CHARACTERS", 80)
    monkeypatch.setattr(bulk_rows, "CHARACTERS", 80)
    _write(tmp_path / "a.parquet", _invent(7, 300))
    _, counts = _agree([tmp_path / "a.parquet"], tmp_path / "out")
    assert counts.rows["partly"] > 50


def test_records_before_a_fault_count(tmp_path: Path) -> None:
    columns = _invent(8, 5000)
    columns["text"] = (
        DataType.large_string(),
        [f"{text or ''} {n * 7919}" for n, text in enumerate(columns["text"][1])],
    )
    target = BytesIO()
    arrays = [Array(values, kind) for kind, values in columns.values()]
    schema = Schema([Field(name, kind, True) for name, (kind, _) in columns.items()])
    write_parquet(
        RecordBatch.from_arrays(arrays, schema=schema), target, max_row_group_size=1000, compression="zstd(3)"
    )
    data = bytearray(target.getvalue())
    data[len(data) * 3 // 5 : len(data) * 3 // 5 + 4000] = bytes(4000)
    (tmp_path / "a.parquet").write_bytes(data)
    (tmp_path / "b.parquet").write_bytes(data[: len(data) // 2])
    _, counts = _agree([tmp_path / "a.parquet", tmp_path / "b.parquet"], tmp_path / "out")
    assert counts.documents >= 1024
    rows = from_parquet("inputs", (tmp_path / "out" / "inputs.parquet").read_bytes())
    assert [(row.outcome, row.code) for row in rows if row.record is None] == [
        ("partly", "BAD_PARQUET"), ("refused", "BAD_PARQUET"),
    ]  # fmt: skip


def test_a_container_over_the_limit_of_files_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path / "a.parquet", _invent(9, 300))
    monkeypatch.setattr("sayso.store.inputs.FILE_LIMIT", 1000)
    assert _read([tmp_path / "a.parquet"], tmp_path / "out")[1].documents > 100


def test_nothing_to_read_gives_empty_tables(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    batches, counts = _agree([tmp_path / "in"], tmp_path / "out")
    assert (batches, counts.documents, counts.rows) == ([], 0, {"refused": 1})


def test_a_reader_that_stops_early_leaves_no_thread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    monkeypatch.setattr(pile, "DOCUMENTS", 10)
    _write(tmp_path / "a.parquet", _invent(1, 900))
    reading = read_to_tables([str(tmp_path / "a.parquet")], tmp_path)
    next(reading)
    reading.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("sayso")]


def test_a_table_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    _write(tmp_path / "a.parquet", _invent(1, 100))
    with pytest.raises(OSError, match=r"documents\.parquet: cannot be written"):
        list(read_to_tables([str(tmp_path / "a.parquet")], tmp_path / "gone"))
