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


WORDS = "the lower lock shed burnt before dawn and nobody of the night crew was near it when the keeper came along"


def test_generic_bodies_are_compared_all_with_all() -> None:
    texts = [
        "{the lock rescue service|said|six sailors drowned, forty swam ashore}.",
        "{the lock rescue service|said|forty swam ashore by night}.",
        "{the lock rescue service|said|forty cold swimmers came by night}.",
    ]
    for n in range(12):
        found = resolve(*(f"Page {n}. {text}" for text in texts))
        assert len({a.speaker for a in found.attributions}) == 1, n
    apart = resolve(texts[0], "{the lock rescue service|said|a bridge rusts upstream}.")
    assert len({a.speaker for a in apart.attributions}) == 2


def test_a_copied_passage_shares_its_sources() -> None:
    text = f"So {WORDS}. {{The board|said|no}}. After that {WORDS}. {{A keeper|said|so}}."
    found = resolve("The Lock Courier\n" + text, "Evening Ferry\n" + text)
    assert len({a.speaker for a in found.attributions}) == 2
    for sayer in ("The board", "A keeper"):
        short = resolve(*(f"{name}\n{{{sayer}|said|no}}." for name in ("The Lock Courier", "Evening Ferry")))
        assert len({a.speaker for a in short.attributions}) == 2


def test_two_whom_one_text_keeps_apart_are_not_joined_by_its_copy() -> None:
    said = "the wall of the old lock fell at night"
    text = f"So {WORDS}.\n{{A resident|said|that {said}}}.\n{WORDS}\n{{Another resident|said|{said} with the roof}}."
    once, twice = resolve("Lock Courier\n" + text), resolve("Lock Courier\n" + text, "Evening Ferry\n" + text)
    assert len({a.speaker for a in once.attributions}) == len({a.speaker for a in twice.attributions}) == 2


def test_a_surname_of_a_man_and_a_woman_joins_nobody_to_both() -> None:
    found = resolve("{Mr Orlik|said|one}.", "{Ms Orlik|said|two}.", "{Orlik|said|three}.", "{Mr Orlik|said|four}.")
    ids = [a.speaker for a in found.attributions]
    assert ids[0] == ids[3] != ids[1]


def test_an_office_is_known_by_a_person_named_beside_its_holder() -> None:
    texts = (
        "{Minister Anna Vark|said|one}. {Jon Eldring|said|two}.",
        "{Jon Eldring|said|three}. {The minister|said|no}.",
    )
    assert speakers(resolve(*texts))[3] == "Anna Vark"
    assert speakers(resolve(texts[0], "{The minister|said|no}."))[2] == "The minister"
    rival = "{Minister Oda Prell|said|four}. {Jon Eldring|said|five}."
    assert speakers(resolve(*texts, rival))[3] == "The minister"


def test_a_like_office_of_the_same_thing_is_somebodys_here() -> None:
    found = resolve(
        "{Vesna Tolk, chairwoman of the rowers’ union,|said|one}.",
        "{Vesna Tolk|said|two}.\nAll rowed on.\n{the union leader|promised|three}.\nThe boss Jon Eldring fled.",
    )
    assert speakers(found) == ["Vesna Tolk"] * 3


def test_more_than_can_be_compared_is_said() -> None:
    crowd = [f"{{the harbour watch|said|crane {chr(97 + n % 26)}{n}x fell on barge {n}y today}}." for n in range(130)]
    found = resolve(*crowd)
    assert any("not compared" in s.rule for s in found.sources)
