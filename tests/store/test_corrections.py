"""The file of corrections: strict on reading, told line by line, appended to and never rewritten."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.store import CaseError
from sayso.store.corrections import append_correction, parse_corrections, read, read_corrections, write_line
from sayso.store.inputs import find_inputs

SHA = "0" * 63 + "a"
SIGNED = {"who": "Ada Holm", "when": "2026-11-21T18:00:00Z", "why": "the photo shows it"}
PLACE = {"document": SHA, "start": 4, "end": 8, "text": "left"}
SAID = {"source": ["Ana Ruk"], "cue": ["said"], "speaker": "Ana Ruk"}
PUT = {"stance": "asserts", "gist": "left"}
GOOD: list[dict[str, Any]] = [
    {"kind": "region", "before": "body", "after": "comment"},
    {"kind": "remove", "before": SAID, "after": None},
    {"kind": "extent", "before": SAID, "after": {"content": [[4, 8, "left"]], "source": [], "form": "direct"}},
    {"kind": "speaker", "before": SAID, "after": {"name": "Boro Lenk", "kind": "person"}},
    {"kind": "speaker", "before": SAID, "after": None},
    {"kind": "merge sources", "before": "Ana Ruk", "after": {"name": "Ruk", "mention": PLACE}},
    {"kind": "split source", "before": "Ruk", "after": {"name": "Ana Ruk", "mentions": [PLACE]}},
    {"kind": "alias", "before": None, "after": ["The Mine", "Deep Mine"]},
    {"kind": "merge claims", "before": PUT, "after": {"wording": PLACE, "stance": "denies", "gist": "went"}},
    {"kind": "split claim", "before": PUT, "after": {"wordings": [PLACE, PLACE]}},
    {"kind": "stance", "before": PUT, "after": "doubts"},
]


def line(**changes: Any) -> bytes:
    return write_line({**PLACE, **GOOD[0], **SIGNED} | changes)


@pytest.mark.parametrize("said", GOOD, ids=[str(one["kind"]) for one in GOOD])
def test_every_kind_is_read_and_written_alike(said: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    made = append_correction(path, {**PLACE, **said, **SIGNED})
    (found,) = read_corrections(path).lines
    assert found == made
    assert (found.kind, found.fault, found.who) == (said["kind"], None, "Ada Holm")
    assert json.loads(found.stated[1]) == said["after"]


def test_lines_keep_their_order_and_number_and_empty_ones_are_none() -> None:
    data = b"\xef\xbb\xbf" + line(after="body") + b"\r\n \n" + line(after="caption").replace(b"\n", b"\r\n")
    first, second = parse_corrections(data).lines
    assert (first.number, second.number) == (1, 4)
    assert (first.after, second.after) == ("body", "caption")
    assert first.correction != second.correction
    assert parse_corrections(b"").lines == ()


def test_the_order_of_keys_and_blanks_is_nobodys_business() -> None:
    given = json.loads(line())
    other = json.dumps(dict(reversed(given.items())), indent=None, separators=(" ,", ": ")).encode()
    assert parse_corrections(other).lines[0].correction == parse_corrections(line()).lines[0].correction


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"<<<<<<< HEAD", "not JSON at character 1"),
        (b"{" * 100_000, "not JSON"),
        (b'[{"a":' * 50_000, "not JSON, or nested too deep"),
        (b"\xff\xfe{}", "not UTF-8 at byte 0"),
        (b"[]", "the line must be an object with document, start"),
        (line().replace(b'"why": ', b'"wherefore": '), "the line lacks 'why'"),
        (line().replace(b'"who": "Ada Holm"', b'"who": "Ada Holm", "who": "Eva"'), "a key stands twice"),
        (line().replace(b'{"doc', b'{"extra": 1, "doc'), "the line has an unknown key 'extra'"),
        (line(kind="fact"), "kind must be one of region, remove"),
        (line(after="truth"), "after must be one of headline, body"),
        (line(document="d-1"), "the line.document must be a sha256"),
        (line(start=-1), "start must be a code point offset"),
        (line(start=True, end=5), "start must be a code point offset"),
        (line(start=10**30), "start must be a code point offset"),
        (line().replace(b'"start": 4', b'"start": 4.0'), "no such number is wanted anywhere"),
        (line().replace(b'"start": 4', b'"start": NaN'), "no such number is wanted anywhere"),
        (line(end=9), r"[4, 9] cannot hold a text of 4 characters"),
        (line(end=4, text=""), "cannot hold a text of 0 characters"),
        (line(who=" "), "who must be a text that is not empty"),
        (line(when="yesterday"), "when must be a day or a time in UTC"),
        (line(when="2026-11-21T18:00:00+01:00"), "when must be a day or a time in UTC"),
        (line().replace(b"Ada Holm", b"Ada \\ud800"), "who holds half a character"),
        (line(kind="remove", before=SAID, after="x"), "after must be null"),
        (line(kind="remove", before="x", after=None), "before must be an object"),
        (line(kind="extent", before=SAID, after={}), "after must name source, cue, content or form"),
        (line(kind="extent", before=SAID, after={"content": []}), "after.content must be a list of 1 to"),
        (line(kind="extent", before=SAID, after={"cue": [[4, 6, "le"], [5, 7, "ef"]]}), "out of order or overlap"),
        (line(kind="alias", document=None, start=None, end=None, text="", before=None, after=["A"]), "a list of 2 to"),
        (line(kind="region", document=None, start=None, end=None, text=""), "start must be a code point offset"),
        (line(kind="stance", before={"stance": "asserts"}, after="asks"), "after must be one of asserts"),
        (line(why="x" * (1 << 20)), "longer than 1024 KiB"),
    ],
)
def test_a_line_that_is_none_says_why_in_one_line_and_stops_no_other(data: bytes, fault: str) -> None:
    if data.endswith(b"\n"):
        data = data[:-1]
    bad, good = parse_corrections(data + b"\n" + line()).lines
    assert bad.fault is not None
    assert fault in bad.fault
    assert bad.kind is None
    assert "\n" not in bad.fault
    assert len(bad.fault) < 300
    assert good.fault is None


@given(st.binary(max_size=300))
def test_any_bytes_are_lines_or_faults(data: bytes) -> None:
    assert all(one.fault for one in parse_corrections(data).lines)


SHORT = st.text(max_size=5)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | SHORT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(SHORT, inner, max_size=3),
)


@given(VALUES, st.sampled_from(GOOD), st.sampled_from(["before", "after", "document", "start", "text", "who", "kind"]))
def test_any_value_in_any_place_is_read_or_told(value: Any, said: dict[str, Any], key: str) -> None:
    (found,) = parse_corrections(json.dumps({**PLACE, **said, **SIGNED, key: value}).encode()).lines
    assert (found.fault is None) == (found.kind is not None)


def test_more_lines_than_anybody_writes_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read, "MOST_LINES", 2)
    assert [one.fault for one in parse_corrections(line() * 9).lines] == [None, None, "only the first 2 lines are read"]


def test_a_file_that_cannot_be_read_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CaseError, match="No such file"):
        read_corrections(tmp_path / "none.jsonl")
    monkeypatch.setattr(read, "FILE_LIMIT", 10)
    (tmp_path / "large.jsonl").write_bytes(line())
    with pytest.raises(CaseError, match="larger than"):
        read_corrections(tmp_path / "large.jsonl")


def test_in_a_folder_of_articles_it_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "hand.jsonl").write_bytes(line() + b"torn")
    (tmp_path / "news.jsonl").write_bytes(b'{"text": "Ana left town."}\n')
    found = {named.label.rsplit("/", 1)[1]: named.code for named in find_inputs([str(tmp_path)])}
    assert found == {"hand.jsonl": "CORRECTIONS", "news.jsonl": None}
    assert [named.code for named in find_inputs([str(tmp_path / "hand.jsonl")])] == [None]


def test_appending_never_touches_what_stands_there(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    path.write_bytes(b"# by hand, without a line end")
    append_correction(path, json.loads(line()))
    append_correction(path, json.loads(line(after="caption")))
    assert path.read_bytes() == b"# by hand, without a line end\n" + line() + line(after="caption")
    with pytest.raises(CaseError, match="no correction: after must be one of"):
        append_correction(path, json.loads(line(after="truth")))
    with pytest.raises(CaseError, match="no correction"):
        append_correction(path, json.loads(line()) | {"why": "\ud800"})
    assert len(path.read_bytes().splitlines()) == 3
