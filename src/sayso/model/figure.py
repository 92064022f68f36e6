"""Figures and dates as the texts give them."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sayso.model.span import Place, Span

FigureChange = Literal["same", "rounded", "hedged", "firmed", "changed"]
FigureDescent = Literal["passage", "relay", "article", "value"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A count that matters to the story, as a range: "over 100" is 100 to null, "almost 62" null to 62."""

    TABLE: ClassVar[str] = "figures"
    KEY: ClassVar[tuple[str, ...]] = ("document", "start", "end")

    document: str
    start: int
    end: int
    text: str
    what: str
    """`killed`, `injured`, ... or the noun that is counted."""
    unit: str | None
    low: float | None
    high: float | None
    hedge: str | None
    attribution: str | None
    """Whose figure it is, or null for the article's own."""
    group: str
    """Id shared by figures about the same quantity."""
    disagrees: bool
    """True if the ranges of the group do not all overlap."""
    made_by: str
    rule: str
    score: float
    parent: Place | None = None
    """The figure of another article that this one was taken from, as far as the case shows it."""
    descent: FigureDescent | None = None
    """What shows the parent: a `passage` that was copied, a `relay` that credits its outlet, other parts that
    this `article` has from it, or, weakest, the same telling `value` about the same quantity in the one article that
    had it before."""
    change: FigureChange | None = None
    """Against the parent: `same`; `rounded` (62 to "about 60", "dozens"); `hedged` (62 to "about 62") or `firmed`, the
    reverse; else `changed`."""

    @property
    def span(self) -> Span:
        """The characters of the figure with what it counts."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Date:
    """A calendar date, month, year, weekday or the like, as EDTF where the text settles it."""

    TABLE: ClassVar[str] = "dates"
    KEY: ClassVar[tuple[str, ...]] = ("document", "start", "end")

    document: str
    start: int
    end: int
    text: str
    value: str | None
    """EDTF; `XXXX-09-17` if the text alone gives no year; null if it cannot be resolved."""
    made_by: str
    rule: str
    score: float

    @property
    def span(self) -> Span:
        """The characters of the date."""
        return Span(self.start, self.end)
