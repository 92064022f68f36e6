"""Sources: persons, bodies, outlets, documents and unnamed voices, and where each is mentioned."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from sayso.model.span import Span

SourceKind = Literal["person", "organisation", "outlet", "country", "document", "unnamed"]
How = Literal["name", "title", "pronoun", "alias", "outlet", "unnamed", "implied"]


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody or something that statements are attributed to, merged over all documents."""

    TABLE: ClassVar[str] = "sources"
    KEY: ClassVar[tuple[str, ...]] = ("source",)

    source: str
    name: str
    kind: SourceKind
    aliases: tuple[str, ...]
    """All other ways the texts name it, sorted."""
    documents: tuple[str, ...]
    """Where it is mentioned, sorted."""
    made_by: str
    rule: str
    """Why these mentions were taken for one source."""
    score: float


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a source is named, described or stood for by a pronoun."""

    TABLE: ClassVar[str] = "mentions"
    KEY: ClassVar[tuple[str, ...]] = ("document", "start", "end")

    document: str
    start: int
    end: int
    text: str
    source: str
    how: How
    made_by: str
    rule: str
    score: float

    @property
    def span(self) -> Span:
        """The characters of the mention."""
        return Span(self.start, self.end)
