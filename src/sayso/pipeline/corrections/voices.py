"""Who speaks, as tables that corrections change one after another: sources with all rows that name them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sayso.language.names import fold_name
from sayso.model import Mention, Place, Source, Tables
from sayso.pipeline.corrections.marks import mark, marks_of
from sayso.pipeline.corrections.outcomes import Orphan, Texts
from sayso.store.corrections import Named, Spot

_ALIASES = 64  # as many as the stage `sources` keeps
_SILENT = ("pronoun", "implied")  # mentions that give no name


class Voices:
    """Sources, mentions, and the attributions, relays and documents that name a source."""

    def __init__(self, tables: Tables, texts: Texts) -> None:
        self.texts = texts
        self.sources = {row.source: row for row in tables.sources}
        self.mentions = {Place(row.document, row.start, row.end): row for row in tables.mentions}
        self.attributions = {row.attribution: row for row in tables.attributions}
        self.relays = {row.relay: row for row in tables.relays}
        self.documents = {row.document: row for row in tables.documents}
        self._of: dict[str, dict[tuple[str, Any], None]] = {}
        """Source -> what names it: table and key."""
        for place, mention in self.mentions.items():
            self._note(mention.source, "mentions", place)
        for name, attribution in self.attributions.items():
            self._note(attribution.speaker, "attributions", name)
        for name, relay in self.relays.items():
            self._note(relay.outlet, "relays", name)
        for name, document in self.documents.items():
            self._note(document.outlet, "documents", name)
        self._touched: set[str] = set()

    def _note(self, source: str | None, table: str, key: Any) -> None:
        if source is not None:
            self._of.setdefault(source, {})[table, key] = None

    def naming(self, source: str, table: str) -> list[Any]:
        """The rows of a table that name a source."""
        rows = getattr(self, table)
        return [rows[key] for name, key in self._of.get(source, {}) if name == table]

    def settle(self, table: str, key: Any, source: str | None, corrections: Iterable[str]) -> None:
        """Let one row name another source, or none."""
        rows = getattr(self, table)
        row: Any = rows[key]
        column = {"mentions": "source", "attributions": "speaker"}.get(table, "outlet")
        before = getattr(row, column)
        if before is not None:
            self._of[before].pop((table, key), None)
            self._touched.add(before)
        changed = replace(row, **{column: source})
        rows[key] = changed if table == "documents" else mark(changed, corrections)
        self._note(source, table, key)
        if source is not None:
            self._touched.add(source)

    def mentioned_at(self, spot: Spot) -> Mention:
        """The mention at a place.

        Raises:
            Orphan: other words stand there, or they mention nobody.
        """
        document = self.texts.find(spot)
        mention = self.mentions.get(Place(document.document, spot.start, spot.end))
        if mention is None:
            raise Orphan("NO_ROW", f"{spot.text[:40]!r} at {spot.start} of {document.path} is no mention of a source")
        return mention

    def find(self, named: Named) -> Source | None:
        """The source that a line names; None where the case has none of this name.

        Raises:
            Orphan: several are called so, or the mention that should tell is none.
        """
        if named.mention is not None:
            return self.sources[self.mentioned_at(named.mention).source]
        name = fold_name(named.name)
        found = [row for row in self.sources.values() if fold_name(row.name) == name]
        found = found or [row for row in self.sources.values() if name in map(fold_name, row.aliases)]
        if len(found) > 1:
            raise Orphan("AMBIGUOUS", f"{len(found)} sources are called {named.name[:60]!r}: name one by a mention")
        return found[0] if found else None

    def merge(self, kept: str, gone: str, corrections: Iterable[str]) -> None:
        """Make one source of two: all that names the second names the first."""
        for table, key in list(self._of.get(gone, {})):
            self.settle(table, key, kept, corrections)
        one, other = self.sources[kept], self.sources.pop(gone)
        names = sorted({*one.aliases, *other.aliases, other.name} - {one.name})[:_ALIASES]
        documents = tuple(sorted({*one.documents, *other.documents}))
        merged = replace(one, aliases=tuple(names), documents=documents, score=min(one.score, other.score))
        self.sources[kept] = mark(merged, (*corrections, *marks_of(other.rule)))

    def tidy(self) -> None:
        """Sources that corrections have touched: their documents anew; one that nobody speaks as any more goes."""
        for source in sorted(self._touched & self.sources.keys()):
            row, mentions = self.sources[source], self.naming(source, "mentions")
            if not any(self.naming(source, table) for table in ("attributions", "relays", "documents")):
                del self.sources[source]
                for mention in mentions:
                    del self.mentions[Place(mention.document, mention.start, mention.end)]
                continue
            documents = {mention.document for mention in mentions}
            for table in ("attributions", "relays", "documents"):
                documents.update(named.document for named in self.naming(source, table))
            self.sources[source] = replace(row, documents=tuple(sorted(documents)))

    def tables(self) -> dict[str, list[Any]]:
        """The rows as they are now, to put into tables."""
        names = ("documents", "attributions", "relays", "sources", "mentions")
        return {name: list(getattr(self, name).values()) for name in names}


def other_names(name: str, mentions: Iterable[Mention]) -> tuple[str, ...]:
    """The names in mentions that are not this one, sorted."""
    found = {mention.text.strip() for mention in mentions if mention.how not in _SILENT}
    return tuple(sorted(found - {name, ""})[:_ALIASES])
