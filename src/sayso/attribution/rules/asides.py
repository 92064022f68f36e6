"""Attributions in words set beside a clause: "as X revealed last week, C", "in X's view, C", "C. So says X"."""

from collections.abc import Sequence

from sayso.attribution.rules.clauses import clause_end
from sayso.attribution.rules.units import Frame, Unit
from sayso.language.items import Item, span_of
from sayso.language.phrases import phrase_after
from sayso.language.verbs import cue_words, verb_group
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
    stop = phrase_after(items, n + 1, apposition=False)
    verb = verb_group(items, stop) if stop is not None and stop < end else None
    if items[n + 1].lower in ("i", "we", "you") or stop is None or verb is None or "say" not in verb.form.kinds or verb.negated or verb.first != stop:
        return None
    comma = _comma(items, verb.last, end)
    if comma is None or (comma == verb.last and n == 0):
        return None
    source, cue = span_of(items, n + 1, stop), span_of(items, verb.first, verb.last)
    return Frame((source,), (cue,), (span_of(items, comma + 1, end),), "as clause, aside", 0.85)


def _as_inverted(items: list[Item], n: int, end: int) -> Frame | None:
    """Reads "As declares X, C"."""
    verb = verb_group(items, n + 1)
    if verb is None or verb.first != n + 1 or "say" not in verb.form.kinds or verb.shape == "ing" or verb.last >= end:
        return None
    stop = phrase_after(items, verb.last)
    if stop is None or stop >= end - 2 or items[stop].tag != "," or items[verb.last].tag not in "DK":
        return None
    cue = span_of(items, n, verb.last)
    return Frame((span_of(items, verb.last, stop),), (cue,), (span_of(items, stop + 1, end),), "as clause, inverted", 0.8)


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
    noun = next(
        (m for m in range(n + 2, min(end, n + 9)) if items[m].lower in cue_words("phrases", "views")), None
    )
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
        stop = phrase_after(items, at + 1, apposition=False) or 0
        verb = verb_group(items, stop) if 0 < stop < end else None
        source = at + 1, stop
        if verb is None or verb.last < end - 2:
            return None
    if "say" not in verb.form.kinds or source[1] <= source[0]:
        return None
    before = units[n - 1].span
    spans = span_of(items, *source), span_of(items, verb.first, verb.last)
    last = clause_end(list(units[n - 1].items))
    content = Span(before.start, units[n - 1].items[max(0, last - 1)].end)
    return Frame((spans[0],), (spans[1],), (content,), "so says", 0.75)
