"""Look-ups that tracing needs over the tables of a case, made once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.language.outlets import outlet_key
from sayso.model import Attribution, Document, Mention, Place, Relay, Reuse, Source, Span, Wording, grouped

_NARROW = {"sentence": 0, "passage": 1, "rest": 2, "document": 3}


class Passage(NamedTuple):
    """A passage that two documents share, seen from one of them."""

    here: Span
    there: Span
    row: Reuse


@dataclass(slots=True)
class Evidence:
    """The tables of a case under the keys that tracing asks for."""

    documents: dict[str, Document]
    attributions: dict[str, Attribution]
    sources: dict[str, Source]
    relays_over: dict[str, list[Relay]]
    """Attribution id -> relays it stands under, the narrowest first."""
    relays_in: dict[str, list[Relay]]
    published_by: dict[str, list[str]]
    """Source id of an outlet -> its documents."""
    copied: dict[str, list[tuple[Span, Place]]]
    """Document -> passages it shares, with their place in the other document."""
    copied_from: dict[str, set[str]]
    """Document -> documents that are known or guessed to hold a shared passage earlier."""
    mentions_in: dict[str, list[Mention]]
    wordings_of: dict[str, list[Wording]] = field(default_factory=dict)
    shared: dict[tuple[str, str], list[Reuse]] = field(default_factory=dict)
    """Ids of two documents in order -> all passages that they share, quotations too."""
    owners: dict[str, list[str]] = field(default_factory=dict)
    """Source id of an outlet -> owners and agencies that the user's list has it under."""
    outlets: list[Source] = field(default_factory=list)
    passages_of: dict[tuple[str, str], tuple[Passage, ...]] = field(default_factory=dict)
    """What two documents share, seen from the first of them; filled while pairs are judged."""
    bodies_of: dict[str, str | None] = field(default_factory=dict)
    """Spokespersons whose body was looked for, and what was found; filled while pairs are judged."""

    def credited_by(self, documents: Collection[str]) -> set[str]:
        """Those of some documents whose outlet another of them credits by a relay."""
        return {
            document
            for other in documents
            for relay in self.relays_in.get(other, [])
            for document in self.published_by.get(relay.outlet or "", ())
            if document != other
        }.intersection(documents)

    def passages(self, one: str, other: str) -> Sequence[Passage]:
        """All passages that two documents share, seen from the first, in the order of its text."""
        if (min(one, other), max(one, other)) not in self.shared:
            return ()
        if (one, other) not in self.passages_of:
            self.passages_of[one, other] = self._see_passages(one, other)
        return self.passages_of[one, other]

    def _see_passages(self, one: str, other: str) -> tuple[Passage, ...]:
        found = []
        for row in self.shared.get((min(one, other), max(one, other)), ()):
            earlier, later = Span(row.earlier_start, row.earlier_end), Span(row.later_start, row.later_end)
            found.append(Passage(earlier, later, row) if row.earlier == one else Passage(later, earlier, row))
        return tuple(sorted(found, key=lambda p: (p.here, p.there)))

    def relay_of(self, attribution: str) -> Relay | None:
        """The narrowest relay that an attribution stands under."""
        relays = self.relays_over.get(attribution, [])
        return relays[0] if relays else None

    def relay_at(self, document: str, span: Span) -> Relay | None:
        """The narrowest relay whose scope holds a span of the article's own voice."""
        holding = [r for r in self.relays_in.get(document, []) if Span(r.scope_start, r.scope_end).contains(span)]
        return min(holding, key=lambda r: (_NARROW[r.scope], -r.start)) if holding else None

    def shared_with(self, document: str, spans: Sequence[Span]) -> list[Place]:
        """Places in other documents that hold at least half of the given words as a copied passage."""
        size = sum(s.end - s.start for s in spans)
        places: dict[Place, int] = {}
        for own, other in self.copied.get(document, []):
            start, end, common = *own, 0
            for span_start, span_end in spans:
                if span_start < end and start < span_end:
                    common += min(end, span_end) - max(start, span_start)
            if common:
                places[other] = places.get(other, 0) + common
        return sorted(place for place, common in places.items() if common * 2 >= size)


def gather(
    documents: Sequence[Document],
    attributions: Sequence[Attribution],
    relays: Sequence[Relay],
    sources: Sequence[Source],
    mentions: Sequence[Mention],
    reuse: Sequence[Reuse],
    wordings: Sequence[Wording],
    owners: Sequence[Sequence[str]] = (),
) -> Evidence:
    """Put the tables under their keys; one pass over each. `owners` are groups of names of outlets and their owner."""
    over: dict[str, list[Relay]] = {}
    for relay in sorted(relays, key=lambda r: (_NARROW[r.scope], -r.start, r.relay)):
        for attribution in relay.attributions:
            over.setdefault(attribution, []).append(relay)
    published: dict[str, list[str]] = {}
    for document in documents:
        if document.outlet:
            published.setdefault(document.outlet, []).append(document.document)
    copied: dict[str, list[tuple[Span, Place]]] = {}
    before: dict[str, set[str]] = {}
    shared: dict[tuple[str, str], list[Reuse]] = {}
    for row in reuse:
        shared.setdefault((min(row.earlier, row.later), max(row.earlier, row.later)), []).append(row)
        if row.quoted:
            continue
        earlier, later = Span(row.earlier_start, row.earlier_end), Span(row.later_start, row.later_end)
        copied.setdefault(row.later, []).append((later, Place(row.earlier, *earlier)))
        copied.setdefault(row.earlier, []).append((earlier, Place(row.later, *later)))
        if row.direction != "unknown":
            before.setdefault(row.later, set()).add(row.earlier)
    return Evidence(
        {d.document: d for d in documents},
        {a.attribution: a for a in attributions},
        {s.source: s for s in sources},
        over,
        grouped(relays),
        {outlet: sorted(ids) for outlet, ids in published.items()},
        copied,
        before,
        grouped(mentions),
        grouped(wordings, "claim"),
        shared,
        _find_owners(sources, owners),
        [source for source in sources if source.kind == "outlet"],
    )


def _find_owners(sources: Sequence[Source], owners: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """The groups that each outlet of the case is listed in, called by their first names."""
    listed: dict[str, list[str]] = {}
    for names in owners:
        for name in names:
            listed.setdefault(outlet_key(name), []).append(names[0])
    found = {}
    for source in sources:
        keys = {outlet_key(name) for name in (source.name, *source.aliases)} if listed else set()
        if source.kind == "outlet" and (under := sorted({o for key in keys for o in listed.get(key, ())})):
            found[source.source] = under
    return found
