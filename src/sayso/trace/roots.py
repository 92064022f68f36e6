"""From one wording back to where it comes from: through relays, copies and nesting to a root."""

from collections import deque
from dataclasses import dataclass, replace
from functools import cache

from sayso.language import lexicon
from sayso.language.outlets import outlet_key
from sayso.model import Attribution, OriginKind, Place, Relay, Source, Wording
from sayso.trace.evidence import Evidence
from sayso.trace.observation import observer_of, observing_outlet

DEEPEST = 12  # attributions nested in one another that are followed; no text of ours nests four deep
FARTHEST = 200  # documents looked through from one wording; a cap that is met shows in the root's rule


@dataclass(frozen=True, slots=True)
class Root:
    """Where one wording's trail ends, and the way there: `path` runs from the root to the wording's document."""

    kind: OriginKind
    source: str | None
    path: tuple[str, ...]
    evidence: tuple[Place, ...]
    rule: str
    score: float
    words: tuple[Place, ...] = ()
    """The wording at the trail's end."""
    passed: tuple[Place, ...] = ()
    """The wordings on the way from there, of those who name an outlet or nobody."""
    headline: bool = False
    """Whether it is heard in a headline, and nowhere in the article's body."""

    @property
    def key(self) -> str:
        """What makes two roots one: the same source, or the same article that names nobody."""
        return self.source or self.path[0]


@dataclass(frozen=True, slots=True)
class Lead:
    """A wording that names nobody itself but points on: to the articles of an outlet, or to passages it shares."""

    targets: tuple[tuple[str, tuple[Place, ...]], ...]
    """Documents that may know more, each with the evidence for the step."""
    dead_end: Root
    """What the wording is if they do not."""
    rule: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What one document says by itself of where the claim comes from."""

    known: tuple[Root, ...]
    leads: tuple[Lead, ...]
    dead_ends: tuple[Root, ...]
    points_to: frozenset[str]
    """Documents that its leads name."""


class Tracer:
    """Finds the roots of one claim's wordings; each document is read once, each lead followed breadth first."""

    def __init__(self, evidence: Evidence, wordings: list[Wording]) -> None:
        self._case = evidence
        self._by_document: dict[str, list[Wording]] = {}
        self._findings: dict[str, Findings] = {}
        self._taken: dict[str, str | None] = {}
        self.told: dict[tuple[str, str], tuple[Place, ...]] = {}
        """Who says that another said it, and that other -> where."""
        holders = self._holders(wordings)
        for wording in wordings:
            if wording.attribution in holders:
                continue  # A says that B said it: the claim is B's
            self._by_document.setdefault(wording.document, []).append(wording)

    def _holders(self, wordings: list[Wording]) -> set[str]:
        """Attributions that hold another wording of the claim."""
        holders: set[str] = set()
        for wording in wordings:
            inner = row = self._case.attributions.get(wording.attribution or "")
            for _ in range(DEEPEST):
                row = self._case.attributions.get(row.within or "") if row else None
                if row is not None and inner is not None:
                    holders.add(row.attribution)
                    if row.speaker and inner.speaker:
                        self.told.setdefault((row.speaker, inner.speaker), (*_places(row), *_places(inner)))
        return holders

    def roots_of(self, document: str) -> list[Root]:
        """Roots of a document's wordings; where one is named, those that name nobody only say it again."""
        found = self._find(document)
        known, dead_ends = list(found.known), list(found.dead_ends)
        for lead in found.leads:
            roots = self._follow(document, lead)
            known += [root for root in roots if root.kind != "unresolved"]
            dead_ends += [root for root in roots if root.kind == "unresolved"]
        return known or dead_ends

    def _find(self, document: str) -> Findings:
        if document not in self._findings:
            wordings = self._by_document.get(document, [])
            body = [w for w in wordings if not self._is_headline(w)]
            ends = [self._end_of(w) for w in body or wordings]
            roots = [end for end in ends if isinstance(end, Root)]
            self._findings[document] = Findings(
                tuple(r for r in roots if r.kind != "unresolved"),
                tuple(end for end in ends if isinstance(end, Lead)),
                tuple(r for r in roots if r.kind == "unresolved"),
                frozenset(target for end in ends if isinstance(end, Lead) for target, _ in end.targets),
            )
        return self._findings[document]

    def _follow(self, document: str, lead: Lead) -> list[Root]:
        """The nearest roots that the leads reach, or the dead end; linear in the documents looked through."""
        roots: list[Root] = []
        seen, circular = {document}, False
        queue: deque[tuple[str, tuple[str, ...], tuple[Place, ...]]] = deque()
        queue.extend((target, (document,), places) for target, places in lead.targets)
        queued = {document, *(target for target, _ in lead.targets)}
        while queue and len(seen) <= FARTHEST:
            target, onward, places = queue.popleft()
            if target in seen:
                continue
            seen.add(target)
            found = self._find(target)
            circular = circular or document in found.points_to
            if found.known:
                roots += [_onward(root, onward, places, lead) for root in found.known]
                continue
            for further in () if roots else found.leads:
                fresh = [(t, p) for t, p in further.targets if t not in queued]
                queue.extend((t, (target, *onward), (*places, *p)) for t, p in fresh)
                queued.update(t for t, _ in fresh)
        if roots:
            return roots
        rule = lead.dead_end.rule
        if queue:
            rule = f"not found within {FARTHEST} documents"
        elif circular:
            rule = "circular: the outlets have it from each other"
        return [replace(lead.dead_end, rule=rule)]

    def _is_headline(self, wording: Wording) -> bool:
        """A headline says again what its body says; it is no voice of its own where the body has one."""
        if wording.attribution is not None:
            return self._case.attributions[wording.attribution].headline
        title = self._case.documents[wording.document].title
        return bool(title) and " ".join(wording.text).strip() in str(title)

    def _end_of(self, wording: Wording) -> Root | Lead:
        """A wording's root if its own article settles it, else where to look on."""
        if wording.attribution is None:
            return self._own_voice(wording)
        attribution = self._case.attributions[wording.attribution]
        speaker = self._case.sources.get(attribution.speaker or "")
        relay = self._case.relay_of(attribution.attribution)
        seen = observing_outlet(attribution, speaker, self._case) if speaker else None
        if seen is not None and (seen == self._case.documents[wording.document].outlet or seen == wording.document):
            return self._own_root(seen, wording, _places(attribution))
        outlet = self._outlet_of(speaker) if speaker else relay.outlet if relay else None
        if speaker is not None and not outlet:
            return self._speaker_root(speaker, attribution, relay)
        if outlet:
            return self._behind(outlet, wording, _places(attribution))
        return self._copied(wording, _places(attribution), "nobody is named")

    def _outlet_of(self, speaker: Source) -> str | None:
        """The outlet that a speaker is, or whose word he is: "information of the Courier"."""
        if speaker.kind == "outlet":
            return speaker.source
        if speaker.source not in self._taken:
            self._taken[speaker.source] = self._find_outlet(speaker)
        return self._taken[speaker.source]

    def _find_outlet(self, speaker: Source) -> str | None:
        key = outlet_key(speaker.name)
        called = sorted({o.source for o in self._case.outlets if key in map(outlet_key, (o.name, *o.aliases))})
        if len(called) == 1 and speaker.kind in ("person", "organisation", "unnamed"):
            return called[0]  # read as somebody's name in one article, and an outlet of the case
        words = speaker.name.lower().split()
        if speaker.kind != "unnamed" or not _carriers().intersection(words[:2]):
            return None
        said = f" {' '.join(words)} "
        named = [
            outlet
            for outlet in self._case.outlets
            if any(f" {n.lower()} " in said for n in (outlet.name, *outlet.aliases))
        ]
        return named[0].source if len(named) == 1 else None

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
        kind: OriginKind
        if is_hearsay(speaker) or passes_on(attribution):
            kind, rule, score = "unresolved", "unnamed reports", 0.4
        else:
            kind = "unnamed" if speaker.kind == "unnamed" else "named"
            rule, score = f"{kind} speaker", round(min(attribution.score, speaker.score), 3)
        words = tuple(Place(attribution.document, *span) for span in attribution.content)
        places = _places(attribution)
        return Root(kind, speaker.source, tuple(path), places, rule, score, words, (), attribution.headline)

    def _own_voice(self, wording: Wording) -> Root | Lead:
        places = _words_of(wording)
        observer = observer_of(wording, self._case)
        if observer is not None:
            return self._own_root(observer, wording, places)
        relay = self._case.relay_at(wording.document, wording.spans[0])
        if relay is not None and relay.outlet:
            return self._behind(relay.outlet, wording, (Place(relay.document, *relay.span), *places))
        return self._copied(wording, places, "the article names nobody")

    def _own_root(self, observer: str, wording: Wording, places: tuple[Place, ...]) -> Root:
        """What an outlet's own people saw; `observer` is its source, or the document that says so."""
        path = (observer, wording.document) if observer != wording.document else (wording.document,)
        source = observer if observer in self._case.sources else None
        return Root("own", source, path, places, "own observation", 0.8, _words_of(wording))

    def _copied(self, wording: Wording, places: tuple[Place, ...], rule: str) -> Root | Lead:
        """Words that stand in another document of the case may be explained there."""
        dead_end = Root("unresolved", None, (wording.document,), places, rule, 0.5, _words_of(wording))
        shared: dict[str, tuple[Place, ...]] = {}
        for place in self._case.shared_with(wording.document, wording.spans):
            if place.document in self._by_document:
                shared[place.document] = (*shared.get(place.document, ()), place)
        return Lead(tuple(sorted(shared.items())), dead_end, "copied: ") if shared else dead_end

    def _behind(self, outlet: str, wording: Wording, places: tuple[Place, ...]) -> Root | Lead:
        """Behind an outlet stands whoever its own article in the case names; else nobody that we know of."""
        articles = [
            d for d in self._case.published_by.get(outlet, []) if d != wording.document and d in self._by_document
        ]
        rule = "the outlet's article names nobody" if articles else "the outlet's article is not in the case"
        if self._case.documents[wording.document].outlet == outlet:
            rule = "the outlet's own word"
        dead_end = Root("unresolved", outlet, (outlet, wording.document), places, rule, 0.5, _words_of(wording))
        return Lead(tuple((article, places) for article in articles), dead_end, "") if articles else dead_end


def _onward(root: Root, onward: tuple[str, ...], places: tuple[Place, ...], lead: Lead) -> Root:
    """A root with its path and evidence carried on to further documents."""
    return replace(
        root,
        path=(*root.path, *onward),
        evidence=(*root.evidence, *places),
        rule=lead.rule + root.rule,
        passed=(*root.passed, *lead.dead_end.words),
    )


def is_hearsay(source: Source) -> bool:
    """Whether a source is nobody in particular: "reports", "people in the town", "information of the Courier"."""
    if is_screen_name(source):
        return True
    listed, said = lexicon("unnamed"), source.name.lower().split()
    if source.kind != "unnamed":
        return len(said) == 1 and said[0] in _carriers()
    if said[-1] in listed["reports"]["heads"]:
        return True
    anybody = said[0] in listed["anybody"]["words"] and said[1:2] and said[1] in listed["anybody"]["where"]
    return bool(anybody) or (said[0] in _carriers() and "of" in said)


def passes_on(attribution: Attribution) -> bool:
    """Whether a text says of somebody that he only has it from nobody knows whom."""
    listed = lexicon("unnamed")["passing"]
    cues, named = (" ".join(words).lower() for words in (attribution.cue_text, attribution.source_text))
    return any(cue in cues for cue in listed["cues"]) or any(mark in named for mark in listed["sources"])


def is_screen_name(source: Source) -> bool:
    """Whether somebody is called as on a message board: "river_rat", "Anglerfan77"; such a name names nobody."""
    words = [word for name in (source.name, *source.aliases) for word in name.split()]
    board = any("_" in word or (word[:1].isalpha() and word[-1:].isdigit()) for word in words)
    return source.kind in ("person", "unnamed") and board


@cache
def _carriers() -> frozenset[str]:
    """Words for what an outlet has: its information, its reporting."""
    return frozenset(lexicon("unnamed")["carriers"]["words"])


def _words_of(wording: Wording) -> tuple[Place, ...]:
    return tuple(Place(wording.document, *span) for span in wording.spans)


def _places(attribution: Attribution) -> tuple[Place, ...]:
    spans = attribution.source or attribution.cue or attribution.content[:1]
    return tuple(Place(attribution.document, *span) for span in spans)
