"""The gold says what the articles say, and its offsets are those of the texts as read today."""

import json

import pytest

from evals.make_gold import EVALS, NotFound, locate, make
from evals.score import STORIES


@pytest.mark.parametrize("story", STORIES)
def test_gold_is_what_its_source_gives(story: str) -> None:
    stored = (EVALS / story / "gold.json").read_text("utf-8")
    assert json.loads(stored) == json.loads(make(story)), "run python -m evals.make_gold"


def test_marks_give_the_spans_of_their_words() -> None:
    text = "Rain.\n“It is  wet,” she said."
    spans = locate(text, "[q|“It is wet,”] [s|she] [c|said]")
    assert {k: [text[a:b] for a, b in v] for k, v in spans.items()} == {
        "q": ["“It is  wet,”"],
        "s": ["she"],
        "c": ["said"],
    }


@pytest.mark.parametrize("quote", ["[q|snow]", "[q|e]"])
def test_a_quote_that_is_missing_or_stands_twice_is_an_error(quote: str) -> None:
    with pytest.raises(NotFound):
        locate("here there", quote)
