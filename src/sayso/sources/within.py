"""Who is meant within one document: names, offices, descriptions, pronouns and silence, in reading order."""

from bisect import bisect_right
from collections.abc import Sequence

from sayso.language import find_quotations, lexicon, split_paragraphs
from sayso.language.aliases import stated_aliases
from sayso.language.introductions import Introduction, find_introductions
from sayso.language.names import fold_name, is_given_name, skeleton
from sayso.language.outlets import outlet_key, sounds_like_outlet
from sayso.model import Attribution, Document, Region, Relay, Span, article_spans
from sayso.model.source import How
from sayso.sources.entity import (
    Entity,
    content_words,
    overlap,
    surname,
)
from sayso.sources.memory import WINDOW, Found, Memory, Reading, same_sort
from sayso.sources.phrase import Phrase, as_noun, as_surname, read_phrase
from sayso.sources.standins import StandIns, is_impersonal

_KNOWN = 4000  # characters before in which a name that has stood there is no new one


def read_document(
    document: Document, regions: Sequence[Region], attributions: Sequence[Attribution], relays: Sequence[Relay]
) -> Reading:
    """Resolves the sources of one document without looking at any other."""
    return _Reader(document, regions, attributions, relays).read()


class _Reader:
    """The state of reading: what has been seen so far."""

    def __init__(
        self,
        document: Document,
        regions: Sequence[Region],
        attributions: Sequence[Attribution],
        relays: Sequence[Relay],
    ) -> None:
        self.text = document.text
        self.document = document
        self.regions = regions
        article = [a for a in attributions if not a.comment]
        self.body = sorted((a for a in article if not a.headline), key=_place)
        self.headlines = sorted((a for a in article if a.headline), key=_place)
        self.comments = sorted((a for a in attributions if a.comment), key=_place)
        self.relays = sorted(relays, key=lambda r: (r.start, r.end, r.relay))
        self.memory = Memory(document.document)
        self.relay_starts = [r.start for r in self.relays]
        self.places = [_place(a) for a in self.body]
        self.result = Reading(document.document, document.text, self.memory.entities)
        own = [document.outlet_name] if document.outlet_name else []
        self.outlet_keys = {outlet_key(name) for name in [*own, *(r.text for r in self.relays)]}
        self.quotations: dict[int, list[Span]] = {}
        self.paragraphs = [p.start for p in split_paragraphs(document.text)]
        self.before = StandIns(document.text, self.paragraphs, self.memory)
        self.surnames = self._surnames(article)
        self.lowers = frozenset(w for w in map(_bare, document.text.split()) if w.islower())

    # -- the order of reading

    def read(self) -> Reading:
        """Relays and the body in text order, then headlines, which the body explains, then comments."""
        if self.document.outlet_name:
            self.result.published = self.memory.find_outlet(self.document.outlet_name)
            self.result.published.given = self.document.outlet_name
        taken = [s for a in (*self.body, *self.headlines) for s in a.source] + [r.span for r in self.relays]
        spans = [span for _, span in article_spans(self.document, self.regions, ("body",))]
        self.result.stated = stated_aliases(self.text, spans)
        events: list[tuple[int, int, Attribution | Relay | Introduction]] = []
        starts = sorted(taken)
        named = find_introductions(self.text, spans, self.surnames)
        self.surnames |= self._surnames_in(named, short=True)
        self.before.surnames = self.surnames
        found = find_introductions(self.text, spans, self.surnames | self._surnames_in(named, short=False))
        events += [(i.span.start, 1, i) for i in found if not _hits(starts, i.span)]
        events += [(r.start, 0, r) for r in self.relays]
        events += [(_place(a)[0], 2, a) for a in self.body]
        for _, _, event in sorted(events, key=lambda e: (e[0], e[1])):
            if isinstance(event, Relay):
                self._read_relay(event)
            elif isinstance(event, Attribution):
                self._read_attribution(event)
            else:
                self._read_introduction(event)
        self._speak_for_bodies()
        self._note_contents()
        for attribution in self.headlines:
            self._read_headline(attribution)
        for attribution in self.comments:
            self._read_comment(attribution)
        return self.result

    def _surnames(self, attributions: Sequence[Attribution]) -> frozenset[str]:
        found = set()
        for attribution in attributions:
            phrase = read_phrase(" ".join(attribution.source_text))
            if phrase.kind == "person" or (phrase.kind == "name" and len(phrase.name) > 1):
                found.add(surname(phrase.name))
        return frozenset(found)

    def _surnames_in(self, found: Sequence[Introduction], short: bool) -> frozenset[str]:
        """Surnames of persons whom the running text names in full; `short`: and a source phrase by the surname."""
        called = {fold_name(" ".join(a.source_text)) for a in (*self.body, *self.headlines)}
        full = [p for p in (read_phrase(i.phrase) for i in found) if p.kind == "person" and len(p.name) > 1]
        return frozenset(s for p in full if (s := surname(p.name)) and (not short or s in called))

    def _last_speaker(self, at: int, name: tuple[str, ...]) -> Entity | None:
        """Who spoke last, at most two paragraphs back, if the name that now comes is not known from before."""
        start = _place(self.before.turns[-1][1])[0] if self.before.turns else at
        if not self.before.turns or self.before.paragraph(at) - self.before.paragraph(start) > 2:
            return None
        return (
            None
            if not name or self.text.find(name[-1], max(0, start - _KNOWN), start) >= 0
            else self.before.turns[-1][2]
        )

    # -- events

    def _read_relay(self, relay: Relay) -> None:
        phrase = read_phrase(relay.text, self.surnames)
        credited = phrase.kind in ("person", "role") and any(
            o.word and o.head in lexicon("titles")["credited"]["heads"] for o in phrase.offices
        )
        known = phrase.kind == "person" and is_given_name(phrase.name[0]) and surname(phrase.name) in self.surnames
        if (credited or known) and not sounds_like_outlet(relay.text):
            entity = self.memory.find(phrase, self._last_speaker(relay.start, phrase.name))[0]
        else:
            entity = self.memory.find_outlet(relay.text)
        self.result.outlets[relay.relay] = entity
        self.memory.use(entity, [relay.span], [relay.text], "outlet", "credited as an outlet", 0.95)

    def _read_introduction(self, found: Introduction) -> None:
        phrase = read_phrase(found.phrase, self.surnames)
        if phrase.kind not in ("person", "name"):
            return
        last = self._last_speaker(found.span.start, phrase.name) if found.opens else None
        entity = self.memory.find(phrase, last)[0]
        self.memory.use(entity, [found.span], [found.span.text_in(self.text)], "name", "named in the text", 0.8)
        self.before.subjects.append((found.span.start, entity, found.opens))

    def _read_attribution(self, attribution: Attribution) -> None:
        entity, how, rule, score = self._resolve(attribution)
        self.result.speakers[attribution.attribution] = entity
        if entity is None:
            return
        if how == "unnamed" and not attribution.source:
            self.memory.use(entity, attribution.cue, attribution.cue_text, how, rule, score)
        self.memory.use(entity, attribution.source, attribution.source_text, how, rule, score)
        if not attribution.source:
            entity.rules.add(rule)
        self.before.turns.append((_place(attribution)[0], attribution, entity))

    def _speak_for_bodies(self) -> None:
        """A spokesperson whom the document never names is the body he speaks for: "the ministry" is the one before."""
        for entity in self.result.entities:
            if entity.kind != "role" or not entity.body:
                continue
            entity.kind, entity.names, entity.indefinite = "organisation", [entity.body], False
            entity.generic = not any(w[:1].isupper() for w in entity.body)
            entity.rules.add("a spokesperson without a name is the body")
            head = skeleton(entity.body[-1])
            bodies = [e for e in self.result.entities[: entity.position] if e.kind == "organisation" and e.names]
            same = [e for e in bodies[-WINDOW:] if any(skeleton(n[-1]) == head for n in e.names)]
            if entity.generic and len(entity.body) == 1 and same:
                self.result.same.append((same[-1], entity))

    def _note_contents(self) -> None:
        outer = {a.attribution: self.result.speakers.get(a.attribution) for a in self.body}
        for attribution in self.body:
            entity = self.result.speakers.get(attribution.attribution)
            if entity is None:
                continue
            said = content_words(attribution.content_text)
            if said:
                entity.said.append(said)
            teller = outer.get(attribution.within) if attribution.within else None
            if teller is not None:
                teller.told_of.add(entity.position)

    # -- one source phrase

    def _resolve(self, attribution: Attribution) -> Found:
        if not attribution.source:
            return self.before.silence(attribution, _place(attribution)[0])
        text = " ".join(attribution.source_text)
        at = attribution.source[0].start
        if _is_audience(attribution):
            return None, "implied", "the ones who were told", 0.0
        over = self._relay_over(attribution.source)
        phrase = as_surname(text, read_phrase(text, self.surnames), self.lowers)
        phrase = as_noun(phrase, self.lowers, self.surnames)
        person = phrase.kind == "person" and bool(phrase.offices)
        if over is not None and len(over.uses[-1].text) * 2 >= len(text) and not person:
            return over, "outlet", "an outlet that the article credits", 0.95
        return self._resolve_phrase(phrase, text, at, attribution)

    def _relay_over(self, source: Sequence[Span]) -> Entity | None:
        """The outlet of a relay whose mention overlaps a source phrase."""
        for span in source[:4]:
            at = bisect_right(self.relay_starts, span.end)
            for relay in self.relays[max(0, at - 4) : at + 1]:
                if relay.span.overlaps(span) and relay.relay in self.result.outlets:
                    return self.result.outlets[relay.relay]
        return None

    def _resolve_phrase(self, phrase: Phrase, text: str, at: int, attribution: Attribution) -> Found:
        if phrase.kind == "pronoun":
            if is_impersonal(attribution, phrase):
                return self.memory.find_reports(), "unnamed", "a passive that names nobody", 0.6
            if phrase.pronoun == "either":
                return self.before.relative(at), "pronoun", "the noun before a relative pronoun", 0.75
            outer = self._outer(attribution)
            found = self.before.pronoun(phrase, at, self.result.speakers.get(outer.attribution) if outer else None)
            return found, "pronoun", f"nearest source before that {text.strip().lower()[:12]!r} may stand for", 0.75
        if phrase.kind in ("author", "house"):
            return self._first_person(attribution, phrase)
        if phrase.kind == "empty":
            return None, "implied", "no name", 0.0
        if phrase.kind == "role" and phrase.indefinite and any("my" in o.about for o in phrase.offices):
            quoted = self._outer(attribution) or self._quoted(attribution.source[0])
            return self.memory.find(phrase if quoted else _of_writer(phrase), None)
        if phrase.kind == "reports":
            return self.memory.find_reports(), "unnamed", "reports of nobody named", 0.7
        if phrase.kind == "outlet" or self._is_outlet(text, phrase):
            return self.memory.find_outlet(text), "outlet", "name of an outlet", 0.9
        if phrase.kind == "role" and (called := self.before.called(phrase)):
            return called, "title", "the only person of that title", 0.75
        return self.memory.find(phrase, self._last_speaker(at, phrase.name))

    def _is_outlet(self, text: str, phrase: Phrase) -> bool:
        named_here = outlet_key(text) in self.outlet_keys and any(c.isupper() for c in text)
        return named_here or (phrase.kind != "role" and sounds_like_outlet(text))

    def _first_person(self, attribution: Attribution, phrase: Phrase) -> Found:
        """ "I" is whoever's words it stands in; outside all words of others, the writer of the article."""
        at = attribution.source[0]
        outer = self._outer(attribution)
        if outer is not None and phrase.pronoun:
            speaker = self.result.speakers.get(outer.attribution)
            return speaker, "pronoun", "the speaker speaks of himself", 0.8 if speaker else 0.0
        if phrase.pronoun and self._quoted(at):
            return None, "pronoun", "first person in a quotation whose speaker is not settled", 0.0
        if phrase.kind == "house":
            return self.result.published, "pronoun", "the outlet speaks of itself", 0.6
        entity = next(iter(self.memory.named("author")), None) or self.memory.add("author", "author")
        return entity, "unnamed", "the writer of the article speaks of himself", 0.7

    def _outer(self, attribution: Attribution) -> Attribution | None:
        """The attribution in whose content the source of another stands."""
        at = attribution.source[0]
        near = bisect_right(self.places, _place(attribution))
        around = [a for a in self.body[max(0, near - WINDOW) : near + 4] if a is not attribution]
        return next((a for a in around if any(c.contains(at) for c in a.content)), None)

    def _quoted(self, span: Span) -> bool:
        """Whether a span stands between quotation marks of its paragraph."""
        at = self.before.paragraph(span.start) - 1
        if at < 0:
            return False
        if at not in self.quotations:
            start = self.paragraphs[at]
            end = self.text.find("\n", start)
            found = find_quotations(self.text, start, len(self.text) if end < 0 else end)
            self.quotations[at] = [q.span for q in found]
        return any(q.contains(span) for q in self.quotations[at])

    # -- headlines and comments

    def _read_headline(self, attribution: Attribution) -> None:
        """A headline names its source for short; the body says who that is, by name, office or the same words."""
        text = " ".join(attribution.source_text)
        phrase = read_phrase(text, self.surnames)
        said = content_words(attribution.content_text)
        entity, rule, score = self._headline_source(phrase, text, said)
        how: How = "title" if phrase.kind == "role" else "name"
        if entity is None and attribution.source and phrase.kind not in ("pronoun", "empty"):
            entity, how, rule, score = self._resolve_phrase(phrase, text, attribution.source[0].start, attribution)
        self.result.speakers[attribution.attribution] = entity
        if entity is not None:
            self.memory.use(entity, attribution.source, attribution.source_text, how, rule, score)
            if said:
                entity.said.append(said)

    def _headline_source(self, phrase: Phrase, text: str, said: frozenset[str]) -> tuple[Entity | None, str, float]:
        if phrase.kind not in ("role", "organisation", "document", "name"):
            return None, "", 0.0
        speakers = [e for e in self.result.entities if e.said][:WINDOW]
        best: tuple[float, float, int] = (0.0, 0.0, 0)
        chosen: Entity | None = None
        for entity in speakers:
            fit = self.memory.headline_fit(phrase, entity)
            shared = max((overlap(said, s) for s in entity.said), default=0.0)
            loose = 0.3 if not fit and shared >= 0.5 and same_sort(phrase, entity) else 0.0
            rank = (fit or loose, shared, -entity.position)
            if rank[0] and rank > best:
                best, chosen = rank, entity
        if chosen is None:
            return None, "", 0.0
        if len(speakers) == WINDOW:
            chosen.rules.add(f"a headline's source was looked for among the first {WINDOW} speakers")
        if best[0] <= 0.3:
            return chosen, "says in the body what the headline says", 0.55
        return chosen, "the headline's description fits a source of the body", 0.8

    def _read_comment(self, attribution: Attribution) -> None:
        """A reader's comment: its sources are the comment's own and never touch what the article says."""
        text = " ".join(attribution.source_text)
        if read_phrase(text).kind in ("pronoun", "empty", "author", "house") or not attribution.source:
            self.result.speakers[attribution.attribution] = None
            return
        key = "comment:" + fold_name(text)
        entity = next(iter(self.memory.named(key)), None)
        if entity is None:
            entity = self.memory.add("comment", key)
            entity.names.append((text,))
        self.result.speakers[attribution.attribution] = entity
        self.memory.use(entity, attribution.source, attribution.source_text, "name", "named in a reader's comment", 0.5)


def _place(attribution: Attribution) -> tuple[int, int, str]:
    """Where an attribution stands: its source, or its content where no source is named; the id breaks ties."""
    first = min([*attribution.source[:1], *attribution.cue[:1]] or attribution.content[:1])
    return first.start, attribution.content[0].start, attribution.attribution


def _is_audience(attribution: Attribution) -> bool:
    """Whether the source is who was told, and not who told: "jury told", "court hears"."""
    heard = lexicon("unnamed")["audiences"]
    cue, source = (
        [w for t in texts for w in fold_name(t).split()] for texts in (attribution.cue_text, attribution.source_text)
    )
    return len(cue) == 1 and cue[0] in heard["cues"] and bool(source) and source[-1] in heard["heads"]


def _of_writer(phrase: Phrase) -> Phrase:
    """ "My source" in the article's own voice: as definite as any."""
    offices = tuple(o._replace(about=o.about - {"my"}) for o in phrase.offices)
    return phrase._replace(offices=offices, definite=True, indefinite=False)


def _bare(word: str) -> str:
    return word.strip(".,;:!?()“”‘’\"'«»—–…")


def _hits(spans: list[Span], span: Span) -> bool:
    """Whether the span overlaps one of the sorted spans."""
    at = bisect_right(spans, (span.end, 0))
    return any(s.overlaps(span) for s in spans[max(0, at - 3) : at + 1])
