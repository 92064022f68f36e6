"""Documents and their regions."""

from sayso.model import Span, article_spans
from tests.strategies import make_document, make_region


def test_the_regions_asked_for_in_text_order() -> None:
    document = make_document("Title. Body. Share this. More body.")
    regions = [
        make_region(document, 24, 35), make_region(document, 12, 24, "furniture"), make_region(document, 6, 12),
        make_region(document, 0, 6, "headline"),
    ]  # fmt: skip
    assert article_spans(document, regions) == [("headline", Span(0, 6)), ("body", Span(6, 12)), ("body", Span(24, 35))]
    assert article_spans(document, regions, ("furniture",)) == [("furniture", Span(12, 24))]


def test_without_regions_the_whole_text_is_body() -> None:
    document = make_document("All of it.")
    assert article_spans(document, []) == [("body", Span(0, 10))]
    assert article_spans(document, [], ("headline",)) == []
