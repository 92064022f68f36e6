"""What a user may choose, and how the run card states it."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from sayso.language.weights import Weights
from sayso.pipeline import trace_items
from sayso.pipeline.settings import Settings
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
