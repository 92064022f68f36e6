"""Look-ups that the ledgers share, made once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sayso.language.names import fold_name
from sayso.language.roles import is_domain
from sayso.model import Attribution, Document, Edge, Origin, Place, Region, Relay, Source, Tables, grouped


@dataclass(slots=True)
class Case:
    """The tables of a case under the keys that the ledgers ask for. Comments of readers are left out everywhere."""

    documents: dict[str, Document]
    sources: dict[str, Source]
    attributions: dict[str, Attribution]
    said_by: dict[str, list[Attribution]]
    """Source -> its attributions."""
    same: dict[str, str]
    """Outlet -> the one source that stands for all spellings of its name: Harbour Online, harbour-online.com."""
    relays: list[Relay]
    """Credits to outlets other than the article's own."""
    credits: dict[str, list[Relay]]
    """Document -> its relays."""
    published: dict[str, list[str]]
    """Outlet -> its documents, sorted."""
    origins: dict[str, list[Origin]]
    """Claim -> its origins."""
    edges: dict[str, list[Edge]]
    """Claim -> its edges."""
    document_edges: list[Edge]
    claims_of: dict[str, list[str]]
    """Attribution -> claims it carries."""
    regions: dict[str, list[Region]]
    carriers: dict[str, set[str]]
    """Claim -> the documents that assert it."""

    def name(self, subject: str) -> str:
        """The name of a source, or of a document's outlet, or else the document's title or path."""
        if subject in self.sources:
            return self.sources[subject].name
        document = self.documents[subject]
        if document.outlet in self.sources:
            return self.sources[document.outlet or ""].name
        return document.title or document.path.rsplit("/", 1)[-1]

    def publisher(self, node: str) -> str:
        """The outlet behind a document; the node itself for a source or an unsigned article."""
        document = self.documents.get(node)
        outlet = document.outlet if document is not None and document.outlet else node
        return self.same.get(outlet, outlet)


def gather_case(tables: Tables) -> Case:
    """One pass over each table."""
    documents = {document.document: document for document in tables.documents}
    same = _same_outlets(tables.sources)
    comments: dict[str, list[tuple[int, int]]] = {}
    for region in tables.regions:
        if region.kind == "comment":
            comments.setdefault(region.document, []).append((region.start, region.end))
    said = [row for row in tables.attributions if not row.comment]
    said_by: dict[str, list[Attribution]] = {}
    for row in said:
        if row.speaker:
            said_by.setdefault(row.speaker, []).append(row)
    published: dict[str, list[str]] = {}
    for name in sorted(documents):
        if outlet := documents[name].outlet:
            published.setdefault(same.get(outlet, outlet), []).append(name)
    carriers: dict[str, set[str]] = {}
    claims_of: dict[str, list[str]] = {}
    for wording in tables.wordings:
        if wording.attribution:
            claims_of.setdefault(wording.attribution, []).append(wording.claim)
        if wording.stance == "asserts":
            carriers.setdefault(wording.claim, set()).add(wording.document)
    relays = []
    for relay in tables.relays:
        outlet, own = relay.outlet or "", documents[relay.document].outlet or ""
        commented = any(start <= relay.start < end for start, end in comments.get(relay.document, ()))
        if outlet and not commented and same.get(outlet, outlet) != same.get(own, own):
            relays.append(replace(relay, outlet=same.get(outlet, outlet)))
    return Case(
        documents,
        {source.source: source for source in tables.sources},
        {row.attribution: row for row in said},
        said_by,
        same,
        relays,
        grouped(relays),
        published,
        grouped(tables.origins, "claim"),
        grouped((edge for edge in tables.edges if edge.claim), "claim"),
        [edge for edge in tables.edges if not edge.claim],
        claims_of,
        grouped(tables.regions),
        carriers,
    )


def _same_outlets(sources: Iterable[Source]) -> dict[str, str]:
    """Outlets whose names differ in blanks, hyphens, article or domain alone, each with the one that stands for all."""
    alike: dict[str, list[str]] = {}
    for source in sources:
        if source.kind == "outlet":
            name = fold_name(source.name).removeprefix("the ").removeprefix("www.")
            bare = name.rsplit(".", 1)[0] if is_domain(name) else name
            alike.setdefault("".join(c for c in bare if c.isalnum()) or source.source, []).append(source.source)
    return {name: min(names) for names in alike.values() for name in names}


def places_of(attribution: Attribution) -> list[Place]:
    """Where an attribution names its source, or else its first words."""
    spans = attribution.source or attribution.cue or attribution.content[:1]
    return [Place(attribution.document, *span) for span in spans]
