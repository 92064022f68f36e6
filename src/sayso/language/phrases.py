"""Reading noun phrases without a parser: closed word classes, capitals and order.

Each walk looks at no more than `REACH` items, so that reading a text stays linear in its length.
"""

from functools import cache
from itertools import pairwise

from sayso.language.items import Item
from sayso.language.lexicon import lexicon, words
from sayso.language.roles import body_heads, document_heads, office_words

REACH = 40  # items looked at to one side; the longest source of the seeds has 17


def phrase_before(items: list[Item], at: int) -> int | None:
    """Index where the noun phrase starts that ends just before `items[at]`, or None.

    An apposition between commas belongs to it ("NAME, the minister, said"), and one stray comma before the verb is
    forgiven where the phrase opens the clause ("The head of the parliament, added").
    """
    last = at - 1
    if last < 0:
        return None
    if items[last].lower == "who":
        return _antecedent(items, last)
    if items[last].tag != ",":
        return _core_before(items, at)
    head = aside_before(items, last)
    if head is not None:
        return head
    head = _core_before(items, last)
    return head if head is not None and _is_opening(items, head) else None


def _antecedent(items: list[Item], who: int) -> int | None:
    """Where the person starts whom "who" stands for: "NAME, a spokesman of the firm, who"."""
    at = who - 1 if items[who - 1].tag == "," else who
    head = _core_before(items, at) if at > 0 else None
    if head is not None and head > 1 and items[head - 1].tag == "," and items[head - 2].tag == "K":
        return _core_before(items, head - 1) or head
    return head


def aside_before(items: list[Item], last: int) -> int | None:
    """Where "NAME, the minister" starts if the comma at `last` closes such an aside."""
    comma = next((n for n in range(last - 1, max(-1, last - REACH), -1) if items[n].tag in ",;:Q"), -1)
    if comma > 0 and items[comma].tag == "," and _is_aside(items[comma + 1 : last]):
        head = _core_before(items, comma)
        if head is not None and _is_opening(items, head):
            return head
    return None


def _is_aside(items: list[Item]) -> bool:
    """Whether the words between two commas describe what stands before them rather than go on with the clause."""
    if not items:
        return False
    if items[0].tag == "W" or items[0].lower in (
        "speaking",
        "talking",
        "writing",
        "citing",
        "quoting",
        "himself",
        "herself",
        "now",
        "then",
        "also",
        "formerly",
    ):
        return True
    if any(i.tag == "W" and before.lower in ("of", "for", "to") for before, i in pairwise(items[:6])):
        return True  # a copy of which was seen by NAME
    if items[0].tag == "A" and 1 < len(items) <= 4 and all(i.tag in "AOC" for i in items):
        return True  # visibly tired
    return items[0].tag in "DKON" and not any(i.tag in "XVS" for i in items)


def _is_opening(items: list[Item], start: int) -> bool:
    """Whether a phrase that starts here opens its clause."""
    return start == 0 or items[start - 1].tag in ",;:-Q.(CSWA" or items[start - 1].lower in ("that", "then")


def _core_before(items: list[Item], at: int) -> int | None:
    """Index where the phrase that ends just before `items[at]` starts, no apposition behind it counted."""
    n = at - 1
    if n > 0 and items[n].tag == "T" and items[n - 1].tag in "KO":
        n -= 1  # the minister Monday said
    if n >= 0 and items[n].tag == "P":
        return None if items[n].lower == "who" else n
    start: int | None = None
    joined = False
    stop = max(-1, at - REACH)
    while n > stop:
        step = _step_back(items, n, start, joined)
        if step is None:
            break
        joined = joined or items[n].tag == "C"
        n, start, last = step
        if last:
            break
    if start is not None and items[start].tag in "R,C'":
        start += 1
    return start if start is not None and any(i.tag in "KONPD" for i in items[start:at]) else None


def _step_back(items: list[Item], n: int, start: int | None, joined: bool) -> tuple[int, int | None, bool] | None:
    """One step to the left: next index, where the phrase now starts, whether it ends there; None to stop before."""
    tag, left = items[n].tag, items[n - 1].tag if n else ""
    named = start is not None and items[start].tag == "K"
    if tag == "O" and named and not is_role(items[n].lower) and _is_adverbial(items, n):
        return None
    if tag in "KON" or (tag == "T" and start is not None and left not in "RT" and items[n].lower != "may"):
        return n - 1, n, False
    if tag == "D":
        goes_on = _joins(items, n - 1) or left == "D" or (left == "C" and joined)
        return n - 1, n, not goes_on
    if tag in "UVXSW":
        return _step_over_verb(items, n, start)
    passes = {
        "'": True,
        "R": _joins(items, n),
        "C": start is not None and left in "KONT'" and items[n].lower in ("and", "or", "&") and not _has_verb(items, n),
        ",": joined and named and left == "K",
        "A": start is not None and left == "D",
    }
    if tag == ")":
        opened = next((m for m in range(n - 1, max(-1, n - 12), -1) if items[m].tag == "("), None)
        return None if opened is None else (opened - 1, start, False)
    return (n - 1, start, False) if passes.get(tag, False) else None


def _step_over_verb(items: list[Item], n: int, start: int | None) -> tuple[int, int | None, bool] | None:
    """Over a relative clause to its head, or over a participle or a noun that is spelled like a verb."""
    left = items[n - 1].tag if n else ""
    relative = _relative_before(items, n)
    if relative is not None or items[n].tag == "W":
        return (relative if relative is not None else n) - 1, start, False
    if items[n].tag not in "UV" or not left or left not in "DKNRO":
        return None
    lower = items[n].lower
    participle = start is not None and left != "O" and lower.endswith(("ing", "ed", "s"))
    trade = left in "DO" and is_role(lower) and _has_determiner(items, n)
    if participle or trade or (left == "K" and n == 1 and is_role(lower)):
        return n - 1, n, False
    return None


def _is_adverbial(items: list[Item], n: int) -> bool:
    """Whether the words that end at `n` open the clause with a preposition: "In an interview NAME said"."""
    for m in range(n - 1, max(-1, n - 6), -1):
        if items[m].tag == "R":
            return _is_opening(items, m)
        if items[m].tag not in "DKON'":
            return False
    return False


def _joins(items: list[Item], n: int) -> bool:
    """Whether `items[n]` is a preposition that ties what follows to a noun before it."""
    return n > 0 and items[n].tag == "R" and items[n].lower in words("grammar", "joining") and (
        items[n - 1].tag in "KO'"
        or (items[n].lower == "of" and items[n - 1].tag in "NDP")
        or (items[n - 1].tag == "U" and is_role(items[n - 1].lower) and _has_determiner(items, n - 1))
        or (items[n].lower == "by" and items[n - 1].lower.endswith("ed") and n > 1 and items[n - 2].tag in "KO")
    )  # fmt: skip


def _has_determiner(items: list[Item], n: int) -> bool:
    """Whether an article opens the phrase of a word that is noun and verb: "the report", "an internal review"."""
    m = n - 1
    while m > max(-1, n - 4) and items[m].tag in "OA":
        m -= 1
    return m >= 0 and items[m].tag == "D"


def _has_verb(items: list[Item], before: int) -> bool:
    for n in range(before - 1, max(-1, before - 15), -1):
        if items[n].tag in ",;:.Q-S":
            return False
        if items[n].tag in "XV" or items[n].tag == "U":
            return True
        if items[n].tag == "O" and items[n].lower.endswith("ed"):
            return True
    return False


def _relative_before(items: list[Item], n: int) -> int | None:
    """Index of the relative pronoun whose clause holds the verb at `n`."""
    for m in range(n, max(-1, n - 10), -1):
        if items[m].tag in ",;:Q.":
            return None
        if items[m].lower in ("who", "which", "whose") or (
            items[m].lower == "that" and m < n and m and items[m - 1].tag == "O"
        ):
            return m
    return None


def phrase_after(items: list[Item], at: int, apposition: bool = True, to_end: bool = False) -> int | None:
    """Index after the noun phrase that starts at `items[at]`, or None if none does.

    With `to_end` an apposition may run to the end of the sentence: "said NAME, a clerk in the office."
    """
    n, end = at, min(len(items), at + REACH)
    while n < end:
        tag, before = items[n].tag, items[n - 1].tag if n > at else ""
        if tag == "P":
            if n == at:
                return n + 1
            break
        if tag == "D" and n == at and (n + 1 >= len(items) or items[n + 1].tag in ",.;:Q-"):
            return n + 1  # according to her, some say
        if tag in "KONU" or tag == "D":
            if tag == "U" and not ((before and before in "DON") or (before == "K" and items[n].text[0].isupper())):
                break
            if tag == "D" and before and before not in "DRC":
                break
            if tag == "O" and before and before in "KP" and items[n].lower.endswith("ed"):
                break
        elif tag == "T":
            if (
                before == "K"
                or before == ""
                or (before == "R" and items[n - 1].lower in words("grammar", "time_openers"))
            ):
                break
        elif tag == "R":
            if not _ties(items, n, at):
                break
        elif tag == "C":
            if n + 1 >= end or items[n + 1].tag not in "KDO" or items[n].lower not in ("and", "or", "&"):
                break
        elif tag == ",":
            if not (before == "K" and n + 2 < end and items[n + 1].tag == "K" and _is_list(items, n)):
                break
        elif tag == "A":
            if before not in ("D", ""):
                break
        elif tag != "'":
            break
        n += 1
    while n > at and items[n - 1].tag in "RCDA,":
        n -= 1
    if n == at:
        return None
    return _with_apposition(items, n, end, to_end) if apposition else n


def _ties(items: list[Item], n: int, at: int) -> bool:
    """Whether the preposition at `n` goes on with the phrase: after a name only `of` and `for` do."""
    if n == at or n + 1 >= len(items) or items[n + 1].tag not in "KOND'":
        return False
    if items[n - 1].tag == "K" and items[n].lower not in ("of", "for"):
        return False
    return items[n].lower in words("grammar", "joining")


def _is_list(items: list[Item], comma: int) -> bool:
    """Whether the names after a comma run on to an "and": Britain, Australia and Denmark."""
    for n in range(comma + 1, min(len(items), comma + 12)):
        if items[n].tag == "C":
            return n + 1 < len(items) and items[n + 1].tag == "K"
        if items[n].tag not in "K,":
            return False
    return False


def _with_apposition(items: list[Item], n: int, end: int, to_end: bool) -> int:
    if n + 1 >= end or items[n].tag != "," or items[n + 1].tag not in "DKO":
        return n
    close = next((m for m in range(n + 1, end) if items[m].tag in ",;:.Q-("), None)
    if close is None and to_end:
        close = end
    if close is None or close - n > 14:
        return n
    at_end = to_end and (close == len(items) or items[close].tag in ".,")
    if not at_end and (close + 1 >= len(items) or items[close].tag != ","):
        return n
    inside = items[n + 1 : close]
    if any(i.tag in "XVSUWP" or (i.tag == "O" and i.lower.endswith("ed")) for i in inside):
        return n
    if _heads_next(items, close):
        return n
    return n if items[n + 1].tag == "K" and items[n - 1].tag == "K" else close


def _heads_next(items: list[Item], close: int) -> bool:
    """Whether a name and a verb follow, so that the words before describe that name: "the chairwoman, NAME, said"."""
    at = close + 1
    while at < len(items) and items[at].tag == "K" and at - close < 6:
        at += 1
    if at == close + 1 or at + 1 >= len(items):
        return False
    return items[at].tag in "UXV" or (items[at].tag == "," and items[at + 1].tag in "UXV")


def is_count(items: list[Item], at: int) -> bool:
    """Whether a number opens here, its hedge included: "more than 50", "at least thirty-three", "about a dozen"."""
    hedges, numerals = _number_words()
    for n in range(at, min(len(items), at + 5)):
        if items[n].tag == "N" or items[n].lower.split("-")[0] in numerals:
            return True
        if items[n].lower not in hedges:
            return False
    return False


@cache
def _number_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words that hedge a number, and those that write one."""
    table = lexicon("numbers")
    hedges = {word for hedge in table["hedge"] for phrase in hedge["phrases"] for word in phrase.split()}
    return frozenset(hedges), frozenset((*table["words"], *table["scales"], *table["vague"]["words"]))


def is_role(word: str) -> bool:
    """Whether a lower-case word names an office, a body or a document."""
    word = word.removeprefix("ex-")
    return word in office_words() or word in body_heads() or word in document_heads()
