"""What people have corrected in a case by hand, and what became of each correction."""

from dataclasses import dataclass
from typing import ClassVar, Literal

CorrectionKind = Literal[
    "region", "remove", "extent", "speaker", "merge sources", "split source", "alias", "merge claims", "split claim",
    "stance",
]  # fmt: skip
Fate = Literal["applied", "orphan"]


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file of corrections: what somebody says is otherwise, and whether it could be applied."""

    TABLE: ClassVar[str] = "corrections"
    KEY: ClassVar[tuple[str, ...]] = ("line",)

    line: int
    """Its line in the file, from 1; lines are applied in this order, and where two say different things the later
    counts."""
    correction: str
    """Short id, made from all that the line says; rows that rest on the correction name it in their `rule`."""
    kind: CorrectionKind | None
    """`remove`: no attribution at all; `extent`, `speaker`: of an attribution; `stance`: of a wording. Null where the
    line cannot be read."""
    sha256: str | None
    """Of the document it is about, as the line gives it."""
    document: str | None
    """Id of that document; null where it is not in the case, or the line names none."""
    start: int | None
    end: int | None
    text: str
    """The words that the line says stand there."""
    before: str
    """What it replaces, as the line gives it (JSON)."""
    after: str
    """What it puts in its place (JSON)."""
    who: str
    """Who corrected it."""
    when: str
    """When, as the line gives it: UTC, ISO 8601."""
    why: str
    """For what reason."""
    outcome: Fate
    """`orphan`: it could not be applied, and nothing else was done in its stead."""
    code: str | None
    """Short stable code of what was in the way, e.g. `OTHER_TEXT`; null if it was applied."""
    message: str | None
    """One line for people: what was wrong and what to do, or what is worth knowing of an applied one."""
