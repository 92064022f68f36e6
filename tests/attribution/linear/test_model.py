"""The weights: what is read of them, and what is refused."""

import json
from importlib.resources import files

import pytest

from sayso.attribution.linear.features import CONTENT_TEMPLATES, CUE_TEMPLATES
from sayso.attribution.linear.model import FORMAT, LinearError, probability, read_linear, shipped_linear

EMPTY = {
    "format": FORMAT, "bias": -1, "floor": -2, "threshold": 0.5, "forms": ["said"], "words": ["the"],
    "cue": {name: {} for name in CUE_TEMPLATES}, "content": {name: {} for name in CONTENT_TEMPLATES},
}  # fmt: skip


def test_a_score_is_the_sum_of_what_is_seen() -> None:
    weights = {**EMPTY, "cue": {**EMPTY["cue"], "form": {"said": 2.5}}}  # type: ignore[dict-item]
    model = read_linear(json.dumps(weights))
    values = tuple("said" if name == "form" else "other" for name in CUE_TEMPLATES)
    assert model.score_cue(values) == 1.5
    assert model.score_content(("",) * len(CONTENT_TEMPLATES)) == 0
    assert model.known == {"said", "the"}


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", json.dumps({**EMPTY, "format": 99}), json.dumps({**EMPTY, "cue": {}})]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(LinearError):
        read_linear(text)


def test_probabilities_have_bounds() -> None:
    assert probability(0) == 0.5
    assert 0 < probability(-1e9) < probability(1e9) < 1 + 1e-9


def test_the_shipped_model_is_small_and_holds_no_names() -> None:
    path = files("sayso.language").joinpath("en", "linear", "weights.json")
    assert len(path.read_bytes()) < 300_000
    model = shipped_linear()
    assert 0 < model.threshold < 1
    assert {"said", "believes"} <= model.forms
    assert model.known == {word.lower() for word in model.known}
