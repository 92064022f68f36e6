"""Words of texts as numbers with places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.kernels.words import find_words
from tests.kernels.twins import find_words_twin

TEXTS = st.lists(
    st.text(
        st.one_of(
            st.characters(exclude_categories=["Cs"]),
            st.sampled_from("aAbéÉ é'’-  \n\u0301\u200d\u0640東ไกعَ👍ß"),
        ),
        max_size=40,
    ),
    max_size=6,
)


@given(TEXTS)
def test_words_equal_the_twin(texts: list[str]) -> None:
    """Places, capitals, and which words are the same, text by text."""
    words = find_words(texts)
    known: dict[str, int] = {}
    for index, text in enumerate(texts):
        here = slice(words.offsets[index], words.offsets[index + 1])
        fields = (words.numbers[here].tolist(), words.starts[here].tolist(), words.ends[here].tolist())
        twin = find_words_twin(text)
        assert list(zip(*fields[1:], words.capitals[here].tolist(), strict=True)) == [word[1:] for word in twin]
        for number, word in zip(fields[0], twin, strict=True):
            assert known.setdefault(word[0], number) == number
    assert len(set(known.values())) == len(known)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Don’t", "don't"),
        ("CAFÉ", "cafe\u0301"),
        ("العَرَبِيّة", "العربية"),
        ("مـــرحبا", "مرحبا"),
        ("so\u00adft", "soft"),
        ("ＦＵＬＬ", "full"),
    ],
)
def test_folding(one: str, two: str) -> None:
    """Spellings that count as one word."""
    assert find_words([one]).numbers.tolist() == find_words([two]).numbers.tolist()
    assert find_words([one]).numbers.size == 1


def test_scripts_without_blanks_give_a_word_a_character() -> None:
    assert find_words(["東京だ, นี่"]).numbers.size == 4


def test_accents_at_the_end_are_not_cut_off() -> None:
    text = "cafe\u0301 x"
    assert text[: find_words([text]).ends[0]] == "cafe\u0301"


def test_sentences_start_where_marks_say_so() -> None:
    texts = ["It sank. Did J. Brinke see it?” Yes\nHe did: 3.5 tons.", "One"]
    words = find_words(texts)
    owners = [0] * words.offsets[1] + [1]
    places = zip(owners, words.starts, words.ends, words.opens, strict=True)
    opening = [texts[owner][start:end] for owner, start, end, opens in places if opens]
    assert opening == ["It", "Did", "Yes", "He", "One"]


def test_a_text_longer_than_a_batch() -> None:
    words = find_words(["one " * 200_000, "two", "a" * 700_000])
    assert words.offsets.tolist() == [0, 200_000, 200_001, 200_002]
    assert len(set(words.numbers.tolist())) == 3


def test_no_texts() -> None:
    assert find_words([]).numbers.size == 0
    assert find_words(["", ""]).offsets.tolist() == [0, 0, 0]
