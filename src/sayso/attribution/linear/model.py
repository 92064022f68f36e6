"""The weights of the linear model, as `training/linear.py` wrote them."""

import json
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.attribution.linear.features import CONTENT_TEMPLATES, CUE_TEMPLATES

FORMAT = 1
"""What this code reads; a file of another format is refused."""

Tables = tuple[dict[str, float], ...]


class LinearError(ValueError):
    """The weights are of another format than this code reads."""


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights of each template's values, words that may be told by name, and from where on a reading is kept."""

    forms: frozenset[str]
    """Words that often are cues."""
    known: frozenset[str]
    """These, and words that many articles have."""
    cue: Tables
    content: Tables
    bias: float
    floor: float
    """Score of a cue without content below which no content is read."""
    threshold: float
    """Probability from which on a reading is kept."""

    def score_cue(self, values: tuple[str, ...]) -> float:
        """The part of a score that a cue and its source give."""
        return self.bias + sum([table.get(value, 0.0) for table, value in zip(self.cue, values, strict=True)])

    def score_content(self, values: tuple[str, ...]) -> float:
        """The part of a score that a content gives."""
        return sum([table.get(value, 0.0) for table, value in zip(self.content, values, strict=True)])


def probability(score: float) -> float:
    """The logistic of a score."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def read_linear(text: str) -> Linear:
    """The model in a JSON text.

    Raises:
        LinearError: another format, or no model at all.
    """
    try:
        data = json.loads(text)
        form = data["format"]
        if form != FORMAT:
            raise LinearError(f"weights of format {form!r}, this sayso reads {FORMAT}; get the file of this version")
        forms = frozenset(data["forms"])
        cue, content = (
            tuple({str(value): float(weight) for value, weight in data[part][name].items()} for name in names)
            for part, names in (("cue", CUE_TEMPLATES), ("content", CONTENT_TEMPLATES))
        )
        numbers = (float(data[name]) for name in ("bias", "floor", "threshold"))
        return Linear(forms, forms | frozenset(data["words"]), cue, content, *numbers)
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as fault:
        made = "make them with `python -m training.linear`"
        raise LinearError(f"no weights of a linear model ({fault!r}); {made}") from None


@cache
def shipped_linear(language: str = "en") -> Linear:
    """The model that comes with sayso."""
    return read_linear(files("sayso.language").joinpath(language, "linear", "weights.json").read_text("utf-8"))
