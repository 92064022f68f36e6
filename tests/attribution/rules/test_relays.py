"""Outlets that an article credits, and how far each credit reaches."""

from dataclasses import replace

import pytest

from sayso.attribution import extract_attributions
from tests.attribution.reading import found, read
from tests.strategies import make_document, make_region

REST = "The pier was sold, the clerk said.\n\nThe mayor said that it was late."


@pytest.mark.parametrize(
    ("text", "outlet", "scope"),
    [
        ("According to Reuters, the clerk said that it was late.", "Reuters", "sentence"),
        ("“It was late,” the clerk said as per Lindhafen Herald.", "Lindhafen Herald", "sentence"),
        ("“It was late,” the clerk told the Herald.", "the Herald", "sentence"),
        ("“It was late,” the clerk said (h/t Fjordblick).", "Fjordblick", "sentence"),
        ("In an interview with Fjordblick, the clerk said that it was late.", "Fjordblick", "sentence"),
        ("Fjordblick quoted the clerk as saying: “It was late.”", "Fjordblick", "sentence"),
        ("The clerk said that it was late, reported Fjordblick.", "Fjordblick", "sentence"),
        ("The audit, seen by Fjordblick, shows that it was late.", "Fjordblick", "sentence"),
        (f"Fjordblick reports:\n\n{REST}", "Fjordblick", "rest"),
        (f"According to Fjordblick:\n{REST}", "Fjordblick", "rest"),
        (f"Fjordblick.com reports:\n\n{REST}", "Fjordblick.com", "rest"),
        (f"As Fjordblick reported:\n\n{REST}", "Fjordblick", "rest"),
        (f"Fjordblick reports further on the matter.\n\n{REST}", "Fjordblick", "rest"),
        ("“It was late!” the clerk said. Fjordblick reports.", "Fjordblick", "sentence"),
        (f"LINDHAFEN (Reuters) — {REST}", "Reuters", "document"),
        (f"{REST}\n\n[With AFP]", "AFP", "document"),
    ],
)
def test_credits(text: str, outlet: str, scope: str) -> None:
    relays = read(text)[1]
    assert [(r.text, r.scope) for r in relays] == [(outlet, scope)]
    assert relays[0].attributions


def test_an_outlet_that_only_carries_anothers_words_is_no_source() -> None:
    assert [row[0] for row in found("According to Reuters, the clerk said that it was late.")] == ["the clerk"]
    assert [row[0] for row in found("The clerk said that it was late, Reuters reported.")] == ["The clerk"]
    assert [row[0] for row in found("Citing the clerk, Reuters reports that it was late.")] == ["the clerk"]


def test_an_outlet_with_no_speaker_behind_it_is_source_and_relay() -> None:
    attributions, relays = read("Reuters reported that it was late.")
    assert [a.source_text for a in attributions] == [("Reuters",)]
    assert [r.text for r in relays] == ["Reuters"]


@pytest.mark.parametrize(
    "text",
    [
        "According to the mayor, it was late.",
        "According to Ana Ruk, it was late.",
        "According to the Harbour Authority, it was late.",
        "According to Norway, it was late.",
        "According to the HAL, it was late.",
        "The clerk told reporters that it was late.",
        "The clerk told Parliament that it was late.",
    ],
)
def test_persons_bodies_and_countries_are_no_outlets(text: str) -> None:
    assert read(text)[1] == []


def test_an_article_does_not_relay_its_own_outlet() -> None:
    document = replace(make_document("“It was late,” the clerk told the Courier."), outlet_name="The Lindhafen Courier")
    attributions, relays = extract_attributions([document], [])
    assert [a.source_text for a in attributions] == [("the clerk",)]
    assert relays == []


def test_an_agency_in_a_dateline_of_its_own() -> None:
    text = "LINDHAFEN (TNA) — The clerk said that it was late."
    document = make_document(text)
    cut = text.index("The")
    regions = [make_region(document, 0, cut, "dateline"), make_region(document, cut, len(text))]
    _, relays = extract_attributions([document], regions)
    assert [(r.text, r.scope) for r in relays] == [("TNA", "document")]


def test_the_rest_is_what_follows() -> None:
    text = f"The council met.\n\nFjordblick reports:\n\n{REST}"
    attributions, relays = read(text)
    assert set(relays[0].attributions) == {a.attribution for a in attributions}
    assert relays[0].scope_end == len(text)
