"""How the plain text of a page is laid out: masthead, headline, byline, stamp, caption, article, furniture, comments.

One reading, used by `read` (title, author, date and outlet stand in these lines) and by `clean` (regions). Rules over
lines, first each line by its words (`furniture.py`), then by what stands around it. Everything that no rule takes is
article text: to lose article text is as bad as to keep furniture.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sayso.language.comments import comments_start
from sayso.language.flat import is_flat, mark_flat
from sayso.language.furniture import (
    LONGEST,
    LineKind,
    author_note,
    classify_line,
    is_menu,
    is_person_line,
    is_trade_note,
    masthead_word,
    named_first,
    names_in_byline,
)
from sayso.language.stamps import DATE, read_stamp
from sayso.model import Span

MOST_LINES = 50_000
"""Lines that are looked at; a text with more has its rest taken as body, under the rule `body.unread`."""

_LINE = re.compile(r"[^\n\r\u2028\u2029\x0b\x0c\x85]+")
_DATELINE = re.compile(
    r"[A-Z][A-Z'’.-]{2,20}(?:[ ,/]{1,2}[A-Z][A-Za-z'’.-]{1,20}){0,4}"
    rf"(?:, (?:(?i:{DATE})|[A-Z][a-z]{{2,8}}\.? \d{{1,2}}))?"
    r"(?: ?\([A-Za-z][^()\n]{1,30}\))? ?[—–-]{1,2} (?=\S)"
)


class Line(NamedTuple):
    """A line without the blanks around it; `indent` counts those before, `block` groups set apart by blank lines."""

    start: int
    end: int
    text: str
    indent: int
    block: int


class Part(NamedTuple):
    """A stretch of text and what it is taken for."""

    start: int
    end: int
    kind: str
    rule: str
    score: float


def lay_out(text: str, language: str = "en") -> list[Part]:
    """Parts of a plain text in order: each line with something on it, or the pieces of one. Linear in the length."""
    return _parts(text, split_lines(text), True, language)


def lay_out_inside(text: str, spans: Sequence[Span], language: str = "en") -> list[Part]:
    """Parts of the stretches that a page's markup gives as its article: as `lay_out`, but the title is known."""
    return _parts(text, [line for span in spans for line in split_lines(text, *span)], False, language)


def _parts(text: str, lines: list[Line], headed: bool, language: str) -> list[Part]:
    looked, unread = lines[:MOST_LINES], lines[MOST_LINES:]
    kinds = mark_lines(looked, headed, language)
    parts = [part for line, kind in zip(looked, kinds, strict=True) for part in _pieces(line, kind, language)]
    return _datelines(parts, text) + [Part(line.start, line.end, "body", "body.unread", 0.5) for line in unread]


def split_lines(text: str, start: int = 0, end: int | None = None) -> list[Line]:
    """Lines with something on them; a blank line between two lines puts them into different blocks."""
    lines: list[Line] = []
    block, last = 0, start
    for found in _LINE.finditer(text, start, len(text) if end is None else end):
        whole = found.group()
        trimmed = whole.strip()
        if not trimmed:
            continue
        if lines and max(text.count("\n", last, found.start()), text.count("\r", last, found.start())) > 1:
            block += 1
        indent = len(whole) - len(whole.lstrip())
        at = found.start() + indent
        lines.append(Line(at, at + len(trimmed), trimmed, indent, block))
        last = at + len(trimmed)
    return lines


def mark_lines(lines: list[Line], headed: bool = True, language: str = "en") -> list[LineKind | None]:
    """What each line is taken for; None is article text."""
    kinds: list[LineKind | None] = [_by_words(line.text, language) for line in lines]
    comments = comments_start(lines, kinds, language)
    for at in range(comments, len(lines)):
        kinds[at] = LineKind("comment", "comment.section")
    head = kinds[:comments]
    if headed:
        if is_flat(lines[:comments]):
            head = mark_flat(lines[:comments], head)
        _mark_masthead(lines, head)
        _mark_headline(lines, head)
        _mark_names(lines, head, language)
    _mark_notes(lines, head, language)
    _mark_tail(lines, head)
    return head + kinds[comments:]


def _by_words(line: str, language: str) -> LineKind | None:
    stamp = read_stamp(line, language)
    if stamp:
        return LineKind("metadata", "metadata.stamp" if stamp.end == len(line) else "metadata.front")
    return classify_line(line, language)


def _pieces(line: Line, kind: LineKind | None, language: str) -> Iterable[Part]:
    """A line as one part, or a stamp and the text after it."""
    if kind is None:
        yield Part(line.start, line.end, "body", "body.rest", 0.9)
    elif kind.rule == "metadata.front":
        stamp = read_stamp(line.text, language)
        cut = line.start + (stamp.end if stamp else 0)
        yield Part(line.start, cut, "metadata", kind.rule, 0.95)
        rest = line.end - len(line.text[cut - line.start :].lstrip())
        yield Part(rest, line.end, "body", "body.rest", 0.9)
    else:
        yield Part(line.start, line.end, kind.kind, kind.rule, _SCORES.get(kind.rule, 0.9))


_SCORES = {"furniture.tail": 0.7, "furniture.masthead": 0.8, "furniture.flat": 0.7, "headline.first": 0.85}


def is_title_like(line: str) -> bool:
    """Whether a line can be a headline: 3 to 30 words, at most 220 characters, no stop, comma or colon at its end."""
    return 3 <= len(line.split()) <= 30 and len(line) <= 220 and line[-1] not in ".,;:—–-" and line[0] not in "•*-–—>|"


def is_body_like(line: str) -> bool:
    """Whether a line reads as running text: it ends a sentence and has eight words, or is long."""
    count = len(line.split(None, 25))
    return count >= 25 or (count >= 8 and line.rstrip("\"'”’»)]")[-1:] in (".", "!", "?", "…", ":"))


def _mark_masthead(lines: list[Line], kinds: list[LineKind | None]) -> None:
    """Short lines in one block with a menu, before the article begins, are the name and motto of the house."""
    head = range(min(12, len(kinds)))
    menus = {lines[n].block for n in head if is_menu(lines[n].text)}
    for at in head:
        text = lines[at].text
        if kinds[at] is None and is_body_like(text):
            return
        if kinds[at] is None and lines[at].block in menus and len(text.split()) <= 10 and text[-1] not in ".,;:":
            kinds[at] = LineKind("furniture", "furniture.masthead")


def _mark_headline(lines: list[Line], kinds: list[LineKind | None]) -> None:
    """The first line of the article if it is like a title and text follows; its repeats too."""
    free = [n for n in range(min(len(kinds), 400)) if kinds[n] is None or kinds[n].rule == "metadata.front"]  # type: ignore[union-attr]
    for _ in range(_label_lines(lines, kinds, free)):
        kinds[free.pop(0)] = LineKind("furniture", "furniture.masthead")
    if len(free) < 2 or kinds[free[0]] is not None:
        return
    first, title = free[0], lines[free[0]].text
    following = [n for n in free if n > first and lines[n].text != title]
    if not is_title_like(title) or not any(is_body_like(lines[n].text) for n in following[:12]):
        return
    for at, line in enumerate(lines[: len(kinds)]):
        if line.text == title and kinds[at] is None:
            kinds[at] = LineKind("headline", "headline.first" if at == first else "headline.repeat")


def _label_lines(lines: list[Line], kinds: list[LineKind | None], free: list[int]) -> int:
    """How many of the first free lines are the name of the house or section, with its motto, over the headline."""
    if len(free) < 2 or kinds[free[0]] is not None:
        return 0
    first, block = lines[free[0]].text, lines[free[0]].block
    parts = [part.split() for part in first.split(" | ")]
    if len(parts) > 1 and all(1 <= len(part) <= 3 for part in parts):
        return 1
    over = sum(lines[n].block == block for n in free[:4])
    begun = any(lines[n].block == block for n in range(free[0]))
    if (over > 1 or begun) and over < 4 and over < len(free) and all(_is_short(lines[n].text) for n in free[:over]):
        beneath = lines[free[over]]
        alone = all(lines[n].block != beneath.block for n in free[over + 1 : over + 2])
        if kinds[free[over]] is None and is_title_like(beneath.text) and alone:
            return over
    second = lines[free[1]].text
    count = len(first.split())
    if kinds[free[1]] is not None or len(free) < 3 or first[-1] in ".,;:!?’”\"'" or not is_title_like(second):
        return 0
    return int(len(second.split()) >= 4 and (count <= 2 or (count <= 5 and masthead_word(first))))


def _is_short(line: str) -> bool:
    return len(line) <= 80 and len(line.split()) <= 10 and line[-1] not in ".:;,"


def _mark_names(lines: list[Line], kinds: list[LineKind | None], language: str) -> None:
    """Between headline and text a line that is only a person's name, and at either end what says who he is."""
    head = next((n for n, kind in enumerate(kinds[:40]) if kind is not None and kind.kind == "headline"), None)
    if head is None:
        return
    free = [n for n in range(head + 1, len(kinds)) if kinds[n] is None]
    for at in free[:3]:
        if is_person_line(lines[at].text) and len(free) > 3:
            kinds[at] = LineKind("byline", "byline.name")
        elif is_trade_note(lines[at].text, language):
            kinds[at] = LineKind("byline", "byline.note")
        else:
            break
    if len(free) > 3 and is_trade_note(lines[free[-1]].text, language):
        kinds[free[-1]] = LineKind("byline", "byline.note")


def _mark_notes(lines: list[Line], kinds: list[LineKind | None], language: str) -> None:
    """Sentences about a person named by a byline or author box; the box of "the author" names him first."""
    authors: list[str] = []
    for at, kind in enumerate(kinds):
        before = kinds[at - 1] if at else None
        after_box = before is not None and before.rule in ("byline.about", "byline.note")
        text = lines[at].text
        if kind and kind.kind == "byline":
            names = names_in_byline(text, kind.rule, language)
            authors += names
            if kind.rule == "byline.about" and not names and "author" not in text.lower():
                kinds[at] = None
        elif kind is None and len(text) <= 1_500 and (authors or after_box):
            if (
                after_box
                and before is not None
                and before.rule == "byline.about"
                and not names_in_byline(lines[at - 1].text)
            ):
                authors += named_first(text, language)
            if author_note(text, authors[:20], after_box, language):
                kinds[at] = LineKind("byline", "byline.note")


_ENDS = ("furniture.comment_form", "furniture.more", "furniture.rating", "furniture.teaser", "furniture.site",
         "furniture.support", "furniture.tags", "furniture.subscribe", "furniture.follow",
         "furniture.copyright")  # fmt: skip


def _mark_tail(lines: list[Line], kinds: list[LineKind | None]) -> None:
    """After the last running text, once the furniture of the page's end has begun, short lines are teasers."""
    last = max((n for n, kind in enumerate(kinds) if kind is None and is_body_like(lines[n].text)), default=-1)
    begun = False
    for at in range(last + 1, len(kinds)):
        kind = kinds[at]
        begun = begun or (last >= 0 and kind is not None and kind.rule in _ENDS)
        if kind is None and begun and len(lines[at].text) <= LONGEST and lines[at].text[-1] not in '.”"':
            kinds[at] = LineKind("furniture", "furniture.tail")


def _datelines(parts: list[Part], text: str) -> list[Part]:
    """`PLACE (Agency) — ` before the first words of the article, as a part of its own."""
    for at, part in enumerate(parts):
        if part.kind != "body":
            continue
        found = _DATELINE.match(text, part.start, min(part.end, part.start + 140))
        if found and found.end() < part.end:
            cut = part.start + len(found.group().rstrip())
            pieces = [
                Part(part.start, cut, "dateline", "dateline.place", 0.9),
                Part(found.end(), part.end, "body", part.rule, part.score),
            ]
            return parts[:at] + pieces + parts[at + 1 :]
        return parts
    return parts
