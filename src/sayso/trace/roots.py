"""From one wording back to where it comes from: through relays, copies and nesting to a root."""

from dataclasses import dataclass, replace

from sayso.language import lexicon, tokenize, words
from sayso.model import Attribution, OriginKind, Place, Relay, Source, Wording
from sayso.trace.evidence import Evidence

DEEPEST = 12  # outlets followed one behind the other; longer chains end unresolved and say so


@dataclass(frozen=True, slots=True)
class Root:
    """Where one wording's trail ends, and the way there: `path` runs from the root to the wording's document."""

    kind: OriginKind
    source: str | None
    path: tuple[str, ...]
    evidence: tuple[Place, ...]
    rule: str
    score: float

    @property
    def key(self) -> tuple[str, str]:
        """What makes two roots one: the same source, or the same outlet's own eyes."""
        return (self.kind, self.source or self.path[0])


class Tracer:
    """Finds the roots of one claim's wordings; outlets already on the way are never followed twice."""

    def __init__(self, evidence: Evidence, wordings: list[Wording]) -> None:
        self._case = evidence
        self._by_document: dict[str, list[Wording]] = {}
        for wording in wordings:
            self._by_document.setdefault(wording.document, []).append(wording)

    def roots_of_document(self, document: str, on_the_way: tuple[str, ...] = ()) -> list[Root]:
        """Roots of a document's wordings; where one is named, those that name nobody only say it again."""
        roots = [root for wording in self._by_document.get(document, []) for root in self.roots_of(wording, on_the_way)]
        known = [root for root in roots if root.kind != "unresolved"]
        return known or roots

    def roots_of(self, wording: Wording, on_the_way: tuple[str, ...] = ()) -> list[Root]:
        """Roots of one wording, seldom more than one."""
        if wording.attribution is None:
            return self._own_voice(wording, on_the_way)
        attribution = self._case.attributions[wording.attribution]
        speaker = self._case.sources.get(attribution.speaker or "")
        relay = self._case.relay_of(attribution.attribution)
        if speaker is None or speaker.kind == "outlet":
            outlet = speaker.source if speaker else relay.outlet if relay else None
            if outlet:
                return self._behind(outlet, wording, _places(attribution), on_the_way)
            return self._copied(wording, on_the_way) or [self._nobody(wording, _places(attribution), "nobody is named")]
        return [self._speaker_root(speaker, attribution, relay)]

    def _speaker_root(self, speaker: Source, attribution: Attribution, relay: Relay | None) -> Root:
        path = [speaker.source]
        holder = self._case.attributions.get(attribution.within or "")
        for _ in range(DEEPEST):
            if holder is None:
                break
            if holder.speaker and holder.speaker not in path:
                path.append(holder.speaker)
            holder = self._case.attributions.get(holder.within or "")
        if relay and relay.outlet and relay.outlet not in path:
            path.append(relay.outlet)
        path.append(attribution.document)
        if is_hearsay(speaker):
            return Root("unresolved", speaker.source, tuple(path), _places(attribution), "unnamed reports", 0.4)
        kind: OriginKind = "unnamed" if speaker.kind == "unnamed" else "named"
        score = round(min(attribution.score, speaker.score), 3)
        return Root(kind, speaker.source, tuple(path), _places(attribution), f"{kind} speaker", score)

    def _own_voice(self, wording: Wording, on_the_way: tuple[str, ...]) -> list[Root]:
        places = tuple(Place(wording.document, *span) for span in wording.spans)
        observer = self._observer(wording)
        if observer is not None:
            path = (observer, wording.document) if observer != wording.document else (wording.document,)
            source = observer if observer != wording.document else None
            return [Root("own", source, path, places, "own observation", 0.8)]
        relay = self._case.relay_at(wording.document, wording.spans[0])
        if relay is not None and relay.outlet:
            return self._behind(relay.outlet, wording, (Place(relay.document, *relay.span), *places), on_the_way)
        return self._copied(wording, on_the_way) or [self._nobody(wording, places, "the article names nobody")]

    def _observer(self, wording: Wording) -> str | None:
        """The outlet whose people saw it, the document where it says "we" or "our reporter", or None."""
        text = self._case.documents[wording.document].text
        first = wording.spans[0]
        lowers = [t.lower for t in tokenize(text, first.start, min(first.end, first.start + 300))][:14]
        if not any(word in words("observation", "verbs") for word in lowers):
            return None
        outlet = self._named_outlet(wording)
        if any(word in words("observation", "selves") for word in lowers[:6]):
            return self._case.documents[wording.document].outlet or wording.document
        if outlet is not None and any(word in words("observation", "verbs") for word in lowers[:12]):
            return outlet
        if any(word in words("observation", "observers") for word in lowers[:8]):
            return self._case.documents[wording.document].outlet or wording.document
        return None

    def _named_outlet(self, wording: Wording) -> str | None:
        """An outlet that the sentence names near its start."""
        first = wording.spans[0]
        document = self._case.documents[wording.document]
        for mention in self._case.mentions_in.get(wording.document, []):
            source = self._case.sources.get(mention.source)
            near = first.start <= mention.start <= first.start + 60 and mention.end <= first.end
            if near and source is not None and source.kind == "outlet":
                return source.source
        own = self._case.sources.get(document.outlet or "")
        if own is not None:
            opening = document.text[first.start : first.start + 120].lower()
            if any(name.lower().removeprefix("the ") in opening for name in (own.name, *own.aliases)):
                return own.source
        return None

    def _copied(self, wording: Wording, on_the_way: tuple[str, ...]) -> list[Root]:
        """Where the words are copied from another document of the case, that document's roots."""
        roots = []
        for place in self._case.shared_with(wording.document, wording.spans):
            if place.document in on_the_way or place.document not in self._by_document or len(on_the_way) >= DEEPEST:
                continue
            for root in self.roots_of_document(place.document, (*on_the_way, wording.document)):
                if root.kind != "unresolved":
                    rule = "copied: " + root.rule.removeprefix("copied: ")
                    roots.append(_onward(root, wording.document, (place,), rule))
        return roots

    def _behind(
        self, outlet: str, wording: Wording, places: tuple[Place, ...], on_the_way: tuple[str, ...]
    ) -> list[Root]:
        """Behind an outlet stands whoever its own article in the case names; else nobody that we know of."""
        if outlet in on_the_way or len(on_the_way) >= DEEPEST:
            circular = "circular: the outlets have it from each other"
            return [Root("unresolved", outlet, (outlet, wording.document), places, circular, 0.3)]
        articles = [
            d for d in self._case.published_by.get(outlet, []) if d != wording.document and d in self._by_document
        ]
        way = (*on_the_way, outlet, wording.document)
        behind = [root for article in articles for root in self.roots_of_document(article, way)]
        roots = [_onward(root, wording.document, places, root.rule) for root in behind if root.kind != "unresolved"]
        if roots:
            return roots
        rule = "the outlet's article names nobody" if articles else "the outlet's article is not in the case"
        if self._case.documents[wording.document].outlet == outlet:
            rule = "the outlet's own word"
        return [Root("unresolved", outlet, (outlet, wording.document), places, rule, 0.5)]

    def _nobody(self, wording: Wording, places: tuple[Place, ...], rule: str) -> Root:
        return Root("unresolved", None, (wording.document,), places, rule, 0.5)


def _onward(root: Root, document: str, places: tuple[Place, ...], rule: str) -> Root:
    """A root with its path and evidence carried on to one more document."""
    return replace(root, path=(*root.path, document), evidence=(*root.evidence, *places), rule=rule)


def is_hearsay(source: Source) -> bool:
    """Whether an unnamed source is nobody in particular: "reports", "rumours", "sources"."""
    return source.kind == "unnamed" and source.name.lower().split()[-1] in words_of_hearsay()


def words_of_hearsay() -> frozenset[str]:
    """Heads of descriptions that name nobody."""
    return frozenset(lexicon("unnamed")["reports"]["heads"])


def _places(attribution: Attribution) -> tuple[Place, ...]:
    spans = attribution.source or attribution.cue or attribution.content[:1]
    return tuple(Place(attribution.document, *span) for span in spans)
