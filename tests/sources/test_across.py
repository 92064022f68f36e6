"""Which mentions of different documents are one source."""

from tests.sources.reading import outlets, resolve, source, speakers


def test_spellings_of_one_full_name() -> None:
    found = resolve("{Bela al-Torreq|said|one}.", "{Minister Bela Torreq|said|two}.", "{Torrek|said|three}.")
    assert len({a.speaker for a in found.attributions}) == 1
    assert source(found, speakers(found)[0] or "").documents == tuple(sorted(d.document for d in found.documents))


def test_an_office_is_its_holder_in_another_document() -> None:
    found = resolve(
        "{the Speaker of the People's Assembly of Norway, Vesna Abar Tolk|said|one}.",
        "{The Norwegian parliament speaker|said|two}.",
        "{The speaker|said|three}.",
    )
    assert speakers(found) == ["Vesna Abar Tolk", "Vesna Abar Tolk", "The speaker"]


def test_an_office_known_from_another_document() -> None:
    found = resolve(
        "{Minister Anna Vark|said|one}.", "{Anna Vark|said|two}.\n{Jon Eld|said|no}.\n{The minister|said|three}."
    )
    assert speakers(found) == ["Anna Vark", "Anna Vark", "Jon Eld", "Anna Vark"]


def test_different_given_names_and_generations_stay_apart() -> None:
    found = resolve(
        "{Anna Vark|said|one}.", "{Peter Vark|said|two}.", "{Vark|said|three}.", "{Peter Vark Jr|said|four}."
    )
    ids = [a.speaker for a in found.attributions]
    assert len({ids[0], ids[1], ids[2]}) == 3


def test_look_alikes_are_never_merged() -> None:
    found = resolve("{Anna Varkoss|said|one}.", "{Anna V\u0430rkoss|said|two}.")
    assert len({a.speaker for a in found.attributions}) == 2
    folded = resolve("{Anna Varkoss|said|one}.", "{An\u200bna Var\u00adkoss|said|two}.")
    assert len({a.speaker for a in folded.attributions}) == 1


def test_bodies_by_acronym_shorter_name_and_statement() -> None:
    found = resolve(
        "{The Upland Forest Agency|said|one}.", "{the UFA|said|two}.", "{the Forest Agency|said|three}.",
        "The Upland Forest Agency (now known as Greenwatch) met. {Greenwatch|said|four}.",
    )  # fmt: skip
    assert len({a.speaker for a in found.attributions}) == 1


def test_bodies_that_share_a_country_or_a_common_word_stay_apart() -> None:
    found = resolve(
        "{The Danish army|said|the ship sank at noon}.", "{The Danish government|said|the ship sank at noon}.",
        "{The army|said|nothing}.", "{The Free Danish Army|said|it never sank}.",
            "{A group|said|it sank}.", "{The group|said|no}.",
    )  # fmt: skip
    assert len({a.speaker for a in found.attributions}) == 6


def test_countries_and_joint_voices() -> None:
    found = resolve(
        "{Norway|said|one}.", "{Norway, Chile and Kenya|said|two}.", "{Kenya, Norway and Chile|said|three}."
    )
    assert speakers(found) == ["Norway", "Chile, Kenya and Norway", "Chile, Kenya and Norway"]
    assert {s.kind for s in found.sources} == {"country"}


def test_outlets_by_spelling_domain_and_short_name() -> None:
    found = resolve("<Harbour Today> and <HarbourToday> and <harbourtoday.com>", "<the Norrland Bugle>", "<the Bugle>")
    assert len(found.sources) == 2
    known = resolve("<the Al Jazeera broadcaster>", "<the Qatari news channel al-Jazeera>", "<aljazeera.com>")
    assert outlets(known) == ["Al Jazeera"] * 3
    assert outlets(resolve("<the Dell Mirror> and <the Mirror>"))[1] == "the Dell Mirror"


def test_unnamed_voices_are_one_only_if_they_say_the_same() -> None:
    same = resolve(
        "{A dock foreman|said|that the chain snapped before noon}.",
        "{a dock foreman|said|that before noon the chain snapped}.",
    )
    assert len({a.speaker for a in same.attributions}) == 1
    assert source(same, "A dock foreman").score <= 0.6
    other = resolve(
        "{A dock foreman|said|that the chain snapped before noon}.",
        "{a dock foreman|said|that wages are low in winter}.",
    )
    assert len({a.speaker for a in other.attributions}) == 2


def test_unnamed_voices_who_pass_on_one_source() -> None:
    found = resolve(
        "{An aide in the mayor's office|said|nothing of weight here}.",
        "{an aide in the mayor's office|said|quite other words today}.",
    )
    assert len({a.speaker for a in found.attributions}) == 2


def test_the_users_aliases() -> None:
    texts = ("{Anna Vark|said|one}.", "{The Iron Anna|said|two}.")
    assert len({a.speaker for a in resolve(*texts).attributions}) == 2
    assert len({a.speaker for a in resolve(*texts, aliases=[("Anna Vark", "the Iron Anna")]).attributions}) == 1


def test_a_title_tells_two_of_one_surname_apart_across_documents() -> None:
    found = resolve(
        "{President Helen Obrecht|said|one}.", "{Maria Obrecht|said|two}.", "{President Obrecht|said|three}.",
        "{Helen Obrecht Election Day|said|four}.",
    )  # fmt: skip
    assert speakers(found) == ["Helen Obrecht", "Maria Obrecht", "Helen Obrecht", "Helen Obrecht"]
