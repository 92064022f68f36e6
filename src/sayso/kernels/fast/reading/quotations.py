"""Which words stand inside quotation marks: the compiled form of `sayso.language.find_quotations`, line by line."""

import numpy as np
from numba import njit

DEEPEST = 8
"""Nesting that is followed, as in `sayso.language.quotations`."""
_SPACE, _ALNUM, _MARK = 4, 8, 16
_LATER = 400
"""Characters looked ahead for a closing single mark."""


@njit(cache=True, nogil=True)
def mark_quoted(points, count, traits, words, starts, flags):
    """Flag 8 for each word that starts inside a quotation; `points` is the whole text, `starts` its words'."""
    at = 0
    word = 0
    while at < count:
        while at < count and traits[points[at]] & _SPACE:
            at += 1
        start = at
        marked = False
        while at < count and not _ends_line(points[at]):
            marked |= (traits[points[at]] & _MARK) != 0
            at += 1
        end = at
        if not marked:
            continue
        while end > start and traits[points[end - 1]] & _SPACE:
            end -= 1
        word += np.searchsorted(starts[word:words], start)
        _mark_in_line(points, start, end, traits, word, words, starts, flags)


@njit(cache=True, nogil=True)
def _ends_line(point):
    return point == 10 or point == 13 or point == 0x2028 or point == 0x2029


@njit(cache=True, nogil=True)
def _mark_in_line(points, start, end, traits, first, words, starts, flags):
    openers = np.zeros(DEEPEST, np.uint32)
    opened = np.zeros(DEEPEST, np.int64)
    widths = np.zeros(DEEPEST, np.int64)
    depth = 0
    at = start - 1
    while at + 1 < end:
        at += 1
        mark = points[at]
        if not traits[mark] & _MARK:
            continue
        here = at
        width = 1
        if mark == 39 and at + 1 < end and points[at + 1] == 39:
            mark, width = np.uint32(34), 2
            at += 1  # the second half of a double mark typed as two single ones
        inside_single = depth > 0 and _is_single(openers[depth - 1])
        if width == 1 and _is_apostrophe(points, here, start, end, traits, inside_single):
            continue
        if _opens(points, here, here + width, start, end, traits, openers, depth, mark):
            if depth < DEEPEST:
                openers[depth], opened[depth], widths[depth] = mark, here, width
                depth += 1
            continue
        level = depth - 1
        while level >= 0 and not _closes(openers[level], mark):
            level -= 1
        if level >= 0:
            _flag(opened[level] + widths[level], here, first, words, starts, flags)
            depth = level
    if depth > 0:
        announces = False
        if openers[0] == 0x2018:
            announces = True
            for back in range(max(start, opened[0] - 2), opened[0]):
                blank = (traits[points[back]] & _SPACE) != 0
                announces &= blank or (points[back] == 58 and _only_colon(points, start, opened[0], traits))
        if not _is_single(openers[0]) or announces:
            _flag(min(opened[0] + widths[0], end), end, first, words, starts, flags)


@njit(cache=True, nogil=True)
def _only_colon(points, start, opened, traits):
    """Whether the two characters before a mark hold one colon and else blanks."""
    colons = 0
    for back in range(max(start, opened - 2), opened):
        colons += points[back] == 58
    return colons == 1


@njit(cache=True, nogil=True)
def _flag(start, end, first, words, starts, flags):
    word = first + np.searchsorted(starts[first:words], start)
    while word < words and starts[word] < end:
        flags[word] |= 8
        word += 1


@njit(cache=True, nogil=True)
def _is_single(mark):
    return mark == 0x2018 or mark == 39


@njit(cache=True, nogil=True)
def _closes(opener, mark):
    if opener == 0x201C:
        return mark == 0x201D or mark == 34
    if opener == 0x201E:
        return mark == 0x201D or mark == 0x201C
    if opener == 0xAB:
        return mark == 0xBB
    if opener == 0x2018:
        return mark == 0x2019
    if opener == 0x2039:
        return mark == 0x203A
    return opener == mark


@njit(cache=True, nogil=True)
def _opens(points, at, beyond, start, end, traits, openers, depth, mark):
    if mark == 0x201D or mark == 0xBB or mark == 0x2019 or mark == 0x203A:
        return False
    after = points[beyond] if beyond < end else np.uint32(32)
    blank_after = (traits[after] & _SPACE) != 0
    if mark == 0x201C or mark == 0x201E or mark == 0xAB or mark == 0x2039 or mark == 0x2018:
        if mark == 0x201C and depth > 0 and openers[depth - 1] == 0x201E:
            return False
        return not blank_after or mark != 0x2018
    before = points[at - 1] if at > start else np.uint32(32)
    blank_before = (traits[before] & _SPACE) != 0
    if blank_after or beyond >= end:
        return False
    if not blank_before:
        for level in range(depth):
            if openers[level] == mark:
                return False
    if blank_before:
        return True
    for sign in (40, 91, 123, 0x2014, 0x2013, 45, 58, 0x201C, 0x2018, 34, 39, 47):
        if before == sign:
            return True
    return not traits[before] & _ALNUM and before not in (46, 44, 33, 63, 59)


@njit(cache=True, nogil=True)
def _is_apostrophe(points, at, start, end, traits, inside_single):
    mark = points[at]
    if mark != 0x2019 and mark != 39 and mark != 0x2018:
        return False
    before = points[at - 1] if at > start else np.uint32(32)
    after = points[at + 1] if at + 1 < end else np.uint32(32)
    if traits[before] & _ALNUM and traits[after] & _ALNUM:
        return True
    if mark == 0x2018:
        return (traits[after] & _SPACE) != 0
    hissing = before == 115 or before == 83
    if hissing and not inside_single:
        return True
    return hissing and after == 32 and _closes_later(points, at + 1, min(end, at + _LATER), traits)


@njit(cache=True, nogil=True)
def _closes_later(points, start, stop, traits):
    for at in range(start, stop):
        if points[at] == 0x2019 or points[at] == 39:
            ends = at + 1 >= stop or not traits[points[at + 1]] & _ALNUM
            if not traits[points[at - 1]] & _SPACE and ends:
                return True
        if points[at] == 0x2018:
            return False
    return False
