"""From one wording back to where it comes from: through relays, copies and nesting to a root."""

from dataclasses import dataclass, replace

from sayso.language import Token, lexicon, tokenize, words
from sayso.model import Attribution, Document, OriginKind, Place, Relay, Source, Span, Wording
from sayso.trace.evidence import Evidence

OBSERVATION_REACH = 300  # code points of a sentence in which its observer must show
OBSERVER_REACH = 6  # words between an observer's first word and the verb: "a reporter of the ... Gazette counted"
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
        holders = self._holders(wordings)
        for wording in wordings:
            if wording.attribution in holders:
                continue  # A says that B said it: the claim is B's
            self._by_document.setdefault(wording.document, []).append(wording)

    def _holders(self, wordings: list[Wording]) -> set[str]:
        """Attributions that hold another wording of the claim."""
        holders: set[str] = set()
        for wording in wordings:
            row = self._case.attributions.get(wording.attribution or "")
            for _ in range(DEEPEST):
                row = self._case.attributions.get(row.within or "") if row else None
                if row is not None:
                    holders.add(row.attribution)
        return holders

    def roots_of_document(self, document: str, on_the_way: tuple[str, ...] = ()) -> list[Root]:
        """Roots of a document's wordings; where one is named, those that name nobody only say it again."""
        wordings = self._by_document.get(document, [])
        body = [w for w in wordings if not self._is_headline(w)]
        roots = [root for wording in body or wordings for root in self.roots_of(wording, on_the_way)]
        known = [root for root in roots if root.kind != "unresolved"]
        return known or roots

    def _is_headline(self, wording: Wording) -> bool:
        """A headline says again what its body says; it is no voice of its own where the body has one."""
        if wording.attribution is not None:
            return self._case.attributions[wording.attribution].headline
        title = self._case.documents[wording.document].title
        return bool(title) and " ".join(wording.text).strip() in str(title)

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
            source = observer if observer in self._case.sources else None
            return [Root("own", source, path, places, "own observation", 0.8)]
        relay = self._case.relay_at(wording.document, wording.spans[0])
        if relay is not None and relay.outlet:
            return self._behind(relay.outlet, wording, (Place(relay.document, *relay.span), *places), on_the_way)
        return self._copied(wording, on_the_way) or [self._nobody(wording, places, "the article names nobody")]

    def _observer(self, wording: Wording) -> str | None:
        """The outlet whose people saw it, the document where it says "we" or "our reporter", or None.

        Whoever sees stands right before the verb: "a reporter of OUTLET counted", "in the store OUTLET found".
        """
        document, first = self._case.documents[wording.document], wording.spans[0]
        end = min(first.end, first.start + OBSERVATION_REACH)
        tokens = [t for t in tokenize(document.text, first.start, end) if t.is_word]
        for n, token in enumerate(tokens):
            if token.lower not in words("observation", "verbs"):
                continue
            before = tokens[max(0, n - OBSERVER_REACH) : n]
            outlet = self._named_outlet(document, before)
            if outlet is not None:
                return outlet
            lowers = {t.lower for t in before}
            if lowers & words("observation", "selves") or lowers & words("observation", "observers"):
                return self._first_to_see(wording)
        return None

    def _first_to_see(self, wording: Wording) -> str:
        """Whose "we saw" it is where several articles share the words: the earliest's, or nobody's that we can name.

        Two articles that share it are one pair of eyes: a copy must never count as a second.
        """
        holders = {place.document for place in self._case.shared_with(wording.document, wording.spans)}
        if not holders:
            return self._case.documents[wording.document].outlet or wording.document
        holders.add(wording.document)
        before = self._case.copied_from
        firsts = sorted(d for d in holders if not before.get(d, set()) & holders)
        if len(firsts) == 1:
            return self._case.documents[firsts[0]].outlet or firsts[0]
        return min(holders)

    def _named_outlet(self, document: Document, before: list[Token]) -> str | None:
        """An outlet named among the few words before the verb."""
        if not before:
            return None
        near = Span(before[0].start, before[-1].end)
        for mention in self._case.mentions_in.get(document.document, []):
            source = self._case.sources.get(mention.source)
            if near.contains(mention.span) and source is not None and source.kind == "outlet":
                return source.source
        own = self._case.sources.get(document.outlet or "")
        said = near.text_in(document.text).lower()
        if own is not None and any(name.lower().removeprefix("the ") in said for name in (own.name, *own.aliases)):
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
