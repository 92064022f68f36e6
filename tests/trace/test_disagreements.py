"""Dates and places that do not agree: listed where one claim or event has two, silent where it may not be one."""

from dataclasses import replace
from typing import Any

import pytest

from sayso.model import Document, Entry, Mention, Tables
from sayso.pipeline.check import check_rows
from sayso.trace.ledgers.disagreements import list_disagreements
from tests.trace.case import MADE, claim, document, own_wording, source
from tests.trace.test_timeline import dates_of


def entries(*documents: Document, **rows: Any) -> list[Entry]:
    """The disagreements of documents whose whole texts word one claim."""
    worded = rows.pop("wordings", [own_wording(d, d.text) for d in documents])
    tables = Tables().having(
        documents=documents, dates=dates_of(*documents), wordings=worded, claims=[claim(documents[0])], **rows
    )
    found = list_disagreements(tables)
    check_rows(tables.having(ledgers=found), "ledgers")
    return found


def test_two_dates_of_one_claim() -> None:
    found = entries(
        document("The Marrow Weir gave way on 3 May 2019."),
        document("The Marrow Weir gave way on 4 May 2019, at night."),
    )
    (entry,) = found
    assert (entry.ledger, entry.rank, entry.claims, len(entry.documents)) == ("date", 1, ("c",), 2)
    assert {"3 May 2019", "4 May 2019"} <= set(entry.evidence_text)
    assert "2019-05-03" in entry.note
    assert "2019-05-04" in entry.note


@pytest.mark.parametrize(
    "other",
    [
        "The Marrow Weir gave way on 3 May, at night.",
        "The Marrow Weir gave way in May 2019, at night.",
        "The Marrow Weir gave way on Friday.",
        "The Marrow Weir will be rebuilt on 9 June 2020.",
        "A choir from Ostmere sang on 4 May 2019.",
        "The Marrow Weir gave way on 3 May 2019 and the Marrow Weir gave way on 4 May 2019.",
        "The Marrow Weir has been watched since 4 May 2019.",
    ],
)
def test_dates_that_may_agree_or_are_of_another_event(other: str) -> None:
    assert entries(document("The Marrow Weir gave way on 3 May 2019."), document(other)) == []


def test_two_names_are_two_events() -> None:
    here = document("At about 11 a.m. on 3 May 2019 our beloved singer Odo Ruk passed away.")
    there = document("At about 11 a.m. on 4 May 2019 our beloved singer Ilva Tamm passed away.")
    assert entries(here, there) == []
    nameless = document("who died on 3 May 2019 of a fever."), document("who died on 4 May 2018 of a fever.")
    assert entries(*nameless, wordings=[]) == []


def test_like_sentences_need_no_claim() -> None:
    here, there = (
        document("The Marrow Weir gave way on 3 May 2019."),
        document("The Marrow Weir gave way on 4 May 2019."),
    )
    (entry,) = entries(here, there, wordings=[])
    assert entry.claims == ()
    assert entry.rule == "like sentences, two dates"


def test_two_places_of_one_claim() -> None:
    here = document("The convoy of lorries was shelled near Kharan before dawn.")
    there = document("The convoy of lorries was shelled in the town of Dolmet before dawn.")
    (entry,) = entries(here, there)
    assert (entry.ledger, entry.rank, entry.score) == ("place", 1, 0.5)
    assert {"near Kharan", "in the town of Dolmet"} <= set(entry.evidence_text)


@pytest.mark.parametrize(
    "other",
    [
        "The convoy of lorries was shelled near Karran before dawn.",
        "The convoy of lorries was shelled in Kharan City before dawn.",
        "The convoy of lorries was shelled in Dolmet, near Kharan, before dawn.",
        "The convoy of lorries was shelled in Dolmet before dawn. Kharan is an hour away.",
        "The convoy of lorries was shelled in Syria before dawn.",
        "The convoy of lorries was shelled in May before dawn.",
        "The convoy of lorries left from Dolmet before dawn.",
        "The convoy of lorries was shelled near Dolmet's bridge before dawn.",
        "The convoy of lorries was shelled in the Dolmet stronghold before dawn.",
        "The convoy of lorries was shelled near ARGO before dawn.",
        "The convoy of lorries was shelled near Dolmet Academy before dawn.",
        "Another convoy was seen in Dolmet.",
        "A choir sang in Dolmet.",
    ],
)
def test_places_that_may_be_one(other: str) -> None:
    assert entries(document("The convoy of lorries was shelled near Kharan before dawn."), document(other)) == []


def test_a_body_is_no_place_and_a_denial_no_version() -> None:
    here = document("The convoy of lorries was shelled near Kharan before dawn.")
    there = document("The convoy of lorries was shelled in Dolmet before dawn.")
    start = there.text.index("Dolmet")
    outlet = Mention(there.document, start, start + 6, "Dolmet", "Dolmet", "name", *MADE)
    assert entries(here, there, mentions=[outlet], sources=[source("Dolmet", "outlet")]) == []
    assert len(entries(here, there, mentions=[outlet], sources=[source("Dolmet", "country")])) == 1
    denied = replace(own_wording(there, there.text), stance="denies")
    assert entries(here, there, wordings=[own_wording(here, here.text), denied]) == []


def test_many_wordings_are_capped_and_say_so() -> None:
    documents = [document(f"The convoy of lorries was shelled near Kharan before dawn. {n}") for n in range(70)]
    documents += [document("The convoy of lorries was shelled in Dolmet before dawn.")]
    worded = [own_wording(d, d.text.split(" dawn.")[0] + " dawn.") for d in documents]
    found = entries(*documents, wordings=worded)
    assert all(entry.rule.endswith("; capped") for entry in found)
