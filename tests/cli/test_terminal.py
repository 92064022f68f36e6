"""Nothing but visible characters comes out."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.terminal import say, show_hidden, warn
from tests.strategies import texts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b]8;;http://x\x07link\x1b\\", "␛]8;;http://x␇link␛\\"),
        ("a\u202ecba", "a‹U+202E›cba"),
        ("\r\n\t", "␍␊␉"),
        ("\x9b31m\x7f", "‹U+009B›31m␡"),
        ("not\u00adhing\u200b", "not‹U+00AD›hing‹U+200B›"),
        ("plain “words” نص 👩", "plain “words” نص 👩"),
    ],
)
def test_marks(text: str, shown: str) -> None:
    assert show_hidden(text) == shown


@given(st.one_of(texts, st.text()))
def test_no_control_or_format_character_gets_through(text: str) -> None:
    left = {letter for letter in show_hidden(text) if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert left <= set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd") | {
        letter for letter in left if 0x13430 <= ord(letter) <= 0x1345F or 0x1BCA0 <= ord(letter) <= 0x1BCA3
        or 0x1D173 <= ord(letter) <= 0x1D17A
    }, "only characters that are visible although Unicode calls them format"  # fmt: skip


def test_streams(capsys: pytest.CaptureFixture[str]) -> None:
    say("one\ntwo")
    warn("three\x1b")
    shown = capsys.readouterr()
    assert (shown.out, shown.err) == ("one␊two\n", "sayso: three␛\n")
