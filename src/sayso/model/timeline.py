"""What happened, was said and was published when, as far as the texts tell."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sayso.model.span import Place

MomentKind = Literal["event", "statement", "publication"]


@dataclass(frozen=True, slots=True)
class Moment:
    """An event that the texts date, a statement, or the publication of a document."""

    TABLE: ClassVar[str] = "timeline"
    KEY: ClassVar[tuple[str, ...]] = ("earliest", "latest", "kind", "moment")

    moment: str
    kind: MomentKind
    value: str | None
    """As EDTF: a date, a date with time, an interval where only bounds are known (`../2016-09-17`), or null."""
    earliest: str
    """First day it may have been, `YYYY-MM-DD`; empty where nothing bounds it."""
    latest: str
    """Last day it may have been; empty where nothing bounds it."""
    what: Place
    """The words that tell of it."""
    what_text: str
    claim: str | None
    source: str | None
    """Who says it, of a statement; the outlet, of a publication."""
    documents: tuple[str, ...]
    evidence: tuple[Place, ...]
    """The words that date it; none where the date is that of the input."""
    made_by: str
    rule: str
    score: float
