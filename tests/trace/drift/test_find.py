"""What changed between wordings of a claim, told only where both show it."""

import random
from dataclasses import replace

import pytest

from sayso.model import Tables
from sayso.trace.drift import find_drift
from sayso.trace.drift.changes import change_of_number
from sayso.trace.drift.telling import strength_of
from tests.claims.telling import Said
from tests.trace.drift.telling import changes, drifting, rows_of

DAM = "that the dam at Orvelle was opened by hand before the flood"


def test_a_hedge_that_is_lost() -> None:
    found = changes(
        ["-", "Perhaps the dam at Orvelle was opened by hand before the flood."],
        ["-", "The dam at Orvelle was opened by hand before the flood."],
    )
    assert found == {
        (
            "hedge dropped",
            "Perhaps the dam at Orvelle was opened by hand before the flood.",
            "The dam at Orvelle was opened by hand before the flood.",
        )
    }


def test_a_hedge_that_comes_in() -> None:
    found = changes(
        ["-", "The dam at Orvelle was opened by hand before the flood."],
        ["-", "The dam at Orvelle may have been opened by hand before the flood."],
    )
    assert {change for change, _, _ in found} == {"hedge added"}


def test_hearsay_with_its_source_named_is_no_loss() -> None:
    assert not changes(
        ["-", "Reportedly, the dam at Orvelle was opened by hand before the flood."], ["-", Said("Hedda Quill", DAM)]
    )


def test_a_hedge_about_something_else_is_none() -> None:
    assert not changes(
        ["-", "The dam at Orvelle was opened by hand before the flood, and rain may follow tonight in Tamsin."],
        ["-", "The dam at Orvelle was opened by hand before the flood."],
    )


@pytest.mark.parametrize(
    ("one", "other", "change"),
    [
        ("said", "revealed", "verb strengthened"),
        ("confirmed", "said", "verb weakened"),
        ("suggested", "proved", "verb strengthened"),
    ],
)
def test_another_cue_of_the_same_speaker(one: str, other: str, change: str) -> None:
    assert changes(["-", Said("Hedda Quill", DAM, one)], ["-", Said("Hedda Quill", DAM, other)]) == {
        (change, one, other)
    }


@pytest.mark.parametrize(
    ("speaker", "cue"), [("Hedda Quill", "claimed"), ("Ove Hald", "revealed"), ("Hedda Quill", "did not confirm")]
)
def test_no_step_of_strength(speaker: str, cue: str) -> None:
    assert not changes(["-", Said("Hedda Quill", DAM, "said")], ["-", Said(speaker, DAM, cue)])


def test_evidence_that_somebody_has_begins_to_speak() -> None:
    found = changes(
        ["-", Said("Hedda Quill", "that the ministry has a recording of talks about the dam at Orvelle")],
        ["-", "A recording reveals talks of the ministry about the dam at Orvelle."],
    )
    assert ("verb strengthened", "has a recording", "recording reveals") in found


def test_an_attribution_that_is_lost() -> None:
    found = changes(["-", Said("Hedda Quill", DAM)], ["-", "The dam at Orvelle was opened by hand before the flood."])
    assert found == {
        ("attribution dropped", f"Hedda Quill said {DAM}", "The dam at Orvelle was opened by hand before the flood.")
    }


@pytest.mark.parametrize(
    "own",
    [
        "The dam at Orvelle was opened by hand before the flood, as the register records.",
        "“The dam at Orvelle was opened by hand before the flood.”",
        "The mayor at Orvelle was asked about the flood.",
    ],
)
def test_what_still_credits_somebody_or_says_something_else_has_lost_nothing(own: str) -> None:
    assert not changes(["-", Said("Hedda Quill", DAM)], ["-", own])


def test_numbers_are_rounded_step_by_step() -> None:
    found = changes(
        ["-", Said("Hedda Quill", "that 62 people were killed in the flood at Orvelle")],
        ["-", Said("Hedda Quill", "that more than 60 people were killed in the flood at Orvelle")],
        ["-", Said("Hedda Quill", "that 60 people were killed in the flood at Orvelle")],
    )
    assert found == {
        ("number rounded", "62 people were killed", "more than 60 people were killed"),
        ("number rounded", "more than 60 people were killed", "60 people were killed"),
    }


def test_another_number() -> None:
    found = changes(
        ["-", Said("Hedda Quill", "that 62 people were killed in the flood at Orvelle")],
        ["-", Said("Hedda Quill", "that 85 people were killed in the flood at Orvelle")],
    )
    assert found == {("number changed", "62 people were killed", "85 people were killed")}


def test_another_speakers_number_is_no_drift() -> None:
    assert not changes(
        ["-", Said("Hedda Quill", "that 62 people were killed in the flood at Orvelle")],
        ["-", Said("Ove Hald", "that 85 people were killed in the flood at Orvelle")],
    )


def test_dates_give_the_order_of_one_mans_figures() -> None:
    told = (
        ["-", Said("Hedda Quill", "that about 60 people were killed in the flood at Orvelle")],
        ["-", Said("Hedda Quill", "that 85 people were killed in the flood at Orvelle")],
    )
    late = changes(*told, linked=False, days=("2021-03-09", "2021-03-02"))
    assert late == {("number changed", "85 people were killed", "about 60 people were killed")}
    assert not changes(*told, linked=False)


def test_a_rounded_figure_comes_from_the_exact_one_without_any_date() -> None:
    told = (
        ["-", Said("Hedda Quill", "that about 60 people were killed in the flood at Orvelle")],
        ["-", Said("Hedda Quill", "that 62 people were killed in the flood at Orvelle")],
    )
    assert changes(*told, linked=False) == {("number rounded", "62 people were killed", "about 60 people were killed")}


@pytest.mark.parametrize(
    "title", ["Dam at Orvelle opened by hand before flood", "Exposed: Dam at Orvelle opened by hand"]
)
def test_a_headline_in_its_own_voice(title: str) -> None:
    assert {(change, later) for change, _, later in changes([title, Said("Hedda Quill", DAM)])} == {
        ("headline stronger", title)
    }


@pytest.mark.parametrize(
    "title",
    [
        "Coach: Dam at Orvelle opened by hand before flood",
        "Dam at Orvelle opened by hand before flood | Engineer",
        "Dam at Orvelle opened by hand before flood?",
        "“Dam at Orvelle opened by hand before flood”",
        "Dam at Orvelle will be opened by hand before flood",
    ],
)
def test_headlines_that_name_ask_quote_or_announce(title: str) -> None:
    assert not changes([title, Said("Hedda Quill", DAM)])


def test_a_body_that_says_it_itself_bears_its_headline_out() -> None:
    assert not changes(
        [
            "Dam at Orvelle opened by hand before flood",
            Said("Hedda Quill", DAM),
            "The dam at Orvelle was opened by hand before the flood.",
        ]
    )


def test_renderings_list_the_words_in_which_they_differ() -> None:
    told = drifting(
        ["-", Said("Hedda Quill", "“Somebody unscrewed the points at Orvelle”")],
        ["-", Said("Hedda Quill", "“Somebody loosened the points at Orvelle”")],
        days=("2021-03-02", "2021-03-04"),
    )
    found = [row for row in rows_of(told) if row.change == "words changed"]
    assert [(row.earlier_text, row.later_text, row.rule) for row in found] == [("unscrewed", "loosened", "other words")]


def test_nothing_without_descent_or_order() -> None:
    told = (["-", Said("Hedda Quill", DAM)], ["-", "The dam at Orvelle was opened by hand before the flood."])
    assert not changes(*told, linked=False)
    assert find_drift(Tables()) == []


def test_a_crowded_claim_is_capped_and_says_so() -> None:
    lines = [f"Perhaps the dam number {n} at Orvelle was opened by hand before the flood." for n in range(20)]
    told = drifting(["-", *lines], ["-", "The dam at Orvelle was opened by hand before the flood."])
    assert {row.rule for row in rows_of(told)} == {"hedge perhaps.capped"}


def test_order_of_inputs_and_foreign_articles_change_nothing() -> None:
    articles = (
        ["Dam opened by hand", Said("Hedda Quill", DAM), Said("Hedda Quill", "that 62 people were killed at Orvelle")],
        ["-", "The dam at Orvelle was opened by hand before the flood."],
        ["-", Said("Hedda Quill", "that about 60 people were killed at Orvelle")],
    )
    told = drifting(*articles)
    expected = find_drift(told)
    assert expected
    names = ("documents", "regions", "attributions", "wordings", "edges", "figures", "sources")
    for seed in range(4):
        shuffled = random.Random(seed)
        tables = {n: tuple(shuffled.sample(getattr(told, n), len(getattr(told, n)))) for n in names}
        assert find_drift(replace(told, **tables)) == expected
    foreign = drifting(["-", Said("Ove Hald", "that the bank in Tamsin closed its doors")])
    both = {n: (*getattr(told, n), *getattr(foreign, n)) for n in ("documents", "regions", "attributions")}
    more = [replace(row, claim="other") for row in foreign.wordings]
    assert find_drift(replace(told, **both, wordings=(*told.wordings, *more))) == expected


def test_the_scale_of_cues() -> None:
    steps = [strength_of(cue) for cue in ("hinted", "has said", "confirmed", "reveals", "proves")]
    assert steps == sorted(steps, key=lambda step: step if step is not None else -1) == [0, 1, 2, 3, 4]
    assert strength_of("did not confirm") is strength_of("sang") is None


@pytest.mark.parametrize(
    ("one", "other", "change"),
    [
        ("62 people", "62 people", None),
        ("about 60 people", "62 people", None),
        ("62 people", "about 60 people", "number rounded"),
        ("62 people", "85 people", "number changed"),
    ],
)
def test_how_two_figures_differ(one: str, other: str, change: str | None) -> None:
    told = drifting(
        ["-", f"In the flood at Orvelle {one} were killed."], ["-", f"In the flood at Orvelle {other} were killed."]
    )
    by_text = {figure.text.split(" were")[0]: figure for figure in told.figures}
    found = change_of_number(by_text[one], by_text[other])
    assert (found[0] if found else None) == change
