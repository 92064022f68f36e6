"""Who holds an office that one article gives without a name, and whose offices are kept apart."""

import pytest

from sayso.sources import Resolution
from tests.sources.reading import resolve, source, speakers

_KIN = "\n{The baker Sela Marrin|said|that the quay was shut}."
"""A person whom two articles both cite, so that they tell one story."""


def say(who: str, what: str) -> str:
    """A marked statement."""
    return f"{{{who}|said|{what}}}.\n"


def are_one(*texts: str) -> bool:
    """Whether the first speaker of each text is one source, when all cite one more person."""
    found = resolve(*(text + _KIN for text in texts))
    return len(set(speakers_first(found, len(texts)))) == 1


def speakers_first(found: Resolution, count: int) -> list[str | None]:
    """The source of the first attribution of each document."""
    rows: dict[str, tuple[tuple[int, int], str | None]] = {}
    for a in found.attributions:
        at = (a.source or a.content)[0]
        if a.document not in rows or (at.start, at.end) < rows[a.document][0]:
            rows[a.document] = ((at.start, at.end), a.speaker)
    assert len(rows) == count
    return [speaker for _, speaker in rows.values()]


@pytest.mark.parametrize("called", [
    "The commander of the Corvian navy", "The Corvian navy's commander", "Corvia's navy chief",
    "The head of the Corvian fleet",
])  # fmt: skip
@pytest.mark.parametrize("named", ["Dael Osk, commander of the Corvian navy,", "Corvian navy commander Dael Osk"])
def test_an_office_with_its_body_is_whom_another_article_names_by_it(called: str, named: str) -> None:
    assert are_one(say(named, "the mast fell"), say(called, "the sail tore"))


@pytest.mark.parametrize("called", [
    "The former commander of the Corvian navy", "The deputy commander of the Corvian navy",
    "The acting commander of the Corvian navy", "A commander of the Corvian navy",
    "The commanders of the Corvian navy", "The commander of the Ostrian navy", "The commander of the Corvian army",
])  # fmt: skip
def test_an_office_that_is_not_just_that_one_is_somebody_else(called: str) -> None:
    named = "{Dael Osk, commander of the Corvian navy,|said|the mast fell}."
    assert not are_one(named, say(called, "the sail tore"))
    here = resolve(named + " " + say(called, "the sail tore"))
    assert len({a.speaker for a in here.attributions}) == 2


def test_a_person_who_held_the_office_is_not_its_holder() -> None:
    assert not are_one(
        "{Dael Osk, a former commander of the Corvian navy,|said|the mast fell}.",
        "{The commander of the Corvian navy|said|the sail tore}.",
    )


def test_two_holders_leave_the_office_open() -> None:
    texts = [
        "{Dael Osk, commander of the Corvian navy,|said|the mast fell}.",
        "{Ruan Belt, commander of the Corvian navy,|said|the hull leaked}.",
        "{The commander of the Corvian navy|said|the sail tore}.",
    ]
    found = resolve(*(t + _KIN for t in texts))
    assert len(set(speakers_first(found, 3))) == 3


def test_a_navy_without_its_country_is_no_navy_where_there_are_two() -> None:
    named, called = "{Navy commander Dael Osk|said|the mast fell}.", "{The Corvian navy's commander|said|it tore}."
    assert are_one(named, called)
    other = "{The commander of the Ostrian navy|said|the tide rose}."
    found = resolve(*(t + _KIN for t in (named, called, other)))
    assert len(set(speakers_first(found, 3))) == 3


def test_articles_of_two_stories_share_no_office_without_a_place() -> None:
    found = resolve(
        "{Harbour master Dael Osk|said|the mast fell}.", "{The harbour master|said|nobody swam}.",
        "{The harbour master|said|the crane is new}.",
    )  # fmt: skip
    assert len({a.speaker for a in found.attributions}) == 3


def test_within_one_article_the_office_is_who_was_named_by_it() -> None:
    found = resolve("{Harbour master Dael Osk|said|one}.\n{Ivo Renn|said|no}.\n{The harbour master|said|two}.")
    assert speakers(found) == ["Dael Osk", "Ivo Renn", "Dael Osk"]


@pytest.mark.parametrize(("rank", "one"), [("Admiral", True), ("General", False), ("Professor", False)])
def test_the_commander_of_one_sentence_has_name_and_rank_in_the_next(rank: str, one: bool) -> None:
    found = resolve(say("The commander of the Corvian navy", "it sank") + say(f"{rank} Dael Osk", "it was hit"))
    assert (len({a.speaker for a in found.attributions}) == 1) is one


def test_the_same_nameless_office_counts_once() -> None:
    for called in ("The harbour master", "The harbour master of Lund Quay"):
        assert are_one(say(called, "two were hurt"), say(called, "the crane is new"))
    found = resolve(*(say("The harbour master", s) + _KIN for s in ("two were hurt", "the crane is new")))
    assert source(found, "The harbour master").kind == "unnamed"


@pytest.mark.parametrize(("one", "other"), [
    ("The harbour master of Lund Quay", "The harbour master of Port Ebber"),
    ("A harbour master", "A harbour master"), ("The dock foreman", "The dock foreman"),
    ("The head of the team", "The head of the team"), ("The deputy harbour master", "The harbour master"),
])  # fmt: skip
def test_nameless_offices_that_may_be_two(one: str, other: str) -> None:
    assert not are_one(say(one, "two were hurt"), say(other, "the crane is new"))


def test_an_office_of_two_places_is_open_without_its_place() -> None:
    texts = ["{The harbour master of Lund Quay|said|one}.", "{The harbour master of Port Ebber|said|two}.",
             "{The harbour master|said|three}."]  # fmt: skip
    found = resolve(*(t + _KIN for t in texts))
    assert len(set(speakers_first(found, 3))) == 3


@pytest.mark.parametrize("called", [
    "the Ostri coastguard", "Ostri's coastguard", "Ostrian navy", "the Lund harbour office", "the Lund coast guard",
])  # fmt: skip
def test_a_body_called_by_its_place_is_an_organisation(called: str) -> None:
    found = resolve("It rained. " + say(called, "the ship sank"))
    assert [s.kind for s in found.sources] == ["organisation"]


def test_a_place_and_its_adjective_name_one_body() -> None:
    one = resolve("{Ostri's coastguard|said|one}.", "{the Ostrian coastguard|said|two}.")
    assert len(one.sources) == 1
    two = resolve("{Ostri's coastguard|said|one}.", "{the Corvian coastguard|said|two}.",
                  "{the Ostrian navy|said|three}.")  # fmt: skip
    assert len(two.sources) == 3
