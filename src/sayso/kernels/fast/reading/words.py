"""Words of UTF-8 texts as packed codes and places, one text after the other: the compiled form of `find_words`.

What a character is (separator, letter, mark inside a word, word by itself, apostrophe) and what it folds to comes from
the tables of `sayso.kernels.words`, so both forms agree in every script.
"""

import numpy as np
from numba import njit

from sayso.kernels.fast.reading.hashes import mix_one
from sayso.kernels.fast.reading.quotations import mark_quoted
from sayso.kernels.fast.reading.utf8 import decode_sign

_CAPITAL, _STOP = 1, 2  # bits of `sayso.kernels.words` TRAIT
_LETTER, _IGNORED, _SINGLE, _APOSTROPHE = 1, 2, 3, 4
_LINE_END = 10
_BLOCK = 1 << 14
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


@njit(cache=True, nogil=True)
def decode(text, start, end, codes):
    """Code points of the UTF-8 bytes `[start, end)` into `codes`; gives how many. The bytes are valid UTF-8."""
    count = 0
    at = start
    while at < end:
        if text[at] < 0x80:
            codes[count] = text[at]
            at += 1
        else:
            codes[count], at = decode_sign(text, at)
        count += 1
    return count


@njit(cache=True, nogil=True)
def find_unseen(text, seen):
    """Code points outside ASCII that `seen` does not know yet, each once; marks them as seen."""
    found = np.zeros(0, np.uint32)
    for start in range(0, text.size, _BLOCK):
        end = min(start + _BLOCK, text.size)
        high = np.uint8(0)
        for at in range(start, end):
            high |= text[at]
        if high >= 0x80:
            found = np.concatenate((found, _find_unseen_in(text, start, end, seen)))
    return found


@njit(cache=True, nogil=True)
def _find_unseen_in(text, start, end, seen):
    """As `find_unseen` for the characters that begin in `[start, end)`."""
    found = np.empty(end - start, np.uint32)
    count = 0
    at = start
    while at < end:
        if text[at] < 0xC0:  # ASCII, or the rest of a character that began before
            at += 1
            continue
        sign, at = decode_sign(text, at)
        if not seen[sign]:
            seen[sign] = True
            found[count] = sign
            count += 1
    return found[:count]


@njit(cache=True, nogil=True)
def _settle(codes, at, count, kinds):
    """The kind of an apostrophe: ignored between two letters, else a separator."""
    inner = 0 < at < count - 1 and kinds[codes[at - 1]] == _LETTER and kinds[codes[at + 1]] == _LETTER
    return _IGNORED if inner else 0


@njit(cache=True, nogil=True)
def find_in_text(codes, count, tables, numbers, starts, ends, flags):
    """Words of one decoded text: their numbers, code points and flags (1 capital, 2 opens); gives how many."""
    kinds, folded, traits, powers = tables
    words = 0
    at = 0
    line_ends = 0
    stops = 0
    before_lines = -1  # line ends before the start of the previous word
    while at < count:
        code = codes[at]
        kind = kinds[code]
        if kind == _APOSTROPHE:
            kind = _settle(codes, at, count, kinds)
        if kind != _LETTER and kind != _SINGLE:
            line_ends += code == _LINE_END
            stops += (traits[code] & _STOP) != 0
            at += 1
            continue
        start = at
        total = np.uint64(0)
        letters = 0
        single = kind == _SINGLE
        while True:
            power = (
                powers[letters] if letters < powers.size else mix_one(np.uint64(letters + 1) * _GOLDEN) | np.uint64(1)
            )
            total += folded[code] * power
            letters += 1
            at += 1
            while at < count:
                code = codes[at]
                kind = kinds[code]
                if kind == _APOSTROPHE:
                    kind = _settle(codes, at, count, kinds)
                if kind != _IGNORED:
                    break
                at += 1
            if single or at >= count or kind != _LETTER:
                break
        # marks behind the last letter belong to the word, so `at` is its end
        opens = words == 0 or line_ends > before_lines
        if not opens:
            opens = stops > 0 and start - ends[words - 1] > 1 and ends[words - 1] - starts[words - 1] > 1
        numbers[words] = mix_one(total)
        starts[words] = start
        ends[words] = at
        flags[words] = (traits[codes[start]] & _CAPITAL) | (2 if opens else 0)
        before_lines = line_ends
        stops = 0
        words += 1
    return words


@njit(cache=True, nogil=True)
def weigh(words, numbers, starts, ends, flags, lexicon, weights):
    """Quarter bits that each word of a text tells; `lexicon` and the rules are those of `sayso.reuse.words.weights`."""
    entries, shift, longest, formulae, beginnings, factors, most = lexicon
    mask = entries.size - 1
    for word in range(words):
        tag = np.uint32(numbers[word] & np.uint64(0xFFFFFF))
        at = np.int64(numbers[word] >> shift)
        while entries[at] and entries[at] >> 8 != tag:
            at = (at + 1) & mask
        weight = np.int64(entries[at] & 63)
        if weight == 0:
            weight = min(64, 16 + 8 * (ends[word] - starts[word]))
        weights[word] = min(weight, most)
        flags[word] |= (entries[at] & 0xC0) >> 1  # 32 a link of names, 64 the first word of a stock phrase
    _mark_names(words, starts, ends, flags, longest)
    for word in range(words - factors.size + 1):
        if flags[word] & 64 and beginnings[begin(numbers[word], numbers[word + 1], factors)]:
            _mark_formula(word, numbers, flags, formulae, factors)
    for word in range(words):
        if flags[word] & 4:
            weights[word] = (weights[word] + 2) >> 2


@njit(cache=True, nogil=True)
def begin(one, two, factors):
    """Where the table of beginnings keeps two words in a row."""
    return np.int64((one * factors[0] + two * factors[1]) >> np.uint64(48))


@njit(cache=True, nogil=True)
def _mark_names(words, starts, ends, flags, longest):
    """Flag 4 for capitalised words in a run of 2 to `longest` of them, with small words but no mark in between."""
    at = 0
    while at < words:
        if not flags[at] & 33:
            at += 1
            continue
        first = at
        capitals = 0
        while at < words and flags[at] & 33 and (at == first or starts[at] - ends[at - 1] == 1):
            capitals += flags[at] & 1
            at += 1
        if 2 <= capitals <= longest:
            for word in range(first, at):
                if flags[word] & 1:
                    flags[word] |= 4


@njit(cache=True, nogil=True)
def _mark_formula(word, numbers, flags, formulae, factors):
    """Flag 4 for the words of a stock phrase that starts here, if one does."""
    total = np.uint64(0)
    for place in range(factors.size):
        total += numbers[word + place] * factors[place]
    total = mix_one(total)
    found = np.searchsorted(formulae, total)
    if found < formulae.size and formulae[found] == total:
        for place in range(word, word + factors.size):
            flags[place] |= 4


@njit(cache=True, nogil=True)
def scan(text, offsets, kept, tables, lexicon, codes, places):
    """Packed words of the texts `[offsets[n], offsets[n + 1])` of `text`; gives the bounds in words.

    `kept` is `(first, edges)`: text `n` keeps the words that start in the code points `[edges[2k], edges[2k + 1])` with
    `first[n] <= k < first[n + 1]`; without edges at all every word is kept. `codes` and `places` have room for one word
    in every two bytes, and one more for each text.
    """
    longest = 1
    for one in range(offsets.size - 1):
        longest = max(longest, offsets[one + 1] - offsets[one])
    points = np.empty(longest, np.uint32)
    numbers = np.empty(longest, np.uint64)
    starts = np.empty(longest, np.int32)
    ends = np.empty(longest, np.int32)
    flags = np.empty(longest, np.uint8)
    weights = np.empty(longest, np.uint8)
    bounds = np.zeros(offsets.size, np.int64)
    total = 0
    for one in range(offsets.size - 1):
        count = decode(text, offsets[one], offsets[one + 1], points)
        words = find_in_text(points, count, tables, numbers, starts, ends, flags)
        weigh(words, numbers, starts, ends, flags, lexicon, weights)
        mark_quoted(points, count, tables[2], words, starts, flags)
        first, edges = kept
        edge = first[one] if edges.size else 0
        last = -1
        for word in range(words):
            if edges.size:
                while edge < first[one + 1] and edges[2 * edge + 1] <= starts[word]:
                    edge += 1
                if edge == first[one + 1]:
                    break
                if starts[word] < edges[2 * edge]:
                    continue
            opens = (flags[word] & 2) != 0 or last < word - 1 or last < 0
            last = word
            length = min(127, ends[word] - starts[word])
            codes[total] = np.uint32(numbers[word] >> np.uint64(38)) << 6 | weights[word]
            quoted = (flags[word] & 8) != 0
            places[total] = (
                np.uint32(starts[word]) | np.uint32(opens) << 23 | np.uint32(quoted) << 24 | np.uint32(length) << 25
            )
            total += 1
        bounds[one + 1] = total
    return bounds
