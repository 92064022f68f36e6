"""Attributions and relays: who is said to have said what, and which outlet passed it on."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sayso.model.span import Span

Form = Literal["direct", "indirect", "mixed"]
Act = Literal["asserts", "denies", "doubts", "demands", "promises"]
Scope = Literal["sentence", "passage", "rest", "document"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """A source, a cue and the content that the cue attributes to the source (PARC's three roles)."""

    TABLE: ClassVar[str] = "attributions"
    KEY: ClassVar[tuple[str, ...]] = ("attribution",)

    attribution: str
    document: str
    form: Form
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    """In text order; never empty."""
    source_text: tuple[str, ...]
    cue_text: tuple[str, ...]
    content_text: tuple[str, ...]
    """The words the spans cover, so that each row can be checked against the text."""
    speaker: str | None
    """Source id, or null where the text does not settle it (set by `resolve_sources`)."""
    within: str | None
    """The attribution this one is nested in: A says that B said; B's row has `within` = A's."""
    act: Act
    comment: bool
    """True if it stands in a reader's comment."""
    headline: bool
    made_by: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Relay:
    """An outlet that the text credits with what it tells, and how far the credit reaches."""

    TABLE: ClassVar[str] = "relays"
    KEY: ClassVar[tuple[str, ...]] = ("relay",)

    relay: str
    document: str
    outlet: str | None
    """Source id of the outlet (set by `resolve_sources`)."""
    start: int
    end: int
    """The outlet's mention."""
    text: str
    scope: Scope
    scope_start: int
    scope_end: int
    """The characters that stand under the relay."""
    attributions: tuple[str, ...]
    made_by: str
    rule: str
    score: float

    @property
    def span(self) -> Span:
        """The outlet's mention."""
        return Span(self.start, self.end)
