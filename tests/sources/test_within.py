"""Who is meant within one document."""

import pytest

from tests.sources.reading import outlets, resolve, source, speakers


def test_name_title_and_pronoun_are_one() -> None:
    found = resolve(
        "{Harbour Master Edda Quill|said|that the crane was safe}.\n{Quill|added|that it was checked}.\n"
        "{She|said|the log was open to all}.\n{The harbour master|promised|a report}."
    )
    assert speakers(found) == ["Edda Quill"] * 4
    row = source(found, "Edda Quill")
    assert row.kind == "person"
    assert "The harbour master" in row.aliases
    assert "She" not in row.aliases
    assert [m.how for m in found.mentions] == ["name", "name", "pronoun", "title"]


def test_office_first_and_name_in_the_next_sentence() -> None:
    found = resolve(
        "{The speaker of the Assembly of Loria|said|the vote would be held}.\n"
        "{Vesna Abar Tolk|said|that nothing was hidden}."
    )
    assert speakers(found) == ["Vesna Abar Tolk"] * 2
    assert "office in one sentence, name in the next" in source(found, "Vesna Abar Tolk").rule


def test_apposition_in_running_text() -> None:
    found = resolve("Jon Marrick, the mayor of Ostley, came late.\n{The mayor|said|that the bridge would stay shut}.")
    assert speakers(found) == ["Jon Marrick"]


def test_wider_words_stand_for_an_office_but_not_for_another_side() -> None:
    text = "{Deputy Orla Fenn|said|the law was bad}.\n{%s|added|that it would fall}."
    assert speakers(resolve(text % "The politician"))[1] == "Orla Fenn"
    assert speakers(resolve(text % "The king"))[1] != "Orla Fenn"
    two = "{French minister Luc Arnoult|said|yes}.\n{The German minister|said|no to all of it}."
    assert speakers(resolve(two))[1] != "Luc Arnoult"


def test_pronouns_agree_in_gender_and_kind() -> None:
    found = resolve(
        "{Minister Anna Vark|said|the dam held}.\n"
        "{Minister Peter Oll|said|it broke}.\n{She|denied|that}.\n{He|insisted|on it}.\n"
        "{the Dam Authority|said|it would look}.\n{It|added|that this takes time}."
    )
    assert speakers(found)[2:] == ["Anna Vark", "Peter Oll", "Dam Authority", "Dam Authority"]


def test_a_pronoun_with_nobody_before_stays_open() -> None:
    assert speakers(resolve("{She|said|the dam held}.")) == [None]
    assert speakers(resolve("{the Dam Authority|said|it held}.\n{She|denied|that}.")) == ["Dam Authority", None]


def test_someone_named_since_is_meant_before_the_last_speaker() -> None:
    found = resolve("{Anna Vark|said|the dam held}.\nMinister Ida Brenn visited the valley. {She|said|it was ruined}.")
    assert speakers(found)[1] == "Ida Brenn"


def test_two_of_one_surname_stay_two() -> None:
    found = resolve(
        "{Minister Anna Vark|said|the dam held}.\n"
        "{her cousin Peter Vark|said|it broke}.\n{Mr Vark|added|that he saw it}.\n"
        "{Ms Vark|denied|that again}."
    )
    assert speakers(found) == ["Anna Vark", "Peter Vark", "Peter Vark", "Anna Vark"]


def test_unnamed_voices_are_kept_by_their_trade() -> None:
    found = resolve(
        "{A clerk in the port office|said|the seal was broken}.\n{one of the stranded pilots|said|the tide was low}.\n"
        "{the clerk|added|that two men came}.\n{The pilot|said|he had warned them}."
    )
    assert [s.kind for s in found.sources] == ["unnamed", "unnamed"]
    assert speakers(found) == ["A clerk in the port office", "one of the stranded pilots"] * 2


def test_another_resident_is_another() -> None:
    found = resolve("{A resident|said|the wall fell}.\n{Another resident|said|the roof fell}.")
    assert len({a.speaker for a in found.attributions}) == 2


def test_a_bare_quotation_goes_on() -> None:
    found = resolve("{Anna Vark|said|“The dam held.”}\n\n{||“It will hold again.”}\n\nA.\n\nB.\n\nC.\n\n{||“Far off.”}")
    assert speakers(found) == ["Anna Vark", "Anna Vark", None]
    assert not [m for m in found.mentions if m.how == "implied"]


def test_passives_and_reports_are_one_unnamed_voice() -> None:
    found = resolve("{|It is said|that the dam broke}.\n{Reports|claim|that it held}.")
    assert speakers(found) == ["unnamed reports"] * 2
    assert found.sources[0].kind == "unnamed"
    assert {m.text for m in found.mentions} == {"It is said", "Reports"}


def test_a_spokesperson_without_a_name_is_the_body() -> None:
    found = resolve("{The Dam Authority|said|it held}.\n{a spokesman for the Dam Authority|added|that all was dry}.")
    assert speakers(found) == ["Dam Authority"] * 2
    named = resolve("{The ministry's spokeswoman|said|it held}.\n{Lena Orff|said|that all was dry}.")
    assert speakers(named) == ["Lena Orff"] * 2


def test_first_person_is_whose_words_it_stands_in() -> None:
    assert speakers(resolve("{I|doubt|that the dam held}.")) == ["author of the article"]
    assert speakers(resolve("He wrote: “{I|doubt|that the dam held}.”")) == [None]


@pytest.mark.parametrize(
    ("head", "name"),
    [("Dam minister", "Anna Vark"), ("Insider", "a senior dam engineer"), ("Dam agency", "Dam Authority")],
)
def test_headlines_are_explained_by_the_body(head: str, name: str) -> None:
    content = {
        "Anna Vark": "Dam held",
        "a senior dam engineer": "Valves were rusty for years",
        "Dam Authority": "Nobody touched it",
    }
    found = resolve(
        f"{{{head}|:|{content[name]}}}\nThe day before.\n{{Dam Minister Anna Vark|said|that the dam held}}.\n"
        "{a senior dam engineer|said|that the valves were rusty for years}.\n"
        "{the Dam Authority|said|that nobody touched it}.",
        headline=True,
    )
    assert speakers(found)[0] == name


def test_relays_name_outlets() -> None:
    found = resolve("<Harbourtoday.net> reports: {The Tide|wrote|that the pier fell}, according to <the Tide>.")
    assert outlets(found) == ["Harbourtoday.net", "The Tide"]
    assert found.attributions[0].speaker == found.relays[1].outlet


def test_a_comment_names_nobody_of_the_article() -> None:
    from sayso.sources import resolve_sources
    from tests.sources.reading import make_attribution, parse

    document, said, _ = parse("{Anna Vark|said|that the dam held}.\n{Anna Vark|says|it was me}.")
    first, second = said
    spans = [second.source[0], second.cue[0], second.content[0]]
    comment = make_attribution(document, spans, comment=True)
    with_comment = resolve_sources([document], [], [first, comment], [])
    alone = resolve_sources([document], [], [first], [])
    assert with_comment.attributions[0] == alone.attributions[0]
    assert with_comment.attributions[1].speaker != with_comment.attributions[0].speaker
    assert set(alone.sources) <= set(with_comment.sources)


def test_a_trade_that_is_a_surname() -> None:
    found = resolve("Mark Baker came.\n{Baker|said|the bread was fine}.\n{Dean, a former mayor|said|no}.")
    assert speakers(found) == ["Mark Baker", "Dean"]


def test_an_office_is_no_name_that_comes_after_others() -> None:
    found = resolve(
        "Vesna Tolk rows.\n{the union leader|promised|a list}. I doubt that Ms Tolk lies.\n"
        "As for the tale that Anton Eldring fled, nobody has seen it.\n{Eldring|said|nothing}."
    )
    assert speakers(found) == ["the union leader", "Anton Eldring"]


def test_a_unionist_is_of_the_union() -> None:
    found = resolve("{the president of the rowers’ union, Vesna Tolk|said|one}.\n{The trade unionist|said|two}.")
    assert speakers(found) == ["Vesna Tolk"] * 2
    other = resolve("{Trade Minister Vesna Tolk|said|one}.\n{The trade unionist|said|two}.")
    assert speakers(other)[1] == "The trade unionist"


def test_a_title_before_a_surname_that_is_a_trade() -> None:
    found = resolve("{its director Maud Baker|said|one}.\n{their captain Ostrel Miner|said|two}.")
    assert speakers(found) == ["Maud Baker", "Ostrel Miner"]
    assert {s.kind for s in found.sources} == {"person"}


def test_she_is_the_woman_with_whom_the_sentence_begins() -> None:
    found = resolve(
        "{A ferry pilot|said|that the lamp was out}.\n"
        "The widow of a sailor had a question for the men ashore. {she|asked|“Who put it out?”}"
    )
    assert speakers(found) == ["A ferry pilot", "The widow"]
    named = resolve("{Anna Vark|said|no}. The widow wept. {she|asked|“Who put it out?”}")
    assert speakers(named)[1] == "Anna Vark"


@pytest.mark.parametrize(
    "words", ["Oct. 17", "far", "his death in a statement", "Friday", "last night", "quietly", "away"]
)
def test_dates_adverbs_and_events_say_nothing(words: str) -> None:
    found = resolve(f"{{{words}|said|that the lamp was out}}.")
    assert speakers(found) == [None]
    assert not found.sources


def test_several_women_are_not_she() -> None:
    found = resolve("{A ferry pilot|said|so}.\nThe young women wept. {she|asked|“Who put it out?”}")
    assert speakers(found)[1] != "The young women"


def test_a_limit_that_was_met_is_said() -> None:
    crowd = "\n".join(
        f"{{Ada {one.upper()}{two}ok|said|no}}." for one in "abdefghjklmnoprst" for two in "abdefghjklmno"
    )
    found = resolve(crowd + "\n{The minister|said|no}.")
    assert "200 sources met last" in source(found, "The minister").rule
    family = "\n".join(f"{{B{one}n{two}l Holt|said|no}}." for one in "aeiou" for two in "aeiou")
    assert any("24 sources last met" in s.rule for s in resolve(family + "\n{Holt|said|no}.").sources)


@pytest.mark.parametrize("called", ["its spokeswoman Olga Brenn", "Olga Brenn, a spokeswoman for the firm"])
def test_for_whom_a_named_spokeswoman_speaks(called: str) -> None:
    found = resolve(f"{{Lower Lock Shipping|denied|that}}.\n{{{called}|said|all was dry}}.")
    assert speakers(found) == ["Lower Lock Shipping", "Olga Brenn"]
    assert "speaks for Lower Lock Shipping" in source(found, "Olga Brenn").rule
    two = resolve(f"{{Lower Lock Shipping|denied|that}}. {{Upland Ferries|said|no}}.\n{{{called}|said|all was dry}}.")
    assert "speaks for" not in source(two, "Olga Brenn").rule
