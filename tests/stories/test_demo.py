"""What must be found in the demo story: facts chosen by hand, each with the reason it is there."""

import pytest

from tests.stories.facts import Story, traced


@pytest.fixture(scope="module")
def demo() -> Story:
    return traced("demo")


QUOTED = {
    "01": "The gas alarm at Korbel Deep was switched off",
    "02": "The alarm at Korbel Deep was turned off",
    "03": "The alarm at Korbel Deep was turned off",
    "04": "they cut the gas alarm",
    "06": "They shut off the gas alarm",
    "07": "The alarm at Korbel Deep was turned off",
    "11": "The gas alarm at Korbel Deep was switched off",
}
"""One utterance, as seven articles have it."""


@pytest.mark.parametrize("name", QUOTED)
def test_every_rendering_of_the_quote_is_darina_volks(demo: Story, name: str) -> None:
    assert "Darina Volk" in demo.names(demo.speaker(name, QUOTED[name]))


def test_the_renderings_share_a_speaker_and_a_claim(demo: Story) -> None:
    assert len({demo.speaker(name, words).source for name, words in QUOTED.items()}) == 1
    assert len({demo.claim(name, words).claim for name, words in QUOTED.items()}) == 1


def test_the_headline_of_the_radio_is_hers_too(demo: Story) -> None:
    row = demo.saying("01", "gas alarm was switched off’")
    assert row.headline
    assert row.source_text == ("Union chief",)


def test_the_alarm_rests_on_two_voices_however_many_articles_repeat_it(demo: Story) -> None:
    claim = demo.claim("02", QUOTED["02"])
    assert claim.independent_low <= 2 <= claim.independent_high
    assert claim.documents >= 7


@pytest.mark.parametrize("name", ["02", "04"])
def test_the_company_denies_what_the_union_says(demo: Story, name: str) -> None:
    words = {"02": "that the alarm had been disabled", "04": "that any alarm was cut"}[name]
    row = demo.saying(name, words)
    assert row.act == "denies"
    assert demo.claim(name, words, "denies").claim == demo.claim("02", QUOTED["02"]).claim


def test_the_minister_doubts(demo: Story) -> None:
    row = demo.saying("02", "that an alarm could be disabled")
    assert row.act == "doubts"
    assert "Emeric Tallow" in " ".join(demo.names(demo.source(row.speaker)))


def test_the_minister_by_office_is_the_minister_by_name(demo: Story) -> None:
    office = demo.speaker("03", "doubts about the union")
    assert office.source == demo.speaker("03", "An alarm does not fall silent").source


def test_the_foreman_stays_unnamed(demo: Story) -> None:
    assert demo.speaker("05", "the panel was dark").kind == "unnamed"


def test_what_the_colleague_told_the_foreman_is_nested(demo: Story) -> None:
    inner = demo.saying("05", "the key was turned on orders from Olmist")
    outer = demo.saying("05", "a colleague in the control room")
    assert inner.within == outer.attribution
    assert inner.speaker != outer.speaker


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("02", "Radio Karsen"),
        ("04", "Radio Karsen"),
        ("04", "Veska Press"),
        ("08", "Plainface"),
        ("03", "Veska Press"),
        ("06", "The Olmist Courier"),
        ("09", "The Skarn Report"),
    ],
)
def test_relays_name_the_chain_and_how_far_they_reach(demo: Story, name: str, outlet: str) -> None:
    relays = [(text.removeprefix("The "), scope) for text, scope in demo.relays(name)]
    assert (outlet.removeprefix("The "), "sentence") in relays


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01", [(41, 41), (100, None)]),
        ("04", [(41, 41), (100, 100)]),
        ("06", [(None, 40), (100, 100)]),
        ("09", [(4200, 4200), (40, None)]),
    ],
)
def test_figures_keep_their_hedges(demo: Story, name: str, expected: list[tuple[float | None, float | None]]) -> None:
    assert set(expected) <= set(demo.figures(name))


def test_the_numbers_of_dead_disagree(demo: Story) -> None:
    (company,) = [row for row in demo.rows("figures", "10") if row.low == 36]
    assert company.disagrees


def test_weekdays_need_a_publication_date(demo: Story) -> None:
    known = {row.text: row.value for row in demo.rows("dates", "05")}
    unknown = {row.text: row.value for row in demo.rows("dates", "11")}
    assert "2024-03-09" in known.values()
    assert unknown
    assert set(unknown.values()) == {None}


@pytest.mark.parametrize("name", ["03", "05", "07", "11"])
def test_nothing_is_taken_from_readers_comments(demo: Story, name: str) -> None:
    away = [row for row in demo.rows("regions", name) if row.kind in ("comment", "furniture", "caption", "byline")]
    assert any(row.kind == "comment" for row in away)
    for row in demo.rows("attributions", name):
        inside = any(region.start <= span.start < region.end for region in away for span in row.content)
        assert row.comment or not inside, row.content_text


def test_hidden_text_and_scripts_say_nothing(demo: Story) -> None:
    assert "analytics" not in demo.document("03").text
    assert (900, 900) not in demo.figures("06")
    assert not [row for row in demo.rows("attributions", "06") if "900" in " ".join(row.content_text)]


@pytest.mark.parametrize("name", ["01", "02", "03", "04", "05", "06", "07", "10", "11"])
def test_the_promised_log_is_never_shown(demo: Story, name: str) -> None:
    promises = demo.rows("promises", name)
    assert promises
    assert all(promise.shown is None for promise in promises)


def test_a_ring_of_two_sites_adds_no_origin(demo: Story) -> None:
    one, other = demo.claim("08", "Pavel Ostrander"), demo.claim("09", "Pavel Ostrander")
    assert one.claim == other.claim
    assert one.independent_low <= 1 <= one.independent_high <= 2


def test_a_copied_paragraph_adds_no_origin(demo: Story) -> None:
    claim = demo.claim("08", "nothing above the usual background")
    assert claim.claim == demo.claim("02", "nothing above the usual background").claim
    assert (claim.independent_low, claim.independent_high) == (1, 1)


def test_the_copied_article_is_known_for_a_copy(demo: Story) -> None:
    pair = {demo.document("03").document, demo.document("07").document}
    assert any({row.earlier, row.later} == pair and row.identity > 0.9 for row in demo.tables.reuse)


@pytest.mark.parametrize(
    ("name", "title", "published", "outlet"),
    [
        ("01", "Union chief: ‘The gas alarm was switched off’", "2024-03-12", "Radio Karsen"),
        ("03", "Union and owner at odds over alarm at Korbel Deep", "2024-03-13", "The Olmist Courier"),
        ("06", "Union firebrand: ‘They killed the alarm before the roof caved in!’", "2024-03-15", "The Daily Flare"),
        ("09", "Boss ‘was in the air’ when mine collapsed", "2024-03-14", "Plainface"),
    ],
)
def test_what_the_page_says_of_itself(demo: Story, name: str, title: str, published: str, outlet: str) -> None:
    document = demo.document(name)
    assert (document.title, (document.published or "")[:10], document.outlet_name) == (title, published, outlet)
