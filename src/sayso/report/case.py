"""A case put in reading order: one source of names, numbers, counts and links for the page and the terminal."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.model import (
    Attribution,
    Claim,
    Document,
    Edge,
    Figure,
    Mention,
    Origin,
    Pair,
    Place,
    Promise,
    Relay,
    Source,
    Span,
    Tables,
    Wording,
    grouped,
)
from sayso.report.words import anchor, clip, plain

OWN_VOICE = ", in its own voice"
UNSURE_BELOW = 0.6
"""Attributions scored lower are listed as unsure, as are those whose speaker is not settled: a convention."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who puts a claim forward: a source, words that name somebody not settled, or an article in its own voice."""

    key: str
    name: str
    kind: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Case:
    """Tables with the look-ups that every view shares; build it with `index_case`."""

    tables: Tables
    run: Mapping[str, object]
    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    """Most echoed first."""
    labels: Mapping[str, str]
    """Document id -> the short name used all over the page."""
    short: Mapping[str, str]
    """Document id -> the first part of the ids of its marks."""
    numbers: Mapping[str, int]
    """Claim id -> its number, from 1."""
    by_id: Mapping[str, Document]
    sources: Mapping[str, Source]
    attributions: Mapping[str, Attribution]
    relayed_by: Mapping[str, tuple[Relay, ...]]
    wordings: Mapping[str, list[Wording]]
    origins: Mapping[str, list[Origin]]
    pairs: Mapping[str, list[Pair]]
    edges: Mapping[str, list[Edge]]
    promises: Mapping[str, list[Promise]]
    """Claim id -> promises made in one of its wordings."""
    figure_groups: tuple[tuple[Figure, ...], ...]
    """Groups of two figures or more whose ranges are not all the same; those that disagree first."""
    claims_of: Mapping[str, list[str]]
    """Attribution id -> claims it words."""
    mentions: Mapping[str, list[Mention]]
    """Source id -> its mentions."""

    def name(self, source: str | None) -> str:
        """The name of a source or the label of a document."""
        if source is None:
            return "nobody named"
        if source in self.labels:
            return self.labels[source]
        return plain(self.sources[source].name, 80) if source in self.sources else plain(source, 80)

    def kind(self, source: str) -> str:
        """What a source is, `unknown` for an id that is in no table."""
        return self.sources[source].kind if source in self.sources else "unknown"

    def voice(self, wording: Wording) -> Voice:
        """Who puts the claim in these words."""
        if wording.attribution is None:
            return Voice(f"own-{wording.document}", self.name(wording.document) + OWN_VOICE, "own", True)
        attribution = self.attributions.get(wording.attribution)
        return self.speaker(attribution) if attribution else Voice("missing", "not settled", "unknown", False)

    def speaker(self, attribution: Attribution) -> Voice:
        """Whom an attribution names, in the source's name where that is settled, else in the text's own words."""
        if attribution.speaker is not None:
            return Voice(attribution.speaker, self.name(attribution.speaker), self.kind(attribution.speaker), True)
        words = plain(" ".join(attribution.source_text), 60)
        return Voice(f"words-{attribution.document}-{words.lower()}", words or "nobody named", "unknown", False)

    def via(self, attribution: Attribution) -> list[str]:
        """Through whom the words came: `as relayed by RT`, `as told by ...`, nearest first."""
        steps = [
            f"as relayed by {plain(self._outlet(relay), 60)}"
            for relay in self.relayed_by.get(attribution.attribution, ())
        ]
        seen = {attribution.attribution}
        outer = self.attributions.get(attribution.within) if attribution.within else None
        while outer is not None and outer.attribution not in seen and len(seen) < 9:
            seen.add(outer.attribution)
            steps.append(f"as told by {self.speaker(outer).name}")
            outer = self.attributions.get(outer.within) if outer.within else None
        return list(dict.fromkeys(steps))

    def _outlet(self, relay: Relay) -> str:
        return self.name(relay.outlet) if relay.outlet else relay.text

    def place_id(self, place: Place) -> str:
        """The id of a span's mark among the documents: `d-1f2e3d-17-41`."""
        return f"{self.short[place.document]}-{place.start}-{place.end}"

    def words(self, document: str, spans: Iterable[Span]) -> str:
        """The characters that spans of a document cover, pieces joined by an ellipsis."""
        found = self.by_id.get(document)
        return " … ".join(span.text_in(found.text) for span in spans) if found else ""

    @property
    def unsure(self) -> list[Attribution]:
        """Attributions of articles that need a reader's eyes, in reading order."""
        rank = {document.document: at for at, document in enumerate(self.documents)}
        found = [a for a in self.tables.attributions if not a.comment and (a.speaker is None or a.score < UNSURE_BELOW)]
        return sorted(found, key=lambda a: (rank.get(a.document, len(rank)), a.content[:1], a.attribution))


def index_case(tables: Tables, run: Mapping[str, object]) -> Case:
    """Puts documents and claims in reading order and builds the look-ups; linear but for sorting."""
    documents = tuple(sorted(tables.documents, key=lambda d: (d.path, d.record or 0, d.document)))
    wordings = grouped(tables.wordings, "claim")
    claims_of: dict[str, list[str]] = {}
    for wording in tables.wordings:
        if wording.attribution is not None:
            claims_of.setdefault(wording.attribution, []).append(wording.claim)
    rank = {document.document: at for at, document in enumerate(documents)}
    claims = sorted(tables.claims, key=lambda c: _echo(c, wordings.get(c.claim, []), rank))
    relayed: dict[str, list[Relay]] = {}
    for relay in sorted(tables.relays, key=lambda r: (r.document, -r.start)):
        for attribution in relay.attributions:
            relayed.setdefault(attribution, []).append(relay)
    promises: dict[str, list[Promise]] = {}
    for promise in tables.promises:
        for claim in dict.fromkeys(claims_of.get(promise.attribution, ())):
            promises.setdefault(claim, []).append(promise)
    return Case(
        tables, run, documents, tuple(claims), label_documents(documents), shorten_ids(documents),
        {claim.claim: at for at, claim in enumerate(claims, 1)},
        {d.document: d for d in documents}, {s.source: s for s in tables.sources},
        {a.attribution: a for a in tables.attributions}, {key: tuple(rows) for key, rows in relayed.items()},
        wordings, grouped(tables.origins, "claim"), grouped(tables.pairs, "claim"),
        grouped((e for e in tables.edges if e.claim is not None), "claim"), promises,
        _groups_of(tables.figures), claims_of, grouped(tables.mentions, "source"),
    )  # fmt: skip


def _echo(claim: Claim, wordings: list[Wording], rank: Mapping[str, int]) -> tuple[Any, ...]:
    """Order of claims: documents, then wordings, then where the gist stands."""
    return (-claim.documents, -len(wordings), rank.get(claim.gist.document, 0), claim.gist.start, claim.claim)


def label_documents(documents: Iterable[Document]) -> dict[str, str]:
    """A short name for each document: the first part of the file's name, else all of it, else a number."""
    rows = list(documents)
    stems = [plain(d.path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0], 400) for d in rows]
    heads = [stem.replace("-", "_").replace(" ", "_").split("_")[0] for stem in stems]
    for names, limit in ((heads, 8), (stems, 24)):
        if len(set(names)) == len(rows) and all(0 < len(name) <= limit for name in names):
            return {d.document: clip(name, limit) for d, name in zip(rows, names, strict=True)}
    return {d.document: str(at) for at, d in enumerate(rows, 1)}


def _groups_of(figures: Iterable[Figure]) -> tuple[tuple[Figure, ...], ...]:
    groups = [rows for rows in grouped(figures, "group").values() if len({(f.low, f.high) for f in rows}) > 1]
    groups.sort(key=lambda rows: (not rows[0].disagrees, -len({f.document for f in rows}), rows[0].what, rows[0].group))
    return tuple(tuple(sorted(rows, key=lambda f: (f.document, f.start))) for rows in groups)


def shorten_ids(documents: Iterable[Document]) -> dict[str, str]:
    """Document id -> what its marks are called on the page: its first eight characters where these tell all apart."""
    names = [(d.document, anchor(d.document)) for d in documents]
    for length in (8, 11):
        if len({name[:length] for _, name in names}) == len(names):
            return {key: name[:length].rstrip("-") for key, name in names}
    return dict(names)
