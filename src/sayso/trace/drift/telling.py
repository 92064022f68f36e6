"""How one wording tells its claim: with which hedges, figures and cue, in whose voice."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from sayso.language import lexicon, split_sentences, words
from sayso.language.meaning import Sense, read_senses
from sayso.model import Attribution, Document, Figure, Place, Relay, Source, Span, Tables, Wording, grouped

_REACH = 300  # characters around a wording that are read for its sentence
_LONG = 1_200  # characters of a wording that are read
_MOST_SENSES = 60
_MOST_BEFORE = 30  # spans of attributions before the end of a sentence that are looked at
_NEAR = 3  # content words beside a hedge that it may be about
_BETWEEN = 40  # characters between "has" and "a recording", between "audio" and "reveals"


@dataclass(frozen=True, slots=True)
class Telling:
    """A wording with what its sentence tells of its strength."""

    wording: Wording
    attribution: Attribution | None
    sentence: Span
    stems: frozenset[str]
    keys: frozenset[str]
    """Stems and groups of like meaning of its content words."""
    senses: tuple[Sense, ...]
    headline: bool
    speaker: Source | None
    by_name: bool
    """Whether the text names or describes the speaker here, and a pronoun does not stand for it."""
    hedges: tuple[tuple[Span, str], ...]
    """Hedges of its sentence, each with its word in lower case."""
    figures: tuple[Figure, ...]
    strength: int | None
    """Step of its cue on the scale, null where the cue stands on none."""
    relayed: bool
    """Whether it stands under the credit of an outlet."""
    has: Span | None
    """Where it says that somebody has a piece of evidence."""
    speaks: Span | None
    """Where a piece of evidence itself reveals or shows something."""

    @property
    def document(self) -> str:
        """Id of its document."""
        return self.wording.document

    @property
    def hull(self) -> Span:
        """From the first to the last character of source, cue and content, not beyond its sentence."""
        row = self.attribution
        spans = [*self.wording.spans, *(row.source if row else ()), *(row.cue if row else ())]
        near = [span for span in spans if span.overlaps(self.sentence)] or list(self.wording.spans[:1])
        return Span(min(s.start for s in near), max(s.end for s in near))

    def place(self, span: Span) -> Place:
        """A span of its document."""
        return Place(self.document, *span)


@dataclass(slots=True)
class Teller:
    """Reads wordings of a case; each is read once."""

    tables: Tables
    documents: dict[str, Document] = field(init=False)
    attributions: dict[str, Attribution] = field(init=False)
    sources: dict[str, Source] = field(init=False)
    _figures: dict[str, list[Figure]] = field(init=False)
    _starts: dict[str, list[int]] = field(init=False)
    _relays: dict[str, list[Relay]] = field(init=False)
    _headlines: dict[str, list[Span]] = field(init=False)
    _pronouns: frozenset[tuple[str, int]] = field(init=False)
    _said: dict[str, list[Span]] = field(init=False)
    _said_starts: dict[str, list[int]] = field(init=False)
    _told: dict[tuple[str, str | None, tuple[Span, ...]], Telling] = field(default_factory=dict)

    def __post_init__(self) -> None:
        tables = self.tables
        self.documents = {d.document: d for d in tables.documents}
        self.attributions = {a.attribution: a for a in tables.attributions}
        self.sources = {s.source: s for s in tables.sources}
        self._figures = {name: sorted(rows, key=lambda f: f.start) for name, rows in grouped(tables.figures).items()}
        self._starts = {name: [f.start for f in rows] for name, rows in self._figures.items()}
        self._relays = grouped(tables.relays)
        self._headlines = {
            name: [r.span for r in rows if r.kind == "headline"] for name, rows in grouped(tables.regions).items()
        }
        self._said = {
            name: sorted(span for row in rows for span in (*row.source, *row.cue, *row.content))
            for name, rows in grouped(tables.attributions).items()
        }
        self._said_starts = {name: [span.start for span in spans] for name, spans in self._said.items()}
        self._pronouns = frozenset((m.document, m.start) for m in tables.mentions if m.how in ("pronoun", "implied"))

    def text_of(self, place: Place) -> str:
        """The words at a place."""
        return place.span.text_in(self.documents[place.document].text)

    def names_nobody(self, one: Telling) -> bool:
        """Whether no attribution stands in the sentence of a wording, no word credits anybody, and none is quoted."""
        text = _without_label(one.sentence.text_in(self.documents[one.document].text))
        return (
            not _credit().search(text)
            and not re.search("[\"“”«»]|[‘']\\w[^’']*[’'](?!\\w)", text)
            and not any(one.sentence.overlaps(span) for span in self._said_near(one))
        )

    def _said_near(self, one: Telling) -> list[Span]:
        rows = self._said.get(one.document, [])
        starts = self._said_starts.get(one.document, [])
        at = bisect_left(starts, one.sentence.end)
        return rows[max(at - _MOST_BEFORE, 0) : at]

    def told(self) -> list[Telling]:
        """All wordings that assert something in documents with figures, in the order of document, place and claim."""
        rows = sorted(self.tables.wordings, key=lambda w: (w.document, w.spans, w.attribution or "", w.claim))
        counted = frozenset(self._figures)
        rows = [w for w in rows if w.stance == "asserts" and w.rule.startswith("member")]
        return [self.read(w) for w in rows if w.document in counted]

    def read(self, wording: Wording) -> Telling:
        """What a wording's sentence tells."""
        key = (wording.document, wording.attribution, wording.spans)
        if key not in self._told:
            self._told[key] = self._read(wording)
        return self._told[key]

    def _read(self, wording: Wording) -> Telling:
        document = self.documents[wording.document]
        row = self.attributions.get(wording.attribution or "")
        sentence = self._sentence(document.text, wording, row)
        spans = tuple(Span(s.start, min(s.end, s.start + _LONG)) for s in wording.spans)
        senses = tuple(read_senses(document.text, spans, document.language or "en")[:_MOST_SENSES])
        figures = self._figures.get(wording.document, [])
        at = bisect_left(self._starts.get(wording.document, []), sentence.start)
        upto = bisect_left(self._starts.get(wording.document, []), sentence.end)
        titles = self._headlines.get(wording.document, ())
        named = (
            bool(row and row.source) and (wording.document, row.source[0].start) not in self._pronouns if row else False
        )
        return Telling(
            wording, row, sentence, frozenset(s.stem for s in senses),
            frozenset[str]().union(*(s.keys for s in senses)), senses,
            row.headline if row else any(title.contains(wording.spans[0]) for title in titles),
            self.sources.get(row.speaker or "") if row else None, named,
            tuple(_hedges_in(document.text, sentence)),
            tuple(f for f in figures[at:upto] if any(s.overlaps(f.span) for s in wording.spans)),
            strength_of(" ".join(row.cue_text)) if row else None,
            self._is_relayed(wording), *_evidence_in(document.text, spans),
        )  # fmt: skip

    def _is_relayed(self, wording: Wording) -> bool:
        relays = self._relays.get(wording.document, ())
        return any(Span(relay.scope_start, relay.scope_end).overlaps(wording.spans[0]) for relay in relays)

    def _sentence(self, text: str, wording: Wording, row: Attribution | None) -> Span:
        """The sentences of a wording's first span and of its source and cue, where they stand beside it."""
        first = wording.spans[0]
        low, high = max(0, first.start - _REACH), min(len(text), min(first.end, first.start + _LONG) + _REACH)
        anchors = [first, *(row.source if row else ()), *(row.cue if row else ())]
        near = [s for s in split_sentences(text, low, high) if any(s.overlaps(a) for a in anchors)]
        return Span(near[0].start, near[-1].end) if near else first


def about(one: Telling, hedge: Span, other: Telling) -> bool:
    """Whether a hedge is about something that the other wording tells too: a content word beside it stands in both."""
    at = bisect_left([sense.start for sense in one.senses], hedge.end)
    if not at and one.senses and one.senses[0].start - hedge.end > _REACH:
        return False
    beside = one.senses[at : at + _NEAR] or one.senses[max(at - _NEAR, 0) : at]
    return any(sense.stem in other.stems for sense in beside)


def strength_of(cue: str) -> int | None:
    """The step of a cue on the scale of strength; null for a negated cue and one that is not on it."""
    told = re.findall(r"[\w'’]+", cue.lower())
    if any(word in ("not", "never", "cannot") or word.endswith(("n't", "n’t")) for word in told):
        return None
    found = [_scale()[word] for word in told if word in _scale()]
    return max(found) if found else None


def _evidence_in(text: str, spans: Sequence[Span]) -> tuple[Span | None, Span | None]:
    """Where somebody has a piece of evidence, and where a piece of evidence itself speaks; null where not."""
    has = next((m for s in spans for m in _has().finditer(text, s.start, min(s.end, s.start + _LONG))), None)
    speaks = next((m for s in spans for m in _speaks().finditer(text, s.start, min(s.end, s.start + _LONG))), None)
    return (Span(*has.span()) if has else None), (Span(*speaks.span()) if speaks else None)


def _hedges_in(text: str, sentence: Span) -> list[tuple[Span, str]]:
    lower_only = words("drift", "lower_only")
    found = []
    for match in _hedge().finditer(text, sentence.start, sentence.end):
        word = " ".join(match.group().lower().split())
        if word not in lower_only or match.group().islower():
            found.append((Span(*match.span()), word))
    return found


@cache
def _hedge() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of(lexicon('drift')['hedges'])})\b", re.IGNORECASE)


def _without_label(headline: str) -> str:
    """A headline without what opens it before a colon and is nobody's name: "Exposed:"."""
    opening = re.match(r"\W*([^:|]{1,60}):\s+", headline)
    is_label = opening and " ".join(opening.group(1).lower().split()) in words("drift", "labels")
    return headline[opening.end() :] if opening and is_label else headline


@cache
def _credit() -> re.Pattern[str]:
    telling = [word for word, step in sorted(_scale().items()) if step]
    return re.compile(rf"\b(?:{_any_of([*lexicon('drift')['credit']['words'], *telling])})\b", re.IGNORECASE)


@cache
def _has() -> re.Pattern[str]:
    data = lexicon("drift")["evidence"]
    return re.compile(rf"\b(?:{_any_of(data['has'])})\b[^.;:!?]{{0,{_BETWEEN}}}?\b(?:{_any_of(data['nouns'])})\b", re.I)


@cache
def _speaks() -> re.Pattern[str]:
    data = lexicon("drift")["evidence"]
    return re.compile(rf"\b(?:{_any_of(data['nouns'])})\s+(?:{_any_of(data['speaks'])})\b", re.I)


@cache
def _scale() -> dict[str, int]:
    return {word: int(step) for step, listed in lexicon("drift")["strength"].items() for word in listed}


def _any_of(phrases: Sequence[str]) -> str:
    ordered = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in ordered)
