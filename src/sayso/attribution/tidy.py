"""Small repairs of what the tagger marks, by what marks and sentences say: it cuts by words, not by thoughts."""

import re
from collections.abc import Sequence

from sayso.model import Span

SHORTEST = 12
"""Characters of a content before a semicolon, at least."""
STRAY = 2
"""Words of a piece, or beside a quotation, that are a slip of the tagger where there is more."""
_OPENING, _CLOSING = '“«„"‘', '”»“"’'
_QUOTED = re.compile(r"[“«„\"‘][^“”«»„\"]+[”»“\"’]")
_STOP = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"‘«])")


def tidy_content(text: str, pieces: Sequence[Span]) -> tuple[Span, ...]:
    """Pieces of content without stray words: beside a quotation, alone, or behind a semicolon."""
    cut = [_quotation_alone(text, _before_semicolon(text, piece)) for piece in pieces]
    sizes = [len(piece.text_in(text).split()) for piece in cut]
    kept = [
        p for p, size in zip(cut, sizes, strict=True) if size > STRAY or max(sizes) <= 2 * STRAY or _is_quoted(text, p)
    ]
    return tuple(kept)


def tidy_source(text: str, source: Span, cue: Span) -> Span:
    """A source that runs over the end of a sentence, without what stands beyond it from the cue.

    A stop ends one where a second word of more than three letters stands before it: "Mr. Ruk" and "J. Ruk" stay whole.
    """
    words = source.text_in(text)
    for stop in _STOP.finditer(words):
        before = words[: stop.start()].split()
        if len(before) < 2 or len(before[-1]) <= 3:
            continue
        if cue.start < source.start:
            return Span(source.start, source.start + stop.start())
        return tidy_source(text, Span(source.start + stop.end(), source.end), cue)
    return source


def _before_semicolon(text: str, span: Span) -> Span:
    """A piece up to a semicolon that no quotation holds: what follows is another thought."""
    words = span.text_in(text)
    end = words.find(";")
    quoted = any(mark in words for mark in _OPENING[:4])
    return span if end < SHORTEST or quoted else Span(span.start, span.start + end)


def _quotation_alone(text: str, span: Span) -> Span:
    """A quotation without one or two stray words before or after it."""
    found = _QUOTED.search(text, span.start, span.end)
    if found is None or len(found.group().split()) <= STRAY:
        return span
    before, after = text[span.start : found.start()].split(), text[found.end() : span.end].split()
    start = found.start() if 0 < len(before) <= STRAY and not before[0][0].isalpha() else span.start
    end = found.end() if not before and 0 < len(after) <= STRAY else span.end
    return Span(start, end)


def _is_quoted(text: str, span: Span) -> bool:
    return text[span.start] in _OPENING and text[span.end - 1] in _CLOSING + ",."
