"""Paragraphs and sentences: where a thought ends on a page, without touching the text.

Rules over marks and an abbreviation list. Measured on five articles (`docs/design.md`), the usual splitters cut after
"3 p.m." and between a closing quotation mark and the words that name the speaker; attribution needs neither cut.
"""

import re

from sayso.language.lexicon import words
from sayso.model import Span

_PARAGRAPH = re.compile(r"\S[^\n\r\u2028\u2029]*")
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[.!?…]+[\"”»]+(?=[^\W\d_])")
_LAST_WORD = re.compile(r"([^\W_]+(?:[.’'-][^\W_]+)*)$")
_NEXT = re.compile(r"\s*([\"'“‘«(\[—–-]*)\s*(\w)?")
_ABBREVIATION_REACH = 24  # characters looked back for the word before a full stop; the longest entry is shorter


def split_paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Lines with something on them, without the blanks around them; a blank line is no paragraph of its own."""
    lines = _PARAGRAPH.finditer(text, start, len(text) if end is None else end)
    return [Span(line.start(), line.start() + len(line.group().rstrip())) for line in lines]


def split_sentences(text: str, start: int = 0, end: int | None = None, language: str = "en") -> list[Span]:
    """Sentences of `text[start:end]`, trimmed, in order; no sentence crosses a line end. Linear in the length."""
    sentences = []
    for paragraph in split_paragraphs(text, start, end):
        at = paragraph.start
        for found in _END.finditer(text, paragraph.start, paragraph.end):
            if found.end() < paragraph.end and not _is_end(text, at, found, paragraph.end, language):
                continue
            sentences.append(_trim(text, at, found.end()))
            at = found.end()
        if text[at : paragraph.end].strip():
            sentences.append(_trim(text, at, paragraph.end))
    return [s for s in sentences if s.end > s.start]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_end(text: str, start: int, found: re.Match[str], limit: int, language: str) -> bool:
    """Whether the mark at `found` ends a sentence: no abbreviation before it, and a possible beginning after it."""
    following = _NEXT.match(text, found.end(), min(limit, found.end() + 16))
    opening, letter = (following.group(1), following.group(2)) if following else ("", None)
    closes = found.group()[-1] in "\"'”’»"
    if letter and letter.islower():
        return False  # "..." or a quotation in mid sentence: “Is it?” he asked.
    if found.group().startswith(".") and not found.group().startswith(".."):
        before = _LAST_WORD.search(text, max(start, found.start() - _ABBREVIATION_REACH), found.start())
        word = before.group(1).lower() if before else ""
        if word in words("sentences", "never_last", language) and not closes:
            return False
        if word in words("sentences", "seldom_last", language) and not closes and not opening:
            return not (letter and letter.isdigit()) and _starts_sentence(text, found.end(), limit, language)
        if len(word) == 1 and word.isalpha() and text[before.start(1)].isupper() and not closes:  # type: ignore[union-attr]
            return False  # an initial: J. Smith
    return True


def _starts_sentence(text: str, at: int, limit: int, language: str) -> bool:
    """Whether the next word is one that opens sentences, where the full stop may belong to an abbreviation."""
    found = re.compile(r"\s*([^\W\d_]+)").match(text, at, min(limit, at + 40))
    return bool(found) and found.group(1).lower() in words("sentences", "openers", language)  # type: ignore[union-attr]
