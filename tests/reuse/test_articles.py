"""The words of articles as arrays: the compiled scan and the plain one, and what takes no part."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reuse.words.articles import QUOTED, mark_quotations, scan_bytes, scan_texts

TEXTS = st.lists(
    st.sampled_from(["Ana", "said", "“we", "left”", "the", "quay.", "\n", "naïve", "日本", "it’s"]), max_size=12
)


@given(st.lists(st.tuples(TEXTS, st.none() | st.lists(st.integers(0, 60), max_size=3)), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None)
def test_both_ways_keep_the_same_words(drawn: list[tuple[list[str], list[int] | None]]) -> None:
    texts = [" ".join(words) for words, _ in drawn]
    kept = [None if cuts is None else edges(cuts) for _, cuts in drawn]
    plain = scan_texts(texts, kept)
    coded = [text.encode() for text in texts]
    offsets = np.cumsum([0, *map(len, coded)])
    fast = scan_bytes(np.frombuffer(b"".join(coded), np.uint8), offsets, kept)
    for number, text in enumerate(texts):
        mark_quotations(plain.places[slice(*plain.bounds[number : number + 2])], text)
    assert [field.tolist() for field in fast] == [field.tolist() for field in plain]


def edges(cuts: list[int]) -> np.ndarray:
    """Stretches of five characters that do not touch."""
    starts = sorted({cut // 6 * 6 for cut in cuts})
    return np.array([edge for start in starts for edge in (start, start + 5)], np.int64)


@pytest.mark.parametrize("kept", [None, np.zeros(0, np.int64)])
def test_a_whole_text_is_not_one_of_which_nothing_is_kept(kept: np.ndarray | None) -> None:
    text = "“Ana left the quay,” she said."
    fast = scan_bytes(np.frombuffer(text.encode(), np.uint8), np.array([0, len(text.encode())]), [kept])
    assert fast.bounds.tolist() == [0, 6 if kept is None else 0] == scan_texts([text], [kept]).bounds.tolist()
    assert np.count_nonzero(fast.places & QUOTED) == (4 if kept is None else 0)
