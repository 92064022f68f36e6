"""Attributions without a cue verb of their own: "according to X, C", "Reports emerged that C", "it is said that C"."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from sayso.attribution.acts import act_of
from sayso.attribution.rules.clauses import clause_end
from sayso.attribution.rules.predicates import predicate_starts, read_predicate
from sayso.attribution.rules.units import CAPPED, FRAMES_PER_UNIT, Frame, Unit
from sayso.language import words
from sayso.language.cues import cue_forms
from sayso.language.items import Item, span_of
from sayso.language.phrases import is_role, phrase_after, phrase_before
from sayso.language.verbs import cue_words
from sayso.model import Span

EMERGED, WITH_BY = "reports emerged", "passive with by"


def read_adverbials(unit: Unit) -> list[Frame]:
    """Frames of one unit that no cue verb leads, in text order."""
    items = list(unit.items)
    end = clause_end(items)
    frames = []
    readers = _readers()
    for n in range(end):
        for read in readers.get(items[n].lower, ()):
            frame = read(items, n, end)
            if frame is not None:
                frames.append(frame)
                break
        if len(frames) == FRAMES_PER_UNIT:
            frames[-1] = replace(frames[-1], rule=frames[-1].rule + CAPPED)
            break
    return frames


@cache
def _readers() -> dict[str, tuple[Callable[[list[Item], int, int], Frame | None], ...]]:
    """Which readers a word can start, in the order in which they are tried: most words start none."""
    saying, quoted = cue_words("nouns", "saying"), {"quoted", "quotes", "cited"}
    order = (
        (_according, _phrases("according").keys()),
        (_reports, saying | {"word"}),
        (_revelation, cue_words("nouns", "making")),
        (_passive, _phrases("passives").keys()),
        (_by_agent, {"by"}),
        (_possessed, saying),
        (_quoted_as, quoted),
        (read_predicate, predicate_starts()),
    )
    starts = {word for _, first_words in order for word in first_words}
    return {word: tuple(read for read, first_words in order if word in first_words) for word in starts}


@cache
def _phrases(name: str) -> dict[str, list[tuple[str, ...]]]:
    """Phrases of a list under their first word, the longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(cue_words("phrases", name), key=lambda p: (-len(p), p)):
        parts = tuple(phrase.split())
        by_first.setdefault(parts[0], []).append(parts)
    return by_first


def match_phrase(items: list[Item], n: int, name: str) -> int | None:
    """Index after a phrase of the list that stands at `n`, or None."""
    for parts in _phrases(name).get(items[n].lower, ()):
        if len(parts) > 1 and (n + 1 == len(items) or items[n + 1].lower != parts[1]):
            continue
        if tuple([i.lower for i in items[n : n + len(parts)]]) == parts:
            return n + len(parts)
    return None


def _according(items: list[Item], n: int, end: int) -> Frame | None:
    after = match_phrase(items, n, "according")
    if after is None or after >= end:
        return None
    per = items[n].lower == "per"
    if per and not (n == 0 or items[n - 1].tag in ",Q("):
        return None
    stop = phrase_after(items, after)
    if stop is None or (per and not any(i.tag == "K" or is_role(i.lower) for i in items[after:stop])):
        return None
    stop = _with_relative(items, stop, end)
    if per and n == 0 and (stop >= end or items[stop].tag != ","):
        return None
    cue, source = span_of(items, n, after), span_of(items, after, stop)
    pieces, rule = _around(items, n, stop, end)
    if not pieces:
        return None
    content = tuple(span_of(items, first, last) for first, last in pieces)
    cues: tuple[Span, ...] = (cue,)
    if stop < len(items) and items[stop].tag == ":" and pieces[0][0] == stop + 1:
        cues = (cue, span_of(items, stop, stop + 1))
    return Frame((source,), cues, content, rule, 0.9 if rule != "according to, after" else 0.85)


def _with_relative(items: list[Item], stop: int, end: int) -> int:
    """The source with what is said of it: "the report, which was published in May,"."""
    at = stop + 1 if stop < end and items[stop].tag == "," else stop
    reduced = at + 1 < end and at > stop and items[at + 1].tag in "RT" and items[at].lower.endswith(("ed", "en"))
    if at < end and ((items[at].tag == "W" and items[at].lower != "that") or reduced):
        close = next((m for m in range(at + 1, min(end, at + 16)) if items[m].tag in ",.:"), end)
        return close if close - at <= 15 else stop
    return stop


def _around(items: list[Item], n: int, stop: int, end: int) -> tuple[list[tuple[int, int]], str]:
    """The content around an adverbial cue at `items[n:stop]`: after it, before it, or on both sides."""
    first = 0
    while first < n and items[first].tag in "C,-":
        first += 1
    if first >= n or (n - first <= 3 and items[n - 1].tag == "," and not _has_subject(items[first:n])):
        comma = next((m for m in range(stop, min(end, stop + 12)) if items[m].tag in ",:Q"), None)
        if comma is None:
            return [], ""
        start = comma if items[comma].tag == "Q" else comma + 1
        if start < end and items[start].tag == "Q" and start + 1 >= end:
            return [(start, start + 1)], "according to, quote"
        return ([(start, end)], "according to, before") if start < end else ([], "")
    before = n
    while before > first and items[before - 1].tag in ",-(":
        before -= 1
    pieces = [(first, before)] if before > first else []
    set_off = items[n - 1].tag in ",-" and stop + 1 < end and items[stop].tag in ",-"
    if set_off and items[stop + 1].tag != "C" and not items[stop + 1].lower.endswith("ing"):
        pieces.append((stop + 1, end))
        return pieces, "according to, inside"
    return pieces, "according to, after"


def _has_subject(items: list[Item]) -> bool:
    return any(i.tag in "XVUQ" for i in items) or sum(i.tag in "KOD" for i in items) >= 2


def _reports(items: list[Item], n: int, end: int) -> Frame | None:
    """Reads "Reports have emerged that C", "Reports came to light saying C"."""
    if items[n].lower not in cue_words("nouns", "saying") and items[n].lower != "word":
        return None
    if not items[n].lower.endswith("s") and items[n].lower != "word":
        return None
    seen = False
    for m in range(n + 1, min(end - 1, n + 10)):
        lower = items[m].lower
        if lower in cue_words("nouns", "emerging"):
            seen = True
        elif lower == "that" and seen:
            return _report_frame(items, n, m, m, end)
        elif lower in ("saying", "claiming", "alleging", "suggesting", "stating") and seen:
            return _report_frame(items, n, m + 1, m + 1, end)
        elif items[m].tag in ",;:.Q" or (items[m].tag in "UVS" and not seen):
            return None
    return None


def _report_frame(items: list[Item], n: int, cue_end: int, start: int, end: int) -> Frame | None:
    first = n
    while first > 0 and items[first - 1].tag in "DOK" and n - first < 4:
        first -= 1
    if start >= end:
        return None
    return Frame(
        (span_of(items, first, n + 1),),
        (span_of(items, n + 1, cue_end),),
        (span_of(items, start, end),),
        EMERGED,
        0.85,
    )


def _revelation(items: list[Item], n: int, end: int) -> Frame | None:
    """Reads "X made a stunning revelation: C", "X issued a warning that C"."""
    if items[n].lower not in cue_words("nouns", "making"):
        return None
    noun = next((m for m in range(n + 1, min(end, n + 7)) if items[m].lower in cue_words("nouns", "saying")), None)
    if noun is None or any(i.tag not in "DOAKU" for i in items[n + 1 : noun]) or noun + 2 >= end:
        return None
    if items[n + 1].lower == "no":
        return None
    start = noun + 1
    if items[start].lower == "that" and items[start + 1].tag == "T":
        return None
    if items[start].lower != "that":
        if items[start].tag not in ":.-":
            return None
        start += 1
    first = n
    while first and items[first - 1].tag in "XA":
        first -= 1
    begin = phrase_before(items, first)
    if begin is None:
        return None
    last = first - 1 if items[first - 1].tag == "," else first
    return Frame(
        (span_of(items, begin, last),),
        (span_of(items, first, noun + 1),),
        (span_of(items, start, end),),
        "noun of saying",
        0.8,
    )


def _passive(items: list[Item], n: int, end: int) -> Frame | None:
    """Reads "It is said that C": nobody is named."""
    after = match_phrase(items, n, "passives")
    if after is None or after >= end - 1:
        return None
    while after < end and items[after].tag == "A":
        after += 1
    if items[after].lower == "that" and (n == 0 or items[n - 1].tag in ",C-."):
        return Frame((), (span_of(items, n, after),), (span_of(items, after, end),), "passive", 0.8)
    if n < 2 or items[n - 1].tag not in ",-":
        return None
    if after < end and items[after].tag not in ",RTA" and items[after].lower not in words("grammar", "time_openers"):
        return None
    pieces, _ = _around(items, n, _next_comma(items, after, end), end)
    content = tuple(span_of(items, first, last) for first, last in pieces)
    return Frame((), (span_of(items, n, after),), content, "passive, after", 0.8) if content else None


def _by_agent(items: list[Item], n: int, end: int) -> Frame | None:
    """Reads "That C was denied by X", "The claim that C was rejected by X"."""
    if items[n].lower != "by" or n < 4 or n + 1 >= end:
        return None
    head = n - 1
    while head > n - 4 and items[head].tag in "TR":
        head -= 1  # was denied on Monday by
    form = next((f for f in cue_forms().get(items[head].lower, ()) if "participle" in f.shapes and not f.rest), None)
    if form is None or form.lemma not in cue_words("verbs", "by_agent") or items[head - 1].tag not in "XA":
        return None
    first = head - 1
    while first > 1 and items[first - 1].tag in "XA":
        first -= 1
    after = phrase_after(items, n + 1, to_end=True)
    start = next((m for m in range(min(first, 4)) if items[m].lower == "that"), None)
    if after is None or start is None or first - start < 3 or any(i.tag == "T" for i in items[n + 1 : after]):
        return None
    cue, act = span_of(items, first, n + 1), act_of(form.kinds, False)
    return Frame((span_of(items, n + 1, after),), (cue,), (span_of(items, start, first),), WITH_BY, 0.75, act)


def _next_comma(items: list[Item], at: int, end: int) -> int:
    """Index of the comma that ends a few words of time or place after a cue, or the cue's own end."""
    return next((n for n in range(at, min(end, at + 6)) if items[n].tag == ","), at)


def _possessed(items: list[Item], n: int, end: int) -> Frame | None:
    """Reads "the minister's claim that C", "her warning that C"."""
    if items[n].lower not in cue_words("nouns", "saying") or n + 2 >= end or items[n + 1].lower != "that" or n == 0:
        return None
    owner = items[n - 1]
    if owner.lower in ("his", "her", "their", "its", "our", "my"):
        source = Span(owner.start, owner.end)
    elif owner.lower.endswith(("'s", "s'")) and owner.tag in "KO":
        begin = phrase_before(items, n)
        if begin is None:
            return None
        source = Span(items[begin].start, owner.end - 2)
    else:
        return None
    last = next((m for m in range(n + 3, end) if items[m].tag in ",;"), end)
    return Frame((source,), (span_of(items, n, n + 1),), (span_of(items, n + 1, last),), "noun with owner", 0.6)


def _quoted_as(items: list[Item], n: int, end: int) -> Frame | None:
    """Reads "OUTLET quoted X as saying C" and "X was quoted as saying C": C is what X says."""
    if items[n].lower not in ("quoted", "quotes", "cited") or n + 3 >= end:
        return None
    saying = next(
        (m for m in range(n + 1, min(end, n + 20)) if items[m].lower == "saying" and items[m - 1].lower == "as"),
        None,
    )
    if saying is None:
        return _quoted_colon(items, n, end)
    cue = span_of(items, saying - 1, saying + 1)
    start = saying + 1
    while start < end and items[start].tag in ",:A":
        start += 1
    if start >= end or items[start].lower == "by" or items[start].tag in "RT":
        return _quoted_before(items, n, saying, cue)
    if n and items[n - 1].lower in ("was", "were", "is", "been"):
        begin = phrase_before(items, n - 1 if items[n - 1].lower != "been" else n - 2)
        source = None if begin is None else span_of(items, begin, n - 1)
    else:
        source = span_of(items, n + 1, saying - 1) if saying - 1 > n + 1 else None
    if source is None:
        return None
    return Frame(
        (source,),
        (cue,),
        (span_of(items, start, start + 1 if items[start].tag == "Q" else end),),
        "quoted as saying",
        0.9,
    )


def _quoted_colon(items: list[Item], n: int, end: int) -> Frame | None:
    """Reads "OUTLET quotes X: 'Q'"."""
    after = phrase_after(items, n + 1)
    after = None if after is None else _with_relative(items, after, end)
    if after is None or after + 1 >= len(items) or items[after].tag != ":" or items[after + 1].tag != "Q" or n == 0:
        return None
    source, cue = span_of(items, n + 1, after), span_of(items, n, n + 1)
    return Frame((source,), (cue,), (span_of(items, after + 1, after + 2),), "quoted as saying", 0.85)


def _quoted_before(items: list[Item], n: int, saying: int, cue: Span) -> Frame | None:
    """Reads "Q", OUTLET quoted X as saying: the quotation stands before."""
    passive = n > 1 and items[n - 1].lower in ("was", "were", "is", "been")
    first = phrase_before(items, n - 1 if passive else n)
    quotation = (
        None
        if first is None
        else next((m for m in range(first - 1, max(-1, first - 3), -1) if items[m].tag == "Q"), None)
    )
    if quotation is None or (saying - 1 <= n + 1 and not passive):
        return None
    content = span_of(items, quotation, quotation + 1)
    source = span_of(items, first or 0, n - 1) if passive else span_of(items, n + 1, saying - 1)
    return Frame((source,), (cue,), (content,), "quoted as saying, after", 0.9)
