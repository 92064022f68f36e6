"""The check itself: what holds passes, what does not is found in every table."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.kernels.checks import check_words
from sayso.model import (
    Attribution,
    Claim,
    Date,
    Edge,
    Mention,
    Origin,
    Place,
    Promise,
    Relay,
    Reuse,
    Span,
    Tables,
    Wording,
    checksum,
)  # fmt: skip
from sayso.pipeline import check_rows
from sayso.store import StageError
from tests.strategies import make_document, make_region, spans, texts

TEXT = "👩\u200d🚀 “We left,” said Ana Ruk.\r\n"
DOCUMENT = make_document(TEXT)
NAME = DOCUMENT.document
MADE: dict[str, Any] = {"made_by": "test.rules/1", "rule": "test", "score": 0.5}


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


LEFT, SAID, ANA = at("We left"), at("said"), at("Ana Ruk")
GOOD: dict[str, Any] = {
    "regions": make_region(DOCUMENT, 0, len(TEXT)),
    "attributions": Attribution(
        "a-1", NAME, "direct", (ANA,), (SAID,), (LEFT,), ("Ana Ruk",), ("said",), ("We left",), None, None, "asserts",
        False, False, **MADE,
    ),
    "mentions": Mention(NAME, *ANA, "Ana Ruk", "s-1", "name", **MADE),
    "relays": Relay("r-1", NAME, None, *ANA, "Ana Ruk", "rest", ANA.start, len(TEXT), (), **MADE),
    "reuse": Reuse(
        NAME, NAME, *LEFT, *ANA, check_words("We left"), check_words("Ana Ruk"), "verbatim", False, 1.0, "unknown", "",
        False, "p-1", **MADE,
    ),
    "claims": Claim("c-1", Place(NAME, *LEFT), "We left", 1, 0, 1, (), **MADE),
    "wordings": Wording("c-1", NAME, None, (LEFT, ANA), ("We left", "Ana Ruk"), "asserts", 0, **MADE),
    "origins": Origin("c-1", "o-1", "own", None, (), (), (Place(NAME, *LEFT),), **MADE),
    "edges": Edge(None, "d-1", "d-2", "relays", "stated", (Place(NAME, *ANA),), ("Ana Ruk",), **MADE),
    "dates": Date(NAME, *LEFT, "We left", None, **MADE),
    "promises": Promise("a-1", NAME, LEFT, "We left", Place(NAME, *ANA), **MADE),
}  # fmt: skip
BAD: list[tuple[str, dict[str, Any], str]] = [
    ("regions", {"check": "0" * 16}, "checksum"),
    ("regions", {"end": len(TEXT) - 1, "check": checksum(TEXT[:-1])}, "not covered from"),
    ("regions", {"start": 1, "check": checksum(TEXT[1:])}, "gap or overlap at 0"),
    ("attributions", {"content_text": ("We  left",)}, "does not say"),
    ("attributions", {"content": (), "content_text": ()}, "no content"),
    ("attributions", {"source_text": ()}, "differ in number"),
    ("mentions", {"text": "Ana"}, "does not say"),
    ("mentions", {"document": "d-nowhere"}, "no document"),
    ("mentions", {"start": 0, "end": 0, "text": ""}, "outside the text, or is empty"),
    ("mentions", {"start": -3, "end": -1, "text": TEXT[-3:-1]}, "outside the text"),
    ("relays", {"scope_end": len(TEXT) + 1}, "outside the text"),
    ("reuse", {"later_check": "0" * 16}, "checksum"),
    ("claims", {"gist_text": "We"}, "does not say"),
    ("claims", {"score": 1.5}, "score 1.5"),
    ("wordings", {"spans": (ANA, LEFT), "text": ("Ana Ruk", "We left")}, "out of order"),
    ("origins", {"evidence": (Place(NAME, 0, 999),)}, "outside the text"),
    ("edges", {"evidence_text": ()}, "differ in number"),
    ("edges", {"evidence_text": ("Ana",)}, "does not say"),
    ("dates", {"end": 10**6}, "outside the text"),
    ("promises", {"shown": Place("d-nowhere", 0, 1)}, "no document"),
]


@pytest.mark.parametrize("name", GOOD)
def test_what_holds_passes(name: str) -> None:
    check_rows(Tables().having(documents=[DOCUMENT], **{name: [GOOD[name]]}), name)


@pytest.mark.parametrize(("name", "change", "message"), BAD)
def test_what_does_not_hold_is_found(name: str, change: dict[str, Any], message: str) -> None:
    with pytest.raises(StageError, match=message):
        check_rows(Tables().having(documents=[DOCUMENT], **{name: [replace(GOOD[name], **change)]}), name)


def test_words_of_a_caption_amid_a_passage_do_not_count() -> None:
    text = "Ana left the quay\nPhoto: Boro\nwith a lantern"
    document = make_document(text)
    start, end = text.index("Photo"), text.index("with")
    regions = [
        make_region(document, 0, start),
        make_region(document, start, end, "caption"),
        make_region(document, end, len(text)),
    ]
    whole = Span(0, len(text))
    check = check_words("Ana left the quay with a lantern")
    row = replace(
        GOOD["reuse"], earlier=document.document, later=document.document, earlier_start=0, earlier_end=len(text),
        later_start=0, later_end=len(text), earlier_check=check, later_check=check,
    )  # fmt: skip
    check_rows(Tables().having(documents=[document], regions=regions, reuse=[row]), "reuse")
    other = replace(row, later_check=check_words(whole.text_in(text)))
    with pytest.raises(StageError, match="checksum"):
        check_rows(Tables().having(documents=[document], regions=regions, reuse=[other]), "reuse")


@given(texts.filter(bool).flatmap(lambda text: st.tuples(st.just(text), spans(text))))
def test_any_span_of_any_text_that_says_its_words_passes(drawn: tuple[str, Span]) -> None:
    text, span = drawn
    document = make_document(text)
    row = Mention(document.document, *span, span.text_in(text), "s-1", "name", **MADE)
    check_rows(Tables().having(documents=[document], mentions=[row]), "mentions")
