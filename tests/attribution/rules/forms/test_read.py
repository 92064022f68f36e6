"""Attributions in the forms of `forms.toml`; the sentences use other words than the table's first ones."""

import pytest

from sayso.attribution.rules.forms.read import read_forms, read_ways
from sayso.attribution.rules.units import Unit
from sayso.language.items import read_items
from sayso.model import Span
from tests.attribution.reading import found, read

SOLD = "the pier was sold"


@pytest.mark.parametrize(
    ("text", "source", "act"),
    [
        (f"Ana Ruk will not have it said that {SOLD}.", "Ana Ruk", "denies"),
        (f"Ana Ruk gave the lie to the tale that {SOLD}.", "Ana Ruk", "denies"),
        (f"It is by no means true, Ana Ruk insisted, that {SOLD}.", "Ana Ruk", "denies"),
        (f"Nor, Ana Ruk added, was there any truth in the rumour that {SOLD}.", "Ana Ruk", "denies"),
        (f"That {SOLD}, Ana Ruk declared, never happened.", "Ana Ruk", "denies"),
        (f"Far from admitting that {SOLD}, Ana Ruk called the story an invention.", "Ana Ruk", "denies"),
        (f"Ana Ruk rejects the version according to which {SOLD}.", "Ana Ruk", "denies"),
        (f"For Ana Ruk, the claim that {SOLD} is a fairy tale.", "Ana Ruk", "denies"),
        (f"The claim that {SOLD} is a fairy tale, in the words of Ana Ruk.", "Ana Ruk", "denies"),
        (f"Ana Ruk brushed aside as gossip the report that {SOLD}.", "Ana Ruk", "denies"),
        (f"Ana Ruk replied that it was untrue that {SOLD}.", "Ana Ruk", "denies"),
        (f"Ana Ruk denied that it was untrue that {SOLD}.", "Ana Ruk", "asserts"),
        (f"Whether {SOLD}, Ana Ruk preferred to leave open.", "Ana Ruk", "doubts"),
        (f"For Ana Ruk it remains an open question whether {SOLD}.", "Ana Ruk", "doubts"),
        (f"Ana Ruk has yet to be convinced that {SOLD}.", "Ana Ruk", "doubts"),
        (f"If Ana Ruk is to be believed, {SOLD}.", "Ana Ruk", "asserts"),
        (f"That {SOLD} was confirmed on Friday, 7 December by Mayor Ana Ruk.", "Mayor Ana Ruk", "asserts"),
        (f"From Ana Ruk came the assurance that {SOLD}.", "Ana Ruk", "asserts"),
        (f"It is the view of Ana Ruk that {SOLD}.", "Ana Ruk", "asserts"),
        (f"From the ledger it emerges that {SOLD}.", "the ledger", "asserts"),
        (f"There is talk that {SOLD}.", "", "asserts"),
        (f"Several papers would have it that {SOLD}.", "Several papers", "asserts"),
        (f"By the account that Ana Ruk gave in court, {SOLD}.", "Ana Ruk", "asserts"),
        (f"What many had feared was stated on Monday by Ana Ruk: {SOLD}.", "Ana Ruk", "asserts"),
    ],
)
def test_forms(text: str, source: str, act: str) -> None:
    [row] = read(text)[0]
    content = " ".join(row.content_text).lower().removeprefix("that ").removeprefix("whether ")
    assert (" ".join(row.source_text), row.act, content) == (source, act, SOLD)


@pytest.mark.parametrize(
    "text",
    [
        f"Word from the Linden Lamp is that {SOLD}.",
        f"In the Linden Lamp it is stated that {SOLD}.",
        "The pier was sold, as can be read in the Linden Lamp.",
        f"The Linden Lamp, without naming a source, reports that {SOLD}.",
        f"Over at the Linden Lamp they are saying that {SOLD}.",
    ],
)
def test_an_outlet_that_has_it_so_is_source_and_relay(text: str) -> None:
    attributions, relays = read(text)
    assert [" ".join(a.source_text).lower() for a in attributions] == ["the linden lamp"]
    assert [r.text.lower() for r in relays] == ["the linden lamp"]


@pytest.mark.parametrize(
    "text",
    [
        f"With reference to Ana Ruk, the Linden Lamp reports that {SOLD}.",
        "The Linden Lamp has Ana Ruk saying: “The pier was sold.”",
        "In the interview that Ana Ruk gave to the Linden Lamp on Monday: “The pier was sold.”",
        f"The Linden Lamp was told by Ana Ruk that {SOLD}.",
        f"Ana Ruk, reached by the Linden Lamp, said that {SOLD}.",
        f"Ana Ruk confided to the Linden Lamp that {SOLD}.",
    ],
)
def test_an_outlet_that_hands_on_is_a_relay_alone(text: str) -> None:
    attributions, relays = read(text)
    assert [" ".join(a.source_text)[:7] for a in attributions] == ["Ana Ruk"]
    assert [r.text.lower() for r in relays] == ["the linden lamp"]


def test_words_on_both_sides() -> None:
    assert found("The pier, so Ana Ruk, was sold in the spring.") == [
        ("Ana Ruk", "so", "The pier / was sold in the spring")
    ]
    assert found("The pier was wet, so the crew stayed at home.") == []
    assert found("So far, the pier has not been sold.") == []


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("“It is not true that we sold the pier,” Ana Ruk said.", "denies"),
        ("“There is no truth in the story that we sold the pier,” Ana Ruk said.", "denies"),
        ("“Not quite ten boats came back,” Ana Ruk said.", "asserts"),
        ("Ana Ruk did not mince words: “The pier was sold.”", "asserts"),
    ],
)
def test_a_quotation_denies_by_how_it_opens_not_by_a_not_within(text: str, act: str) -> None:
    [row] = read(text)[0]
    assert row.act == act


def unit(text: str) -> Unit:
    items = tuple(read_items(text, 0, len(text), True))
    return Unit(Span(0, len(text)), "body", 0, True, True, items)


def test_a_clause_longer_than_any_sentence_is_left_alone() -> None:
    assert read_forms(unit("There is talk that " + "the pier was sold and " * 200)) == []
    assert read_ways(unit("so " * 500)) == []
