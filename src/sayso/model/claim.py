"""Claims over documents, the wordings that carry them, and promises of evidence."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sayso.model.span import Place, Span

Stance = Literal["asserts", "denies", "doubts"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition as it stands in one or more documents; its gist is a span, never a written sentence."""

    TABLE: ClassVar[str] = "claims"
    KEY: ClassVar[tuple[str, ...]] = ("claim",)

    claim: str
    gist: Place
    gist_text: str
    documents: int
    """How many documents assert it; where none does, how many have it at all."""
    independent_low: int
    """Origins proved distinct."""
    independent_high: int
    """Origins not proved the same."""
    reasons: tuple[str, ...]
    """Why the range is what it is, one short sentence each (set by `trace_origins`)."""
    made_by: str
    rule: str
    score: float


@dataclass(frozen=True, slots=True)
class Wording:
    """One way a claim is put: an attribution, or a sentence in the article's own voice."""

    TABLE: ClassVar[str] = "wordings"
    KEY: ClassVar[tuple[str, ...]] = ("claim", "document", "spans")

    claim: str
    document: str
    attribution: str | None
    """Null: in the article's own voice."""
    spans: tuple[Span, ...]
    text: tuple[str, ...]
    stance: Stance
    variant: int
    """Wordings of a claim that are the same utterance share it: one speaker, one occasion, whatever the translation."""
    made_by: str
    rule: str
    score: float
    occasion: tuple[Span, ...] = ()
    """The words around it that tell when, where or to whom it was said: "in an interview with", "on Monday"."""
    occasion_text: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """Evidence that somebody announced, and where the case shows it, if it does."""

    TABLE: ClassVar[str] = "promises"
    KEY: ClassVar[tuple[str, ...]] = ("attribution",)

    attribution: str
    document: str
    what: Span
    text: str
    shown: Place | None
    made_by: str
    rule: str
    score: float
