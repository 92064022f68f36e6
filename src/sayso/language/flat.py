"""Pages flattened to lines, navigation and all: which lines are running text.

A logistic model over thirteen measures of a line and its neighbours (after Kohlschütter et al. 2010, "Boilerplate
detection using shallow text features": length and density of a block and its neighbours settle most), with the two-
state path of least cost over the page. Weights fitted on half of the labelled pages of WCXB (CC BY 4.0); they hold no
text of them.
"""

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any, Protocol

from sayso.language.furniture import LineKind
from sayso.language.lexicon import lexicon

LEAST_LINES = 25
_STUB_SHARE = 0.35
"""News copied with its page's furniture has a stub share of under 0.3, flattened pages mostly over 0.5."""
_STUB_WORDS = 5


class _Line(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def block(self) -> int: ...


def is_flat(lines: Sequence[_Line]) -> bool:
    """Whether a text is a flattened page: at least 25 lines, hardly set apart by blank ones, many of them stubs."""
    if len(lines) < LEAST_LINES:
        return False
    stubs = sum(
        len(line.text.split(None, _STUB_WORDS)) < _STUB_WORDS and line.text[-1] not in '.!?”"' for line in lines
    )
    return stubs > _STUB_SHARE * len(lines) and (lines[-1].block - lines[0].block + 1) * 2 < len(lines)


def mark_flat(lines: Sequence[_Line], kinds: Sequence[LineKind | None], language: str = "en") -> list[LineKind | None]:
    """The kinds with each line that no rule has taken set to furniture where the model has it outside the article."""
    model = lexicon("flat", language)["model"]
    weights: list[float] = model["weights"]
    scores = [
        model["bias"] + sum(weight * value for weight, value in zip(weights, row, strict=True))
        for row in measure_lines([line.text for line in lines], [kind is not None for kind in kinds], language)
    ]
    inside = _widened(_path(scores, model["change"]), [line.text for line in lines])
    return [
        kind if kind is not None or one else LineKind("furniture", "furniture.flat")
        for kind, one in zip(kinds, inside, strict=True)
    ]


def measure_lines(texts: Sequence[str], ruled: Sequence[bool], language: str = "en") -> list[list[float]]:
    """Thirteen measures of each line; `ruled` says which lines a rule takes for furniture."""
    common = _common(language)
    counts = Counter(texts)
    split = [text.lower().split(None, 400) for text in texts]
    sizes = [len(words) for words in split]
    ends = [text.rstrip("\"'”’)")[-1:] in (".", "!", "?", "…", ":") for text in texts]
    prose = [float(size) if end and size >= 8 else 0.0 for size, end in zip(sizes, ends, strict=True)]
    total = sum(prose) or 1.0
    near, wide = _blurred(prose, 2), _blurred(prose, 8)
    log_sizes = [math.log1p(size) for size in sizes]
    around = _blurred(log_sizes, 2)
    rows, seen = [], 0.0
    for n, words in enumerate(split):
        size = max(1, sizes[n])
        capitals = sum(word[:1].isupper() for word in texts[n].split(None, 60)[:60]) / min(size, 60)
        stops = sum(word.strip(".,;:!?\"'“”’()") in common for word in words[:60]) / min(size, 60)
        before, after = seen / total, 1 - (seen + prose[n]) / total
        seen += prose[n]
        rows.append([
            log_sizes[n], float(ends[n]), stops, capitals, float(counts[texts[n]] > 1), float(ruled[n]),
            math.log1p(near[n]), math.log1p(wide[n]), around[n], float(before < 0.01), float(after < 0.02),
            float(size < 8 and not ends[n]), 2 * abs(before - 0.5),
        ])  # fmt: skip
    return rows


def _widened(inside: list[bool], texts: Sequence[str]) -> list[bool]:
    """A sentence next to the article belongs to it, and a paragraph of 400 characters wherever it stands.

    The second costs 0.004 of word F1 on the labelled pages and keeps whole paragraphs of news from being lost.
    """
    prose = [len(text) >= 60 and text.rstrip("\"'”’)")[-1:] in (".", "!", "?") for text in texts]
    beside = [any(inside[max(0, n - 1) : n + 2]) for n in range(len(inside))]
    return [one or len(texts[n]) >= 400 or (prose[n] and beside[n]) for n, one in enumerate(inside)]


def _blurred(values: Sequence[float], reach: int) -> list[float]:
    """Means over each value's neighbours within reach, by running sums."""
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    spans = ((max(0, n - reach), min(len(values), n + reach + 1)) for n in range(len(values)))
    return [(sums[last] - sums[first]) / (last - first) for first, last in spans]


def _path(scores: Sequence[float], change: float) -> list[bool]:
    """The cheapest way through the page where a change between article and furniture costs `change`."""
    inside, outside = 0.0, 0.0
    back: list[tuple[bool, bool]] = []
    for score in scores:
        stay, enter = inside, outside - change
        keep, leave = outside, inside - change
        back.append((stay >= enter, keep >= leave))
        inside, outside = max(stay, enter) + score, max(keep, leave)
    state = inside >= outside
    found = []
    for stayed, kept in reversed(back):
        found.append(state)
        state = stayed if state else not kept
    return found[::-1]


@cache
def _common(language: str) -> frozenset[str]:
    data: dict[str, Any] = lexicon("flat", language)
    return frozenset(data["common"]["words"].split())
