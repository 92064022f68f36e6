"""Where traces end, and the edges that lead there."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sayso.model.span import Place

Distinct = Literal["proved", "open", "same"]
OriginKind = Literal["named", "unnamed", "own", "unresolved"]
EdgeHow = Literal["quotes", "relays", "copies", "reworded", "cites"]
Tier = Literal["stated", "shown", "suggested"]


@dataclass(frozen=True, slots=True)
class Origin:
    """One end of a claim's trace: a speaker, an unnamed source, the outlet's own observation, or unresolved."""

    TABLE: ClassVar[str] = "origins"
    KEY: ClassVar[tuple[str, ...]] = ("claim", "origin")

    claim: str
    origin: str
    kind: OriginKind
    source: str | None
    documents: tuple[str, ...]
    path: tuple[str, ...]
    """Source and document ids from the origin to a document that carries the claim."""
    evidence: tuple[Place, ...]
    made_by: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Pair:
    """Two roots of one claim, and why they count as two origins, as one, or perhaps as two.

    Every pair of a claim's roots is told, up to 32 roots (`rule` says if there are more), also those that are folded
    into one origin; and each further article that rests on a root beside the one it has it from. The claim's range
    follows from these rows.
    """

    TABLE: ClassVar[str] = "pairs"
    KEY: ClassVar[tuple[str, ...]] = ("claim", "one", "other")

    claim: str
    one: str
    """Id of the root: its source, or the document where its trail ends; or of an article that rests on a root."""
    other: str
    """Id of the other root; `one` sorts first."""
    distinct: Distinct
    """`proved`: two origins; `open`: nothing shows whether; `same`: one origin."""
    reason: str
    """One short sentence."""
    evidence: tuple[Place, ...]
    made_by: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Edge:
    """One step of a trace: `to` has it from `from_`; document to document where both articles are in the case."""

    TABLE: ClassVar[str] = "edges"
    KEY: ClassVar[tuple[str, ...]] = ("claim", "from", "to", "how")

    claim: str | None
    from_: str
    """Column `from`: id of the document or source that gave it."""
    to: str
    """Id of the document or source that has it from there."""
    how: EdgeHow
    tier: Tier
    evidence: tuple[Place, ...]
    evidence_text: tuple[str, ...]
    made_by: str
    rule: str
    score: float
