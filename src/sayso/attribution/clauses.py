"""Attributions led by a verb: X said that C; "Q", X said; C, said X; X called Y a Z; noting that C, X said."""

from dataclasses import dataclass, replace

from sayso.attribution.phrases import (
    Item,
    VerbGroup,
    aside_before,
    cue_words,
    is_ambiguous,
    phrase_after,
    phrase_before,
    span_of,
    verb_group,
)
from sayso.attribution.units import Frame, Unit
from sayso.language import words
from sayso.model import Act, Span

ADVERBIAL_REACH = 16  # items between a verb and its "that": "told a press conference in the capital on Monday that"


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
    if source and (quoted := _quote_before(items, source[0])) is not None and kinds & {"say", "tell"}:
        return _direct(items, verb, source, quoted, source[0], end)
    if source is None:
        return _inverted(items, verb, end, headline) or _coordinate(items, verb, end, subject)
    complement = _complement(items, verb, end, items[source[1] - 1])
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


def _may_speak(items: list[Item], source: tuple[int, int]) -> bool:
    phrase = items[source[0] : source[1]]
    if all(i.tag in "TNDA,'" for i in phrase):
        return len(phrase) == 1 and phrase[0].lower in ("some", "many", "others", "several", "both", "few", "most", "one")
    lowers = [i.lower for i in phrase]
    if lowers[0] in ("anyone", "whoever", "those", "nobody", "none", "everyone", "anybody", "whom", "whose", "what", "you", "there"):
        return False
    return True


def _quote_before(items: list[Item], start: int) -> int | None:
    """Index of a quotation that ends right before a source or verb, a comma or dash between them allowed."""
    n = start - 1
    while n >= 0 and items[n].tag in ",-.":
        n -= 1
    return n if n >= 0 and items[n].tag == "Q" and start - n <= 3 else None


def _direct(
    items: list[Item], verb: VerbGroup, source: tuple[int, int], quoted: int, tail: int, end: int
) -> Reading:
    """"Q", X said[, "Q2"]: the quotation, the words of its clause before it, and a second piece after the cue."""
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
    """"Q" said X, and C, said X: the source follows its verb."""
    if not verb.form.kinds & {"say"} or verb.negated:
        return None
    quoted = _quote_before(items, verb.first)
    comma = verb.first > 0 and items[verb.first - 1].tag == "," and "quoting" not in verb.form.kinds
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
    if not headline and not _has_finite(items[start : verb.first - 1]):
        return None
    content = [(start, verb.first - 1)]
    content += _second_piece(items, after, end)
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
    """"..., and said C": a second verb of the subject before it."""
    before = items[verb.first - 1] if verb.first else None
    if before is None or before.tag not in "CA,":
        return None
    n = verb.first - 1
    while n >= 0 and items[n].tag == "A":
        n -= 1
    if n < 0 or items[n].tag != "C" and not (items[n].tag == "," and before.tag == "A"):
        return None
    source = subject or _first_subject(items, verb.first)
    if source is None:
        return None
    complement = _complement(items, verb, end, items[source[1] - 1])
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
    """"..., adding that C" and "Noting that C, X said": the subject is that of the main clause."""
    if not verb.form.kinds & {"say", "tell"}:
        return None
    opening = verb.first == 0 or items[verb.first - 1].tag in ",-" or items[verb.first - 1].tag == "A" and verb.first == 1
    if not opening and not (verb.first > 1 and items[verb.first - 1].lower in ("by", "in", "while", "and")):
        return None
    complement = _complement(items, verb, end, None)
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
    """"Noting that C, X said": the content ends at the last comma before the main clause."""
    for n in range(content[0][0] + 2, end - 2):
        if items[n].tag != ",":
            continue
        for head in range(n + 2, min(end, n + 14)):
            if items[head].tag in "UVX":
                start = phrase_before(items, head)
                if start == n + 1:
                    return Reading(verb, (start, head), True, verb.first, ((content[0][0], n),), "opening participle", 0.8)
                break
    return None


def _complement(
    items: list[Item], verb: VerbGroup, end: int, noun: Item | None
) -> tuple[tuple[tuple[int, int], ...], str, float] | None:
    """What a verb governs to its right: pieces of content, the rule that read them, and how sure it is."""
    kinds, n = verb.form.kinds, verb.last
    if "tell" in kinds:
        told = phrase_after(items, n, apposition=False) if n < end and items[n].tag not in "QS" else n
        if told is None:
            return None
        n = told
    while n < end and (items[n].tag == "A" or items[n].tag == "-" and n + 1 < end and items[n + 1].tag == "Q"):
        n += 1
    if n >= end:
        return None
    if quote := _quotation_at(items, n, end):
        return (quote, "cue before quote", 0.95 if not verb.negated else 0.5) if kinds & {"say", "tell"} else None
    clause = _clause_at(items, n, end, verb)
    if clause is not None:
        start, score = clause
        if "say" not in kinds and "tell" not in kinds and not _is_document(noun) and start == n:
            return None
        if "quoting" in kinds:
            return None
        if verb.form.lemma in ("show", "record", "read", "prove", "list") and not _is_document(noun):
            return None
        return ((start, end),), "that clause", score
    if kinds <= {"say", "quoting"} and "quoting" in kinds:
        return None  # "continued", "went on" attribute quotations only
    if {"say", "tell"} & kinds and (bare := _bare_at(items, n, end, verb, noun)) is not None:
        return ((bare, end),), "bare clause", 0.75
    if "noun" in kinds and not (is_ambiguous(items, verb.head) and verb.form.lemma not in ("call", "welcome", "doubt", "question", "dispute")):
        return _noun_phrase_at(items, n, end, verb)
    return None


def _is_document(noun: Item | None) -> bool:
    return noun is not None and noun.lower in cue_words("nouns", "documents")


def _quotation_at(items: list[Item], n: int, end: int) -> tuple[tuple[int, int], ...] | None:
    """A quotation right after the cue, or after a comma, colon or adverbial; and nothing but quotations after it."""
    place = n
    while place < min(end, n + ADVERBIAL_REACH) and items[place].tag != "Q":
        if items[place].tag in "XVUSW;":
            return None
        place += 1
    if place >= end or items[place].tag != "Q" or (place > n and items[place - 1].tag not in ",:.A-"):
        return None
    if place == n and place + 1 < end and items[place + 1].tag not in ",.:;CQ-(" :
        return None
    return ((place, place + 1),)


def _clause_at(items: list[Item], n: int, end: int, verb: VerbGroup) -> tuple[int, float] | None:
    """Where a that- or whether-clause starts, adverbials before it stepped over, with a score."""
    openers = {"that", "whether"}
    if verb.form.lemma in ("ask", "wonder", "question", "explain", "describe", "doubt", "inquire"):
        openers |= {"if", "how", "why", "what"}
    if items[n].lower in openers and n + 1 < end:
        if items[n].lower == "that" and items[n + 1].tag in ".,;XV":
            return None
        return n, 0.9
    if items[n].tag not in "RTA,DON" and items[n].lower not in ("last", "this", "late", "early", "when", "as", "it"):
        return None
    untrue = items[n].lower == "it" or items[n].tag in "DON"
    for m in range(n, min(end, n + ADVERBIAL_REACH)):
        item = items[m]
        if item.lower in ("that", "whether") and m + 1 < end:
            if untrue and not _is_object(items, n, m, verb):
                return None
            return m, 0.8
        if item.tag in "XVW;:Q" or (item.tag == "S" and m > n):
            return None
        if item.tag == "U" and items[m - 1].tag not in "DR":
            return None
    return None


def _is_object(items: list[Item], n: int, m: int, verb: VerbGroup) -> bool:
    """"dismissed the suggestion that", "called it untrue that": an object that announces the clause."""
    between = " ".join(i.lower for i in items[n:m])
    last = items[m - 1].lower
    if items[n].lower == "it":
        return any(between.endswith(" " + word) for word in cue_words("phrases", "untrue"))
    if last in cue_words("phrases", "suggestion") or last in cue_words("nouns", "saying") or last in ("view", "hope", "fear", "concern", "concerns", "doubt", "doubts"):
        return True
    return verb.form.lemma in ("say", "add") and items[n].tag == "O" and items[n].lower.endswith("day")


def _bare_at(items: list[Item], n: int, end: int, verb: VerbGroup, noun: Item | None) -> int | None:
    """Where a clause without "that" starts: after time and venue, and with a verb of its own."""
    if items[n].tag == ":":
        n += 1
    elif items[n].tag == "," and n + 1 < end and items[n + 1].tag in "DPK" and verb.form.lemma == "say":
        return None
    n = _after_adverbial(items, n, end)
    if n >= end or items[n].tag in ",;.-C(" or items[n].lower in ("as", "per", "according", "via"):
        return None
    lemma, rest = verb.form.lemma, items[n:end]
    if rest[0].tag in "XV" or rest[0].lower in ("before", "when", "than", "like", "until", "upon"):
        return None
    if items[n].lower in ("to", "about", "of", "for", "in", "on", "with", "nothing", "something", "anything", "so", "much", "more", "yes", "no", "hello") and lemma != "say":
        return None
    if items[n].lower in ("to", "about", "of", "nothing", "something", "anything", "so", "goodbye", "hello", "yes", "hi", "no"):
        return None
    if "belief" in verb.form.kinds or is_ambiguous(items, verb.head):
        if not (items[n].tag in "PKD" and _has_verb_soon(rest)):
            return None
        if is_ambiguous(items, verb.head) and not (noun is not None and noun.tag in "PK" and rest[0].tag in "PKD"):
            return None
        return n
    if lemma == "say" or _has_verb_soon(rest):
        return n if len(rest) >= 2 else None
    return None


def _after_adverbial(items: list[Item], n: int, end: int) -> int:
    """Index after "on Saturday", "last Friday", "in a statement", "in Geneva on Monday" and the like."""
    at = n
    for _ in range(3):
        m = at
        if m < end and (items[m].lower in words("grammar", "time_openers") or items[m].tag == "T"):
            while m < end and m - at < 5 and (items[m].lower in words("grammar", "time_openers") or items[m].tag in "TND"):
                m += 1
            if items[m - 1].tag == "T" or items[m - 1].tag == "N" and m - at > 1 and items[m - 2].tag == "T":
                at = m
                continue
            if items[m - 1].tag == "D" and m < end and items[m].lower in _VENUES:
                at = m + 1
                while at < end and items[at].tag == "R" and at + 1 < end and items[at + 1].tag in "KD" and at < m + 6:
                    after = phrase_after(items, at + 1, apposition=False)
                    if after is None:
                        break
                    at = after
                continue
        break
    while at < end and items[at].tag == "A" and items[at].lower not in ("there", "so"):
        at += 1
    return at


_VENUES = frozenset(
    "statement interview conference briefing tweet post speech letter report email e-mail message address press news video television joint".split()
)


def _has_verb_soon(rest: list[Item]) -> bool:
    """Whether a verb stands among the next items, so that they can be a clause."""
    return any(
        i.tag in "XVU" or (i.tag == "O" and i.lower.endswith(("ed", "ould"))) or (i.tag == "O" and i.lower.endswith("s") and m > 0)
        for m, i in enumerate(rest[1:14])
    )


def _has_finite(rest: list[Item]) -> bool:
    return any(i.tag in "XVU" or (i.tag == "O" and i.lower.endswith("ed")) or i.tag == "Q" for i in rest) or len(rest) > 6


def _noun_phrase_at(
    items: list[Item], n: int, end: int, verb: VerbGroup
) -> tuple[tuple[tuple[int, int], ...], str, float] | None:
    if items[n].tag not in "DKONPQ'q" or items[n].lower == "each" or items[verb.head - 1].lower in ("is", "are", "was", "were") or items[n].lower in ("to", "it") and verb.form.lemma != "call":
        return None
    if verb.form.lemma == "claim" and any(i.lower in ("lives", "life", "victims", "responsibility") for i in items[n : n + 4]):
        if not any(i.lower == "responsibility" for i in items[n : n + 4]):
            return None
    comma = next((m for m in range(n + 1, end) if items[m].tag in ",;" and m + 1 < end and items[m + 1].tag in "WRSC"), end)
    return ((n, comma),), "noun phrase", 0.6


def _postposed(items: list[Item], verb: VerbGroup, source: tuple[int, int], end: int) -> Reading | None:
    """"C, X said" and "C1, X said on Monday, C2"."""
    if not verb.form.kinds & {"say", "tell", "show"} or "quoting" in verb.form.kinds or verb.negated or is_ambiguous(items, verb.head) and verb.form.lemma not in ("report", "record", "claim", "note", "show"):
        return None
    start = source[0]
    if start == 1 and items[0].lower == "as" and verb.last + 1 < end and items[verb.last].tag == ",":
        return Reading(verb, source, False, 0, ((verb.last + 1, end),), "as clause, before", 0.85)
    as_clause = start > 0 and items[start - 1].lower == "as"
    comma = start - (2 if as_clause else 1)
    if comma < 1 or items[comma].tag not in ",-":
        return None
    if verb.form.lemma in ("show", "record") and not _is_document(items[source[1] - 1]):
        return None
    begin = _sentence_start(items)
    if comma - begin < 2 or not _has_finite(items[begin:comma]):
        return None
    n = verb.last
    if "tell" in verb.form.kinds:
        told = phrase_after(items, n)
        if told is None:
            return None
        n = told
    if n < end and items[n].tag not in "RTA,-(CS" and items[n].lower not in ("in", "on", "at"):
        return None
    content = [(begin, comma), *_second_piece(items, n, end)]
    return Reading(verb, source, False, comma, tuple(content), "clause before", 0.85)


def _sentence_start(items: list[Item]) -> int:
    """First item of the clause proper: an opening "But" or "And" belongs to the article."""
    n = 0
    while n < len(items) and (items[n].tag in "C,-" or items[n].tag == "*"):
        n += 1
    return n


def _cut(items: list[Item], readings: list[Reading]) -> list[Reading]:
    """End each content where a later frame of the same level begins, and drop readings left with nothing."""
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


def act_of(lemma: str, kinds: frozenset[str], negated: bool) -> Act:
    """What the source does with the content, by its cue verb."""
    if negated:
        return "doubts" if kinds & {"belief"} and lemma not in ("deny", "dispute", "doubt") else "asserts"
    for act in ("denies", "doubts", "demands", "promises"):
        if act in kinds:
            return act
    return "asserts"


def _frame(items: list[Item], reading: Reading) -> Frame:
    verb = reading.verb
    last = verb.last
    act = act_of(verb.form.lemma, verb.form.kinds, verb.negated)
    between = " ".join(i.lower for i in items[verb.last : reading.content[0][0]]) if reading.content[0][0] > verb.last else ""
    if any(between.endswith(word) for word in cue_words("phrases", "untrue")) and verb.form.lemma == "call":
        act, last = "denies", reading.content[0][0]
    elif verb.form.lemma in ("dismiss", "reject", "deny", "dispute") and between:
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
