"""How wordings of a claim changed on their way: each step with both wordings."""

from dataclasses import dataclass

from sayso.model import Claim, Drift
from sayso.report.case import Case

CLAIMS, STEPS = 40, 12
"""Claims with drift that the page lists, and steps of each; the page says how many more there are."""
_RENDERED = ("words changed",)
"""Changes between renderings of one utterance: they have no order, and stand apart."""
Step = tuple[int, Drift]
"""A row of the table `drift` with its number there."""


@dataclass(frozen=True, slots=True)
class Drifted:
    """A claim with the steps in which its wording changed."""

    claim: Claim
    number: int
    steps: tuple[Step, ...]
    left: int
    rendered: tuple[Step, ...]
    """Words that differ between two renderings of one utterance, of which none need be the earlier."""
    rendered_left: int


def list_drift(case: Case) -> tuple[list[Drifted], int]:
    """Claims whose wording drifted, most echoed first, and how many more there are; early documents first in each."""
    rank = {document.document: at for at, document in enumerate(case.documents)}
    published = {d.document: d.published or "9999" for d in case.documents}

    def order(step: Step) -> tuple[object, ...]:
        at, row = step
        where = row.later.document
        return published.get(where, "9999"), rank.get(where, 0), row.later, row.change, at

    found: dict[str, list[Step]] = {}
    for at, row in enumerate(case.tables.drift):
        found.setdefault(row.claim, []).append((at, row))
    drifted = [
        _drifted(case, claim, sorted(found[claim.claim], key=order)) for claim in case.claims if claim.claim in found
    ]
    return drifted[:CLAIMS], max(len(drifted) - CLAIMS, 0)


def _drifted(case: Case, claim: Claim, steps: list[Step]) -> Drifted:
    changed, rendered = ([step for step in steps if (step[1].change in _RENDERED) is apart] for apart in (False, True))
    return Drifted(
        claim, case.numbers[claim.claim], tuple(changed[:STEPS]), max(len(changed) - STEPS, 0),
        tuple(rendered[:STEPS]), max(len(rendered) - STEPS, 0),
    )  # fmt: skip
