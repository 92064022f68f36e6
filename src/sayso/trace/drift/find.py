"""Claims, Wording -> Drift: how the words of a claim changed on their way.

Tables are all that is read: wordings in the order of descent, passages and credits between articles, dates only where
one utterance stands in both, headline against body. A row stands only where both wordings show the change, so many
changes are not told; what a row tells can be checked by two looks.
"""

from sayso.model import Drift, Tables, grouped
from sayso.trace.drift.changes import find_changes
from sayso.trace.drift.steps import order_steps, trace_descent
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
        for step in order_steps(told, descent, teller.documents):
            for change in find_changes(step, teller):
                capped = ".capped" if step.capped or len(asserting) > MOST_WORDINGS else ""
                row = Drift(
                    claim, change.earlier, teller.text_of(change.earlier), change.later, teller.text_of(change.later),
                    change.change, step.why, MADE_BY, change.rule + capped, round(min(change.score, step.score), 4),
                )  # fmt: skip
                key = (row.claim, row.later, row.earlier, row.change)
                if key not in found or found[key].score < row.score:
                    found[key] = row
    return sorted(found.values(), key=lambda r: (r.claim, r.later, r.earlier, r.change))
