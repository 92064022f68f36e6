"""Words of UTF-8 bytes, compiled: the same as the plain form, in any script and with any marks."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reuse.words.articles import mark_quotations, scan_bytes, scan_texts
from tests.strategies import texts

MARKS = st.text(st.sampled_from("ab S.,s'\"“”„«»‘’‹›!\n\t-—([1é\u0301\u2028"), max_size=60)
NAMES = st.lists(
    st.sampled_from(
        ["The", "Harbour", "of", "Brandle", "and", "it", "was", "not", "clear", "whether", "x", "\n", ", "]
    ),
    max_size=30,
).map(" ".join)


def scan_both(written: list[str], kept: list[np.ndarray | None]) -> None:
    """Both forms of one batch, compared."""
    plain = scan_texts(written, kept)
    for index, text in enumerate(written):
        mark_quotations(plain.places[slice(*plain.bounds[index : index + 2])], text)
    coded = [text.encode("utf-8", "surrogatepass") for text in written]
    offsets = np.cumsum([0, *map(len, coded)])
    compiled = scan_bytes(np.frombuffer(b"".join(coded), np.uint8), offsets, kept)
    assert compiled.bounds.tolist() == plain.bounds.tolist()
    assert compiled.codes.tolist() == plain.codes.tolist()
    assert compiled.places.tolist() == plain.places.tolist()


@settings(max_examples=150)
@given(st.lists(st.one_of(texts, MARKS, NAMES), max_size=4))
def test_words_are_those_of_the_plain_form(written: list[str]) -> None:
    scan_both(written, [None] * len(written))


@given(MARKS, st.lists(st.integers(0, 60), max_size=6, unique=True))
def test_only_what_is_kept_takes_part(text: str, edges: list[int]) -> None:
    stretches = np.array(sorted(edges)[: len(edges) // 2 * 2], np.int64)
    scan_both([text, text], [stretches, None])


def test_long_words_and_long_texts() -> None:
    scan_both(["a" * 300 + " b", "é" * 5000, "x\u0301\u0301" * 200, "", "word " * 3000], [None] * 5)
