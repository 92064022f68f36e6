"""Regions corrected: a stretch of a text is said to be something else than the stage `clean` took it for."""

from collections.abc import Iterable
from dataclasses import replace
from typing import cast

from sayso.model import Document, Region, RegionKind, checksum, grouped
from sayso.pipeline.corrections.marks import MADE_BY, mark, marks_of
from sayso.pipeline.corrections.outcomes import Texts
from sayso.store.corrections import Corrections, Line


def correct_regions(documents: Iterable[Document], regions: Iterable[Region], corrections: Corrections) -> list[Region]:
    """The regions with those stretches marked anew that stand in these documents; they tile each text as before."""
    texts = Texts(documents)
    of_document = grouped(regions)
    for line in corrections.of_kinds("region"):
        assert line.spot is not None
        for document in texts.having(line.spot):  # those of other batches are told of once, when all are known
            rows = sorted(of_document.get(document.document, []), key=lambda row: row.start)
            of_document[document.document] = _retile(document, rows, line)
    return [row for rows in of_document.values() for row in rows]


def _retile(document: Document, rows: list[Region], line: Line) -> list[Region]:
    """The rows cut where the stretch begins and ends, with the stretch as one; neighbours of its kind join it."""
    assert line.spot is not None
    start, end = line.spot.span
    cut: list[Region] = []
    for row in rows:
        if row.start < min(row.end, start):
            cut.append(replace(row, end=min(row.end, start)))
        if row.end > max(row.start, end):
            cut.append(replace(row, start=max(row.start, end)))
    kind = cast("RegionKind", line.after)
    fresh = Region(document.document, start, end, kind, "", MADE_BY, "marked by hand", 1.0)
    cut.append(mark(fresh, [line.correction]))
    joined: list[Region] = []
    for row in sorted(cut, key=lambda row: row.start):
        before = joined[-1] if joined else None
        if before is not None and before.kind == row.kind and (marks_of(before.rule) or marks_of(row.rule)):
            joined[-1] = mark(replace(before, end=row.end), marks_of(row.rule))
        else:
            joined.append(row)
    return [replace(row, check=checksum(document.text[row.start : row.end])) for row in joined]
