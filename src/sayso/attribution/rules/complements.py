"""What a cue verb governs to its right: a quotation, a clause with or without "that", a noun phrase."""

from sayso.language import words
from sayso.language.cues import SPEAKING
from sayso.language.items import Item
from sayso.language.phrases import is_count, is_role, phrase_after
from sayso.language.verbs import VerbGroup, cue_words, is_ambiguous

ADVERBIAL_REACH = 16  # items between a verb and its "that": "told a press conference in the capital on Monday that"

Complement = tuple[tuple[tuple[int, int], ...], str, float]
"""Pieces of content as item indices, the rule that read them, and how sure it is."""


def read_complement(items: list[Item], verb: VerbGroup, end: int, noun: Item | None) -> Complement | None:
    """What a verb governs to its right: pieces of content, the rule that read them, and how sure it is."""
    kinds, n = verb.form.kinds, verb.last
    if verb.form.lemma == "learn" and items[verb.first].lower not in ("has", "have", "had"):
        return None
    if "tell" in kinds:
        told = phrase_after(items, n, apposition=False) if n < end and items[n].tag not in "QS:," else n
        if told is None:
            return None
        n = told
    while n < end and (
        (items[n].tag == "A" and items[n].lower != "there" and not is_count(items, n))
        or (items[n].tag == "-" and n + 1 < end and items[n + 1].tag == "Q")
    ):
        n += 1
    if n >= end:
        return None
    if verb.form.lemma == "claim" and any(i.lower in ("lives", "life", "victims") for i in items[n : n + 4]):
        return None  # the flood claimed ten lives
    if items[n].lower == "so" and n + 1 < end and items[n + 1].tag in ":,":
        n += 1
    if kinds & SPEAKING and (quote := _quotation_at(items, n, end)):
        return quote, "cue before quote", 0.95 if not verb.negated else 0.5
    if "infinitive" in kinds and items[n].lower == "to" and n + 2 < end and items[n + 1].tag in "OUVAX":
        return ((n, _stop(items, n, end)),), "infinitive", 0.7
    clause = _clause_at(items, n, end, verb)
    if clause is not None:
        start, score = clause
        announced = start > n and "noun" in kinds
        if not (kinds & {"say", "tell"} or announced or is_document(noun)):
            return None
        if verb.form.lemma in ("show", "record", "read", "prove", "list") and not is_document(noun):
            return None
        return ((start, _stop(items, start, end)),), "that clause", score
    if {"say", "tell"} & kinds and (bare := _bare_at(items, n, end, verb, noun)) is not None:
        return ((bare, _stop(items, bare, end)),), "bare clause", 0.75
    if "noun" in kinds and not (
        is_ambiguous(items, verb.head) and verb.form.lemma not in ("call", "welcome", "doubt", "question", "dispute")
    ):
        return _noun_phrase_at(items, n, end, verb)
    return None


def _stop(items: list[Item], start: int, end: int) -> int:
    """Where a clause ends before its sentence does: at a semicolon, or a dash with a new thought behind it."""
    for n in range(start + 2, end - 1):
        if items[n].tag == ";" or (items[n].tag == "-" and items[n + 1].lower in ("but", "and", "yet", "so")):
            return n
        comma = items[n].tag == ","
        if (comma or items[n].lower == "as") and _closes_with_credit(items, n + comma, end):
            return n
    return end


def _closes_with_credit(items: list[Item], n: int, end: int) -> bool:
    """Whether nothing but "according to NAME" or "as per NAME" stands from `n` to the end of the clause."""
    if (items[n].lower, items[n + 1].lower if n + 1 < end else "") not in (("according", "to"), ("as", "per")):
        return False
    after = phrase_after(items, n + 2, to_end=True) if n + 2 < end else None
    while after is not None and after < end and items[after].tag in "RTN":
        after += 1
    return after == end


def is_document(noun: Item | None) -> bool:
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
    if place == n and place + 1 < end and items[place + 1].tag not in ",.:;CQ-(":
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
        if item.tag == "U" and items[m - 1].tag not in "DR" and not (m + 1 < end and items[m + 1].lower == "by"):
            return None
    return None


def _is_object(items: list[Item], n: int, m: int, verb: VerbGroup) -> bool:
    """Reads "dismissed the suggestion that", "called it untrue that": an object that announces the clause."""
    between = " ".join(i.lower for i in items[n:m])
    last = items[m - 1].lower
    if items[n].lower == "it":
        return any(between.endswith(" " + word) for word in cue_words("phrases", "untrue"))
    if (
        last in cue_words("phrases", "suggestion")
        or last in cue_words("nouns", "saying")
        or last in ("view", "hope", "fear", "concern", "concerns", "doubt", "doubts")
    ):
        return True
    return verb.form.lemma in ("say", "add") and items[n].tag == "O" and items[n].lower.endswith("day")


def _bare_at(items: list[Item], n: int, end: int, verb: VerbGroup, noun: Item | None) -> int | None:
    """Where a clause without "that" starts: after time and venue, and with a verb of its own."""
    if items[n].tag == ":":
        n += 1
    elif items[n].tag == "," and n + 1 < end and items[n + 1].tag in "DPK" and verb.form.lemma == "say":
        return None
    if is_count(items, n) and _has_verb_soon(items[n:end]) and not is_ambiguous(items, verb.head):
        return n
    n = _after_adverbial(items, n, end)
    if n >= end or items[n].tag in ",;.-C(" or items[n].lower in ("as", "per", "according", "via"):
        return None
    lemma, rest = verb.form.lemma, items[n:end]
    if rest[0].tag in "XV" or rest[0].lower in ("before", "when", "than", "like", "until", "upon"):
        return None
    openers = cue_words("nouns", "no_clause" if lemma == "say" else "no_clause_but_said")
    if items[n].lower in openers:
        return None
    if "belief" in verb.form.kinds or is_ambiguous(items, verb.head):
        spoken = noun is not None and is_role(noun.lower)
        titled = spoken and items[n].tag == "O" and any(i.tag == "K" for i in rest[:5])
        if not ((titled or items[n].tag in "PKD") and _has_verb_soon(rest)):
            return None
        speaks = noun is not None and (noun.tag in "PK" or is_role(noun.lower))
        if is_ambiguous(items, verb.head) and not (speaks and (rest[0].tag in "PKD" or titled)):
            return None
        return n
    if lemma == "say" or _has_verb_soon(rest):
        return n if len(rest) >= 2 else None
    return None


def _after_adverbial(items: list[Item], n: int, end: int) -> int:
    """Index after "on Saturday", "last Friday", "in a statement", "in an interview with NAME" and the like."""
    at = n
    for _ in range(3):
        after = _after_time(items, at, end) or _after_venue(items, at, end)
        if after is None:
            break
        at = after
    while at < end and items[at].tag == "A" and items[at].lower not in ("there", "so"):
        at += 1
    return at


def _after_time(items: list[Item], at: int, end: int) -> int | None:
    after = None
    if at >= end or (items[at].tag != "T" and items[at].lower not in words("grammar", "time_openers")):
        return None
    for n in range(at, min(end, at + 6)):
        dated = items[n].tag == "N" and n + 1 < end and items[n + 1].tag == "T"
        if items[n].tag == "T" or dated or (items[n].tag == "N" and after == n):
            after = n + 1
        elif items[n].lower not in words("grammar", "time_openers") and items[n].tag not in "DN,":
            break
    return after


def _after_venue(items: list[Item], at: int, end: int) -> int | None:
    if at + 2 > end or items[at].tag != "R" or items[at + 1].tag not in "DO":
        return None
    venue = None
    for n in range(at + 1, min(end, at + 5)):
        if items[n].lower in cue_words("places", "venues"):
            venue = n + 1
        elif items[n].tag != "D":
            break
    if venue is None:
        return None
    if venue + 1 < end and items[venue].lower in ("with", "to", "for") and items[venue + 1].tag in "KD":
        return phrase_after(items, venue + 1, apposition=False) or venue
    return venue


def _has_verb_soon(rest: list[Item]) -> bool:
    """Whether a verb stands among the next items and before any comma, so that they can be a clause."""
    for n, item in enumerate(rest[1:14]):
        if item.tag in ",;:W":
            return False
        noun = rest[n].tag in "DR"
        if item.tag in "XV" or (
            item.tag in "UO" and not noun and (item.tag == "U" or item.lower.endswith(("ed", "s")))
        ):
            return True
    return False


def _is_naming(items: list[Item], n: int, end: int) -> bool:
    """Whether "called" only gives a name: "a company called NAME", "a page called “Q”"."""
    at = n
    while at < end and items[at].tag in "KQ":
        at += 1
    return at > n and (at >= end or items[at].tag not in "DO" or items[at].lower.endswith("ed"))


def _noun_phrase_at(items: list[Item], n: int, end: int, verb: VerbGroup) -> Complement | None:
    if verb.form.lemma == "call" and _is_naming(items, n, end):
        return None
    if items[n].tag == "P" and (n + 1 >= end or items[n].lower in words("grammar", "nominative")):
        return None  # mentioned him; the call he made
    if (
        (verb.negated and "denies" not in verb.form.kinds)
        or items[n].tag not in "DKONPQ'q"
        or items[n].lower == "each"
        or items[verb.head - 1].lower in ("is", "are", "was", "were")
        or (items[n].lower in ("to", "it") and verb.form.lemma != "call")
        or (items[n].lower in ("a", "an", "for") and verb.form.lemma == "call")  # called a strike, called an election
    ):
        return None
    comma = next(
        (m for m in range(n + 1, end) if items[m].tag in ",;" and m + 1 < end and items[m + 1].tag in "WRSC"), end
    )
    return ((n, comma),), "noun phrase", 0.6
