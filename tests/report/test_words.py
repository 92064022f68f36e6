"""Nothing in a text hides, and nothing in it becomes markup."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.report.words import amount, anchor, between, clip, count, plain, shown

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u200b\ufeff\ud800-\udfff]"
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u202eb", "a‹U+202E›b"), ("a\x1b[31m", "a‹U+001B›[31m"), ("\u200b\u200b\u200b", "‹U+200B×3›"),
        ("line\none", "line one"), ("no\u00adt", "no‹U+00AD›t"), ("👩\u200d🌾", "👩\u200d🌾"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a\u200db", "a‹U+200D›b"), ("\ud800", "‹U+D800›"),
    ],
)  # fmt: skip
def test_hidden_characters_are_named(text: str, expected: str) -> None:
    assert plain(text) == expected


@given(st.text(alphabet=st.characters(), max_size=60))
def test_no_text_hides_or_breaks_out(text: str) -> None:
    assert not HIDDEN.search(plain(text))
    markup = str(shown(text))
    assert not HIDDEN.search(markup)
    bare = markup.replace('<span class="x">', "").replace("</span>", "")
    assert "<" not in bare
    assert '"' not in bare
    markup.encode("utf-8")


@given(st.text(max_size=80))
def test_anchors_are_safe_and_stable(name: str) -> None:
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", anchor(name))
    assert anchor(name) == anchor(name)


def test_amounts_and_counts() -> None:
    ranges = [(62, 62), (100, None), (None, 62), (60, 70), (None, None), (2.5, 2.5)]
    assert [amount(*r) for r in ranges] == ["62", "100 or more", "62 or fewer", "60–70", "not settled", "2.5"]
    assert [count(n, "claim") for n in (0, 1, 2, 1234)] == ["no claim", "1 claim", "2 claims", "1,234 claims"]
    assert between(1, 1) == "1"
    assert between(1, 2) == "1–2"
    assert clip("one two three four", 15) == "one two three…"
