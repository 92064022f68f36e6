"""What a line of a file of corrections can say, once it is checked."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from sayso.model import CorrectionKind, Form, RegionKind, SourceKind, Span, Stance


class Spot(NamedTuple):
    """Exact words in a document that is known by the sha256 of its bytes."""

    sha256: str
    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Where the words stand."""
        return Span(self.start, self.end)


class Piece(NamedTuple):
    """Exact words in the document that the line is about."""

    start: int
    end: int
    text: str


class Said(NamedTuple):
    """What tells an attribution from others with the same content."""

    source: tuple[str, ...]
    cue: tuple[str, ...]


class Extent(NamedTuple):
    """New spans of an attribution; None leaves a role as it is."""

    source: tuple[Piece, ...] | None
    cue: tuple[Piece, ...] | None
    content: tuple[Piece, ...] | None
    form: Form | None


class Named(NamedTuple):
    """A source by its name; by one of its mentions where the name alone does not settle it."""

    name: str
    kind: SourceKind | None
    """What it is, for a source that the case does not have yet."""
    mention: Spot | None


class Apart(NamedTuple):
    """Mentions that are another source than was thought."""

    name: str
    kind: SourceKind | None
    mentions: tuple[Spot, ...]


class Put(NamedTuple):
    """A wording, which stands for the claim that it is one of."""

    spot: Spot
    stance: Stance


Value = (
    None | str | Said | Extent | Named | Apart | Put | Spot | RegionKind | Stance | tuple[str, ...] | tuple[Spot, ...]
)


@dataclass(frozen=True, slots=True)
class Line:
    """One correction, or a line that is none: then `fault` says why and the rest is empty."""

    number: int
    correction: str
    kind: CorrectionKind | None = None
    spot: Spot | None = None
    before: Any = None
    """`Said` for attributions, `Put` for wordings, else whatever the line says."""
    after: Any = None
    """By kind: None, RegionKind, `Extent`, `Named`, `Spot`, `Apart`, names, `Put`, spots or Stance."""
    who: str = ""
    when: str = ""
    why: str = ""
    fault: str | None = None
    stated: tuple[str, str] = ("", "")
    """`before` and `after` as the line has them, as JSON."""


REREADING: tuple[CorrectionKind, ...] = ("region", "remove", "extent")
"""Kinds that change what the stages make of one document by itself."""


@dataclass(frozen=True, slots=True)
class Corrections:
    """All lines of a file, in its order, with the file's bytes."""

    data: bytes
    digest: str
    """sha256 of `data`."""
    lines: tuple[Line, ...]

    def of_kinds(self, *kinds: CorrectionKind) -> tuple[Line, ...]:
        """The lines of these kinds, in the file's order; one that stands there twice counts where it stands first."""
        found: dict[str, Line] = {}
        for line in self.lines:
            if line.kind in kinds:
                found.setdefault(line.correction, line)
        return tuple(found.values())

    @property
    def aliases(self) -> tuple[tuple[str, ...], ...]:
        """Groups of names that corrections say are one source."""
        return tuple(line.after for line in self.of_kinds("alias"))

    @property
    def rereading(self) -> frozenset[str]:
        """sha256 of each document whose regions or attributions some line corrects."""
        return frozenset(line.spot.sha256 for line in self.lines if line.kind in REREADING and line.spot is not None)
