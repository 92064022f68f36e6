"""From measurements to the tables that are printed: figures of each run, growth, ratios to sayso."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from benchmarks.spent import per_tenfold

KINDS = {
    "whole": "R_whole",
    "paragraph": "R_paragraph",
    "sentence": "R_sentence",
    "re-worded": "R_quote_retrans",
    "viral": "R_viral",
}
"""Kinds of copies, and the scorer's names for the recall of each."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One tool on one corpus. `note` stands in place of figures where it was not run."""

    tool: str
    finds: str
    corpus: str
    articles: int
    note: str = ""
    cpu: float = 0.0
    wall: float = 0.0
    peak: int = 0
    scores: dict[str, float] = field(default_factory=dict)


def read_scores(printed: str) -> dict[str, float]:
    """The figures in the last line of JSON that a scorer printed. Raises ValueError where there is none."""
    for line in reversed(printed.strip().splitlines()):
        if line.startswith("{"):
            return {name: float(value) for name, value in json.loads(line).items()}
    raise ValueError("the scorer printed no line of JSON")


def draw_figures(rows: Sequence[Measured]) -> list[str]:
    """A Markdown table of every run."""
    head = ["articles", "tool", "found", "recall", "precision", *KINDS, "CPU s", "wall s", "peak MB"]
    lines = [_line(head), _line(["---"] * len(head))]
    for row in rows:
        if row.note:
            lines.append(_line([f"{row.articles:,}", row.tool, row.note, *[""] * (len(head) - 3)]))
            continue
        scores = [_share(row.scores.get(name)) for name in ("recall", "precision", *KINDS.values())]
        found = f"{row.scores.get('detected', 0):,.0f}"
        cost = [f"{row.cpu:.1f}", f"{row.wall:.1f}", f"{row.peak / 1e6:,.0f}"]
        lines.append(_line([f"{row.articles:,}", row.tool, found, *scores, *cost]))
    return lines


def draw_growth(rows: Sequence[Measured]) -> list[str]:
    """A Markdown table of what a tenfold corpus costs, between each two sizes that a tool was run on."""
    lines = []
    for tool in dict.fromkeys(row.tool for row in rows):
        for one, two in growing([row for row in rows if row.tool == tool]):
            times = two.articles / one.articles
            cells = [f"{per_tenfold(getattr(one, what), getattr(two, what), times):.1f}" for what in ("cpu", "peak")]
            lines.append(_line([tool, f"{one.articles:,} to {two.articles:,}", *(f"x{cell}" for cell in cells)]))
    return (
        [_line(["tool", "articles", "CPU per tenfold", "peak per tenfold"]), _line(["---"] * 4), *lines]
        if lines
        else []
    )


def growing(rows: Sequence[Measured]) -> list[tuple[Measured, Measured]]:
    """Neighbours by size of the runs that were made, each size once."""
    sizes = {row.articles: row for row in rows if not row.note and row.peak and row.cpu > 0}
    ordered = [sizes[size] for size in sorted(sizes)]
    return list(pairwise(ordered))


def draw_ratios(rows: Sequence[Measured], mine: str = "sayso") -> list[str]:
    """A Markdown table of sayso's cost over each peer's, on the same corpus."""
    lines = []
    own = {row.corpus: row for row in rows if row.tool == mine and not row.note}
    for row in rows:
        if row.tool == mine or row.note or row.corpus not in own:
            continue
        ours = own[row.corpus]
        gained = [ours.scores.get(name, 0.0) - row.scores.get(name, 0.0) for name in ("recall", "precision")]
        cost = [times(ours.cpu, row.cpu), times(ours.peak, row.peak)]
        lines.append(_line([f"{row.articles:,}", row.tool, row.finds, *cost, *(f"{gain:+.3f}" for gain in gained)]))
    head = ["articles", "sayso against", "which finds", "CPU", "peak", "recall", "precision"]
    return [_line(head), _line(["---"] * len(head)), *lines] if lines else []


def times(mine: float, theirs: float) -> str:
    """One cost over another: `.41x`, `2.3x`, `1/216`. Empty where the other is nothing."""
    if theirs <= 0 or mine <= 0:
        return ""
    ratio = mine / theirs
    if ratio < 0.1:
        return f"1/{theirs / mine:.0f}"
    return f"{ratio:.2f}x".removeprefix("0") if ratio < 10 else f"{ratio:.0f}x"


def _share(value: float | None) -> str:
    return "" if value is None or value != value else f"{value:.3f}".removeprefix("0")


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
