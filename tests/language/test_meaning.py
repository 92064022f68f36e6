import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language import tokenize
from sayso.language.meaning import Sense, aside_words, negated_words, read_senses, stem
from sayso.model import Span
from tests.strategies import texts


def read(text: str) -> list[Sense]:
    return read_senses(text, [Span(0, len(text))])


def ideas(text: str) -> set[str]:
    return {idea for sense in read(text) for idea in sense.ideas}


@pytest.mark.parametrize(
    "forms",
    [
        ("release", "released", "releases", "releasing"),
        ("warn", "warned", "warning", "warnings"),
        ("sink", "sank", "sunk"),
        ("overload", "overloaded"),
        ("participate", "participation"),
        ("plan", "planned", "planning"),
        ("kill", "killed", "killing"),
    ],
)
def test_forms_of_one_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("nine people lost their lives", "nine people were killed"),
        ("the tape will be made public", "the recording would be released"),
        ("the mill went up in flames", "a blaze at the mill"),
        ("the ministry turned a blind eye", "the ministry ignored it"),
        ("he took kickbacks", "a bribe for him"),
        ("London said so", "the British were silent"),
        ("fighters of Daesh", "the army and ISIS"),
    ],
)
def test_other_words_share_a_group(one: str, other: str) -> None:
    assert ideas(one) & ideas(other) - {"~people"}


def test_a_name_of_a_state_needs_its_capitals() -> None:
    assert "@United States" in ideas("talks with the US army")
    assert "@United States" not in ideas("they told us so")


def test_words_without_content_are_left_out() -> None:
    assert read("They said that it was so, and that she had been there.") == []


def test_the_pole_hangs_on_the_form() -> None:
    assert read("a planned attack")[0].sides == (("intent", 1),)
    assert read("the plan of the town")[0].sides == ()


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("Nobody touched those gates, and anyone may look", ["touched", "those", "gates"]),
        ("it was not a mistake but a crime", ["a", "mistake"]),
        ("she didn't pay because the bank failed", ["pay"]),
        ("not only the mayor paid", []),
        ("the pump failed", []),
        ("the ship struck nobody", ["the", "ship", "struck"]),
        ("not quite 32 men were saved", []),
    ],
)
def test_a_negator_reaches_to_the_end_of_its_clause(text: str, reached: list[str]) -> None:
    tokens = tokenize(text)
    assert [t.text for t, negated in zip(tokens, negated_words(tokens), strict=True) if negated] == reached


def test_an_adjunct_of_time_is_background() -> None:
    tokens = tokenize("the army bribed them before the raid on Kess, and left")
    marked = [t.text for t, aside in zip(tokens, aside_words(tokens), strict=True) if aside]
    assert marked == ["the", "raid", "on", "Kess"]


@given(texts, st.integers(0, 5))
def test_senses_lie_in_order_inside_what_was_read(text: str, cut: int) -> None:
    span = Span(min(cut, len(text)), len(text))
    senses = read_senses(text, [span])
    assert all(span.start <= s.start < s.end <= span.end for s in senses)
    assert [s.start for s in senses] == sorted(s.start for s in senses)
    assert all(s.weight > 0 for s in senses)


@pytest.mark.parametrize(
    "text", ["not " * 40_000, "lost their " * 40_000, "Aa" * 100_000, "before " * 40_000, "“" * 200_000]
)
def test_hostile_text_is_read_in_one_pass(text: str) -> None:
    assert len(read(text)) <= len(text)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The jewels vanished from the castle", {"vanish"}),
        ("the retired judge of the castle", set()),
        ("six hundred crates were hidden in the castle", {"hid"}),
        ("the tower will be dark", {"dark"}),
    ],
)
def test_verbs_are_told_by_their_form_and_their_auxiliaries(text: str, events: set[str]) -> None:
    assert {sense.stem for sense in read(text) if sense.event} == events


def test_no_and_without_do_not_hide_each_other() -> None:
    assert "~blackout" in ideas("there was no power cut")
    assert any(sense.negated for sense in read("there was no power cut"))
    assert not any(sense.negated for sense in read("no bell rings without the sexton hearing it"))
