"""Words and marks with their places."""

import pytest
from hypothesis import given

from sayso.language import tokenize
from tests.strategies import texts


@given(texts)
def test_tokens_are_where_they_say_and_leave_nothing_but_blanks(text: str) -> None:
    tokens, at = tokenize(text), 0
    for token in tokens:
        assert text[token.start : token.end] == token.text
        assert not any(not letter.isspace() and letter != "_" for letter in text[at : token.start]), "a letter was lost"
        assert token.start >= at
        at = token.end
    assert not text[at:].strip().strip("_")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1,429 men, 3.5 tons", ["1,429", "men", ",", "3.5", "tons"]),
        ("the U.S.-led raid", ["the", "U.S.", "-", "led", "raid"]),
        ("don't", ["don't"]),
        ("the coast-guard’s boat", ["the", "coast-guard’s", "boat"]),
        ("wait... what?", ["wait", "...", "what", "?"]),
        ("on the 17th at 19:30", ["on", "the", "17th", "at", "19:30"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [token.text for token in tokenize(text)] == words


def test_a_part_of_a_text_keeps_its_positions() -> None:
    assert [token.span for token in tokenize("one two three", 4, 7)] == [(4, 7)]


def test_apostrophes_are_one_in_lower_case() -> None:
    (token,) = tokenize("DON’T")
    assert (token.lower, token.is_word, token.is_capital) == ("don't", True, True)


def test_long_runs_end_quickly() -> None:
    for text in ("a-" * 200_000, "1," * 200_000, "A." * 200_000, "'" * 200_000, "_" * 200_000):
        assert tokenize(text) is not None


@pytest.mark.parametrize(
    ("text", "lower"),
    [
        ("Mu\u0308ller", "müller"),
        ("Ho\u200dlm", "holm"),
        ("govern\xadment", "government"),
        ("A\u0301\u0301b", "á\u0301b"),
    ],
)
def test_a_word_keeps_its_accents_and_what_nobody_sees(text: str, lower: str) -> None:
    (token,) = tokenize(text)
    assert (token.text, token.lower, token.is_word) == (text, lower, True)


def test_signs_without_a_letter_before_them_are_no_word() -> None:
    assert [token.is_word for token in tokenize("\u0301 \u200d\xad")] == [False, False, False]
