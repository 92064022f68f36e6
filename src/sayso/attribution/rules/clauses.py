"""Attributions led by a verb: X said that C; "Q", X said; C, said X; X called Y a Z; noting that C, X said."""

from dataclasses import dataclass, replace

from sayso.attribution.acts import act_of, is_oath
from sayso.attribution.rules.complements import is_document, read_complement
from sayso.attribution.rules.units import CAPPED, FRAMES_PER_UNIT, Frame, Unit
from sayso.language.cues import SPEAKING
from sayso.language.items import Item, span_of
from sayso.language.phrases import aside_before, phrase_after, phrase_before
from sayso.language.verbs import VerbGroup, cue_words, is_ambiguous, verb_group
from sayso.model import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """One verb group of a unit and what it seems to govern; numbers are indices into the unit's items."""

    verb: VerbGroup
    source: tuple[int, int] | None
    shared: bool
    """Whether the source is that of an earlier verb: "..., and said"."""
    tail: int
    """Where this frame begins, so that the content of the frame before it ends there."""
    content: tuple[tuple[int, int], ...]
    rule: str
    score: float


def read_clauses(unit: Unit) -> list[Frame]:
    """Frames led by a cue verb in one unit, in text order."""
    items = list(unit.items)
    end = clause_end(items)
    readings: list[Reading] = []
    subject: tuple[int, int] | None = None
    for head in range(end):
        verb = verb_group(items, head) if items[head].tag == "U" or items[head].tag == "V" else None
        if verb is None:
            continue
        reading = _read(items, verb, end, subject, unit.kind == "headline")
        if reading is None:
            continue
        if reading.source and not reading.shared:
            subject = reading.source
        readings.append(reading)
        if len(readings) == FRAMES_PER_UNIT:
            readings[-1] = replace(reading, rule=reading.rule + CAPPED)
            break
    return [_frame(items, reading) for reading in _cut(items, readings)]


def clause_end(items: list[Item]) -> int:
    """Index after the last item that is no final mark."""
    end = len(items)
    while end and items[end - 1].tag in ".-":
        end -= 1
    return end


def _read(
    items: list[Item], verb: VerbGroup, end: int, subject: tuple[int, int] | None, headline: bool
) -> Reading | None:
    kinds = verb.form.kinds
    if verb.shape == "ing":
        return _participle(items, verb, end, subject)
    before = verb.first
    while before > 0 and items[before - 1].tag == "A":
        before -= 1
    if before == verb.first and before > 1 and items[before - 1].tag == "," and aside_before(items, before - 1) is None:
        inverted = _inverted(items, verb, end, headline)
        if inverted is not None:
            return inverted
    start = phrase_before(items, before)
    source = (start, _trimmed(items, start, before)) if start is not None else None
    if source and not _may_speak(items, source):
        source = None
    if source and (quoted := _quote_before(items, source[0])) is not None and kinds & SPEAKING:
        return _direct(items, verb, source, quoted, source[0], end)
    if source is None:
        return _inverted(items, verb, end, headline) or _coordinate(items, verb, end, subject)
    complement = read_complement(items, verb, end, _head_noun(items, source))
    if complement is not None:
        content, rule, score = complement
        return Reading(verb, source, False, _tail(items, source[0]), content, rule, score)
    return _postposed(items, verb, source, end)


def _trimmed(items: list[Item], start: int, end: int) -> int:
    """End of the source without a comma, adverb or relative pronoun before its verb."""
    while end > start + 1 and items[end - 1].tag in ",AW-" and items[end - 1].lower != "who":
        end -= 1
    if items[end - 1].lower == "who" and end - 1 > start:
        end -= 2 if items[end - 2].tag == "," else 1
    if end - 1 > start and items[end - 1].tag == "T" and items[end - 2].tag in "KO":
        end -= 1
    return end


def _head_noun(items: list[Item], source: tuple[int, int]) -> Item:
    """The word a source is about: the last before any comma or preposition."""
    head = items[source[0]]
    for item in items[source[0] : source[1]]:
        if item.tag in ",RWQ(" or (head is not items[source[0]] and item.lower in ("close", "familiar", "based")):
            break
        head = item
    return head


def _may_speak(items: list[Item], source: tuple[int, int]) -> bool:
    phrase = items[source[0] : source[1]]
    if all(i.tag in "TNDA,'" for i in phrase):
        return len(phrase) == 1 and phrase[0].lower in (
            "some",
            "many",
            "others",
            "several",
            "both",
            "few",
            "most",
            "one",
        )
    lowers = [i.lower for i in phrase]
    return lowers[0] not in cue_words("nouns", "no_source")


def _quote_before(items: list[Item], start: int) -> int | None:
    """Index of a quotation that ends right before a source or verb, a comma or dash between them allowed."""
    n = start - 1
    while n >= 0 and items[n].tag in ",-.:":
        n -= 1
    return n if n >= 0 and items[n].tag == "Q" and start - n <= 3 else None


def _direct(items: list[Item], verb: VerbGroup, source: tuple[int, int], quoted: int, tail: int, end: int) -> Reading:
    """Reads "Q", X said[, "Q2"]: the quotation, the words of its clause before it, and a second piece after the cue."""
    start = _clause_start(items, quoted)
    content = [(start, quoted + 1)]
    after = _next_quote(items, max(verb.last, source[1]), end)
    if after is not None:
        content.append((after, after + 1))
    rule = "quote before" if after is None else "quote interrupted"
    return Reading(verb, source, False, start, tuple(content), rule, 0.95 if start == quoted else 0.8)


def _clause_start(items: list[Item], quoted: int) -> int:
    """Where the clause that ends in this quotation starts: words before it, if any, belong to what is attributed."""
    n = quoted
    while n > 0 and items[n - 1].tag not in ".;:Q":
        n -= 1
    while n < quoted and items[n].tag in ",-C" and items[n].tag != "Q":
        n += 1
    inside = items[n:quoted]
    return n if not any(i.tag == "U" for i in inside) else quoted


def _next_quote(items: list[Item], at: int, end: int) -> int | None:
    """A quotation that goes on after the cue: only time, place and audience may stand between."""
    for n in range(at, min(end, at + 14)):
        if items[n].tag == "Q":
            return n if n > at and items[n - 1].tag in ",:." else None
        if items[n].tag in "XVUSW;":
            return None
    return None


def _inverted(items: list[Item], verb: VerbGroup, end: int, headline: bool) -> Reading | None:
    """Reads "Q" said X, and C, said X: the source follows its verb."""
    quoted = _quote_before(items, verb.first)
    if not verb.form.kinds & (SPEAKING if quoted is not None else {"say", "quoting"}) or verb.negated:
        return None
    comma = verb.first > 0 and items[verb.first - 1].tag == "," and "say" in verb.form.kinds
    if quoted is None and not comma:
        return None
    if verb.last >= end or items[verb.last].tag not in "DKOPNA":
        return None
    if verb.last + 1 < end and items[verb.last].tag == "P" and items[verb.last + 1].tag in "XV":
        return None  # , said he was
    after = phrase_after(items, verb.last, to_end=True)
    if after is None or after > end:
        return None
    if after < end and items[after].tag not in ",RTA(-" and items[after].lower != items[verb.head].lower:
        return None
    source = (verb.last, after)
    if quoted is not None:
        return _direct(items, verb, source, quoted, verb.first, end)
    start = _sentence_start(items)
    beyond = _second_piece(items, after, end)
    if not (headline or beyond or _has_finite(items[start : verb.first - 1])):
        return None
    content = [(start, verb.first - 1), *beyond]
    return Reading(verb, source, False, verb.first - 1, tuple(content), "clause before, inverted", 0.85)


def _second_piece(items: list[Item], at: int, end: int) -> list[tuple[int, int]]:
    """What follows after "C, X said on Monday, ": the rest of the clause."""
    n = at
    while n < end and items[n].tag in "RTADNKO" and n - at < 10:
        n += 1
    if n < end - 1 and items[n].tag == "," and items[n + 1].tag not in "C" and not _opens_participle(items, n + 1):
        return [(n + 1, end)]
    return []


def _opens_participle(items: list[Item], n: int) -> bool:
    return items[n].tag in "UO" and items[n].lower.endswith("ing")


def _coordinate(items: list[Item], verb: VerbGroup, end: int, subject: tuple[int, int] | None) -> Reading | None:
    """Reads "..., and said C": a second verb of the subject before it."""
    before = items[verb.first - 1] if verb.first else None
    if before is None or before.tag not in "CA,":
        return None
    n = verb.first - 1
    while n >= 0 and items[n].tag == "A":
        n -= 1
    if n < 0 or (items[n].tag != "C" and not (items[n].tag == "," and before.tag == "A")):
        return None
    source = subject or _first_subject(items, verb.first)
    if source is None:
        return None
    complement = read_complement(items, verb, end, _head_noun(items, source))
    if complement is None:
        return None
    content, rule, score = complement
    return Reading(verb, source, True, _tail(items, n), content, rule + ", same subject", score * 0.9)


def _first_subject(items: list[Item], before: int) -> tuple[int, int] | None:
    """The subject of the unit's first verb."""
    for n in range(min(before, 40)):
        if items[n].tag in "XVU" or (items[n].tag == "O" and items[n].lower.endswith("ed")):
            start = phrase_before(items, n)
            if start is not None and _may_speak(items, (start, n)):
                return start, _trimmed(items, start, n)
    return None


def _tail(items: list[Item], start: int) -> int:
    """The comma or conjunction that sets a frame off from the one before it."""
    n = start
    while n > 0 and items[n - 1].tag in ",CA-" and n > start - 4:
        n -= 1
    return n


def _participle(items: list[Item], verb: VerbGroup, end: int, subject: tuple[int, int] | None) -> Reading | None:
    """Reads "..., adding that C" and "Noting that C, X said": the subject is that of the main clause."""
    if not verb.form.kinds & {"say", "tell"}:
        return None
    opening = (
        verb.first == 0 or items[verb.first - 1].tag in ",-" or (items[verb.first - 1].tag == "A" and verb.first == 1)
    )
    if not opening and not (verb.first > 1 and items[verb.first - 1].lower in ("by", "in", "while", "and")):
        return None
    complement = read_complement(items, verb, end, None)
    if complement is None or complement[1] in ("noun phrase",):
        return None
    content, rule, score = complement
    if verb.first <= 1:
        return _opening_participle(items, verb, content, end)
    source = subject or _first_subject(items, verb.first)
    if source is None:
        return None
    return Reading(verb, source, True, _tail(items, verb.first), content, rule + ", participle", score * 0.9)


def _opening_participle(
    items: list[Item], verb: VerbGroup, content: tuple[tuple[int, int], ...], end: int
) -> Reading | None:
    """Reads "Noting that C, X said": the content ends at the last comma before the main clause."""
    for n in range(content[0][0] + 2, end - 2):
        if items[n].tag != ",":
            continue
        for head in range(n + 2, min(end, n + 14)):
            if items[head].tag in "UVX":
                start = phrase_before(items, head)
                if start == n + 1:
                    return Reading(
                        verb, (start, head), True, verb.first, ((content[0][0], n),), "opening participle", 0.8
                    )
                break
    return None


def _postposed(items: list[Item], verb: VerbGroup, source: tuple[int, int], end: int) -> Reading | None:
    """Reads "C, X said" and "C1, X said on Monday, C2"."""
    start = source[0]
    as_it = verb.form.rest == ("it",) and start == 1 and items[0].lower == "as"
    if (
        not (as_it or verb.form.kinds & {"say", "tell", "show"})
        or verb.negated
        or (is_ambiguous(items, verb.head) and verb.form.lemma not in ("report", "record", "claim", "note", "show"))
    ):
        return None
    if start == 1 and items[0].lower == "as" and verb.last + 1 < end and items[verb.last].tag == ",":
        return Reading(verb, source, False, 0, ((verb.last + 1, end),), "as clause, before", 0.85)
    as_clause = start > 0 and items[start - 1].lower == "as"
    comma = start - (2 if as_clause else 1)
    if comma < 1 or items[comma].tag not in ",-":
        return None
    if verb.form.lemma in ("show", "record") and not is_document(_head_noun(items, source)):
        return None
    begin = _sentence_start(items)
    if comma - begin < 2:
        return None
    n = verb.last
    if "tell" in verb.form.kinds:
        told = phrase_after(items, n)
        if told is None:
            return None
        n = told
    if n < end and items[n].tag not in "RTA,-(CS" and items[n].lower not in ("in", "on", "at"):
        return None
    beyond = _second_piece(items, n, end)
    citing = n + 1 < end and items[n].tag == "," and items[n + 1].lower in ("citing", "quoting")
    closes = (citing or all(i.tag in "RTN," for i in items[n:end])) and items[begin].tag not in "RTWA"
    if not (beyond or closes or _has_finite(items[begin:comma])):
        return None
    return Reading(verb, source, False, comma, ((begin, comma), *beyond), "clause before", 0.85)


def _has_finite(rest: list[Item]) -> bool:
    return (
        any(i.tag in "XVU" or (i.tag == "O" and i.lower.endswith("ed")) or i.tag == "Q" for i in rest) or len(rest) > 6
    )


def _sentence_start(items: list[Item]) -> int:
    """First item of the clause proper: an opening "But" or "And" belongs to the article."""
    n = 0
    while n < len(items) and (items[n].tag in "C,-" or items[n].tag == "*"):
        n += 1
    return n


def _cut(items: list[Item], readings: list[Reading]) -> list[Reading]:
    """End each content where a later frame of the same level begins, and drop readings left with nothing."""
    if not readings:
        return []
    tails = sorted({r.tail for r in readings if r.shared or r.rule.startswith(("clause before", "quote"))})
    kept = []
    for reading in readings:
        pieces = []
        for first, last in reading.content:
            if first > reading.verb.head:
                cut = next((t for t in tails if first + 1 < t < last and t != reading.tail), last)
                last = min(last, cut)
            while last > first and items[last - 1].tag in ",;:-.C(":
                last -= 1
            if last > first:
                pieces.append((first, last))
        if pieces:
            kept.append(replace(reading, content=tuple(pieces)))
    return kept


def _frame(items: list[Item], reading: Reading) -> Frame:
    verb = reading.verb
    last = verb.last
    oath = verb.last < len(items) and is_oath(items[verb.head].lower, items[verb.last].lower)
    act = act_of(verb.form.kinds | {"promises"} if oath else verb.form.kinds, verb.negated)
    between = (
        " ".join(i.lower for i in items[verb.last : reading.content[0][0]]) if reading.content[0][0] > verb.last else ""
    )
    called_untrue = verb.form.lemma == "call" and any(between.endswith(w) for w in cue_words("phrases", "untrue"))
    if called_untrue or (between and verb.form.lemma in ("dismiss", "reject", "deny", "dispute")):
        act, last = "denies", reading.content[0][0]
    score = reading.score * (0.6 if verb.negated and act == "asserts" else 1.0)
    source: tuple[Span, ...] = (span_of(items, *reading.source),) if reading.source else ()
    return Frame(
        source,
        (span_of(items, verb.first, last),),
        tuple(span_of(items, first, end) for first, end in reading.content),
        reading.rule,
        round(score, 3),
        act,
    )
