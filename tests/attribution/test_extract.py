"""The stage as a whole: rows that hold, regions that count, and texts made to break it."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings

from sayso.attribution import extract_attributions
from sayso.model import Span
from tests.attribution.reading import found, read
from tests.strategies import make_document, make_region, texts

ARTICLE = "Ana Ruk said that it was late.\n\nAccording to Reuters, the clerk denied it.\n\n“We wait,” she added."


def check(text: str) -> None:
    document = make_document(text)
    attributions, relays = extract_attributions([document], [])
    for row in attributions:
        assert row.content
        for spans, words in ((row.source, row.source_text), (row.cue, row.cue_text), (row.content, row.content_text)):
            assert tuple(Span(*span).text_in(text) for span in spans) == words
            assert all(0 <= s.start < s.end <= len(text) for s in spans)
            assert list(spans) == sorted(spans)
        assert 0 <= row.score <= 1
    ids = {row.attribution for row in attributions}
    assert len(ids) == len(attributions)
    assert all(row.within is None or row.within in ids for row in attributions)
    for relay in relays:
        assert relay.span.text_in(text) == relay.text
        assert set(relay.attributions) <= ids


@settings(max_examples=200)
@given(texts)
def test_rows_hold_on_any_text(text: str) -> None:
    check(text)
    check(ARTICLE + text)


def test_furniture_and_captions_are_not_read_and_comments_are_marked() -> None:
    text = "The mayor said that it was late. "
    document = make_document(text * 3)
    third = len(text)
    kinds = ("body", "furniture", "comment")
    regions = [make_region(document, n * third, (n + 1) * third, kind) for n, kind in enumerate(kinds)]
    rows, _ = extract_attributions([document], regions)
    assert sorted((row.content[0].start // third, row.comment) for row in rows) == [(0, False), (2, True)]
    assert all(row.score <= 0.5 for row in rows if row.comment)


def test_comments_change_nothing_in_the_article() -> None:
    comment = "\n\nReuters said he lied, and the mayor said: “No.”"
    document = make_document(ARTICLE + comment)
    bare = replace(make_document(ARTICLE), document=document.document)
    regions = [
        make_region(document, 0, len(ARTICLE)),
        make_region(document, len(ARTICLE), len(ARTICLE + comment), "comment"),
    ]
    with_comment, relays = extract_attributions([document], regions)
    without, relays_without = extract_attributions([bare], [make_region(bare, 0, len(ARTICLE))])
    assert [row for row in with_comment if not row.comment] == without
    assert relays == relays_without


def test_other_languages_pass_through() -> None:
    document = replace(make_document("Der Minister said that it was late."), language="de")
    assert extract_attributions([document], []) == ([], [])


def test_ids_come_from_content() -> None:
    assert read(ARTICLE) == read(ARTICLE)
    document, other = make_document(ARTICLE), make_document("It rained. The clerk said so.")
    together = extract_attributions([other, document], [])[0]
    assert [row for row in together if row.document == document.document] == extract_attributions([document], [])[0]


@pytest.mark.parametrize(
    "piece",
    ["“", '"a "', "‘ ", "said ", "he said that ", "according to ", "a, ", "Ana ", "(h/t ", "who ", ": ", "and ",
     "“he said ", "the mayor said: “x” ", "\u200b", "a.b.", "’", "— ", "Ruk, Ruk and ", "“a” ",
     "Reuters reports:\n\nRuk said that it was late.\n\n", "According to Reuters, Ruk said it was late. "],
)  # fmt: skip
def test_hostile_repetition_is_linear(piece: str) -> None:
    """Twice the text takes about twice the time; a quadratic scan would take four times as long."""

    def seconds(times: int) -> float:
        document = make_document(piece * times)
        start = time.process_time()
        extract_attributions([document], [])
        return time.process_time() - start

    seconds(200)
    once, twice = seconds(4000), seconds(8000)
    assert twice < 3.2 * once + 0.15


def test_zero_width_letters_inside_names_do_no_harm() -> None:
    assert found("Ana R\u200buk said that it was late.")[0][2] == "that it was late"
