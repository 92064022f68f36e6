"""How the wording of a claim changed on its way from one article to the next."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sayso.model.span import Place

Change = Literal[
    "hedge dropped", "hedge added", "verb strengthened", "verb weakened", "attribution dropped", "speaker changed",
    "number rounded", "number changed", "headline stronger", "words changed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drift:
    """One change between two wordings of a claim, each with the words that show it."""

    TABLE: ClassVar[str] = "drift"
    KEY: ClassVar[tuple[str, ...]] = ("claim", "later", "earlier", "change")

    claim: str
    earlier: Place
    """The words of the wording that comes first, or of the body where `change` is `headline stronger`."""
    earlier_text: str
    later: Place
    later_text: str
    change: Change
    why: str
    """What the order of the two rests on: a passage, a credit, the dates, headline and body of one article; or that
    nothing tells it, for `words changed` between two renderings of one utterance."""
    made_by: str
    rule: str
    score: float
