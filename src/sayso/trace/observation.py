"""Own observation: where an article says that its own people saw a thing."""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise

from sayso.language import Token, tokenize, words
from sayso.language.outlets import outlet_key
from sayso.model import Attribution, Document, Source, Span, Wording
from sayso.trace.evidence import Evidence

OBSERVATION_REACH = 300  # code points of a sentence in which its observer must show
OBSERVER_REACH = 10
"""Words between an observer's first word and the verb: "a correspondent of the Lower Gazette at the scene counted"."""
NEAR = 3
"""Words between an outlet's name, or "we", and the verb: "the Gazette has itself seen"."""
_SELF = "self"
_BOUNDARY = re.compile(r"[.!?…][\"'”’»)]*\s|\n")


def observer_of(wording: Wording, case: Evidence) -> str | None:
    """The outlet whose people saw it, the document where it says "we" or "our reporter", or None.

    Whoever sees stands before the verb, "a reporter of OUTLET counted", "in the store OUTLET found", or behind it,
    "were counted by our reporter".
    """
    document = case.documents[wording.document]
    start, first = _sentence_start(document.text, wording.spans[0].start), wording.spans[0]
    end = min(first.end, start + OBSERVATION_REACH)
    tokens = [t for t in tokenize(document.text, start, end) if t.is_word]
    for n, token in enumerate(tokens):
        if found := _observer_at(n, token, tokens, document, case):
            return found if found != _SELF else _first_to_see(wording, case)
    return None


def _observer_at(n: int, token: Token, tokens: Sequence[Token], document: Document, case: Evidence) -> str | None:
    """Who sees by the verb at `n`: an outlet, the article's own people, or nobody that is told."""
    before, after = tokens[max(0, n - OBSERVER_REACH) : n], tokens[n + 1 : n + 1 + OBSERVER_REACH]
    helped = bool(before) and bool({t.lower for t in before[-NEAR:]} & words("observation", "auxiliaries"))
    seen = token.lower in words("observation", "participles") and helped
    if seen and after and after[0].lower == "by":
        return _observer_in(after[1:], document, case, near=after[1 : 1 + NEAR])
    if token.lower in words("observation", "verbs") or seen:
        return _observer_in(before, document, case, near=_subject(before))
    return None


def _subject(before: Sequence[Token]) -> Sequence[Token]:
    """The words right before a verb and its auxiliaries and adverbs."""
    end = len(before)
    while end and before[end - 1].lower in words("observation", "between"):
        end -= 1
    return before[max(0, end - NEAR) : end]


def _observer_in(tokens: Sequence[Token], document: Document, case: Evidence, near: Sequence[Token]) -> str | None:
    """The outlet or the article's own people among the words beside a verb; `near` are those right beside it."""
    lowers = [t.lower for t in tokens]
    observers, crews, ours = (words("observation", name) for name in ("observers", "crews", "ours"))
    seers = [n for n, lower in enumerate(lowers) if lower in observers | crews]
    if not seers:
        if outlet := _named_outlet(document, near, case):
            return outlet
        houses = words("observation", "houses")
        owned = any(a in ours and b in houses for a, b in pairwise(lowers))
        return _SELF if owned or any(t.lower in words("observation", "selves") for t in near[-1:]) else None
    first = seers[0]
    if outlet := _named_outlet(document, tokens[max(0, first - NEAR) :], case):
        return outlet
    if ours & {*lowers[max(0, first - NEAR) : first], *lowers[first + 1 : first + 1 + NEAR]}:
        return _SELF
    belongs = any(a in words("observation", "belonging") and t.is_capital for a, t in _followed(tokens[first:]))
    return None if belongs or lowers[first] in crews else _SELF


def _followed(tokens: Sequence[Token]) -> list[tuple[str, Token]]:
    """Each word with the one behind it, articles left out."""
    kept = [t for t in tokens if t.lower not in ("the", "a", "an")]
    return [(one.lower, other) for one, other in pairwise(kept)]


def _sentence_start(text: str, start: int) -> int:
    """Where the sentence of a wording begins, if that is near: "A reporter of ours counted" may stand before it."""
    low = max(0, start - OBSERVATION_REACH // 2)
    ends = [found.end() for found in _BOUNDARY.finditer(text, low, start)]
    return ends[-1] if ends else start if low else 0


def _first_to_see(wording: Wording, case: Evidence) -> str:
    """Whose "we saw" it is where several articles share the words: whose text the others credit, else nobody's.

    Two articles that share it are one pair of eyes: a copy must never count as a second. Dates decide nothing here,
    for a copy may bear whatever date it likes.
    """
    holders = {place.document for place in case.shared_with(wording.document, wording.spans)}
    own = case.documents[wording.document].outlet or wording.document
    if not holders:
        return own
    holders.add(wording.document)
    outlets = {case.documents[d].outlet or d for d in holders}
    if len(outlets) == 1:
        return outlets.pop()
    credited = sorted(holders & case.credited_by(holders))
    if len(credited) == 1:
        return case.documents[credited[0]].outlet or credited[0]
    return min(holders)


def _named_outlet(document: Document, tokens: Sequence[Token], case: Evidence) -> str | None:
    """An outlet named among some words: a mention, the article's own name, or a name that another article gives."""
    if not tokens:
        return None
    near = Span(tokens[0].start, tokens[-1].end)
    for mention in case.mentions_in.get(document.document, []):
        source = case.sources.get(mention.source)
        if near.overlaps(mention.span) and source is not None and source.kind == "outlet":
            return source.source
    own = case.sources.get(document.outlet or "")
    said = near.text_in(document.text).lower()
    if own is not None and any(name.lower().removeprefix("the ") in said for name in (own.name, *own.aliases)):
        return own.source
    return _by_key(tokens, document, case)


def _by_key(tokens: Sequence[Token], document: Document, case: Evidence) -> str | None:
    """The one outlet of the case that a run of capitals is a spelling of: "Quay" for Quay FM."""
    found: set[str] = set()
    for capital, run in groupby(tokens, key=lambda t: t.is_capital):
        if capital:
            listed = list(run)
            key = outlet_key(Span(listed[0].start, listed[-1].end).text_in(document.text))
            found |= {o.source for o in case.outlets if key in map(outlet_key, (o.name, *o.aliases))}
    return found.pop() if len(found) == 1 else None


def observing_outlet(attribution: Attribution, speaker: Source, case: Evidence) -> str | None:
    """The outlet whose people saw what an attribution tells: "our reporter saw that", "the Gazette found that"."""
    cues = {word for cue in attribution.cue_text for word in cue.lower().split()}
    if not cues & (words("observation", "verbs") | words("observation", "participles")):
        return None
    own = case.documents[attribution.document].outlet
    if speaker.kind == "outlet":
        return speaker.source
    said = speaker.name.lower().split()
    if speaker.kind != "unnamed" or not words("observation", "observers").intersection(said):
        return None
    named = [
        o.source for o in case.outlets if any(f" {n.lower()}" in f" {' '.join(said)}" for n in (o.name, *o.aliases))
    ]
    if len(named) == 1:
        return named[0]
    return (own or attribution.document) if words("observation", "ours").intersection(said[:1]) else None
