"""How wordings of a claim changed on their way: each step with both wordings."""

from dataclasses import dataclass

from sayso.model import Claim, Drift
from sayso.report.case import Case

_LEAST = ("words changed",)
"""Changes that say least and stand last."""
CLAIMS, STEPS = 40, 12
"""Claims with drift that the page lists, and steps of each; the page says how many more there are."""


@dataclass(frozen=True, slots=True)
class Drifted:
    """A claim with the steps in which its wording changed, each with its row number in the table `drift`."""

    claim: Claim
    number: int
    steps: tuple[tuple[int, Drift], ...]
    left: int


def list_drift(case: Case) -> tuple[list[Drifted], int]:
    """Claims whose wording drifted, most echoed first, and how many more there are; early documents first in each."""
    rank = {document.document: at for at, document in enumerate(case.documents)}
    published = {d.document: d.published or "9999" for d in case.documents}
    found: dict[str, list[tuple[int, Drift]]] = {}
    for at, row in enumerate(case.tables.drift):
        found.setdefault(row.claim, []).append((at, row))
    drifted = []
    for claim in case.claims:
        if claim.claim in found:
            steps = sorted(
                found[claim.claim],
                key=lambda pair: (
                    pair[1].change in _LEAST, published.get(pair[1].later.document, "9999"), rank.get(pair[1].later.document, 0), pair[1].later,
                    pair[1].change, pair[0],
                ),
            )  # fmt: skip
            drifted.append(Drifted(claim, case.numbers[claim.claim], tuple(steps[:STEPS]), max(len(steps) - STEPS, 0)))
    return drifted[:CLAIMS], max(len(drifted) - CLAIMS, 0)
