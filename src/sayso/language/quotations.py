"""Quotation marks paired, in one pass, whatever their style and however damaged the text."""

import re
from dataclasses import dataclass

from sayso.model import Span

_PAIRS = {"“": "”", "„": "”", "«": "»", "‘": "’", "‹": "›", '"': '"', "'": "'"}
_CLOSERS = {"”", "»", "’", "›"}
_SINGLE = {"‘", "'"}
_MARKS = re.compile(f"[{''.join(sorted(_CLOSERS | _PAIRS.keys()))}]")
DEEPEST = 8  # nesting of quotations that is followed; deeper marks are taken flat (`anchors/reliability.md` section 3)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks.

    `span` includes the marks, `inner` does not. `closed` is False where the paragraph ends before a closing mark
    comes: by custom the speech then goes on in the next paragraph.
    """

    span: Span
    inner: Span
    mark: str
    closed: bool
    depth: int

    @property
    def is_single(self) -> bool:
        """Whether the marks are single ones."""
        return self.mark in _SINGLE


def find_quotations(text: str, start: int, end: int) -> list[Quotation]:
    """Quotations of one paragraph in the order in which they open; linear, nesting deeper than 8 is taken flat.

    An apostrophe is told from a closing single mark by what stands around it; a straight mark opens after a blank or
    an opening bracket and closes otherwise.
    """
    found: list[Quotation] = []
    stack: list[tuple[str, int, int]] = []
    doubled = -1
    for seen in _MARKS.finditer(text, start, end):
        at, mark = seen.start(), seen.group()
        if at == doubled:
            continue  # the second half of a double mark typed as two single ones
        width = 1
        if mark == "'" and at + 1 < end and text[at + 1] == "'":
            mark, width, doubled = '"', 2, at + 1
        if width == 1 and _is_apostrophe(text, at, start, end, bool(stack) and stack[-1][0] in _SINGLE):
            continue
        if _opens(text, at, at + width, start, end, stack, mark):
            if len(stack) < DEEPEST:
                stack.append((mark, at, width))
            continue
        level = next((n for n in range(len(stack) - 1, -1, -1) if _closes(stack[n][0], mark)), None)
        if level is None:
            continue
        opener, opened, wide = stack[level]
        del stack[level:]
        found.append(Quotation(Span(opened, at + width), Span(opened + wide, at), opener, True, level))
    for level, (opener, opened, wide) in enumerate(stack):
        announces = opener == "‘" and text[max(start, opened - 2) : opened].strip() in ("", ":")
        if (opener not in _SINGLE or announces) and level == 0:
            found.append(Quotation(Span(opened, end), Span(min(opened + wide, end), end), opener, False, level))
    return sorted(found, key=lambda q: q.span)


def _closes(opener: str, mark: str) -> bool:
    return _PAIRS[opener] == mark or (opener == "„" and mark == "“") or (opener == "“" and mark == '"')


def _opens(text: str, at: int, beyond: int, start: int, end: int, stack: list[tuple[str, int, int]], mark: str) -> bool:
    if mark in _CLOSERS:
        return False
    after = text[beyond] if beyond < end else " "
    if mark in "“„«‹‘":
        if mark == "“" and stack and stack[-1][0] == "„":
            return False
        return not after.isspace() or mark != "‘"
    before = text[at - 1] if at > start else " "
    if after.isspace() or beyond >= end:
        return False
    if any(opener == mark for opener, _, _ in stack) and not before.isspace():
        return False
    return before.isspace() or before in "([{—–-:“‘\"'/" or (not before.isalnum() and before not in ".,!?;")


def _is_apostrophe(text: str, at: int, start: int, end: int, inside_single: bool) -> bool:
    mark = text[at]
    if mark not in "’'‘":
        return False
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if before.isalnum() and after.isalnum():
        return True  # don't, Syria’s
    if mark == "‘":
        return after.isspace()
    if before in "sS" and not inside_single:
        return True  # the terrorists’ siege
    return before in "sS" and after == " " and _closes_later(text, at + 1, min(end, at + 400))


def _closes_later(text: str, start: int, end: int) -> bool:
    """Whether a single closing mark before a blank or stop is still to come, so that this one was a possessive."""
    for at in range(start, end):
        if text[at] in "’'" and not text[at - 1].isspace() and (at + 1 >= end or not text[at + 1].isalnum()):
            return True
        if text[at] in "‘":
            return False
    return False
