"""The stage as a whole: rows that hold, regions that count, and texts made to break it."""

import gc
import time
from dataclasses import replace
from unittest.mock import patch

import pytest
from hypothesis import given, settings

from sayso.attribution import extract_attributions
from sayso.attribution.extract import MADE_BY
from sayso.attribution.join import UNREAD
from sayso.attribution.tagger import shipped_tagger
from sayso.model import Span
from tests.attribution.reading import Silent, found, read
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


def test_what_needs_no_words_holds_in_any_language() -> None:
    document = replace(make_document("Es war spät.\n\n„Wir haben bis zuletzt gewartet.“ – Ana Ruk"), language="de")
    [row] = extract_attributions([document], [])[0]
    assert (row.source_text, row.content_text) == (("Ana Ruk",), ("„Wir haben bis zuletzt gewartet.“",))


def test_the_tagger_leaves_paragraphs_of_another_language_alone() -> None:
    french = (
        "Le ministre a dit que la jetée avait été vendue au printemps par un employé de la ville, et il le regrette."
    )
    rows, _ = extract_attributions([make_document(f"It was late, Ana Ruk said.\n\n{french}")], [])
    assert [row.source_text for row in rows] == [("Ana Ruk",)]


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
def test_hostile_repetition_is_linear_for_the_rules(piece: str) -> None:
    """Twice the text takes about twice the time; a quadratic scan would take four times as long."""
    with patch("sayso.attribution.extract.shipped_tagger", Silent):
        seconds_of(piece, 200)
        once, twice = seconds_of(piece, 4000), seconds_of(piece, 8000)
    assert twice < 3.2 * once + 0.15


@pytest.mark.parametrize("piece", ["“", "he said that ", "Ana said: “x”. ", "\u200b"])
def test_hostile_repetition_is_linear_for_the_tagger(piece: str) -> None:
    seconds_of(piece, 50)
    once, twice = seconds_of(piece, 400), seconds_of(piece, 800)
    assert twice < 3.2 * once + 0.5


def seconds_of(piece: str, times: int) -> float:
    """CPU seconds to read a text that repeats one piece; each text is another, so that none is remembered.

    The garbage of other tests of this process is not counted: with a compiler's library in memory one full collection
    costs more than the reading.
    """
    document = make_document(f"{times} {piece * times}")
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        extract_attributions([document], [])
        return time.process_time() - start
    finally:
        gc.enable()


def test_a_paragraph_too_long_for_the_tagger_says_so() -> None:
    rows, _ = extract_attributions([make_document("Ana Ruk said that it was late. " * 2000)], [])
    assert rows
    assert all(row.rule.endswith(UNREAD) and row.made_by == "attribution.rules/2" for row in rows)


def test_nesting_without_end_is_capped_and_says_so() -> None:
    rows, _ = extract_attributions([make_document("Ana said that Boro said that " * 500 + "it was late.")], [])
    assert 0 < len(rows) < 1000
    assert any("not read" in row.rule for row in rows)


def test_each_row_names_the_layer_that_found_it() -> None:
    text = "Ana Ruk said that it was late.\n\nMany in the town fear the sale of the pier."
    rows, _ = extract_attributions([make_document(text)], [])
    assert {row.made_by for row in rows} <= {
        MADE_BY, f"{MADE_BY} + {shipped_tagger().name}", shipped_tagger().name,
    }  # fmt: skip
    assert len({row.made_by for row in rows}) == 2  # what both say, and the belief


def test_the_time_of_a_ticker_is_no_part_of_a_source() -> None:
    text = "09.10 It rains.\n\n09.15 Harbour boss Ana Ruk: “We are ready to talk.”"
    [row] = extract_attributions([make_document(text)], [])[0]
    assert (row.source_text, row.content_text) == (("Harbour boss Ana Ruk",), ("“We are ready to talk.”",))


def test_both_tiers_give_the_same_columns() -> None:
    document = make_document("Ana Ruk said that it was late, and the mayor believes that the pier was sold.")
    story, crawl = (extract_attributions([document], [], tier)[0] for tier in ("story", "crawl"))
    assert story[0].source == crawl[0].source
    assert crawl[0].made_by.startswith(("attribution.linear/", "attribution.rules/"))


def test_zero_width_letters_inside_names_do_no_harm() -> None:
    assert found("Ana R\u200buk said that it was late.")[0][2] == "that it was late"
