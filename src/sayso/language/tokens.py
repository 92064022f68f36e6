"""Words and marks of a text, with their places."""

import re
import unicodedata
from typing import NamedTuple

from sayso.model import Span

# A word may hold inner apostrophes, hyphens, dots between single letters (U.S.) and digits, accents written as signs of
# their own, and what nobody sees (soft hyphen, joiners); all else is one mark each.
# Every branch starts with a different class of character and none can match the same stretch twice, so it is linear.
# What is matched whole or not at all is possessive (`++`), so that a word is not tried again letter by letter.
TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S., e.g.
    r"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th)?(?![^\W\d_])"  # 62, 1,429, 3.5, 19:30, 17th
    r"|\w{1,40}+(?:-\w{1,40}+){0,3}+(?:\.\w{1,40}+){0,2}\.(?:com|org|net|info|news|co\.uk|co|tv|io|press|gov|edu|media|online)\b"
    r"|\w+(?:[-‐‑’'´`\xad\u200b\u200c\u200d\u2060\ufeff]\w+|[\u0300-\u036f]\w*)*"  # deir, US-led, don't
    r"|\.{3}|[^\w\s]"
)
_UNSEEN = re.compile("[\xad\u200b\u200c\u200d\u2060\ufeff]")


class Token(NamedTuple):
    """A word, number or mark and where it stands."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def span(self) -> Span:
        """The characters of the token."""
        return Span(self.start, self.end)

    @property
    def is_word(self) -> bool:
        """Whether it is a word or number rather than a mark."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it starts with a capital letter."""
        return self.text[0].isupper()


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Tokens of `text[start:end]` in order; positions are those in `text`. Linear in the length."""
    tokens, make = [], tuple.__new__  # past the checks of arguments, which take half of the time
    for found in TOKEN.finditer(text, start, len(text) if end is None else end):
        word = found.group()
        lower = word.lower() if word.isascii() else lower_of(word)
        tokens.append(make(Token, (*found.span(), word, lower)))
    return tokens


def lower_of(word: str) -> str:
    """A word as the lexicons have it: lower case, plain apostrophes, accents on their letters, nothing unseen."""
    if word.isascii():
        return word.lower()
    return _UNSEEN.sub("", unicodedata.normalize("NFC", word.lower()).replace("’", "'"))
