"""The alias file, in both of its forms."""

from pathlib import Path

import pytest

from sayso.store import CaseError, read_aliases, read_owners


def test_lines(tmp_path: Path) -> None:
    path = tmp_path / "aliases.txt"
    path.write_bytes("\ufeff# outlets\r\n\r\n Orsa Telegraph = OT= orsa.example =OT \r\nA = B".encode())
    assert read_aliases(path) == (("Orsa Telegraph", "OT", "orsa.example"), ("A", "B"))


def test_toml(tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text('"Orsa Telegraph" = ["OT", "orsa.example"]\nTarn = "The Tarn Post"\n')
    assert read_aliases(path) == (("Orsa Telegraph", "OT", "orsa.example"), ("Tarn", "The Tarn Post"))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.txt", "Alone\n", "line 1: a group needs two names"),
        ("a.txt", "A = B\n = C\n", "line 2"),
        ("a.toml", "A = 3\n", "key 'A'"),
        ("a.toml", "A = \n", "a.toml"),
        ("a.toml", "A = []\n", "key 'A'"),
    ],
)
def test_what_is_no_group_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(CaseError, match=message):
        read_aliases(tmp_path / name)


def test_a_missing_or_binary_file(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="--aliases"):
        read_aliases(tmp_path / "gone")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CaseError, match="binary"):
        read_aliases(tmp_path / "binary")


def test_owners_have_the_same_form_and_name_their_own_option(tmp_path: Path) -> None:
    (tmp_path / "owners.txt").write_text("Orsa Group = Orsa Telegraph = Radio Orsa\n")
    assert read_owners(tmp_path / "owners.txt") == (("Orsa Group", "Orsa Telegraph", "Radio Orsa"),)
    with pytest.raises(CaseError, match="--owners"):
        read_owners(tmp_path / "gone")
