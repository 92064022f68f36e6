"""Silence: who is accused in the case and neither speaks in it nor is said to have been asked."""

from dataclasses import dataclass, field

from sayso.language import split_sentences, tokenize
from sayso.language.accusations import Party, declines, party_key, read_accusations
from sayso.model import Attribution, Place, Span, article_spans
from sayso.trace.ledgers.case import Case
from sayso.trace.ledgers.findings import Finding, count, listing

_CUE_REACH = 120  # characters behind a cue such as "accused" in which the accused is named
_MOST_CONTENT = 3000  # characters of one content that are read


@dataclass(slots=True)
class _Accused:
    name: str
    kind: str
    places: set[Place] = field(default_factory=set)
    accusers: set[str] = field(default_factory=set)
    attributions: set[str] = field(default_factory=set)


def find_silent(case: Case) -> list[Finding]:
    """Countries, bodies and persons whom somebody else accuses and who have no attribution of their own.

    One that is said to have declined to answer is listed with the place that says so. Whoever speaks for a party, or
    has a voice under another of its names, breaks its silence; where that is in doubt it counts as heard.
    """
    accused = _find_accused(case)
    if not accused:
        return []
    heard = _Heard(case)
    silent = {key: one for key, one in accused.items() if not heard.has(key, one)}
    declined = _find_declined(case, silent)
    return [_finding(case, one, declined.get(key, set())) for key, one in sorted(silent.items())]


def _find_accused(case: Case) -> dict[str, _Accused]:
    """By key, whoever an attribution accuses that is not his own."""
    accused: dict[str, _Accused] = {}
    for _, attribution in sorted(case.attributions.items()):
        speaker = case.sources.get(attribution.speaker or "")
        if attribution.act in ("denies", "doubts") or speaker is None:
            continue
        own = {party_key(name) for name in (speaker.name, *speaker.aliases)}
        text = case.documents[attribution.document].text
        for party in _parties(attribution, text):
            if party.key in own or any(party.name in name for name in (speaker.name, *speaker.aliases)):
                continue
            one = accused.setdefault(party.key, _Accused(party.name, party.kind))
            one.name = min(one.name, party.name, key=lambda name: (-len(name), name))
            one.places.add(Place(attribution.document, *party.span))
            one.accusers.add(speaker.name)
            one.attributions.add(attribution.attribution)
    return accused


def _parties(attribution: Attribution, text: str) -> list[Party]:
    spans = [Span(span.start, min(span.end, span.start + _MOST_CONTENT)) for span in attribution.content]
    for cue in attribution.cue:
        line = text.find("\n", cue.end, cue.end + _CUE_REACH)
        spans.append(Span(cue.start, line if line > 0 else min(len(text), cue.end + _CUE_REACH)))
    found = {party.span: party for span in spans for party in read_accusations(text, *span)}
    return [found[span] for span in sorted(found)]


class _Heard:
    """Who has a voice in the case: the keys and the words of everybody who speaks."""

    def __init__(self, case: Case) -> None:
        self.keys: set[str] = set()
        self.words_in: dict[str, set[str]] = {}
        read: set[tuple[str, str]] = set()
        names: dict[str, tuple[str, ...]] = {s.source: (s.name, *s.aliases) for s in case.sources.values()}
        for attribution in case.attributions.values():
            called = (*names.get(attribution.speaker or "", ()), *attribution.source_text)
            here = self.words_in.setdefault(attribution.document, set())
            for name in called:
                if (attribution.document, name) not in read:
                    read.add((attribution.document, name))
                    self._hear(name, here)

    def _hear(self, name: str, here: set[str]) -> None:
        """Every stretch of up to three words may be a party: "a spokesman for the Karst Board"."""
        lower = [token.text for token in tokenize(name)[:40] if token.is_word]
        here.update(word.lower().removesuffix("'s").removesuffix("’s") for word in lower)
        self.keys.add(party_key(name))
        for size in (1, 2, 3, 4):
            for at in range(len(lower) - size + 1):
                self.keys.add(party_key(" ".join(lower[at : at + size])))

    def has(self, key: str, one: _Accused) -> bool:
        """Whether a party speaks somewhere, or a voice in the accusing articles may be its own."""
        if key in self.keys:
            return True
        if one.kind == "country":
            return False
        last = one.name.split()[-1].lower()
        return any(last in self.words_in.get(document, ()) for document in {place.document for place in one.places})


def _find_declined(case: Case, silent: dict[str, _Accused]) -> dict[str, set[Place]]:
    """For each silent party the sentences in the articles that accuse it that name it and say it did not answer."""
    accused_in: dict[str, dict[str, _Accused]] = {}
    for key, one in silent.items():
        for place in one.places:
            accused_in.setdefault(place.document, {})[key] = one
    found: dict[str, set[Place]] = {}
    for name, here in sorted(accused_in.items()):
        document = case.documents[name]
        for _, span in article_spans(document, case.regions.get(name, ())):
            for sentence in split_sentences(document.text, span.start, span.end):
                if not declines(document.text, *sentence):
                    continue
                said = document.text[sentence.start : sentence.end].lower()
                for key, one in here.items():
                    if key in said or one.name.lower() in said or one.name.split()[-1].lower() in said:
                        found.setdefault(key, set()).add(Place(name, *sentence))
    return found


def _finding(case: Case, one: _Accused, declined: set[Place]) -> Finding:
    documents = frozenset(place.document for place in one.places)
    claims = frozenset(claim for row in one.attributions for claim in case.claims_of.get(row, ()))
    note = f"{one.name}: accused by {listing(sorted(one.accusers))} in {count(len(documents), 'article')}, "
    note += "declined to answer or could not be reached; " if declined else ""
    note += "no voice in the case."
    rule = "accused, declined to answer" if declined else "accused, not heard"
    return Finding(
        "silence", None, one.name, claims, documents, note, frozenset(one.places | declined),
        (len(documents), len(one.accusers), len(one.places)), f"{rule}; {one.kind}", 0.6,
    )  # fmt: skip
