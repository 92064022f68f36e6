"""How far a line such as "OUTLET reports:" reaches: a passage where other matter follows, else all the rest."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from sayso.attribution.rules.relays import APPEARED, CREDIT_LINE, OUTLET_SOURCE, Credit
from sayso.attribution.rules.units import Unit
from sayso.language.outlets import descriptors
from sayso.language.verbs import cue_words
from sayso.model import Span

EDGE = 4
"""Units from either end of an article in which "Source: X" speaks of all of it; elsewhere of a picture or a list."""
Placed = tuple[Credit, Unit]


def bound_credits(text: str, units: Sequence[Unit], credits: list[Placed]) -> tuple[list[Placed], dict[Span, int]]:
    """Credits with their scopes made out, and where the passage of each line ends.

    Other matter follows where a second outlet gets a line of its own, where the article comes back to "the same
    paper", or where the block is a single quotation. What a block says of its own outlet ("she told SaltRoad" under
    "SaltRoad.info reports:") is no further relay. Linear but for the logarithm of a search.
    """
    starts = [unit.span.start for unit in units]
    inside = range(EDGE, len(units) - EDGE)
    credits = [
        (_as_line(replace(c, scope="sentence"), u), u)
        if c.rule == APPEARED and c.scope == "document" and bisect_left(starts, u.span.start) in inside
        else (_as_line(c, u), u)
        for c, u in credits
    ]
    lines = sorted(
        ((c.span.start, c, u) for c, u in credits if c.rule == CREDIT_LINE),
        key=lambda line: (line[0], line[1].span.end),
    )
    if not lines:
        return credits, {}
    ends: dict[Span, int] = {}
    names = {_name(c.span.text_in(text)) for _, c, _ in lines}
    others = sorted(unit.span.start for credit, unit in credits if credit.rule != CREDIT_LINE)
    back = [unit.span.start for unit in units if _comes_back(unit)]
    for k, (start, credit, _) in enumerate(lines):
        below = bisect_left(starts, start + 1)
        following = units[below : below + 1]
        limit = lines[k + 1][2].span.start if k + 1 < len(lines) else len(text)
        after = following[0].span.end if following else limit
        quoted = _end_of_quotation(units, below)
        again = bisect_left(back, start)
        if quoted is not None:
            ends[credit.span] = quoted
        elif again < len(back) and back[again] < limit:
            ends[credit.span] = back[again]
        elif len(names) > 1:
            other = bisect_left(others, after)
            ends[credit.span] = min(limit, others[other] if other < len(others) else limit)
    kept: list[Placed] = []
    places = [start for start, _, _ in lines]
    for credit, unit in credits:
        k = bisect_left(places, credit.span.start) - 1
        own = _name(lines[k][1].span.text_in(text)) if k >= 0 else ""
        if credit.rule != CREDIT_LINE and own and _name(credit.span.text_in(text)) == own:
            continue
        kept.append((replace(credit, scope="passage") if credit.span in ends else credit, unit))
    return kept, ends


def _as_line(credit: Credit, unit: Unit) -> Credit:
    """An outlet that is the source of a line with a colon behind it covers what follows."""
    line = unit.closes and unit.items[-1].tag == ":" and credit.rule == OUTLET_SOURCE
    return replace(credit, scope="rest", rule=CREDIT_LINE) if line else credit


def _name(words: str) -> str:
    """A name without its article, its letter case and the ending of a domain."""
    parts = words.lower().removeprefix("the ").split()
    return " ".join(parts).rsplit(".", 1)[0] if parts else ""


def _comes_back(unit: Unit) -> bool:
    """Whether a sentence speaks of "the same paper"."""
    nouns = cue_words("relays", "outlets") | descriptors() | {"sheet"}
    return any(
        one.lower in cue_words("relays", "same") and other.lower in nouns
        for one, other in zip(unit.items, unit.items[1:], strict=False)
    )


def _end_of_quotation(units: Sequence[Unit], n: int) -> int | None:
    """Where the quotation that fills the paragraphs from unit `n` on ends, if anything follows it."""
    last = n
    while last < len(units):
        quotation = units[last].items[0].quotation if units[last].items else None
        if quotation is None:
            return None
        if not (units[last].opens and units[last].closes) or len(units[last].items) > 2:
            return None
        if quotation.closed:
            return units[last].span.end if last + 1 < len(units) else None
        last += 1
    return None
