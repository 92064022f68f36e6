"""Every input is accounted for: read, refused with a code, or left out with a code."""

import io
import os
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from sayso.model.document import LEFT_OUT
from sayso.store import inputs
from sayso.store.inputs import MESSAGES, is_case, read_inputs, show


@pytest.fixture
def pile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with articles, seen from inside its parent."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pile" / "deep").mkdir(parents=True)
    (tmp_path / "pile" / "b.txt").write_bytes(b"two")
    (tmp_path / "pile" / "a.txt").write_bytes(b"one")
    (tmp_path / "pile" / "deep" / "c.html").write_bytes(b"three")
    return tmp_path / "pile"


def codes(paths: Iterable[str], skip: Path | None = None) -> dict[str, str | None]:
    return {item.path: item.code for item in read_inputs(paths, skip)}


def test_a_folder_is_read_with_all_below_it_in_order(pile: Path) -> None:
    items = list(read_inputs(["pile"]))
    assert [(item.path, item.data) for item in items] == [
        ("pile/a.txt", b"one"), ("pile/b.txt", b"two"), ("pile/deep/c.html", b"three")
    ]  # fmt: skip


def test_the_order_of_the_arguments_changes_nothing(pile: Path) -> None:
    one = list(read_inputs(["pile/b.txt", "pile/deep", "pile/a.txt"]))
    assert one == list(read_inputs(["pile/a.txt", "pile/b.txt", "pile/deep"]))
    assert one == list(read_inputs(["pile", "pile/a.txt", "pile"])), "a file named twice in the same words is one input"


def test_patterns(pile: Path) -> None:
    assert list(codes(["pile/*.txt"])) == ["pile/a.txt", "pile/b.txt"]
    assert list(codes(["pile/**/*.html"])) == ["pile/deep/c.html"]
    assert list(codes(["*"])) == ["pile/a.txt", "pile/b.txt", "pile/deep/c.html"]
    assert codes(["pile/*.nothing"]) == {"pile/*.nothing": "NO_MATCH"}
    (pile / "odd[1].txt").write_bytes(b"a file with brackets in its name")
    assert codes(["pile/odd[1].txt"]) == {"pile/odd[1].txt": None}


def test_standard_input_is_bytes_under_the_label_dash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xff\r\n")))
    (item,) = read_inputs(["-"])
    assert (item.path, item.data) == ("-", b"\xff\r\n")


def test_what_cannot_be_had_has_a_code_and_a_line_that_says_what_to_do(pile: Path) -> None:
    (pile / "empty").mkdir()
    os.mkfifo(pile / "pipe")
    found = {item.path: item for item in read_inputs(["pile/gone.txt", "pile/empty", "pile/pipe", "/dev/null"])}
    assert {path: item.code for path, item in found.items()} == {
        "pile/gone.txt": "NOT_FOUND", "pile/empty": "EMPTY_FOLDER", "pile/pipe": "NOT_A_FILE", "/dev/null": "NOT_A_FILE"
    }  # fmt: skip
    for item in found.values():
        assert item.data is None
        assert item.message
        assert "\n" not in item.message


def test_hidden_files_and_links_out_of_the_folder_are_listed_and_not_read(pile: Path) -> None:
    (pile / ".hidden.txt").write_bytes(b"x")
    (pile / ".git").mkdir()
    (pile / ".git" / "config").write_bytes(b"x")
    (pile.parent / "outside.txt").write_bytes(b"x")
    os.symlink(pile.parent / "outside.txt", pile / "out.txt")
    os.symlink(pile.parent, pile / "up")
    os.symlink(pile / "a.txt", pile / "same.txt")
    os.symlink(pile / "nowhere", pile / "broken")
    found = codes(["pile"])
    assert found["pile/.hidden.txt"] == found["pile/.git"] == "HIDDEN"
    assert "pile/.git/config" not in found
    assert found["pile/out.txt"] == found["pile/up"] == "LINK"
    assert found["pile/same.txt"] is None
    assert found["pile/broken"] == "NOT_FOUND"
    assert codes(["pile/.hidden.txt", "pile/out.txt"]) == {"pile/.hidden.txt": None, "pile/out.txt": None}


def test_a_case_is_no_input_and_the_one_to_be_written_is_not_even_listed(pile: Path) -> None:
    for name in ("old.sayso", "new.sayso"):
        (pile / name / "tables").mkdir(parents=True)
        (pile / name / "run.json").write_text('{\n  "sayso": "0.1.0"\n}\n')
    (pile / ".sayso-part-0123").mkdir()
    assert is_case(pile / "old.sayso")
    found = codes(["pile"], skip=pile / "new.sayso")
    assert found["pile/old.sayso"] == "CASE"
    assert not [path for path in found if "new.sayso" in path or "part" in path]


def test_a_folder_and_a_file_without_permission(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(inputs, "_read_file", refuse)
    (item, *_) = read_inputs(["pile"])
    assert item.code == "UNREADABLE"
    assert item.message is not None
    assert "Permission denied" in item.message


def test_a_file_over_the_limit_is_refused_before_it_is_read(pile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inputs, "FILE_LIMIT", 4)
    assert codes(["pile"]) == {"pile/a.txt": None, "pile/b.txt": None, "pile/deep/c.html": "TOO_LARGE"}


def test_a_name_that_is_not_utf8_is_shown_as_bytes(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")
    Path(path).write_bytes(b"x")
    (item,) = read_inputs([path])
    assert item.path == f"{tmp_path}/caf\\xe9.txt" == show(path)
    assert item.data == b"x"


def test_codes_of_what_was_left_out_are_known() -> None:
    assert set(MESSAGES) >= LEFT_OUT
