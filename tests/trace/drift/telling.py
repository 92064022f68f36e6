"""Two or three articles about one claim, one with its words from the other, and what drift makes of them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from sayso.figures import compare_figures
from sayso.model import Drift, Edge, Source, Span, Tables, Wording, article_spans, grouped, identify
from sayso.trace.drift import find_drift
from tests.claims.telling import Said, tell

MADE = ("test", "member", 1.0)
SPEAKERS = ("Hedda Quill", "Ove Hald")


def drifting(*articles: Sequence[str | Said], linked: bool = True, days: Sequence[str] = ()) -> Tables:
    """Tables in which every line of every article but a headline "-" is a wording of one claim.

    Each article has it from the one before; `days` are their dates of publication.
    """
    told = tell(*articles)
    by_title = {document.text: document for document in told.documents}
    ordered = [by_title[_text(article)] for article in articles]
    dated = [replace(document, published=days[n] if days else None) for n, document in enumerate(ordered)]
    figures, dates = compare_figures(dated, told.regions, told.attributions)
    said = grouped(told.attributions)
    wordings = [
        Wording("c", a.document, a.attribution, a.content, a.content_text, "asserts", int(a.form != "direct"), *MADE)
        for a in told.attributions
    ]
    for document in dated:
        spans = [s for a in said.get(document.document, ()) for s in (*a.source, *a.content)]
        for _, span in article_spans(document, [r for r in told.regions if r.document == document.document]):
            for line in _lines(document.text, span):
                if not any(line.overlaps(s) for s in spans) and line.text_in(document.text) != "-":
                    own = (line.text_in(document.text),)
                    wordings.append(Wording("c", document.document, None, (line,), own, "asserts", 9, *MADE))
    edges = [
        Edge(None, one.document, other.document, "relays", "stated", (), (), "test", "test", 0.9)
        for one, other in pairwise(dated)
        if linked
    ]
    sources = [Source(identify("s", name), name, "person", (), (), "test", "test", 1.0) for name in SPEAKERS]
    return told.having(documents=dated, wordings=wordings, edges=edges, sources=sources, figures=figures, dates=dates)


def changes(
    *articles: Sequence[str | Said], linked: bool = True, days: Sequence[str] = ()
) -> set[tuple[str, str, str]]:
    """What changed, with the words on both sides; without the words of renderings."""
    return {
        (row.change, row.earlier_text, row.later_text)
        for row in rows_of(drifting(*articles, linked=linked, days=days))
        if row.change != "words changed"
    }


def rows_of(tables: Tables) -> list[Drift]:
    """The table, each row checked against the texts."""
    texts = {document.document: document.text for document in tables.documents}
    rows = find_drift(tables)
    for row in rows:
        assert row.earlier.span.text_in(texts[row.earlier.document]) == row.earlier_text
        assert row.later.span.text_in(texts[row.later.document]) == row.later_text
        assert 0 < row.score <= 1
    return rows


def _text(article: Sequence[str | Said]) -> str:
    first, *rest = article
    lines = [line if isinstance(line, str) else f"{line.speaker} {line.cue} {line.content}." for line in rest]
    return "\n\n".join([str(first), *lines])


def _lines(text: str, span: Span) -> list[Span]:
    found, at = [], span.start
    for line in text[span.start : span.end].split("\n\n"):
        if line:
            found.append(Span(at, at + len(line)))
        at += len(line) + 2
    return found
