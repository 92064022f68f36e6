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


@pytest.mark.parametrize(
    ("text", "outlet", "scope"),
    [
        (f"Fjordblick publishes:\n\n{REST}", "Fjordblick", "rest"),
        (f"Fjordblick carries the following:\n\n{REST}", "Fjordblick", "rest"),
        (f"From the north, Kelp & Stone has this:\n\n{REST}", "Kelp & Stone", "rest"),
        (f"Tide by Day publishes:\n\n{REST}", "Tide by Day", "rest"),
        (f"Under the title “Closed”, Fjordblick writes:\n\n{REST}", "Fjordblick", "rest"),
        (f"{REST}\n\nHat tip to Fjordblick for the picture.", "Fjordblick", "sentence"),
        (f"{REST}\n\n(h/t Fjordblick for the note.)", "Fjordblick", "sentence"),
        (f"{REST}\n\nTip of the hat: Fjordblick.", "Fjordblick", "sentence"),
        (f"{REST}\n\nThis article first appeared in the Lindhafen Herald.", "the Lindhafen Herald", "document"),
        (f"{REST}\n\nSource: Lindhafen Herald", "Lindhafen Herald", "document"),
        (f"{REST}\n\n— Lindhafen Wire", "Lindhafen Wire", "document"),
        (f"{REST}\n\nWith reporting by Fjordblick", "Fjordblick", "document"),
        ("In a letter, read out on Radio Fjord, the clerk said that it was late.", "Radio Fjord", "sentence"),
        ("It reached Fjord TV, where the clerk said that it was late.", "Fjord TV", "sentence"),
        ("Writing in the Linden Lamp, the clerk said that it was late.", "the Linden Lamp", "sentence"),
        ("The clerk told Number Nine magazine that it was late.", "Number Nine magazine", "sentence"),
        ("As Kelp & Stone revealed last week, it was late.", "Kelp & Stone", "sentence"),
        ("It was late, the clerk said, per Fjordblick.", "Fjordblick", "sentence"),
    ],
)
def test_more_credits(text: str, outlet: str, scope: str) -> None:
    assert [(r.text, r.scope) for r in read(text)[1]] == [(outlet, scope)]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruk spoke. “It was late,” the clerk told Ruk.",
        "Fjordblick reports that a clerk spoke to it. It was late, the official said.".replace("Fjordblick", "A man"),
        "“It was late,” said Harbour Press Secretary Rear Adm. John Ruk.",
        "The clerk wrote in English that it was late.",
        "Minister Ruk says:\n\nIt was late.",
        "Photo taken at the Herald, by a mirror.",
    ],
)
def test_persons_and_common_nouns_are_no_relays(text: str) -> None:
    assert read(text)[1] == []
