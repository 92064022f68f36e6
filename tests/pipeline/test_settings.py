"""What a user may choose, and how the run card states it."""

import pytest

from sayso.language.weights import Weights
from sayso.pipeline.settings import Settings
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
