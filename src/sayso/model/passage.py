"""Text reuse: the same passage in two documents."""

from dataclasses import dataclass
from typing import ClassVar, Literal

ReuseKind = Literal["verbatim", "edited", "reworded"]
Direction = Literal["known", "guessed", "unknown"]


@dataclass(frozen=True, slots=True)
class Reuse:
    """A passage of an earlier document that stands, as it was or changed, in a later one.

    Where the direction is unknown, `earlier` is the document with the smaller id.
    """

    TABLE: ClassVar[str] = "reuse"
    KEY: ClassVar[tuple[str, ...]] = ("earlier", "later", "earlier_start", "later_start")

    earlier: str
    later: str
    earlier_start: int
    earlier_end: int
    later_start: int
    later_end: int
    earlier_check: str
    later_check: str
    """Checksums of the words of headline and body in both passages (`kernels.checks.check_words`): a caption or the
    like that stands amid a passage is no part of it."""
    kind: ReuseKind
    quoted: bool
    """True if the words stand inside a quotation on both sides: two outlets that quote one man do not copy."""
    identity: float
    """Share of aligned words that are equal, in [0, 1]."""
    direction: Direction
    why: str
    parent: bool
    """True if the later document has, as far as can be told, this passage directly from the earlier one; false for
    passages that it has through a third, and where the direction is unknown."""
    family: str
    """Id of the family: passages whose places overlap, directly or through others, so of one text that went round."""
    made_by: str
    rule: str
    score: float
