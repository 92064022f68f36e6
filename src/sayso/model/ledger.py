"""Ledgers of a case: what is missing, what hangs on a single voice, who was not heard."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sayso.model.span import Place

Ledger = Literal[
    "missing work", "weak link", "anonymous", "circular", "silence", "date", "place",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ledger, with the places that show it."""

    TABLE: ClassVar[str] = "ledgers"
    KEY: ClassVar[tuple[str, ...]] = ("ledger", "rank", "entry")

    entry: str
    ledger: Ledger
    """`missing work`: cited and not in the case; `weak link`: a source whose loss removes most; `anonymous`: an unnamed
    source and what rests on it alone; `circular`: outlets that have it from each other; `silence`: somebody accused who
    has no voice; `date`, `place`: two that do not agree."""
    rank: int
    """From 1, the weightiest first."""
    subject: str | None
    """Id of the source or document it is about."""
    name: str
    """The subject's name in the texts."""
    claims: tuple[str, ...]
    """Ids of the claims concerned, sorted."""
    documents: tuple[str, ...]
    note: str
    """What it says, in one plain sentence."""
    evidence: tuple[Place, ...]
    evidence_text: tuple[str, ...]
    made_by: str
    rule: str
    score: float
