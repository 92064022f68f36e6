"""Short ways to ask a traced story a question."""

from dataclasses import dataclass
from typing import Any

from evals.score import trace_story
from sayso.model import Attribution, Claim, Document, Relay, Source, Tables


@dataclass(frozen=True)
class Story:
    """A traced story and the questions that the tests put to it."""

    tables: Tables

    def document(self, name: str) -> Document:
        """The document whose file name starts with `name`."""
        (found,) = [d for d in self.tables.documents if d.path.rsplit("/", 1)[-1].startswith(name)]
        return found

    def saying(self, name: str, words: str) -> Attribution:
        """The one attribution of a document whose content holds the words, the shortest if nested."""
        document = self.document(name).document
        found = [
            row
            for row in self.tables.attributions
            if row.document == document and any(words in text for text in row.content_text)
        ]
        assert found, f"{name}: nobody is said to have said {words!r}"
        return min(found, key=lambda row: sum(map(len, row.content_text)))

    def speaker(self, name: str, words: str) -> Source:
        """Who says it."""
        row = self.saying(name, words)
        assert row.speaker is not None, f"{name}: no speaker of {words!r} (source {row.source_text})"
        return self.source(row.speaker)

    def source(self, identifier: str | None) -> Source:
        """The source with that id."""
        (found,) = [source for source in self.tables.sources if source.source == identifier]
        return found

    def claim(self, name: str, words: str, stance: str = "asserts") -> Claim:
        """The claim that a saying takes a stance to."""
        row = self.saying(name, words).attribution
        found = [w.claim for w in self.tables.wordings if w.attribution == row and w.stance == stance]
        assert found, f"{name}: {words!r} {stance} no claim"
        return next(claim for claim in self.tables.claims if claim.claim == found[0])

    def relays(self, name: str) -> list[tuple[str, str]]:
        """The relays of a document as (outlet's words, scope), in text order."""
        document = self.document(name).document
        rows: list[Relay] = [row for row in self.tables.relays if row.document == document]
        return [(row.text, row.scope) for row in sorted(rows, key=lambda row: row.start)]

    def figures(self, name: str) -> list[tuple[float | None, float | None]]:
        """The figures of a document as (low, high), in text order."""
        document = self.document(name).document
        rows = [row for row in self.tables.figures if row.document == document]
        return [(row.low, row.high) for row in sorted(rows, key=lambda row: row.start)]

    def names(self, source: Source) -> set[str]:
        """All names of a source."""
        return {source.name, *source.aliases}

    def rows(self, table: str, name: str) -> list[Any]:
        """The rows of a table that belong to a document."""
        document = self.document(name).document
        return [row for row in getattr(self.tables, table) if row.document == document]


def traced(name: str) -> Story:
    """One of our stories, traced once in a session."""
    return Story(trace_story(name))
