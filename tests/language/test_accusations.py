"""Who is accused in a sentence, and who is not; invented sentences."""

from time import process_time

import pytest

from sayso.language.accusations import declines, party_key, read_accusations


def read(text: str) -> list[tuple[str, str]]:
    return [(party.name, party.kind) for party in read_accusations(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("the Quill Water Board had poisoned the well", ("Quill Water Board", "body")),
        ("the well was poisoned by the Quill Water Board", ("Quill Water Board", "body")),
        ("Denmark deliberately bombed the bridge", ("Denmark", "country")),
        ("Danish planes bombed the bridge", ("Danish planes", "country")),
        ("accused the Danish army of shelling the bridge", ("Danish army", "country")),
        ("she blamed Denmark for the fire", ("Denmark", "country")),
        ("they put the blame on the Kremlin", ("Kremlin", "body")),
        ("the Kremlin was accused of hushing it up", ("Kremlin", "body")),
        ("the Salt Front is responsible for the fire", ("Salt Front", "body")),
        ("Minister Orlo Vantreskin has embezzled the fund", ("Orlo Vantreskin", "person")),
    ],
)
def test_the_accused_is_read(text: str, party: tuple[str, str]) -> None:
    assert party in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "the Quill Water Board did not poison the well",
        "the Quill Water Board had never poisoned the well",
        "she denied that the Quill Water Board poisoned the well",
        "if the Quill Water Board poisoned the well",
        "whether Denmark bombed the bridge is not known",
        "Had Denmark bombed the bridge?",
        "Denmark was bombed in the night",
        "the Salt Front was attacked",
        "Yesterday bombed out at the box office",
        "Trouble attacked them from all sides",
        "the Quill Water Board praised the well",
    ],
)
def test_nobody_is_accused(text: str) -> None:
    assert read(text) == []


def test_a_surname_counts_where_the_text_gives_the_name() -> None:
    assert ("Hadley", "person") in read("Anna Hadley owned the mill. Hadley embezzled the fund.")
    assert read("Hadley embezzled the fund.") == []


def test_names_of_one_party_are_one() -> None:
    assert party_key("the Covenant of Salt") == party_key("Salt Covenant")
    assert party_key("U.S.") == party_key("the White House") == "United States"
    assert party_key("Salt Front") != party_key("Ash Front")


@pytest.mark.parametrize(
    "text", ["The board declined to comment.", "Ruk did not respond to a letter.", "He had no comment"]
)
def test_declining_is_read(text: str) -> None:
    assert declines(text, 0, len(text))


def test_an_answer_is_no_declining() -> None:
    text = "The board commented that it had responded."
    assert not declines(text, 0, len(text))


def test_hostile_text_stays_linear() -> None:
    for text in ("Hadley lied. " * 3000, "accused " * 20000, "A" * 50000 + " bombed", "by the " * 20000):
        start = process_time()
        read(text)
        assert process_time() - start < 4
