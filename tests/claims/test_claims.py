import random
from dataclasses import fields, replace

import pytest
from hypothesis import given, settings

from sayso.claims import group_claims
from sayso.claims.similarity import tell_of_other_days
from sayso.language.vectors import shipped_vectors
from sayso.model import Span, Tables, identify
from tests.claims.stories import RUNNER, TRAIN, all_stories, bank, runner, train
from tests.claims.telling import Said, claims_of, sides, stance_of, tell, together
from tests.strategies import make_document, texts


def test_other_words_make_one_claim() -> None:
    assert together(train(), "that the points at Orvelle had", "“Somebody unscrewed", "“Someone intentionally")
    assert together(train(), "that nine passengers had lost their lives", "that the derailment killed nine")
    assert together(bank(), "that Mellin Bank would shut", "“We will close forty")
    assert together(bank(), "that 600 employees", "“Six hundred workers", "whether so many workers")
    assert together(runner(), "that it would end its contract", "“We are ending our contract")
    assert together(runner(), "that runner Ila Vost had tested", "that Vost’s sample contained")


def test_other_propositions_about_the_same_things_stay_apart() -> None:
    assert not together(bank(), "that Mellin Bank would shut", "that 600 employees")
    assert not together(train(), "that nine passengers", "that the points at Orvelle had")
    assert not together(runner(), "that runner Ila Vost had tested", "that a second sample")
    assert not together(runner(), "that the laboratory report", "that Vost’s sample contained")


def test_denials_in_any_form_take_the_other_side() -> None:
    assert stance_of(train(), "that the points at Orvelle were tampered") == {"denies"}
    assert stance_of(train(), "“Nobody touched our points") == {"denies"}
    assert stance_of(runner(), "“I have never taken") == {"denies"}
    assert stance_of(bank(), "whether so many workers") == {"doubts"}


def test_a_denial_that_only_points_back_answers_what_was_said_before_it() -> None:
    assert together(runner(), "that Vost’s sample contained", "the accusation")
    assert stance_of(runner(), "the accusation") == {"denies"}


def test_was_a_mistake_and_was_not_a_mistake_are_two_sides() -> None:
    told = tell(
        [
            "Hospital at Kessel shelled",
            Said("General Aro Pintar", "that the shelling of the hospital at Kessel was a mistake"),
        ],
        ["Kessel mourns", Said("Doctor Mila Senn", "that the shelling of the Kessel hospital was not a mistake")],
        ["Kessel asks why", Said("Surgeon Ove Hald", "“The shelling of the hospital at Kessel was deliberate”")],
    )
    assert together(told, "that the shelling of the Kessel hospital was not", "“The shelling")
    assert not together(told, "that the shelling of the hospital at Kessel was a mistake", "“The shelling")
    _, wordings, _ = claims_of(told)
    against = {(" ".join(w.text)[:40], w.stance) for w in wordings if w.rule.startswith("rival")}
    assert ("“The shelling of the hospital at Kessel ", "denies") in against


def test_who_denies_one_account_and_gives_another_makes_them_rivals() -> None:
    _, wordings, _ = claims_of(train())
    firm = [w for w in wordings if w.text[0].startswith("that the derailment at Orvelle was an accident")]
    assert {w.stance for w in firm} == {"asserts", "denies"}


def test_a_sentence_in_the_articles_own_voice_carries_the_claim() -> None:
    _, wordings, _ = claims_of(train())
    own = [
        w
        for w in wordings
        if w.attribution is None and w.text == ("The points at Orvelle had been loosened on purpose.",)
    ]
    assert any(w.stance == "asserts" for w in own)
    assert not any("twice a week" in w.text[0] for w in wordings)


def test_promised_evidence_is_listed_and_nothing_else() -> None:
    assert [p.text for p in claims_of(train())[2]] == [
        "that the footage of the signal camera would be released next week"
    ]
    assert [p.text for p in claims_of(runner())[2]] == ["that the laboratory report will be handed to the press"]
    assert claims_of(bank())[2] == []


def test_the_place_where_promised_evidence_is_shown() -> None:
    article = [
        "Footage out",
        "The footage of the signal camera was released on Monday.",
        "Trains from Orvelle to Tamsin run again.",
    ]
    tables = tell(*TRAIN, article)
    (promise,) = claims_of(tables)[2]
    text = {d.document: d.text for d in tables.documents}
    assert promise.shown is not None
    assert promise.shown.span.text_in(text[promise.shown.document]) == article[1]


def test_only_the_innermost_of_nested_attributions_belongs_to_claims() -> None:
    tables = tell(
        ["Mayor quoted", Said("The clerk", "that Mayor Ilse Karn had said that the well at Dorn was poisoned")]
    )
    (outer,) = tables.attributions
    text = tables.documents[0].text
    inner_text = "that the well at Dorn was poisoned"
    start = text.index(inner_text)
    name_at = text.index("Mayor Ilse Karn")
    inner = replace(
        outer, attribution=identify("a", "inner"), within=outer.attribution, source=(Span(name_at, name_at + 15),),
        cue=(Span(name_at + 16, name_at + 24),), content=(Span(start, start + len(inner_text)),),
        source_text=("Mayor Ilse Karn",), cue_text=("had said",), content_text=(inner_text,),
    )  # fmt: skip
    both = tables.having(attributions=[outer, inner])
    assert {w.attribution for w in claims_of(both)[1] if w.attribution} == {inner.attribution}


def test_every_row_repeats_the_words_it_covers() -> None:
    tables = all_stories()
    text = {d.document: d.text for d in tables.documents}
    claims, wordings, promises = claims_of(tables)
    for claim in claims:
        assert claim.gist.span.text_in(text[claim.gist.document]) == claim.gist_text
        assert 0 <= claim.score <= 1
        assert claim.documents >= 1
    for wording in wordings:
        assert tuple(s.text_in(text[wording.document]) for s in wording.spans) == wording.text
        assert 0 <= wording.score <= 1
        assert wording.claim in {c.claim for c in claims}
    for promise in promises:
        assert promise.what.text_in(text[promise.document]) == promise.text
    assert len({(w.claim, w.document, w.attribution, w.spans) for w in wordings}) == len(wordings)
    assert len({c.claim for c in claims}) == len(claims)


def test_the_order_of_the_inputs_changes_nothing() -> None:
    tables = all_stories()
    mixed = {f.name: list(getattr(tables, f.name)) for f in fields(Tables)}
    for seed, rows in enumerate(mixed.values()):
        random.Random(seed).shuffle(rows)
    names = ("documents", "regions", "attributions", "relays", "sources", "mentions", "reuse", "figures", "dates")
    assert group_claims(*(mixed[name] for name in names)) == claims_of(tables)


def test_foreign_documents_change_nothing() -> None:
    whole, wordings, promises = claims_of(all_stories())
    for story in (train(), runner(), bank()):
        claims, its_wordings, its_promises = claims_of(story)
        assert set(claims) <= set(whole)
        assert set(its_wordings) <= set(wordings)
        assert set(its_promises) <= set(promises)


def test_nothing_in_nothing_out() -> None:
    assert group_claims([], [], [], [], [], [], [], [], []) == ([], [], [])
    assert claims_of(tell(["Bare headline"]))[1][0].text == ("Bare headline",)


@settings(max_examples=40)
@given(texts, texts)
def test_any_text_is_taken(one: str, other: str) -> None:
    documents = {d.document: d for d in (make_document(one), make_document(other))}
    group_claims(list(documents.values()), [], [], [], [], [], [], [], [])


def test_a_long_article_costs_no_more_than_its_length() -> None:
    lines = [
        Said(f"Speaker{n % 7}", f"that ward {n} of the clinic in Dorn lacked clean water and doctors")
        for n in range(400)
    ]
    tables = tell(["Clinic in Dorn", *lines])
    assert sum(len(texts) for claim in sides(tables) for texts in claim.values()) == 400


def test_negatives_of_one_statement_agree_with_each_other() -> None:
    told = tell(
        ["Bakers stay", Said("Minister Ada Quell", "“Not one baker was dismissed”")],
        ["No baker gone", Said("Minister Ada Quell", "“No baker was dismissed. The ovens have been warm all week.”")],
        ["Quell on bakers", Said("Minister Ada Quell", "no baker was dismissed", "says")],
    )
    assert together(told, "“Not one baker", "“No baker was", "no baker was")
    assert stance_of(told, "“Not one") == stance_of(told, "“No baker") == stance_of(told, "no baker") == {"asserts"}


def test_there_was_none_denies_what_it_is_said_to_have_done() -> None:
    told = tell(
        ["Roof of the hall fell", Said("Builder Ivo Prell", "a gas blast had torn off the roof of the town hall")],
        ["No blast", Said("Chemist Runa Seltz", "“There was no blast at the town hall”")],
    )
    assert not together(told, "a gas blast", "“There was no blast") or stance_of(told, "“There was no") == {"denies"}
    rows = claims_of(told)[1]
    assert any(w.stance == "denies" and w.text[0].startswith("“There was no blast") for w in rows)


def test_what_happened_must_be_shared_and_not_only_things_and_places() -> None:
    told = tell(
        ["Ferry dark", Said("Captain Odo Brenn", "that the ferry Lissa was switched off for twenty minutes")],
        ["Ferry entered", Said("A deckhand", "that somebody broke into the ferry Lissa on the night of the regatta")],
    )
    assert not together(told, "that the ferry Lissa", "that somebody broke")


def test_who_leaves_it_open_says_nothing() -> None:
    told = tell(
        ["Swans gone", Said("Warden Tilo Marr", "that six swans had been stolen from the pond")],
        ["Police silent", Said("The police", "that six swans had been stolen from the pond", "did not confirm")],
    )
    (asked,) = [a.attribution for a in told.attributions if a.cue_text == ("did not confirm",)]
    assert asked not in {w.attribution for w in claims_of(told)[1]}


def test_an_infinitive_may_promise_evidence() -> None:
    told = tell(
        ["Aldermen", Said("Alderman Pia Rook", "to make the letters of the mason public", "promised", "promises")]
    )
    assert [p.text for p in claims_of(told)[2]] == ["to make the letters of the mason public"]


def test_a_gist_does_not_open_with_that() -> None:
    assert not [c for c in claims_of(all_stories())[0] if c.gist_text.lower().startswith(("that ", "whether "))]


def test_a_cap_that_was_met_is_said_in_the_rule() -> None:
    long = "that " + " ".join(f"crane{n} hoisted girder{n}" for n in range(60))
    told = tell(["Cranes", Said("Foreman Kaj Holt", long)])
    (wording,) = [w for w in claims_of(told)[1] if w.attribution]
    assert wording.rule == "member.capped"


def test_copies_of_an_article_change_no_group_of_the_others() -> None:
    def groups(tables: Tables, documents: set[str]) -> list[set[tuple[str, object]]]:
        found: dict[str, set[tuple[str, object]]] = {}
        for w in claims_of(tables)[1]:
            if w.document in documents and w.attribution:
                found.setdefault(w.claim, set()).add((w.document, w.spans))
        return sorted(found.values(), key=repr)

    before = tell(*RUNNER)
    documents = {d.document for d in before.documents}
    after = tell(*RUNNER, *([f"Copy number {n} of the news", *RUNNER[1][1:]] for n in range(5)))
    assert groups(after, documents) == groups(before, documents)


def test_another_day_is_another_event_and_a_vaguer_date_is_not() -> None:
    assert tell_of_other_days(frozenset({"2023-08"}), frozenset({"2023-09-12"}))
    assert not tell_of_other_days(frozenset({"2023-09"}), frozenset({"2023-09-12"}))
    assert not tell_of_other_days(frozenset({"2023-08"}), frozenset())
    assert not tell_of_other_days(frozenset({"XXXX-08-01"}), frozenset({"2023-09-12"}))


def test_who_did_it_to_whom_is_part_of_a_claim() -> None:
    told = tell(
        ["Night of fire", Said("Colonel Aro Pintar", "that the army of Orrin shelled the port of Teppe")],
        ["Fire at night", Said("Admiral Mila Senn", "that the army of Teppe shelled the port of Orrin")],
        ["Port burns", Said("Harbour master Ove Hald", "that the port of Teppe was shelled by the army of Orrin")],
    )
    assert together(told, "that the army of Orrin", "that the port of Teppe")
    assert not together(told, "that the army of Orrin", "that the army of Teppe")


def test_tier_crawl_needs_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the encoder was loaded")

    monkeypatch.setattr("sayso.language.vectors.SentenceEncoder", refuse)
    shipped_vectors.cache_clear()
    tables = all_stories()
    names = ("documents", "regions", "attributions", "relays", "sources", "mentions", "reuse", "figures", "dates")
    assert group_claims(*(getattr(tables, name) for name in names), tier="crawl")[0]
    shipped_vectors.cache_clear()


def test_another_sort_of_thing_and_what_would_be_are_other_claims() -> None:
    told = tell(
        [
            "Cutter Ostrava in the sound",
            Said("Admiral Pell Arno", "that the cutter Ostrava had rammed a patrol boat in the Sund"),
        ],
        [
            "The Sund, again",
            Said("Fisher Ilka Moor", "that the cutter Ostrava had rammed a fishing boat in the Sund"),
            Said("Minister Dag Holm", "“Had the cutter Ostrava rammed a patrol boat in the Sund, I would know of it”"),
        ],
    )
    assert not together(told, "that the cutter Ostrava had rammed a patrol", "that the cutter Ostrava had rammed a fi")
    assert not together(told, "that the cutter Ostrava had rammed a patrol", "“Had the cutter Ostrava")


def test_a_promise_is_no_other_account_of_what_happened() -> None:
    told = tell(
        [
            "Boiler at Tamm",
            Said("Inspector Rue Galt", "that the valve of the boiler at Tamm had been tied down"),
            Said("Inspector Rue Galt", "that it was not true that the valve of the boiler at Tamm was working"),
            Said("Inspector Rue Galt", "that the log of the boiler at Tamm would be published"),
        ],
        ["Works reply", Said("Director Ansel Kop", "that the valve of the boiler at Tamm was working")],
    )
    _, wordings, _ = claims_of(told)
    published = {w.claim for w in wordings if any("published" in text for text in w.text)}
    assert not [w for w in wordings if w.claim in published and w.stance == "denies"]
