"""What each stretch of a document is: article, or the page around it.

Input: documents. Output: regions that tile each text exactly. Where the page's markup said something
(`Document.blocks`) it counts first and the rules over lines work inside its body; plain text has the rules alone.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import cast

from sayso.language.layout import Part, lay_out, lay_out_inside
from sayso.model import Document, Region, RegionKind, Span, checksum

MADE_BY = "clean.rules/1"


def mark_regions(documents: Sequence[Document]) -> list[Region]:
    """Regions of each document, in order; they tile its text: no gap, no overlap. An empty text has none.

    `score` is null where the page's own markup settles the kind.
    """
    return [region for document in documents for region in _tile(document, _parts(document))]


def _parts(document: Document) -> list[Part]:
    """Parts in text order that do not overlap; blanks between them belong to none."""
    text = document.text
    if not document.blocks:
        return lay_out(text)
    bodies = [Span(block.start, block.end) for block in document.blocks if block.kind == "body"]
    parts = lay_out_inside(text, bodies)
    for block in document.blocks:
        if block.kind != "body":
            parts.append(Part(block.start, block.end, block.kind, f"markup.{block.kind}", 1.0))
    return sorted(parts)


def _tile(document: Document, parts: Iterable[Part]) -> list[Region]:
    """Neighbours of one kind joined; the blanks between go to the article where it is a neighbour."""
    text = document.text
    runs: list[Part] = []
    for part in parts:
        if runs and runs[-1].kind == part.kind:
            before = runs[-1]
            rule = before.rule if before.rule == part.rule else f"{part.kind}.lines"
            runs[-1] = Part(before.start, part.end, part.kind, rule, min(before.score, part.score))
        else:
            runs.append(part)
    if not runs:
        return [_region(document, Part(0, len(text), "furniture", "furniture.blank", 1.0))] if text else []
    cuts = [0]
    for before, after in pairwise(runs):
        cuts.append(
            before.end
            if after.kind in ("body", "headline") and before.kind not in ("body", "headline")
            else after.start
        )
    cuts.append(len(text))
    return [_region(document, run._replace(start=cuts[n], end=cuts[n + 1])) for n, run in enumerate(runs)]


def _region(document: Document, part: Part) -> Region:
    words = document.text[part.start : part.end]
    kind = cast("RegionKind", part.kind)
    score = None if part.rule.startswith("markup.") else part.score
    return Region(document.document, part.start, part.end, kind, checksum(words), MADE_BY, part.rule, score)
