"""Small cases for tracing, made row by row."""

from dataclasses import replace
from typing import Any

from sayso.model import Attribution, Claim, Document, Place, Relay, Reuse, Source, Span, Wording, checksum, identify
from tests.strategies import make_document

MADE = ("test.rules/1", "test", 1.0)


def document(text: str, outlet: str | None = None) -> Document:
    """A document, published by an outlet's source id if one is given."""
    return replace(make_document(text), outlet=outlet)


def source(name: str, kind: Any = "person") -> Source:
    """A source whose id is its name, so that tests read easily."""
    return Source(name, name, kind, (), (), *MADE)


def attribution(
    where: Document, content: str, speaker: str | None, within: str | None = None, headline: bool = False
) -> Attribution:
    """An attribution of some words of the text to a speaker."""
    start = where.text.index(content)
    span = Span(start, start + len(content))
    key = identify("a", where.document, span, speaker)
    return Attribution(
        key, where.document, "indirect", (), (), (span,), (), (), (content,), speaker, within, "asserts", False,
        headline, *MADE,
    )  # fmt: skip


def relay(where: Document, outlet: str, under: list[Attribution], scope: Any = "sentence") -> Relay:
    """A relay by an outlet over some attributions; its mention is the text's first character."""
    end = len(where.text)
    ids = tuple(row.attribution for row in under)
    return Relay(
        identify("r", where.document, outlet), where.document, outlet, 0, 1, where.text[0], scope, 0, end, ids, *MADE
    )


def wording(row: Attribution, stance: Any = "asserts", claim: str = "c") -> Wording:
    """The wording that an attribution is."""
    return Wording(claim, row.document, row.attribution, row.content, row.content_text, stance, 0, *MADE)


def own_wording(where: Document, words: str, claim: str = "c") -> Wording:
    """A wording in the article's own voice."""
    start = where.text.index(words)
    return Wording(claim, where.document, None, (Span(start, start + len(words)),), (words,), "asserts", 0, *MADE)


def claim(where: Document, key: str = "c") -> Claim:
    """A claim whose gist is the whole of a document."""
    end = len(where.text)
    return Claim(key, Place(where.document, 0, end), where.text, 1, 1, 1, (), *MADE)


def copied(earlier: Document, later: Document, words: str, direction: Any = "unknown") -> Reuse:
    """A verbatim passage that two documents share."""
    here, there = earlier.text.index(words), later.text.index(words)
    check = checksum(words)
    return Reuse(
        earlier.document, later.document, here, here + len(words), there, there + len(words), check, check, "verbatim",
        False, 1.0, direction, "test", direction != "unknown", "p", *MADE,
    )  # fmt: skip
