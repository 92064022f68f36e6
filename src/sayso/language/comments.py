"""Where readers' comments begin: names with what they said, threads, quoted lines, the marks of comment sections.

Once the section begins, everything after it is comment: nothing in it may ever become a source of the article.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from sayso.language.furniture import LONGEST, LineKind, comment_talk, is_username
from sayso.language.lexicon import lexicon
from sayso.language.stamps import DATE

_BULLET = re.compile(r"[•◦▪‣·*o-]\s+(?=\S)")
_COUNT = re.compile(
    r"(?:show |view |see |all |reader |user |load )*\(?\d[\d.,]*\)?\+? "
    r"(?:comments?|responses?|replies|thoughts?|discussions?)\b(?: (?:on|to) .{1,200})?:?"
    r"|(?:reader |user |visitor |facebook |your |all |public )*"
    r"(?:comments|responses|discussion|reader reactions)(?: ?\(\d+\)| ?: ?\d*| \d+)?:?"
    r"|comments? section:?",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:\d+|an?|a few) (?:second|minute|min|hour|hr|day|week|month|year)s?(?: ago)?\b.{0,40}"
    r"|just now|reply|.{0,12}\breply(?: .{0,30})?|"
    r"(?:on )?[a-z]{3,9}\.? \d{1,2},? \d{4}(?:,? at|,?) \d{1,2}[:.]\d{2}.{0,20}"
    r"|\d{1,2}[./-]\d{1,2}[./-]\d{2,4},? (?:at )?\d{1,2}[:.]\d{2}.{0,20}",
    re.IGNORECASE,
)
_TIMED = re.compile(
    r"@?[\w.'’-]{1,30}(?: [\w.'’()-]{1,20}){0,4}\s*(?:[·•|,–—-]\s*|\s|\()"
    r"(?:about )?(?:\d+|an?) ?(?:s|m|h|d|w|min|mins|hr|hrs|"
    r"(?:second|minute|hour|day|week|month|year)s?)(?: ago)\b(?:\):? .{1,380}|.{0,30})",
    re.IGNORECASE,
)
_MONTH_DAY = (
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d{1,2}(?:st|nd|rd|th)?"
    r"|\d{1,2}(?:st|nd|rd|th)? (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?)"
)
_SIGNED = re.compile(
    r"(?:a )?(?:comment|reply|posted|response|submitted|written) (?:by|from) "
    r"@?[\w.'’-]{1,30}(?: [\w.'’()-]{1,20}){0,4}.{0,40}",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"@?[\w.'’-]{{1,30}}(?: [\w.'’()-]{{1,20}}){{0,4}}?,? ?(?:on |at |[·•|–—-] ?)?"
    rf"(?:{DATE}|{_MONTH_DAY}),? ?(?:at )?\d{{1,2}}[:.]\d{{2}}.{{0,20}}",
    re.IGNORECASE,
)
_NAMED = r"@?[\w.'’-]{1,30}(?: [\w.'’()-]{1,20}){0,4}"
_HANDLED = re.compile(
    rf"{_NAMED} ?[|·•(\[–—-] ?[+-]?\d{{1,6}} (?:likes?|up-?votes?|votes?|points?|replies|reply|thumbs up|reactions?"
    r"|recommend(?:s|ations)?|hearts?|stars?)[)\]]?:?"  # "NAME | 5 likes"
    rf"|(?P<timed>{_NAMED}), (?:at )?\d{{1,2}}[:.]\d{{2}}(?: ?[ap]\.?m\.?)?:"  # "NAME, 08:14:"
    r"|(?:a )?(?:reader|user|visitor|guest|listener|viewer)s?['’]?s? "
    rf"(?:opinion|comment|view|letter|post|reaction|reply|voice)s? (?:by|from|of|:) ?{_NAMED}:?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rf"#\d{{1,5}}[.:)]?,? (?:by |from )?{_NAMED}:?", re.IGNORECASE)  # "#12 NAME"; lists have it too
LONGEST_COMMENT = 8  # lines of a block under a handle
_VOICE = re.compile(r"\b(?:I|I['’]\w+|[Yy]ou|[Yy]our|[Mm]y|[Mm]e|lol)\b|[!?]+$")
_REMARK = re.compile(r"@?[\w.'’-]{1,30}(?: [\w.'’()-]{1,20}){0,2}: [^“”\"«‘'].{2,300}")
_REPLIES = frozenset({"commented", "replies", "replied", "responds", "responded", "replied to"})
_MARKS = "“”\"'‘’«"


class _Line(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def indent(self) -> int: ...
    @property
    def block(self) -> int: ...


def comments_start(lines: Sequence[_Line], kinds: Sequence[LineKind | None], language: str = "en") -> int:
    """Index of the line at which the comment section begins, or the number of lines if there is none.

    A block is *strong* if nothing but a comment looks like it, *weak* if it may be one. The section begins at the first
    strong block from which on comments prevail, or at a heading that counts comments and is followed by one.
    """
    blocks = _blocks(lines)
    apart = len(blocks) * 3 >= len(lines)
    if not apart:  # hardly a blank line: names and words stand line by line
        blocks = [(n, n + 1) for n in range(len(lines))]
    grades = [_grade(lines, kinds, first, last, apart, language) for first, last in blocks]
    _grade_threads(lines, blocks, grades)
    plain = sum(grade == 0 for grade in grades)
    strong = sum(grade == 2 for grade in grades)
    for n, (first, last) in enumerate(blocks):
        if grades[n] == 2 and n and _prevails(strong, plain):
            return blocks[_back(grades, n)][0]
        if (
            n
            and last - first == 1
            and _COUNT.fullmatch(lines[first].text)
            and _followed(grades, n)
            and _read_before(lines, kinds, first)
        ):
            return first
        strong -= grades[n] == 2
        plain -= grades[n] == 0
    return _weak_tail(lines, blocks, grades) if apart else len(lines)


def _weak_tail(lines: Sequence[_Line], blocks: Sequence[tuple[int, int]], grades: Sequence[int]) -> int:
    """Two or more blocks at the end that may be comments are, if nothing before is like them or names who speaks there.

    An interview and an article with headings are told apart by that: their names stand in the text before too.
    """
    start = len(blocks)
    while start > 1 and grades[start - 1] in (1, 3):
        start -= 1
    while start < len(blocks) and grades[start] != 1:
        start += 1
    weak = [blocks[n][0] for n in range(start, len(blocks)) if grades[n] == 1]
    if not 2 <= len(weak) <= 200 or start * 2 < len(blocks) or 1 in grades[:start]:
        return len(lines)
    before = "\n".join(line.text for line in lines[: blocks[start][0]])
    named = sum(lines[n].text.split(":")[0].split(" (")[0] in before for n in weak)
    voiced = any(_VOICE.search(line.text[:LONGEST]) for line in lines[blocks[start][0] :][:400])
    return blocks[start][0] if voiced and not named else len(lines)


def _prevails(strong: int, plain: int) -> bool:
    """A comment may run over paragraphs; an article that holds one line like a comment is still an article."""
    return plain == 0 or (strong >= 2 and plain <= 2 * strong)


def _followed(grades: Sequence[int], at: int) -> bool:
    """Whether one of the next three blocks is a comment."""
    return any(grade in (1, 2) for grade in grades[at + 1 : at + 4])


def _read_before(lines: Sequence[_Line], kinds: Sequence[LineKind | None], at: int) -> bool:
    """Whether running text stands before: a count of comments in a masthead heads no section."""
    size = 0
    for line, kind in zip(lines[:at], kinds, strict=False):
        size += 0 if kind else len(line.text)
        if size > 60:
            return True
    return False


def _back(grades: Sequence[int], at: int) -> int:
    """The first of the weak blocks that stand directly before."""
    while at > 1 and grades[at - 1] == 1:
        at -= 1
    return at


def _blocks(lines: Sequence[_Line]) -> list[tuple[int, int]]:
    """First and last+1 line of each block."""
    blocks: list[tuple[int, int]] = []
    for n, line in enumerate(lines):
        if blocks and lines[n - 1].block == line.block:
            blocks[-1] = (blocks[-1][0], n + 1)
        else:
            blocks.append((n, n + 1))
    return blocks


def _grade(
    lines: Sequence[_Line], kinds: Sequence[LineKind | None], first: int, last: int, apart: bool, language: str
) -> int:
    """0 article, 1 weak, 2 strong, 3 furniture (neither for nor against)."""
    if all(kinds[n] is not None for n in range(first, min(last, first + 12))):
        return 3
    opening = lines[first].text
    second = lines[first + 1].text if first + 1 < (last if apart else len(lines)) else ""
    if (_is_dated(opening) and (second or not apart or "ago)" in opening)) or opening[0] in "↳└":
        return 2
    found = _said(language).match(opening) if len(opening) < LONGEST or ":" in opening[:60] else None
    if found:
        return _grade_said(found.group("verb") or "", found.group("rest"), second)
    if second and apart and last - first <= LONGEST_COMMENT and _is_handle(lines, first, last, language):
        return 2
    if apart and last - first == 1 and _REMARK.fullmatch(opening[:LONGEST]):
        return 1
    if second and is_username(opening) and (apart or second.startswith(">") or _WHEN.fullmatch(second[:LONGEST])):
        return _grade_named(opening, second, language)
    return 0


def _is_handle(lines: Sequence[_Line], first: int, last: int, language: str) -> bool:
    """Whether a block opens with a reader's name beside likes, a time or a number; in a list nobody speaks."""
    opening = lines[first].text[:LONGEST]
    if _NUMBERED.fullmatch(opening):
        return any(_VOICE.search(line.text[:LONGEST]) for line in lines[first + 1 : last])
    found = _HANDLED.fullmatch(opening)
    words = (found.group("timed") or "").lower().split() if found else []
    return found is not None and not any(w in lexicon("furniture", language)["lists"]["not_handles"] for w in words)


def _is_dated(line: str) -> bool:
    """Whether a line is a name and when he wrote; a byline is not."""
    if line.lower().startswith("by ") or (len(line) >= 120 and ("ago)" not in line[:80] or len(line) > LONGEST)):
        return False
    if _TIMED.fullmatch(line):
        return True
    return len(line) < 120 and bool(_DATED.fullmatch(line) or (line[-1] == ":" and _SIGNED.fullmatch(line)))


def _grade_said(verb: str, rest: str, second: str) -> int:
    """`NAME says:` alone on its line, or before words that are no quotation."""
    if not rest:
        return 0 if not second else 2 if second[0] not in _MARKS or verb in _REPLIES else 1
    if rest.lower().startswith(("quote:", "> ")):
        return 2
    return int(verb in _REPLIES) if rest[0] in _MARKS else 2 if rest[0].islower() else 1


def _grade_named(opening: str, second: str, language: str) -> int:
    """A name on one line and words on the next."""
    if second.startswith(">") or _WHEN.fullmatch(second[:LONGEST]):
        return 2
    odd = any(sign.isdigit() or sign == "_" for sign in opening) or opening.startswith("@")
    guest = opening.lower() in lexicon("furniture", language)["lists"]["guests"]
    return 2 if guest or comment_talk(second, language) or (odd and " " not in opening) else 1


def _grade_threads(lines: Sequence[_Line], blocks: Sequence[tuple[int, int]], grades: list[int]) -> None:
    """Bullets with a name, or at several depths, and indented text under them."""
    depths: set[int] = set()
    bulleted = 0
    found: list[tuple[int, int]] = []
    for n, (first, _) in enumerate(blocks):
        line = lines[first]
        bullet = _BULLET.match(line.text)
        if bullet:
            depths.add(line.indent)
            bulleted += 1
            found.append((n, 2))
        elif bulleted and line.indent > min(depths):
            found.append((n, 1))
    if len(depths) < 2 or len(found) <= bulleted:
        return
    for n, grade in found:
        grades[n] = grade


@cache
def _said(language: str) -> re.Pattern[str]:
    """`NAME wrote: rest`, `NAME says:`, `NAME: Quote: rest`."""
    verbs = "|".join(
        sorted(map(re.escape, lexicon("furniture", language)["lists"]["comment_verbs"]), key=len, reverse=True)
    )
    name = r"@?[\w.'’-]{1,30}(?: [\w.'’()-]{1,20}){0,4}?"
    return re.compile(
        rf"{name}(?: (?P<verb>{verbs})(?: (?:on|at) [\w ,:.-]{{4,40}}?)?\s?:\s*|: (?=Quote:|> ))(?P<rest>.*)", re.DOTALL
    )
