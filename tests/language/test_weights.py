"""A model's files and the card that they are checked against."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from sayso.language.weights import WeightsError, load_weights, shipped_weights


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.onnx").write_bytes(b"graph")
    card = {"format": 1, "name": "mine", "version": "7", "files": {"a.onnx": sha256(b"graph").hexdigest()}}
    (tmp_path / "MODEL.json").write_text(json.dumps(card), "utf-8")
    return tmp_path


def change(folder: Path, **values: object) -> None:
    path = folder / "MODEL.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | values), "utf-8")


def test_what_the_card_names_is_read(folder: Path) -> None:
    weights = load_weights(folder)
    assert weights.name == "mine/7"
    assert weights.files == {"a.onnx": b"graph"}
    assert len(weights.digest) == 64


def test_a_changed_file_is_refused(folder: Path) -> None:
    (folder / "a.onnx").write_bytes(b"grapH")
    with pytest.raises(WeightsError, match=r"a\.onnx is not the file that MODEL\.json was written for"):
        load_weights(folder)


def test_a_missing_file_is_refused(folder: Path) -> None:
    (folder / "a.onnx").unlink()
    with pytest.raises(WeightsError, match=r"a\.onnx is missing"):
        load_weights(folder)


def test_another_format_is_refused(folder: Path) -> None:
    change(folder, format=2)
    with pytest.raises(WeightsError, match="model format 2, this sayso reads 1"):
        load_weights(folder)


@pytest.mark.parametrize("name", ["../a.onnx", "/etc/hostname", ".hidden", "..\\a"])
def test_a_card_cannot_point_out_of_its_folder(folder: Path, name: str) -> None:
    change(folder, files={name: "00"})
    with pytest.raises(WeightsError, match="which is no file of its folder"):
        load_weights(folder)


@pytest.mark.parametrize("card", ["", "[]", '{"format": 1}', "\xff"])
def test_a_card_that_is_none_is_refused(folder: Path, card: str) -> None:
    (folder / "MODEL.json").write_bytes(card.encode("latin-1"))
    with pytest.raises(WeightsError, match=r"no readable MODEL\.json"):
        load_weights(folder)


def test_the_shipped_tagger_says_what_it_is_and_was_made_from() -> None:
    card = shipped_weights("tagger").card
    assert card["base"]["terms"] == "Apache-2.0"
    assert all(row["name"] and row["terms"] for row in card["data"])
    assert card["scores"]
    assert sum(map(len, shipped_weights("tagger").files.values())) <= 30 * 2**20
