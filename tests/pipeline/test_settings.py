"""What a user may choose, and how the run card states it."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from sayso.language.weights import Weights
from sayso.pipeline import trace_items
from sayso.pipeline.settings import LEAST_MEMORY, Settings, default_memory, read_size
from sayso.read import Item
from sayso.store import CaseError

GIVEN = Weights({"name": "mine", "version": "7", "files": {"a": "00"}}, {"a": b""})


def test_the_card_names_the_tagger_that_read() -> None:
    tagger = Settings(weights=GIVEN).card(reads=True)["tagger"]
    assert tagger == {"name": "mine/7", "sha256": GIVEN.digest}


def test_no_tagger_is_named_where_none_read() -> None:
    assert Settings(tier="crawl", weights=GIVEN).card(reads=True)["tagger"] is None
    assert Settings(weights=GIVEN).card(reads=False)["tagger"] is None


def test_the_tagger_that_comes_with_sayso_is_the_default() -> None:
    assert Settings().card(reads=True)["tagger"]["name"].startswith("attribution.tagger/")


def test_an_unknown_tier_is_a_fault_of_one_line() -> None:
    with pytest.raises(CaseError, match="no tier 'book'; tiers: story, crawl"):
        Settings(tier="book")  # type: ignore[arg-type]


def test_a_model_that_is_none_is_a_fault_of_one_line(tmp_path: Path) -> None:
    files = dict.fromkeys(("lower.onnx", "upper.onnx", "pieces.json"), b"garbage")
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    digests = {name: sha256(data).hexdigest() for name, data in files.items()}
    card = {"format": 1, "name": "mine", "version": "7", "files": digests}
    (tmp_path / "MODEL.json").write_text(json.dumps(card), "utf-8")
    with pytest.raises(CaseError, match="mine/7: no tagger that this sayso can run"):
        trace_items([Item("a.txt", b"It was late.", None, None)], model=tmp_path)


def test_a_model_where_none_is_used_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="leave --model out"):
        trace_items([Item("a.txt", b"It was late.", None, None)], tier="crawl", model=tmp_path)


@pytest.mark.parametrize(
    ("given", "size"),
    [("2G", 2 * 1024**3), ("500M", 500 * 1024**2), (" 1.5 gib ", 3 * 512 * 1024**2), ("100000000", 10**8),
     ("1T", 1024**4), ("65536KB", LEAST_MEMORY)],
)  # fmt: skip
def test_sizes(given: str, size: int) -> None:
    assert read_size(given) == size


@pytest.mark.parametrize(
    "given", ["", "G", "-2G", "2 GG", "much", "2X", "1e9", "inf", "٣G", "1M", "0", "9" * 400 + "G"]
)
def test_what_is_no_size_is_a_fault_of_one_line(given: str) -> None:
    with pytest.raises(CaseError, match=r"is no size|is too little"):
        read_size(given)


def test_memory_has_a_bound_and_changes_no_card() -> None:
    assert LEAST_MEMORY <= default_memory() <= 4 * 1024**3
    assert Settings(memory=LEAST_MEMORY).card(reads=True) == Settings().card(reads=True)
    assert "memory" not in Settings().card(reads=True)


def test_the_choices_that_can_change_a_row_are_stated() -> None:
    assert set(Settings().stated(["tier", "weights", "memory"])) == {"tier", "tagger"}
    assert Settings().stated(["tier", "weights"]) != Settings(weights=GIVEN).stated(["tier", "weights"])
    assert Settings((("A", "B"),)).stated(["tier"]) == Settings().stated(["tier"])
