"""The linear model as a layer of the stage: what it adds, drops and leaves alone, and that nothing breaks it."""

import gc
import subprocess
import sys
import time

import pytest
from hypothesis import given, settings

from sayso.attribution import extract_attributions
from sayso.model import Attribution
from tests.attribution.reading import short
from tests.strategies import make_document, make_region, texts

TEXT = (
    "The mayor said that the bridge was closed. Critics of the plan want an inquiry into the flood.\n\n"
    "“Nobody told us,” said Ana Ruk, a clerk who works at the harbour.\n\n"
    "It was reported that the ferry would sail. She supports the ferry, and considers the bridge a waste of money."
)


def crawl(text: str) -> list[Attribution]:
    return extract_attributions([make_document(text)], [], "crawl")[0]


def test_wishes_are_found_that_no_rule_has() -> None:
    wish = ("Critics of the plan", "want", "an inquiry into the flood")
    assert wish in [short(row) for row in crawl(TEXT) if row.rule.startswith("linear")]


def test_a_content_ends_where_a_second_verb_takes_over() -> None:
    rows = [short(row) for row in crawl(TEXT)]
    assert ("She", "supports", "the ferry") in rows
    assert ("She", "considers", "the bridge a waste of money") in rows


def test_what_rules_found_keeps_its_rule_and_gets_a_probability() -> None:
    row = next(row for row in crawl(TEXT) if "said" in row.cue_text)
    assert (row.made_by, row.rule) == ("attribution.linear/1", "that clause")
    assert short(row) == ("The mayor", "said", "that the bridge was closed")
    assert 0.5 < row.score < 1


def test_forms_that_no_corpus_teaches_stay_as_the_rules_say() -> None:
    row = next(row for row in crawl(TEXT) if row.rule == "passive")
    assert row.made_by.startswith("attribution.rules/")
    headline = "Minister: ferry will sail\n\n"
    document = make_document(headline + TEXT)
    regions = [
        make_region(document, 0, len(headline), "headline"),
        make_region(document, len(headline), len(document.text)),
    ]
    rows = extract_attributions([document], regions, "crawl")[0]
    assert [row.rule for row in rows if row.headline] == [
        row.rule for row in extract_attributions([document], regions)[0] if row.headline
    ]


def test_comments_are_left_to_the_rules() -> None:
    comment = "\n\nI believe the council knew, and they want an inquiry."
    document = make_document(TEXT + comment)
    regions = [make_region(document, 0, len(TEXT)), make_region(document, len(TEXT), len(document.text), "comment")]
    rows = extract_attributions([document], regions, "crawl")[0]
    assert not any(row.comment and row.rule.startswith("linear") for row in rows)


def test_one_cue_is_one_row_and_nothing_is_proposed_inside_a_content() -> None:
    rows = crawl("The mayor said that critics believe the council knew. The clerk said she wants to leave.")
    cues = [span for row in rows for span in row.cue]
    assert not any(a.overlaps(b) for n, a in enumerate(cues) for b in cues[n + 1 :])
    assert not any(row.within for row in rows if row.rule.startswith("linear"))


def test_a_contracted_auxiliary_is_no_part_of_the_source() -> None:
    rows = crawl("They’ve wanted an inquiry into the flood.")
    assert [short(row)[0] for row in rows] in ([], ["They"])


@settings(max_examples=100)
@given(texts)
def test_rows_hold_on_any_text(text: str) -> None:
    for row in crawl(TEXT + text):
        assert row.content
        assert 0 <= row.score <= 1
        for spans, words in ((row.source, row.source_text), (row.cue, row.cue_text), (row.content, row.content_text)):
            assert tuple(span.text_in(TEXT + text) for span in spans) == words
            assert all(0 <= s.start < s.end <= len(TEXT + text) for s in spans)


def test_the_same_rows_alone_in_company_and_for_any_hash_seed() -> None:
    one, other = make_document(TEXT), make_document("It rained. The clerk wants to leave, and hopes for sun.")
    rows = extract_attributions([one, other], [], "crawl")[0]
    turned = extract_attributions([other, one], [], "crawl")[0]
    assert sorted(map(repr, rows)) == sorted(map(repr, turned))
    script = (
        "from tests.attribution.linear.test_verdict import TEXT, crawl; import hashlib;"
        "print(hashlib.sha256(repr(crawl(TEXT)).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script], env={"PYTHONHASHSEED": seed, "PYTHONPATH": "src:."},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(digests) == 1


@pytest.mark.parametrize(
    "piece",
    ["“", '"a "', "said ", "he believes, ", ", calling ", "Ana Ruk, who wants, ", "wants to ", "the belief that ",
     "“It is late and dark.” ", "The mayor wants a plan, arguing that nobody knows, and "],
)  # fmt: skip
def test_hostile_repetition_is_linear(piece: str) -> None:
    """Twice the text takes about twice the time; a quadratic scan would take four times as long.

    The garbage of other tests of this process is not counted.
    """

    def seconds(times: int) -> float:
        document = make_document(piece * times)
        gc.collect()
        gc.disable()
        try:
            start = time.process_time()
            extract_attributions([document], [], "crawl")
            return time.process_time() - start
        finally:
            gc.enable()

    seconds(200)
    once, twice = seconds(4000), seconds(8000)
    assert twice < 3.2 * once + 0.15
