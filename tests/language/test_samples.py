"""Languages and characters of many texts at once are what each text alone gives."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.language.detection import detect_language
from sayso.language.samples import count_signs, detect_languages
from tests.strategies import texts

ODD = [
    "", " \u2003\n", "Der Müller sagte, dass das Tor nicht geschlossen war und die Wächter erst am Morgen kamen.",
    "The miller said “that” the gate had been left open by the keeper of the lock — on Friday… İstanbul",
    "The miller said “that” the gate had been left open by the keeper of the lock — on Friday… \U0001f600",
    "Мельник сказал, что ворота были открыты и что сторож не пришел до утра, как он обещал.",
    "the_of 2the3of x²the ªthe of the and to in a is that for", "the of and", "ЅΣΑΣ the of and to in a is ΟΔΟΣ",
    "the of and to in a " * 400, "é" * 999 + " the of", "le " * 350 + "the " * 350, "\u0000the of\u200band to in a",
]  # fmt: skip

WORDS = [
    "the",
    "of",
    "och",
    "att",
    "det",
    "är",
    "le",
    "und",
    "für",
    "não",
    "i",
    "się",
    "и",
    "в",
    "Ostrow",
    "l’eau",
    "x²",
]


@pytest.mark.parametrize("fast", [False, True])
def test_each_text_as_it_is_alone(fast: bool) -> None:
    _agree(ODD, fast)


@settings(max_examples=200, deadline=None)
@given(st.lists(texts | st.text(max_size=80) | st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join), max_size=5))
def test_any_texts(many: list[str]) -> None:
    _agree(many, True)
    _agree(many, False)


def _agree(texts: list[str], fast: bool) -> None:
    bodies = [text.encode("utf-8", "replace") for text in texts]
    text = np.frombuffer(b"".join(bodies), np.uint8)
    offsets = np.concatenate([[0], np.cumsum([len(body) for body in bodies])]).astype(np.int64)
    texts = [body.decode() for body in bodies]
    assert detect_languages(text, offsets, fast) == [detect_language(one) for one in texts]
    signs = count_signs(text, offsets, fast)
    assert signs.characters.tolist() == [len(one) for one in texts]
    assert signs.shown.tolist() == [any("\x21" <= sign <= "\x7e" for sign in one) for one in texts]
