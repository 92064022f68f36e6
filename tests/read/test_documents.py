"""The ledger: each input and record has its row, duplicates name their first, the order of inputs changes nothing."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.read import CODES, Item, read_documents

STORY = """The Sandvik Lantern
Home | Town | Harbour | Subscribe

Pilot boat lost off Sandvik

By Ida Marklund, harbour reporter

Published March 3, 2019

A pilot boat went down off the mole of Sandvik on Sunday night, the coast guard said.

All four on board were saved by a trawler that had heard their call.

The views expressed here do not necessarily represent those of The Sandvik Lantern.
"""


def test_facts_of_a_plain_text() -> None:
    (document,), (row,) = read_documents([Item("s.txt", STORY.encode())])
    assert document.text == STORY
    assert document.title == "Pilot boat lost off Sandvik"
    assert document.authors == ("Ida Marklund",)
    assert (document.published, document.published_from) == ("2019-03-03", "text")
    assert (document.outlet_name, document.outlet_from) == ("The Sandvik Lantern", "text")
    assert document.language == "en"
    assert (row.outcome, row.document, row.sha256) == ("read", document.document, document.sha256)


def test_text_is_the_input_as_it_stands() -> None:
    raw = "One\r\nTwo\x0b\x85Three \u202e\u200b end.\r"
    (document,), _ = read_documents([Item("a.txt", raw.encode())])
    assert document.text == raw


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (Item("a", None, "NOT_FOUND", "no such file"), "NOT_FOUND"),
        (Item("a.txt", b""), "EMPTY"),
        (Item("a.txt", b" \n\t"), "EMPTY"),
        (Item("a.html", b"  "), "EMPTY"),
        (Item("a", b"%PDF-1.4"), "NOT_TEXT"),
        (Item("a.txt", b"\x00\x01\x02" * 30), "NOT_TEXT"),
        (Item("a.html", b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><p>&x; words</p>"), "XML_ENTITY"),
        (Item("a.html", b"<script>only()</script>"), "NO_TEXT"),
        (Item("a.jsonl", b"\n\n{"), "SOME_RECORDS"),
    ],
)
def test_what_cannot_be_read_has_a_row(item: Item, code: str) -> None:
    documents, ledger = read_documents([item, Item("ok.txt", STORY.encode())])
    assert [d.path for d in documents] == ["ok.txt"]
    row = next(row for row in ledger if row.path == item.path)
    assert (row.outcome, row.code, row.document) == ("refused", code, None)
    assert row.message
    assert row.code in CODES


def test_first_of_equals_is_the_smallest_path() -> None:
    items = [Item("b.txt", STORY.encode()), Item("a.txt", STORY.encode()), Item("c.txt", (STORY + "x").encode())]
    documents, ledger = read_documents(items)
    assert [d.path for d in documents] == ["a.txt", "c.txt"]
    assert [(row.path, row.outcome) for row in ledger] == [("a.txt", "read"), ("b.txt", "duplicate"), ("c.txt", "read")]
    assert ledger[1].document == documents[0].document


def test_equal_records_are_duplicates_only_with_equal_address_and_outlet() -> None:
    line = '{"text": "The same words in both.", "outlet": "%s", "n": %d}'
    data = "\n".join([line % ("A", 1), line % ("A", 2), line % ("B", 3)])
    documents, ledger = read_documents([Item("r.jsonl", data.encode())])
    assert [d.record for d in documents] == [0, 2]
    assert [row.outcome for row in ledger] == ["read", "read", "duplicate", "read"]


def test_a_file_with_the_bytes_of_a_record_is_another_document() -> None:
    line = b'{"text": "The same words in both."}'
    documents, ledger = read_documents([Item("a.jsonl", line + b"\n"), Item("b.txt", line)])
    assert [row.outcome for row in ledger] == ["read", "read", "read"]
    assert len({d.document for d in documents}) == 2


def test_order_and_foreign_inputs_change_nothing() -> None:
    items = [Item(f"{n}.txt", (STORY + f"\nLine {n}\n").encode()) for n in range(6)] + [Item("z", b"%PDF-")]
    expected = read_documents(items)
    for seed in range(3):
        random.Random(seed).shuffle(items)
        assert read_documents(items) == expected
    alone, _ = read_documents([Item("3.txt", (STORY + "\nLine 3\n").encode())])
    assert alone[0] in expected[0]


def test_a_long_text_is_cut_and_said_to_be() -> None:
    (document,), (row,) = read_documents([Item("a.txt", b"word " * 1_100_000)])
    assert document.characters == len(document.text) == 5_000_000
    assert (row.outcome, row.code) == ("partly", "TOO_LONG")


def test_kind_by_content_where_the_name_says_nothing() -> None:
    documents, _ = read_documents([
        Item("-", b"<!DOCTYPE html><p>The gate was shut at noon.</p>"),
        Item("lines", b'{"text": "The gate was shut at noon and stayed shut."}'),
        Item("plain", b"The gate was shut."),
    ])  # fmt: skip
    assert [d.text for d in documents] == [
        "The gate was shut at noon.", "The gate was shut at noon and stayed shut.", "The gate was shut.",
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["a.txt", "a.html", "a.jsonl", "a.parquet", "a"]), st.binary(max_size=300))
def test_no_bytes_raise_and_each_input_has_a_row(path: str, data: bytes) -> None:
    documents, ledger = read_documents([Item(path, data)])
    assert any(row.record is None for row in ledger)
    assert {d.document for d in documents} <= {row.document for row in ledger}
    for document in documents:
        assert document.characters == len(document.text)
        document.text.encode("utf-8")


def record(text: str, **columns: str) -> bytes:
    import json

    return json.dumps({"text": text, **columns}).encode()


POOL = [
    *(Item(f"{name}.txt", STORY.encode()) for name in "dam"),
    Item("c.txt", b"Another story of the harbour."),
    Item("e.html", b"Another story of the harbour."),
    Item("b.txt", b"<p>One page, two endings.</p>"),
    Item("k.html", b"<p>One page, two endings.</p>"),
    Item("f.jsonl", record(STORY, id="1") + b"\n" + record("Short.") + b"\n{\n" + record(STORY, id="2")),
    Item("g.jsonl", record(STORY, id="3", title="Told again") + b"\n" + record(STORY, url="http://one.example/")),
    Item("h.jsonl", record("Short.", outlet="The Lantern") + b"\n" + record("Short.", author="Ida")),
    Item("i.bin", b"%PDF-1.4"),
    Item("j.txt", b" "),
    Item("l.txt", None, "NOT_FOUND", "no such file"),
]


@given(st.lists(st.sampled_from(POOL), unique=True), st.integers(0, 3))
def test_ledgers_of_parts_join_to_the_ledger_of_all(items: list[Item], cut: int) -> None:
    from sayso.read.documents import join_ledgers

    parts = [read_documents(items[:cut]), read_documents(items[cut : cut + 4]), read_documents(items[cut + 4 :])]
    assert join_ledgers(*parts) == read_documents(items)
    assert join_ledgers(join_ledgers(parts[2], parts[0]), parts[1]) == read_documents(items)
