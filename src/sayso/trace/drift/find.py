"""Claims, Wording -> Drift: how the words of a claim changed on their way.

Tables are all that is read: wordings in the order of descent, passages and credits between articles, dates only where
one utterance stands in both, headline against body. A row stands only where both wordings show the change, so many
changes are not told; what a row tells can be checked by two looks.
"""

from sayso.model import Drift, Tables, grouped
from sayso.trace.drift.changes import Found, find_changes
from sayso.trace.drift.renderings import find_differences
from sayso.trace.drift.steps import order_figures, order_steps, trace_descent
from sayso.trace.drift.telling import Teller

MADE_BY = "drift.rules/1"
MOST_WORDINGS = 400
"""Wordings of a claim that are read; a claim with more is told by its first in the order of the key."""


def find_drift(tables: Tables) -> list[Drift]:
    """Changes between the wordings of each claim; in the order of the key. Linear in the wordings.

    A cap that is met shows in the row's rule as `.capped`.
    """
    teller, descent = Teller(tables), trace_descent(tables)
    found: dict[tuple[object, ...], Drift] = {}
    for claim, wordings in sorted(grouped(tables.wordings, "claim").items()):
        asserting = [w for w in wordings if w.stance == "asserts" and w.rule.startswith("member")]
        if len(asserting) < 2:
            continue
        asserting.sort(key=lambda w: (w.document, w.spans, w.attribution or ""))
        told = [teller.read(w) for w in asserting[:MOST_WORDINGS]]
        capped = ".capped" if len(asserting) > MOST_WORDINGS else ""
        rows = [
            _row(claim, change, step.why, teller, ".capped" if step.capped else capped, step.score)
            for step in order_steps(told, descent, teller.documents)
            for change in find_changes(step, teller)
        ]
        for found_in in find_differences(told, teller.documents):
            change = Found("words changed", found_in.earlier, found_in.later, found_in.rule, found_in.score)
            rows.append(_row(claim, change, found_in.why, teller, capped, 1.0))
        _keep(rows, found)
    seen = {(row.earlier, row.later) for row in found.values()}
    counted = [one for one in teller.told() if one.figures]
    for later, step in order_figures(counted, descent):
        changed = [c for c in find_changes(step, teller) if (c.earlier, c.later) not in seen]
        _keep([_row(later.wording.claim, change, step.why, teller, "", step.score) for change in changed], found)
    return sorted(found.values(), key=lambda r: (r.claim, r.later, r.earlier, r.change))


def _keep(rows: list[Drift], found: dict[tuple[object, ...], Drift]) -> None:
    """Add rows, the surer of two with one key."""
    for row in rows:
        key = (row.claim, row.later, row.earlier, row.change)
        if key not in found or found[key].score < row.score:
            found[key] = row


def _row(claim: str, change: Found, why: str, teller: Teller, capped: str, score: float) -> Drift:
    earlier, later = change.earlier, change.later
    return Drift(
        claim, earlier, teller.text_of(earlier), later, teller.text_of(later), change.change, why, MADE_BY,
        change.rule + capped, round(min(change.score, score), 4),
    )  # fmt: skip
