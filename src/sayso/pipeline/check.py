"""Every row must say what its text says: the check behind each stage, at run time and in tests."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.checks import check_words
from sayso.model import Place, Span, Tables, checksum, grouped
from sayso.reuse.words.articles import article_edges
from sayso.store.faults import StageError

Said = tuple[str, Span, str]
"""Document id, span, and the words (or their checksum) that the row repeats."""


def check_rows(tables: Tables, name: str) -> None:
    """Check one table against the documents: spans inside the text, words as the text has them, scores in [0, 1].

    Raises:
        StageError: the first row that fails, with its document and span.
    """
    texts = {document.document: document.text for document in tables.documents}
    kept = _find_kept(tables)
    for row in getattr(tables, name):
        for document, span, words in _spoken(row, name, texts):
            _check_span(name, texts, document, span)
            if span.text_in(texts[document]) != words:
                raise StageError(f"{name}: {document} {list(span)} does not say {words[:60]!r}")
        for document, span, check in _summed(row, name):
            _check_span(name, texts, document, span)
            words = span.text_in(texts[document])
            if (check_words(words, kept(document, span)) if name == "reuse" else checksum(words)) != check:
                raise StageError(f"{name}: {document} {list(span)} does not have the checksum {check}")
        for place in _places(row, name):
            _check_span(name, texts, place.document, place.span)
        score = getattr(row, "score", None)
        if score is not None and not 0 <= score <= 1:
            raise StageError(f"{name}: score {score} of {row.rule!r} lies outside [0, 1]")
    if name == "regions":
        _check_tiling(tables)


def _check_span(name: str, texts: dict[str, str], document: str, span: Span) -> None:
    if document not in texts:
        raise StageError(f"{name}: no document {document}")
    if not 0 <= span.start < span.end <= len(texts[document]):
        raise StageError(f"{name}: {document} {list(span)} lies outside the text, or is empty")


def _spoken(row: Any, name: str, texts: dict[str, str]) -> Iterator[Said]:
    """Places whose words the row repeats."""
    if name == "attributions":
        pairs = ((row.source, row.source_text), (row.cue, row.cue_text), (row.content, row.content_text))
        if not row.content:
            raise StageError(f"attributions: {row.attribution} has no content")
        for spans, words in pairs:
            yield from _zipped(name, row.document, spans, words)
    elif name == "wordings":
        yield from _zipped(name, row.document, row.spans, row.text)
        yield from _zipped(name, row.document, row.occasion, row.occasion_text)
    elif name in ("edges", "ledgers"):
        if len(row.evidence) != len(row.evidence_text):
            raise StageError(f"{name}: evidence and its text differ in number: {row.rule}")
        yield from ((p.document, p.span, words) for p, words in zip(row.evidence, row.evidence_text, strict=True))
    elif name == "claims":
        yield row.gist.document, row.gist.span, row.gist_text
    elif name == "drift":
        yield row.earlier.document, row.earlier.span, row.earlier_text
        yield row.later.document, row.later.span, row.later_text
    elif name == "timeline":
        yield row.what.document, row.what.span, row.what_text
    elif name == "corrections":
        if row.outcome == "applied" and row.document is not None:
            yield row.document, Span(row.start, row.end), row.text
    elif name == "promises":
        yield row.document, row.what, row.text
    elif name in ("mentions", "relays", "figures", "dates"):
        yield row.document, row.span, row.text


def _zipped(name: str, document: str, spans: tuple[Span, ...], words: tuple[str, ...]) -> Iterator[Said]:
    if len(spans) != len(words):
        raise StageError(f"{name}: {document}: spans and their text differ in number")
    if any(one.end > other.start for one, other in pairwise(spans)):
        raise StageError(f"{name}: {document}: spans {[list(s) for s in spans]} are out of order or overlap")
    yield from ((document, span, text) for span, text in zip(spans, words, strict=True))


def _summed(row: Any, name: str) -> Iterator[Said]:
    """Places too long to repeat, for which the row has a checksum."""
    if name == "regions":
        yield row.document, row.span, row.check
    elif name == "reuse":
        yield row.earlier, Span(row.earlier_start, row.earlier_end), row.earlier_check
        yield row.later, Span(row.later_start, row.later_end), row.later_check


def _find_kept(tables: Tables) -> Callable[[str, Span], NDArray[np.int64] | None]:
    """Gives the edges of the parts of a passage that count, headline and body, from its start; None if all of it."""
    regions = grouped(tables.regions)
    documents = {document.document: document for document in tables.documents}

    @cache
    def edges(name: str) -> NDArray[np.int64] | None:
        return article_edges(documents[name], regions.get(name, ()))

    def find(name: str, span: Span) -> NDArray[np.int64] | None:
        found = edges(name)
        return None if found is None else found - span.start

    return find


def _places(row: Any, name: str) -> Iterable[Place]:
    """Places that the row only points at."""
    if name in ("origins", "pairs", "timeline"):
        return row.evidence  # type: ignore[no-any-return]
    if name == "relays":
        return (Place(row.document, row.scope_start, row.scope_end),)
    if name == "promises" and row.shown is not None:
        return (row.shown,)
    if name == "figures" and row.parent is not None:
        return (row.parent,)
    return ()


def _check_tiling(tables: Tables) -> None:
    """Regions of a document cover its text without gap or overlap."""
    regions = grouped(tables.regions)
    for document in tables.documents:
        at = 0
        for region in sorted(regions.get(document.document, []), key=lambda one: one.start):
            if region.start != at:
                raise StageError(f"regions: {document.document} has a gap or overlap at {at}")
            at = region.end
        if at != len(document.text):
            raise StageError(f"regions: {document.document} is not covered from {at}")
