"""Own observation: where an article says that its own people saw a thing."""

from sayso.language import Token, tokenize, words
from sayso.model import Document, Span, Wording
from sayso.trace.evidence import Evidence

OBSERVATION_REACH = 300  # code points of a sentence in which its observer must show
OBSERVER_REACH = 6  # words between an observer's first word and the verb: "a reporter of the ... Gazette counted"


def observer_of(wording: Wording, case: Evidence) -> str | None:
    """The outlet whose people saw it, the document where it says "we" or "our reporter", or None.

    Whoever sees stands right before the verb: "a reporter of OUTLET counted", "in the store OUTLET found".
    """
    document, first = case.documents[wording.document], wording.spans[0]
    end = min(first.end, first.start + OBSERVATION_REACH)
    tokens = [t for t in tokenize(document.text, first.start, end) if t.is_word]
    for n, token in enumerate(tokens):
        if token.lower not in words("observation", "verbs"):
            continue
        before = tokens[max(0, n - OBSERVER_REACH) : n]
        outlet = _named_outlet(document, before, case)
        if outlet is not None:
            return outlet
        lowers = {t.lower for t in before}
        if lowers & words("observation", "selves") or lowers & words("observation", "observers"):
            return _first_to_see(wording, case)
    return None


def _first_to_see(wording: Wording, case: Evidence) -> str:
    """Whose "we saw" it is where several articles share the words: the earliest's, or nobody's that we can name.

    Two articles that share it are one pair of eyes: a copy must never count as a second.
    """
    holders = {place.document for place in case.shared_with(wording.document, wording.spans)}
    if not holders:
        return case.documents[wording.document].outlet or wording.document
    holders.add(wording.document)
    before = case.copied_from
    firsts = sorted(d for d in holders if not before.get(d, set()) & holders)
    if len(firsts) == 1:
        return case.documents[firsts[0]].outlet or firsts[0]
    return min(holders)


def _named_outlet(document: Document, before: list[Token], case: Evidence) -> str | None:
    """An outlet named among the few words before the verb."""
    if not before:
        return None
    near = Span(before[0].start, before[-1].end)
    for mention in case.mentions_in.get(document.document, []):
        source = case.sources.get(mention.source)
        if near.contains(mention.span) and source is not None and source.kind == "outlet":
            return source.source
    own = case.sources.get(document.outlet or "")
    said = near.text_in(document.text).lower()
    if own is not None and any(name.lower().removeprefix("the ") in said for name in (own.name, *own.aliases)):
        return own.source
    return None
