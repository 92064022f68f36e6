"""What must be found in the three short stories, and what must not."""

import pytest

from tests.stories.facts import Story, traced


@pytest.fixture(scope="module")
def archive() -> Story:
    return traced("archive")


@pytest.fixture(scope="module")
def vaccine() -> Story:
    return traced("vaccine")


@pytest.fixture(scope="module")
def tally() -> Story:
    return traced("tally")


def test_two_people_of_one_surname_stay_two(archive: Story) -> None:
    curator = archive.speaker("01", "whoever took the atlases")
    minister = archive.speaker("01", "Not one guard was dismissed")
    assert curator.source != minister.source
    assert "Piers Denholt" in archive.names(curator)
    assert "Orla Denholt" in " ".join(archive.names(minister))


def test_answers_of_an_interview_are_the_guests(archive: Story) -> None:
    speaker = archive.speaker("02", "Whoever took the atlases had a key")
    assert speaker.source == archive.speaker("01", "whoever took the atlases").source


def test_a_passive_denial_is_a_denial(archive: Story) -> None:
    row = archive.saying("01", "guards had been dismissed to save money")
    assert row.act == "denies"
    assert "Orla Denholt" in " ".join(archive.names(archive.source(row.speaker)))


def test_scare_quotes_are_nobodys(archive: Story, tally: Story) -> None:
    for story, name, words in (
        (archive, "01", "night watch"),
        (tally, "03", "normality"),
        (tally, "04", "independent"),
    ):
        assert not [row for row in story.rows("attributions", name) if words in " ".join(row.content_text)]


def test_with_an_agency_reaches_over_the_document(archive: Story, vaccine: Story) -> None:
    assert ("Brennick Tribune", "document") in archive.relays("04")
    assert ("TNA", "document") in vaccine.relays("02")


def test_a_wire_dateline_reaches_over_the_document(vaccine: Story) -> None:
    assert ("TNA", "document") in vaccine.relays("01")


def test_an_unnamed_spokesman_is_his_ministry(vaccine: Story) -> None:
    assert vaccine.speaker("01", "The doses are lost").source == vaccine.speaker("01", "A shipment of 80,000").source


def test_a_quotation_over_paragraphs_is_one_voice(vaccine: Story) -> None:
    for words in ("The generators started", "they were warm before they reached us", "We have the temperature records"):
        assert "Maud Teller" in " ".join(vaccine.names(vaccine.speaker("02", words)))


def test_late_and_without_power_are_two_claims(vaccine: Story) -> None:
    power = vaccine.claim("04", "had no power for eleven hours")
    assert power.claim != vaccine.claim("03", "delayed by half a day").claim
    assert power.claim != vaccine.claim("03", "Our crates were cold on arrival").claim


def test_reports_headed_by_a_denial_deny(vaccine: Story, tally: Story) -> None:
    assert vaccine.saying("02", "that its cold store lost power").act == "denies"
    assert tally.saying("01", "that votes had gone missing").act == "denies"


def test_single_quotation_marks_quote(tally: Story) -> None:
    assert tally.saying("01", "It went dark at ten past ten").form == "direct"
    assert "Stellan Royce" in tally.names(tally.speaker("01", "It went dark at ten past ten"))


def test_dark_and_broken_into_are_two_claims(tally: Story) -> None:
    dark = tally.claim("01", "was switched off for forty minutes")
    assert dark.claim != tally.claim("04", "broke into the tally server").claim


def test_one_voice_in_two_languages_is_one_origin(tally: Story) -> None:
    claim = tally.claim("01", "was switched off for forty minutes")
    assert claim.claim == tally.claim("03", "had been extinguished during forty minutes").claim
    assert (claim.independent_low, claim.independent_high) == (1, 1)
