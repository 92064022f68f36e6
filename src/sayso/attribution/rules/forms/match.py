"""Matching a shape against the items of a sentence: forwards from its anchor, backwards before it.

Every step looks at a bounded number of items and the number of steps is capped, so a sentence costs time linear in its
length.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.attribution.rules.forms.shapes import Piece, Shape
from sayso.language import words
from sayso.language.items import Item
from sayso.language.phrases import REACH, is_role, phrase_after, phrase_before
from sayso.language.roles import document_heads
from sayso.language.verbs import cue_words, verb_group

FILLER = 8  # words of time, place and audience at most
LONGEST_RELATIVE = 16  # items of "who wishes to remain unnamed"
LONGEST_CONTENT = 200  # items; a longer clause is no sentence that somebody wrote
STEPS = 400  # tries for one shape at one place; the longest of forms.toml needs some 60
Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Match:
    """What a shape found, as indices of items: cues, contents and the phrases named by letters."""

    cues: tuple[Range, ...] = ()
    contents: tuple[Range, ...] = ()
    named: tuple[tuple[str, Range], ...] = ()

    def get(self, letter: str) -> Range | None:
        return next((found for name, found in self.named if name == letter), None)


@dataclass(slots=True)
class _Walk:
    items: list[Item]
    end: int
    steps: int = field(default=STEPS)


def match_shape(items: list[Item], shape: Shape, at: int, end: int) -> Match | None:
    """What the shape finds with its anchor at `items[at]`; `end` is the end of the clause."""
    walk = _Walk(items, end)
    first = _helpers_before(items, at) if shape.pieces[shape.anchor].kind == "verbs" else at
    before = None if first is None else _backward(items, shape.pieces[: shape.anchor], first)
    if first is None or before is None:
        return None
    helpers = Match(cues=((first, at),)) if first < at else Match()
    for behind, _ in _forward(walk, shape.pieces, shape.anchor, at, helpers):
        return Match(before.cues + behind.cues, before.contents + behind.contents, before.named + behind.named)
    return None


def _helpers_before(items: list[Item], at: int) -> int | None:
    """Where the auxiliaries and adverbs before a verb start, or None if one of them negates it."""
    first = at
    while first > 0 and at - first < 5 and items[first - 1].tag in "XA":
        first -= 1
        if items[first].lower in words("grammar", "negations"):
            return None
    aside = " ".join(i.lower for i in items[max(0, first - 2) : first])
    return first - 2 if aside in words("forms", "asides") else first


def _forward(walk: _Walk, pieces: tuple[Piece, ...], k: int, at: int, found: Match) -> Iterator[tuple[Match, int]]:
    """Matches of the pieces from `k` on, with where they end, the likeliest first."""
    walk.steps -= 1
    if walk.steps < 0:
        return
    if k == len(pieces):
        yield found, at
        return
    piece = pieces[k]
    for more, after in _one(walk, piece, at, k + 1 == len(pieces)):
        joined = Match(found.cues + more.cues, found.contents + more.contents, found.named + more.named)
        yield from _forward(walk, pieces, k + 1, after, joined)
    if piece.optional:
        yield from _forward(walk, pieces, k + 1, at, found)


def _one(walk: _Walk, piece: Piece, at: int, last: bool) -> Iterator[tuple[Match, int]]:
    """What one piece may be at `at`."""
    items, end = walk.items, walk.end
    if piece.kind == "$":
        if at >= end:
            yield Match(), at
    elif piece.kind == "^":
        if at <= clause_start(items):
            yield Match(), at
    elif at >= len(items):
        return
    elif piece.kind == "mark":
        if items[at].tag in piece.phrases or items[at].text in piece.phrases:
            yield Match(), at + 1
    elif piece.kind in ("words", "verbs"):
        yield from _phrase(items, piece, at)
    elif piece.kind == "~":
        yield from _filler(items, at, end)
    elif piece.kind == "Q":
        if items[at].tag == "Q":
            yield Match(contents=((at, at + 1),)), at + 1
    elif piece.kind in "CT":
        read = _content(items, piece.kind, at, end, last)
        yield from read if piece.in_cue else ((Match(), after) for _, after in read)
    elif piece.kind == "P":
        yield from _saying(items, at, end)
    else:
        for after in _phrases(items, piece.kind, at):
            yield Match(named=((piece.kind, (at, after)),)), after


def _phrase(items: list[Item], piece: Piece, at: int) -> Iterator[tuple[Match, int]]:
    head = at
    while piece.kind == "verbs" and head < min(len(items), at + 5) and items[head].tag in "XA":
        if items[head].lower in piece.phrases:
            break
        if items[head].lower in words("grammar", "negations"):
            return
        head += 1
    for phrase in piece.phrases.get(items[head].lower, ()) if head < len(items) else ():
        after = head + len(phrase)
        if tuple(i.lower for i in items[head:after]) == phrase:
            yield Match(cues=((at, after),) if piece.in_cue else ()), after


def _filler(items: list[Item], at: int, end: int) -> Iterator[tuple[Match, int]]:
    for after in range(at, min(end, at + FILLER) + 1):
        yield Match(), after
        if after >= end or items[after].tag not in "RTNDOKA,'":
            return


def _content(items: list[Item], kind: str, at: int, end: int, last: bool) -> Iterator[tuple[Match, int]]:
    opening = items[at].lower
    if kind == "T" and (opening not in ("that", "whether", "if", "how") or at + 2 > end):
        return
    if kind == "C" and opening in ("that", "and", "but", "which", "who"):
        return
    if not last:
        for after in range(at + 2, min(end, at + REACH) + 1):
            yield Match(contents=((at, after),)), after
        return
    stop = next((n for n in range(at + 2, min(end, at + LONGEST_CONTENT)) if items[n].tag == ";"), end)
    if 0 < stop - at <= LONGEST_CONTENT:
        yield Match(contents=((at, stop),)), stop


def _saying(items: list[Item], at: int, end: int) -> Iterator[tuple[Match, int]]:
    """Reads "X said" and "said X" with what follows of time and place."""
    for head in range(at, min(end, at + REACH)):
        if items[head].tag in ",;:Q":
            return
        verb = verb_group(items, head)
        if verb is None or verb.shape == "ing" or verb.negated or not verb.form.kinds & {"say", "quoting"}:
            continue
        if verb.first == at:
            for after in _phrases(items, "S", verb.last):
                found = Match(cues=((at, verb.last),), named=(("S", (verb.last, after)),))
                yield from ((found, beyond) for _, beyond in _filler(items, after, end))
        elif phrase_before(items, verb.first) == at:
            found = Match(cues=((verb.first, verb.last),), named=(("S", (at, verb.first)),))
            yield from ((found, beyond) for _, beyond in _filler(items, verb.last, end))


def _phrases(items: list[Item], kind: str, at: int) -> Iterator[int]:
    """Ends of the noun phrase at `at`: all of it, less what a preposition adds, with a clause about it."""
    base = phrase_after(items, at, apposition=False) if at < len(items) else None
    if base is None:
        return
    if not may_speak(items, at, base):
        return
    ends = [base]
    ends += [n for n in range(base - 1, at, -1) if items[n].tag in "RVU"]
    apposed = phrase_after(items, at)
    if apposed is not None and apposed != base:
        ends.append(apposed)
    for end in ends:
        head = items[at:end]
        if kind == "O" and not (any(i.tag == "K" for i in head) and all(i.tag in "KDNCRO.'T" for i in head)):
            continue
        if kind == "N" and not any(i.tag == "K" or is_role(i.lower) for i in head):
            continue
        if kind == "D" and not any(i.lower in document_heads() | cue_words("nouns", "documents") for i in head):
            continue
        yield end
    follows = base + 1 if base < len(items) and items[base].tag == "," else base
    if kind != "O" and follows < len(items) and items[follows].tag == "W" and items[follows].lower != "that":
        for end in range(follows + 2, min(len(items), follows + LONGEST_RELATIVE)):
            yield end
            if items[end].tag in ".;:Q":
                return


def may_speak(items: list[Item], first: int, last: int) -> bool:
    """Whether a phrase can be a source: it names or describes somebody."""
    phrase = items[first:last]
    if phrase[0].lower in cue_words("nouns", "no_source") or phrase[0].lower in ("it", "this", "that", "which"):
        return False
    return any(i.tag in "KOPUQ" for i in phrase)


def _backward(items: list[Item], pieces: tuple[Piece, ...], at: int) -> Match | None:
    """The pieces before an anchor, from right to left; each has one reading."""
    found, place = Match(), at
    for piece in reversed(pieces):
        read = _one_before(items, piece, place)
        if read is not None:
            more, place = read
            found = Match(more.cues + found.cues, more.contents + found.contents, more.named + found.named)
        elif not piece.optional:
            return None
    return found


def _one_before(items: list[Item], piece: Piece, at: int) -> tuple[Match, int] | None:
    if piece.kind == "^":
        return (Match(), at) if at <= clause_start(items) else None
    if at <= 0:
        return None
    if piece.kind == "mark":
        return (Match(), at - 1) if items[at - 1].tag in piece.phrases or items[at - 1].text in piece.phrases else None
    if piece.kind == "Q":
        return (Match(contents=((at - 1, at),)), at - 1) if items[at - 1].tag == "Q" else None
    if piece.kind == "words":
        for phrases in piece.phrases.values():
            for phrase in phrases:
                begin = at - len(phrase)
                if begin >= 0 and tuple(i.lower for i in items[begin:at]) == phrase:
                    return Match(cues=((begin, at),) if piece.in_cue else ()), begin
        return None
    if piece.kind in "CT":
        return _content_before(items, piece.kind, at)
    if piece.kind == "P":
        return _saying_before(items, at)
    if piece.kind not in "SNOD":
        return None
    start = phrase_before(items, at)
    last = at - 1 if items[at - 1].tag == "," else at
    if start is None or start >= last or not may_speak(items, start, last):
        return None
    if piece.kind == "O" and not any(i.tag == "K" for i in items[start:last]):
        return None
    return Match(named=((piece.kind, (start, last)),)), start


def _content_before(items: list[Item], kind: str, at: int) -> tuple[Match, int] | None:
    start = clause_start(items)
    start = next((n + 1 for n in range(at - 1, max(start, at - LONGEST_CONTENT), -1) if items[n].tag == ";"), start)
    if not 0 < at - start <= LONGEST_CONTENT:
        return None
    if kind == "T" and items[start].lower not in ("that", "whether", "if"):
        return None
    return Match(contents=((start, at),)), start


def _saying_before(items: list[Item], at: int) -> tuple[Match, int] | None:
    """Reads "X said" between two commas, from its end."""
    start = next((n + 1 for n in range(at - 1, max(-1, at - REACH), -1) if items[n].tag in ",;"), None)
    if start is None:
        return None
    return next(((found, start) for found, after in _saying(items, start, at) if after == at), None)


def clause_start(items: list[Item]) -> int:
    """First item of the clause proper: an opening "But" or "And" belongs to the article."""
    n = 0
    while n < min(len(items), REACH) and items[n].tag in "C,-*":
        n += 1
    return n
