"""Relays: the outlets that an article credits, and how far each credit reaches."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.attribution.rules.asides import strong_places, weak_places, without_time
from sayso.attribution.rules.clauses import clause_end
from sayso.attribution.rules.forms.read import read_forms, read_ways
from sayso.attribution.rules.outlet_judge import OutletJudge
from sayso.attribution.rules.units import Frame, Unit
from sayso.language.items import Item, span_of
from sayso.language.phrases import REACH, phrase_after, phrase_before
from sayso.language.verbs import cue_words
from sayso.model import Scope, Span

CREDIT_AFTER = "credit after"
CREDIT_LINE = "credit line"
APPEARED = "appeared there"
WAY = "passed through"
OUTLET_SOURCE = "outlet as source"
LONGEST_LINE = 14  # items of a line that is nothing but a credit: "As OUTLET reported on its web site:"


@dataclass(frozen=True, slots=True)
class Credit:
    """A relay as found in one unit: the outlet's mention and how far it reaches."""

    span: Span
    scope: Scope
    rule: str
    score: float


def read_credits(unit: Unit, judge: OutletJudge) -> list[Credit]:
    """Outlets named in one unit as where its words, or all that follows, come from."""
    items = list(unit.items)
    found = _lines(items, judge) or _datelines(items, judge, unit) or _tail(items, judge, unit)
    more = [
        Credit(span_of(items, first, last), _scope(items), "credited in passing", 0.85)
        for first, last in strong_places(items)
        if judge.credits_other(items, first, last, True)
    ]
    formed = [one.outlet for one in read_forms(unit) if one.outlet is not None]
    for places, rule in ((formed, OUTLET_SOURCE), (read_ways(unit), WAY)):
        more += [
            Credit(span_of(items, *place), "sentence", rule, 0.85)
            for place in places
            if judge.credits_other(items, *place, True)
        ]
    more += [
        Credit(span_of(items, first, last), _scope(items), APPEARED, 0.8)
        for first, last in weak_places(items)
        if judge.standing(items, first, last) in ("known", "shaped") and judge.credits_other(items, first, last, False)
    ]
    for credit in (*more, *_tellings(items, judge)):
        if not any(credit.span.overlaps(other.span) for other in found):
            found.append(credit)
    return found


def _scope(items: list[Item]) -> Scope:
    """ "This article first appeared in X" and "Source: X" speak of the whole document."""
    whole = len(items) > 1 and items[0].lower == "this" and items[1].lower in cue_words("relays", "articles")
    return "document" if whole or (items and items[0].lower in ("source", "sources")) else "sentence"


def _lines(items: list[Item], judge: OutletJudge) -> list[Credit]:
    """Reads "X reports:", "As X reported:", "From X:", "According to X:", "X reports further": X covers the rest."""
    colon = len(items) - 1 if items and items[-1].tag == ":" else None
    start = 0
    while start < len(items) and items[start].lower in cue_words("relays", "opening"):
        start += 1
    after = phrase_after(items, start, apposition=False) if start < len(items) else None
    if after is not None and reports_alone(items, after):
        if judge.credits_other(items, start, after, True):
            return [Credit(span_of(items, start, after), "sentence", CREDIT_AFTER, 0.85)]
        return []
    block = _block(items, judge) if colon is not None and len(items) <= LONGEST_LINE else None
    if block is not None:
        return [Credit(span_of(items, *block), "rest", CREDIT_LINE, 0.9)]
    if after is None:
        return []
    rest = [i.lower for i in items[after:colon]]
    opening = [i.lower for i in items[:start]]
    from_it = bool(opening) and (start <= 2 or not cue_words("relays", "publishing").isdisjoint(opening))
    line = colon is not None and len(items) <= LONGEST_LINE and not rest and from_it
    further = bool(rest) and rest[0] in cue_words("relays", "reporting") and "further" in rest[1:3]
    if not (line or further) or not judge.credits_other(items, start, after, True):
        return []
    rule, score = (CREDIT_LINE, 0.9) if line else ("reports further", 0.8)
    return [Credit(span_of(items, start, after), "rest", rule, score)]


def _block(items: list[Item], judge: OutletJudge) -> tuple[int, int] | None:
    """The name in a line of the form "X has this:"; before verbs of speech it must look like an outlet's."""
    verb = next((n for n, i in enumerate(items) if n and i.lower in cue_words("relays", "reporting")), None)
    if verb is None or len(items) - verb > 7:
        return None
    last = verb - 1 if verb > 1 and items[verb - 1].tag in "AX," else verb
    first = max((n + 1 for n in range(last) if items[n].tag in ",-:"), default=0)
    while first < last and items[first].lower in cue_words("relays", "opening") - {"the"}:
        first += 1
    named = [i for n, i in enumerate(items[first:last]) if i.tag not in "RC" or n == 0]
    if not named or any(i.tag not in "KDO'N*.U" for i in named) or not any(i.tag == "K" for i in named):
        return None
    entitled = any(i.tag == "Q" for i in items[:first])  # under the title "Q", X writes:
    strong = (entitled or items[verb].lower not in cue_words("relays", "speech")) and not any(
        i.lower == "say" for i in items[verb:]
    )
    return (first, last) if judge.credits_other(named, 0, len(named), strong) and (
        strong or judge.standing(named, 0, len(named)) != "unknown"
    ) else None  # fmt: skip


def reports_alone(items: list[Item], after: int) -> bool:
    """Whether nothing follows a name but "reports": the credit is for the sentence before."""
    return 0 < after < len(items) <= LONGEST_LINE and items[after].lower in cue_words("relays", "reported") and all(
        i.tag in ".T" for i in items[after + 1 :]
    )  # fmt: skip


def read_dateline(unit: Unit, judge: OutletJudge) -> list[Credit]:
    """The agency of a dateline that stands in a region of its own."""
    return _datelines(list(unit.items), judge, unit)


def _datelines(items: list[Item], judge: OutletJudge, unit: Unit) -> list[Credit]:
    """Reads "CITY (AGENCY) -" at the head and "[With AGENCY]" anywhere: the agency stands behind the whole document."""
    for n, item in enumerate(items[:12] if not (items and items[0].tag == "(") else items):
        if item.tag != "(":
            continue
        close = next((m for m in range(n + 1, min(len(items), n + 8)) if items[m].tag == ")"), None)
        if close is None:
            return []
        start = n + 2 if items[n + 1].lower in ("with", "by") else n + 1
        dateline = close + 1 < len(items) and items[close + 1].tag == "-" and n <= 6 and unit.opens
        credit = items[n + 1].lower == "with" and n == 0 and close == len(items) - 1
        if (dateline or credit) and start < close and judge.credits_other(items, start, close, True):
            return [
                Credit(span_of(items, start, close), "document", "dateline" if dateline else "credit at the end", 0.85)
            ]
    return []


def _tail(items: list[Item], judge: OutletJudge, unit: Unit) -> list[Credit]:
    """Reads a line "— AGENCY", "[AGENCY]", "With reporting by AGENCY", and "(AGENCY)" at an end."""
    inner = [n for n, i in enumerate(items) if i.tag not in "()-.*"]
    if not inner or len(items) < 2:
        return []
    whole = unit.opens and unit.closes and len(items) <= LONGEST_LINE
    opening = tuple(i.lower for i in items[inner[0] : inner[0] + 3])
    told = next((k for k in (3, 2) if " ".join(opening[:k]) in cue_words("relays", "tails")), 0) if whole else 0
    bracket = max((n for n, i in enumerate(items) if i.text in "(["), default=None)
    closes = bracket is not None and any(i.tag == ")" for i in items[-2:])
    first = inner[0] + told
    if not told and closes and bracket is not None:
        first = bracket + 1
    elif not told and not (whole and items[0].tag == "-"):
        return []
    last = phrase_after(items, first, apposition=False) if first < len(items) else None
    rest = items[last:] if last is not None else []
    if last is None or not all(i.tag == "K" or i.lower == "the" for i in items[first:last]):
        return []
    if not told and (
        any(i.tag not in ".)" for i in rest) or judge.standing(items, first, last) not in ("known", "shaped")
    ):
        return []
    if not judge.credits_other(items, first, last, bool(told)):
        return []
    return [Credit(span_of(items, first, last), "document" if whole else "sentence", "credit at the end", 0.8)]


def _tellings(items: list[Item], judge: OutletJudge) -> Iterator[Credit]:
    """Reads "X told OUTLET", "OUTLET quoted X as saying", "-quoted the channel OUTLET", "first published by OUTLET"."""
    end = clause_end(items)
    for n in range(end):
        lower = items[n].lower
        if lower in ("told", "tells", "telling") and n + 1 < end and items[n + 1].tag in "KDO":
            after = without_time(items, n + 1, phrase_after(items, n + 1, apposition=False) or n + 1)
            common = {i.lower for i in items[n + 1 : after] if not i.text[0].isupper()}
            sure = ("known", "shaped") if items[after - 1].tag == "K" else ("known",)
            if common & cue_words("nouns", "audience") and judge.standing(items, n + 1, after) not in sure:
                continue
            if after > n + 1 and judge.credits_other(items, n + 1, after, True):
                yield Credit(span_of(items, n + 1, after), "sentence", "told an outlet", 0.8)
        elif lower in ("quoted", "quotes", "quoting", "cited", "cites") and items[n].tag in "UOV":
            begin = phrase_before(items, n)
            saying = any(i.lower == "saying" or i.tag == ":" for i in items[n : min(end, n + 16)])
            if begin is not None and saying and judge.credits_other(items, begin, n, True):
                yield Credit(span_of(items, begin, n), "sentence", "outlet quoted", 0.9)
            elif n and items[n - 1].tag in ",-)" and n + 1 < end:
                named = phrase_after(items, n + 1)
                if named is not None and judge.credits_other(items, n + 1, named, True):
                    yield Credit(span_of(items, n + 1, named), "sentence", "quoted by", 0.85)


def credit_of(frame: Frame, unit: Unit, judge: OutletJudge, citing: bool = False) -> Credit | None:
    """The relay that a frame is when its source is an outlet; who reports `citing` another is likely one."""
    if not frame.source:
        return None
    items = list(unit.items)
    first, last = _between(items, frame.source[0])
    if last <= first or last - first > REACH:
        return None
    comma = next((n for n in range(first, last) if items[n].tag == ","), last)
    cue = " ".join(i.lower for span in frame.cue for i in items[slice(*_between(items, span))])
    reporting = not cue_words("relays", "reported").isdisjoint(cue.split())
    strong = citing or cue in ("has learned", "has learnt", "have learned")
    as_clause = (
        first > 0 and items[first - 1].lower == "as" and not cue_words("relays", "revealed").isdisjoint(cue.split())
    )
    crediting = reporting or strong or as_clause or not {"according", "per"}.isdisjoint(cue.split())
    if not crediting and judge.standing(items, first, comma) == "unknown":
        return None
    if not judge.credits_other(items, first, comma, strong):
        return None
    return Credit(span_of(items, first, comma), "sentence", OUTLET_SOURCE, round(0.95 * frame.score, 3))


def _between(items: list[Item], span: Span) -> tuple[int, int]:
    """Indices of the items that start inside a span: items are ordered by their start, which stands first in each."""
    return bisect_left(items, (span.start,)), bisect_left(items, (span.end,))
