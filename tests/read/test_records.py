"""Containers: a broken record costs itself and no other."""

import json
from io import BytesIO

import pytest
from arro3.core import Array, DataType, Table
from arro3.io import write_parquet

from sayso.read import Item, read_documents
from sayso.read.records import read_json_lines, read_rows, record_of_row

GOOD = {
    "text": "The mill at Ostrow burned down in the night, the keeper of the lock said on Friday.",
    "outlet": "Ostrow Lamp",
}


def _line(**more: object) -> bytes:
    return json.dumps(GOOD | more, ensure_ascii=False).encode()


def test_lines_end_at_line_feeds_only() -> None:
    data = _line(title="one\u2028two\u0085three") + b"\r\n\n" + _line(title="next")
    found = list(read_json_lines(data, {}))
    assert [one.columns["title"] for one in found] == ["one\u2028two\u0085three", "next"]
    assert [data[one.offset :][:8] for one in found if one.offset is not None] == [b'{"text":'] * 2


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b'{"text": "cut', "BAD_JSON"),
        (b"[" * 200_000, "TOO_DEEP"),
        (b'{"a":' * 300 + b"1" + b"}" * 300, "TOO_DEEP"),
        (b'{"text": ' + b"9" * 10_000 + b"}", "BAD_JSON"),
        (b'{"text": "\xff"}', "BAD_JSON"),
        (b"[1, 2]", "NOT_AN_OBJECT"),
        (b'{"body": "words"}', "NO_COLUMN"),
        (b'{"text": "  "}', "NO_TEXT"),
        (b'{"text": null}', "NO_TEXT"),
        (b'{"html": ["a"], "title": "b"}', "NO_TEXT"),
        (b'{"text": "' + b"x" * (17 << 20) + b'"}', "TOO_LONG"),
    ],
)
def test_a_broken_line_costs_itself_alone(line: bytes, code: str) -> None:
    documents, ledger = read_documents([Item("a.jsonl", _line() + b"\n" + line + b"\n" + _line(outlet="Other"))])
    assert len(documents) == 2
    assert [(row.record, row.outcome, row.code) for row in ledger] == [
        (None, "partly", "SOME_RECORDS"), (0, "read", None), (1, "refused", code), (2, "read", None),
    ]  # fmt: skip
    assert ledger[2].offset == len(_line()) + 1
    assert ledger[2].message
    assert "\n" not in ledger[2].message


def test_brackets_in_strings_are_no_depth() -> None:
    documents, _ = read_documents([Item("a.jsonl", _line(title="[" * 500 + '\\"'))])
    assert len(documents) == 1


def test_columns_under_other_names() -> None:
    data = json.dumps({"body": GOOD["text"], "when": "2021-04-05T10:00:00Z", "paper": "Ostrow Lamp", "by": ["Ann Vry"]})
    names = {"text": "body", "published": "when", "outlet": "paper", "authors": "by"}
    documents, _ = read_documents([Item("a.ndjson", data.encode())], names)
    document = documents[0]
    assert (document.published, document.published_from) == ("2021-04-05", "record")
    assert (document.outlet_name, document.outlet_from) == ("Ostrow Lamp", "record")
    assert document.authors == ("Ann Vry",)
    assert (document.path, document.record) == ("a.ndjson", 0)


def _published(**columns: object) -> tuple[str | None, str | None]:
    (document,), _ = read_documents([Item("a.jsonl", _line(**columns))])
    return document.published, document.published_from


def test_columns_that_date_a_record_without_a_date() -> None:
    assert _published(ts=1474156800) == ("2016-09-18T00:00:00Z", "record")
    assert _published(timestamp=1474156860, date=None) == ("2016-09-18T00:01:00Z", "record")
    assert _published(ts=1474156800, date="2020-05-04T10:00:00Z") == ("2020-05-04", "record")
    assert _published(published_at="2020-05-04", published="some day") == ("2020-05-04", "record")
    assert _published(ts=1474156800, published="2019-03") == ("2019-03", "record")
    for silly in (0, 17, 20190303, 10**11 * 3, 10**17, -(10**12), 10**40, True, 1.5, "soon", [1]):
        assert _published(ts=silly) == (None, None)
    assert _published(date=1474156800, published=1474156800) == (None, None)


def test_a_date_column_that_the_user_named_has_no_stand_in() -> None:
    documents, _ = read_documents([Item("a.jsonl", _line(ts=1474156800))], {"published": "when"})
    assert documents[0].published is None


def test_a_record_that_names_outlet_and_date_is_taken_at_its_word() -> None:
    text = "Pilot boat lost\n\nBy Ida Marklund\n\nPublished March 3, 2019\n\nA pilot boat went down, the guard said.\n"
    whole = {"text": text, "outlet": "Ostrow Lamp", "published": "2021-04-05"}
    lacking = {name: value for name, value in whole.items() if name != "published"}
    data = f"{json.dumps(whole)}\n{json.dumps({**lacking, 'url': 'x'})}"
    (one, two), _ = read_documents([Item("a.jsonl", data.encode())])
    assert (one.title, one.authors, one.published) == (None, (), "2021-04-05")
    assert (two.title, two.authors, two.published) == ("Pilot boat lost", ("Ida Marklund",), "2019-03-03")


def test_a_row_is_known_by_its_cells() -> None:
    rows = [{"text": "a;text:1:b", "title": "x"}, {"text": "a", "title": "x;text:1:b"}, {"text": "a"}, {"title": "a"}]
    found = [record_of_row(row, 0) for row in [*rows, {"text": "a", "authors": ["b"]}, {"text": "a", "id": "b"}]]
    assert len({one.sha256 for one in found}) == len(found)
    assert record_of_row({"title": "x", "text": "a"}, 3).sha256 == record_of_row({"text": "a", "title": "x"}, 4).sha256
    assert all(one.size > sum(map(len, one.columns.values())) for one in found)


def test_lone_surrogates_are_replaced() -> None:
    documents, _ = read_documents([Item("a.jsonl", b'{"text": "a \\ud800 b and more words"}')])
    assert documents[0].text == "a \ufffd b and more words"


def _parquet(**columns: list[str]) -> bytes:
    target = BytesIO()
    write_parquet(Table.from_pydict({k: Array(v, DataType.string()) for k, v in columns.items()}), target)
    return target.getvalue()


def test_parquet_rows() -> None:
    data = _parquet(
        text=[GOOD["text"], "Another day at the lock went by without a word."], url=["https://a.example/1", ""]
    )
    documents, ledger = read_documents([Item("a.parquet", data)])
    assert [d.record for d in documents] == [0, 1]
    assert documents[0].outlet_name == "a.example"
    assert {row.outcome for row in ledger} == {"read"}


@pytest.mark.parametrize("data", [b"PAR1", b"PAR1" + b"x" * 100 + b"PAR1", b"PAR1" + b"\0" * 400])
def test_broken_parquet_is_one_refused_row(data: bytes) -> None:
    documents, ledger = read_documents([Item("a.parquet", data)])
    assert documents == []
    assert [(row.outcome, row.code) for row in ledger] == [("refused", "BAD_PARQUET")]
    with pytest.raises(ValueError):
        list(read_rows(data, {}))
