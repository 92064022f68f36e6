"""Attributions whose cue is more than a verb: "X is adamant that C", "X cast doubt on whether C"."""

from functools import cache

from sayso.attribution.rules.units import Frame
from sayso.language import lexicon, words
from sayso.language.cues import inflect
from sayso.language.items import Item, span_of
from sayso.language.phrases import phrase_before
from sayso.language.verbs import cue_words
from sayso.model import Act


@cache
def predicate_starts() -> frozenset[str]:
    """Words at which `read_predicate` finds anything."""
    lists = ("adjectives", "doubting_adjectives", "curt")
    return frozenset(_predicates()).union(*(cue_words("predicates", name) for name in lists))


def read_predicate(items: list[Item], n: int, end: int) -> Frame | None:
    """Reads "X is adamant that C", "X cast doubt on whether C", "X went public with the claim that C"."""
    found = _predicate_phrase(items, n, end) or _predicate_adjective(items, n, end)
    if found is None:
        return None
    first, after, act = found
    while first and items[first - 1].tag in "XA":
        first -= 1
    negated = any(i.lower in words("grammar", "negations") for i in items[first:n])
    if first == 0 or items[first - 1].lower in ("to", "it", "there", "this", "that", "what", "which"):
        return None
    if negated:
        if items[n].lower not in cue_words("predicates", "adjectives"):
            return None
        act = "doubts"
    begin = phrase_before(items, first)
    if begin is None or after >= end:
        return None
    last = first - 1 if items[first - 1].tag == "," else first
    start = after + 1 if items[after].tag == ":" else after
    stop = start + 1 if items[start].tag == "Q" else end
    told = after
    while told > n + 1 and items[told - 1].tag in "RTN,":
        told -= 1  # "on 3 May" is no part of the cue, the "on" of "cast doubt on" is
    told = told if any(i.tag in "TN" for i in items[told:after]) else after
    source, cue, content = span_of(items, begin, last), span_of(items, first, told), span_of(items, start, stop)
    return Frame((source,), (cue,), (content,), "predicate", 0.92, act)


def _predicate_phrase(items: list[Item], n: int, end: int) -> tuple[int, int, Act] | None:
    """Reads a phrase of `cues.toml` at `n` up to its clause: where it starts and ends, and what it does."""
    for phrase, act, carries in _predicates().get(items[n].lower, ()):
        after = n + len(phrase)
        if after + 1 >= end or (len(phrase) > 1 and items[n + 1].lower != phrase[1]):
            continue
        if any(items[n + k].lower != word for k, word in enumerate(phrase)):
            continue
        noun = _announcing_noun(items, after, end)
        after = after if noun else _over_time(items, after, end)
        if not carries and noun is None and items[after].tag == ":" and items[after + 1].tag == "Q":
            return n, after, act
        after = noun or after
        if items[after].lower in ("that", "whether", "if") and (noun or not carries):
            return n, after, act
    return None


def _announcing_noun(items: list[Item], at: int, end: int) -> int | None:
    """Index after "the claim", "any suggestion", "repeated allegations" before a that-clause."""
    for m in range(at, min(end - 2, at + 4)):
        if items[m].lower in cue_words("phrases", "suggestion") | cue_words("nouns", "saying"):
            return m + 1 if items[m + 1].lower == "that" and items[m + 2].tag not in "TXV" else None
        if items[m].tag not in "DOAU" or items[m].lower == "no":
            return None
    return None


def _over_time(items: list[Item], at: int, end: int) -> int:
    """Index after "on Monday", "on 3 May 2019" or "again" where a that-clause follows them, else `at`."""
    after = at
    while after < min(end - 1, at + 6) and items[after].tag in "RTNA,":
        after += 1
    return after if items[after].lower == "that" else at


def _predicate_adjective(items: list[Item], n: int, end: int) -> tuple[int, int, Act] | None:
    lower = items[n].lower
    sure = lower in cue_words("predicates", "adjectives")
    unsure = lower in cue_words("predicates", "doubting_adjectives")
    if not (sure or unsure or lower in cue_words("predicates", "curt")) or n + 2 >= end:
        return None
    helped = n - 1
    while helped > 0 and items[helped].tag == "A":
        helped -= 1
    if helped < 1 or items[helped].lower not in ("is", "are", "was", "were", "been", "remains", "remained", "seemed"):
        return None
    after = n + 2 if items[n + 1].lower in ("about", "of", "over", "as") else n + 1
    if items[after].tag == ":" and items[after + 1].tag == "Q":
        return helped, after, "doubts" if unsure else "asserts"
    if items[after].lower not in ("that", "whether", "if") or not (sure or unsure):
        return None
    return helped, after, "doubts" if unsure or items[after].lower != "that" else "asserts"


@cache
def _predicates() -> dict[str, list[tuple[tuple[str, ...], Act, bool]]]:
    """Phrases of saying under their first word in all forms, the longest first; last, whether they need a noun."""
    lists: tuple[tuple[str, Act, bool], ...] = (
        ("asserting", "asserts", False),
        ("doubting", "doubts", False),
        ("denying", "denies", False),
        ("carrying", "asserts", True),
    )
    table: dict[str, list[tuple[tuple[str, ...], Act, bool]]] = {}
    for name, act, carries in lists:
        for phrase in sorted(cue_words("predicates", name), key=lambda p: (-len(p), p)):
            head, *rest = phrase.split()
            forms = inflect(head, lexicon("cues")["irregular"])
            for form in sorted({forms["base"], forms["s"], forms["past"], forms["participle"]}):
                table.setdefault(form, []).append(((form, *rest), act, carries))
    return table
