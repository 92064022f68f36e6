"""Words set beside a clause: "as X revealed last week, C", "in X's view, C", "C. So says X"; and names beside it that
may be outlets': "(h/t X)", "as per X", "read out on X"."""

from collections.abc import Iterator, Sequence

from sayso.attribution.rules.clauses import clause_end
from sayso.attribution.rules.units import Frame, Unit
from sayso.language.items import Item, span_of
from sayso.language.phrases import REACH, phrase_after, phrase_before
from sayso.language.verbs import VerbGroup, cue_words, verb_group
from sayso.model import Span

LONGEST_ASIDE = 7  # items between the verb of "as X revealed ..." and its comma


def read_asides(unit: Unit) -> list[Frame]:
    """Frames of one unit that such words lead, in text order."""
    items = list(unit.items)
    end = clause_end(items)
    frames = []
    for n in range(end - 3):
        opens = n == 0 or items[n - 1].tag in ",-C("
        if not opens:
            continue
        frame = None
        if items[n].lower == "as":
            frame = _as_clause(items, n, end) or _as_inverted(items, n, end)
        elif items[n].lower == "in":
            frame = _in_view(items, n, end)
        elif items[n].lower == "it":
            frame = _impersonal(items, n, end)
        if frame is not None:
            frames.append(frame)
    return frames


def _as_clause(items: list[Item], n: int, end: int) -> Frame | None:
    """Reads "as X revealed last week, C"; without words of time `clauses` reads it."""
    verb = None if items[n + 1].lower in ("i", "we", "you") else _verb_of(items, n + 1, end)
    if verb is None:
        return None
    comma = _comma(items, verb.last, end)
    if comma is None or (comma == verb.last and n == 0):
        return None
    source, cue = span_of(items, n + 1, verb.first), span_of(items, verb.first, verb.last)
    return Frame((source,), (cue,), (span_of(items, comma + 1, end),), "as clause, aside", 0.85)


def _verb_of(items: list[Item], start: int, end: int) -> VerbGroup | None:
    """The verb of saying whose subject, a plain noun phrase, starts here."""
    for head in range(start + 1, min(end, start + REACH)):
        if items[head].tag in ",;:.Q(":
            return None
        verb = verb_group(items, head) if items[head].tag == "U" else None
        if verb is not None and "say" in verb.form.kinds and phrase_before(items, verb.first) == start:
            return None if verb.negated else verb
    return None


def _as_inverted(items: list[Item], n: int, end: int) -> Frame | None:
    """Reads "As declares X, C"."""
    verb = verb_group(items, n + 1)
    if verb is None or verb.first != n + 1 or "say" not in verb.form.kinds or verb.shape == "ing" or verb.last >= end:
        return None
    stop = phrase_after(items, verb.last)
    if stop is None or stop >= end - 2 or items[stop].tag != "," or items[verb.last].tag not in "DK":
        return None
    cue = span_of(items, n, verb.last)
    return Frame(
        (span_of(items, verb.last, stop),), (cue,), (span_of(items, stop + 1, end),), "as clause, inverted", 0.8
    )


def _comma(items: list[Item], at: int, end: int) -> int | None:
    """Index of the comma after nothing but words of time, place and audience."""
    for m in range(at, min(end - 2, at + LONGEST_ASIDE)):
        if items[m].tag == ",":
            return m
        if items[m].tag not in "RTNDOKA" or items[m].lower.endswith("ing"):
            return None
    return None


def _in_view(items: list[Item], n: int, end: int) -> Frame | None:
    """Reads "In X's opinion, C", "in her view, C" and "C, in the mayor's words"."""
    noun = next((m for m in range(n + 2, min(end, n + 9)) if items[m].lower in cue_words("phrases", "views")), None)
    if noun is None or any(i.tag not in "DKON'ARP" for i in items[n + 1 : noun]):
        return None
    owner = noun - 1 if items[noun - 1].lower != "own" else noun - 2
    if owner <= n:
        return None
    pronoun = owner == n + 1 and items[owner].lower in ("his", "her", "their", "its")
    if not pronoun and not items[owner].lower.endswith(("'s", "s'", "’s", "s’")):
        return None
    pieces = _beside(items, n, noun + 1, end)
    if pieces is None:
        return None
    cues = (span_of(items, n, n + 1), span_of(items, owner + 1, noun + 1))
    return Frame((span_of(items, n + 1, owner + 1),), cues, (span_of(items, *pieces),), "in the view of", 0.8)


def _beside(items: list[Item], n: int, after: int, end: int) -> tuple[int, int] | None:
    """The clause behind "In X's view," or before ", in X's view"."""
    if after < end - 1 and items[after].tag in ",:" and n <= 1:
        return after + 1, end
    if after < end - 1 and items[after].tag in "KDOPQ" and n == 0:
        return after, end
    first = next((m for m in range(n) if items[m].tag not in "C,-"), n)
    return (first, n - 1) if after >= end and n - first > 3 else None


def _impersonal(items: list[Item], n: int, end: int) -> Frame | None:
    """Reads "It is often said that C", "It has long been claimed that C": nobody is named."""
    m = n + 1
    while m < end and items[m].tag in "XA":
        m += 1
    helped = any(i.tag == "A" for i in items[n + 1 : m])
    if not helped or m + 1 >= end or items[n + 1].lower not in ("is", "was", "has", "had"):
        return None
    said = f"it is {items[m].lower}" in cue_words("phrases", "passives")
    that = next((k for k in range(m + 1, min(end - 1, m + 5)) if items[k].lower == "that"), None)
    if not said or that is None or any(i.tag not in "RKOD" for i in items[m + 1 : that]):
        return None
    return Frame((), (span_of(items, n, m + 1),), (span_of(items, that, end),), "passive", 0.8)


def read_so_says(units: Sequence[Unit], n: int) -> Frame | None:
    """Reads "C. So says X." and "C. Or so X claims.": the content is the sentence before."""
    unit = units[n]
    if n == 0 or unit.opens or units[n - 1].paragraph != unit.paragraph:
        return None
    items = list(unit.items)
    end = clause_end(items)
    at = 1 if items and items[0].lower in ("or", "at") else 0
    if end - at < 3 or items[at].lower != "so":
        return None
    verb = verb_group(items, at + 1)
    if verb is not None and verb.first == at + 1 and verb.last < end:
        source = verb.last, phrase_after(items, verb.last, to_end=True) or 0
    else:
        verb = _verb_of(items, at + 1, end)
        if verb is None or verb.last < end - 2:
            return None
        source = at + 1, verb.first
    if "say" not in verb.form.kinds or source[1] <= source[0]:
        return None
    before = units[n - 1].span
    spans = span_of(items, *source), span_of(items, verb.first, verb.last)
    last = clause_end(list(units[n - 1].items))
    content = Span(before.start, units[n - 1].items[max(0, last - 1)].end)
    return Frame((spans[0],), (spans[1],), (content,), "so says", 0.75)


def strong_places(items: list[Item]) -> Iterator[tuple[int, int]]:
    """Phrases in places where hardly anything but an outlet stands: as per X, (h/t X), interview with X, seen by X."""
    for n, item in enumerate(items):
        start = _strong_start(items, n) if item.lower in _STRONG else None
        if start is None or start >= len(items):
            continue
        after = phrase_after(items, start, apposition=False)
        if after is not None and any(i.tag == "K" for i in items[start:after]) and item.start < items[start].start:
            after = next((m for m in range(start + 1, after) if items[m].lower == "for"), after)  # h/t X for the link
            yield start, without_time(items, start, after)


_STRONG = frozenset({"as", "per", "in", "for", "via", "h", "hat", "ht", "tip", "with", "to", "by"})
"""First words of what `_strong_start` reads."""


def without_time(items: list[Item], start: int, after: int) -> int:
    while after > start + 1 and (items[after - 1].tag in "TR" or items[after - 1].lower in ("last", "this")):
        after -= 1
    return after


def _strong_start(items: list[Item], n: int) -> int | None:
    lower, before = items[n].lower, items[n - 1].lower if n else ""
    following = items[n + 1].lower if n + 1 < len(items) else ""
    if lower == "as" and following == "per":
        return n + 2
    if lower == "per" and n and items[n - 1].tag in ",(Q":
        return n + 1
    if lower in ("in", "for") and before in cue_words("relays", "writing") and _is_titled(items, n + 1):
        return n + 1
    if lower == "via" and (before in ("(", "", ",") or items[n - 1].tag in "(-,"):
        return n + 1
    if lower == "h" and following == "/" and n + 2 < len(items) and items[n + 2].lower == "t":
        return _over_marks(items, n + 3)
    if lower in ("hat", "ht") and (lower == "ht" or following in ("tip", "tips")):
        at = n + 1 if lower == "ht" else n + 2
        if at < len(items) and (items[at].lower in ("to", ":") or lower == "ht"):
            return _over_marks(items, at)
    if lower == "tip" and [i.lower for i in items[n + 1 : n + 4]] == ["of", "the", "hat"]:
        return _over_marks(items, n + 4)
    if (lower == "with" and before in ("interview", "interviews", "conversation")) or (
        lower == "to" and before in cue_words("relays", "speaking") and before != "said"
    ):
        return n + 1
    if lower == "by" and (before in cue_words("relays", "seen") or before == "saying"):
        return n + 1
    return None


def _is_titled(items: list[Item], at: int) -> bool:
    """Whether "the" or two capitalised words stand here: "writing in the Linden Lamp", but not "in English"."""
    capitals = [i.tag == "K" for i in items[at : at + 2]]
    return capitals == [True, True] or (bool(capitals) and items[at].lower == "the" and capitals[-1])


def _over_marks(items: list[Item], at: int) -> int:
    """Index of the name after "h/t", "hat tip to", "tip of the hat:"."""
    while at < len(items) and items[at].lower in ("to", ":", "@", "-"):
        at += 1
    return at


_WEAK = frozenset({"on", "in", "by", "for", ":"})


def weak_places(items: list[Item]) -> Iterator[tuple[int, int]]:
    """Phrases in places where outlets stand among others: read out on X, first appeared in X, writing in X."""
    appearing, reaching = cue_words("relays", "appearing"), cue_words("relays", "reaching")
    for n, item in enumerate(items):
        if item.lower not in _WEAK and item.lower not in reaching:
            continue
        before = items[n - 1].lower if n else ""
        aired = item.lower in ("on", "in", "by", "for") and before in appearing
        reached = item.lower in reaching
        source = n == 1 and item.tag == ":" and before in ("source", "sources")
        aired = aired or source
        if not (aired or reached or n == 0) or n + 1 >= len(items):
            continue
        after = phrase_after(items, n + 1, apposition=False)
        if after is None or not any(i.tag == "K" for i in items[n + 1 : after]):
            continue
        if any(i.lower in appearing for i in items[n + 1 : after]):
            continue
        where = after + 1 < len(items) and items[after].tag == "," and items[after + 1].lower in ("where", "which")
        opens = n == 0 and item.lower in ("in", "on") and after < len(items) and items[after].tag == ","
        if aired or where or opens:
            yield n + 1, without_time(items, n + 1, after)
