"""Resolving the sources of made texts, in short forms that a test can compare at a glance."""

import re
from collections.abc import Sequence

from sayso.model import Attribution, Document, Region, Relay, Source, Span, identify
from sayso.sources import Resolution, resolve_sources
from tests.strategies import make_document, make_region

_MARKED = re.compile(r"\{(?P<source>[^{}|]*)\|(?P<cue>[^{}|]*)\|(?P<content>[^{}|]*)\}|<(?P<outlet>[^<>]*)>")


def parse(
    marked: str, headline: bool = False, path: str = "made.txt"
) -> tuple[Document, list[Attribution], list[Relay]]:
    """A document with attributions written `{source|cue|content}` and relays written `<outlet>`."""
    text, attributions, relays = "", [], []
    at = 0
    places: list[tuple[str, list[Span]]] = []
    for found in _MARKED.finditer(marked):
        text += marked[at : found.start()]
        if found["outlet"] is not None:
            places.append(("relay", [Span(len(text), len(text) + len(found["outlet"]))]))
            text += found["outlet"]
        else:
            spans = []
            for part in ("source", "cue", "content"):
                spans.append(Span(len(text), len(text) + len(found[part])))
                text += found[part] + (" " if found[part] and part != "content" else "")
            places.append(("attribution", spans))
        at = found.end()
    text += marked[at:]
    document = make_document(text, path)
    for kind, spans in places:
        if kind == "relay":
            span = spans[0]
            relays.append(Relay(identify("r", document.document, span), document.document, None, *span,
                                span.text_in(text), "sentence", *span, (), "test/1", "test", 1.0))  # fmt: skip
        else:
            attributions.append(make_attribution(document, spans, headline and not attributions))
    return document, attributions, relays


def make_attribution(
    document: Document, spans: Sequence[Span], headline: bool = False, comment: bool = False
) -> Attribution:
    """An attribution of the given source, cue and content; empty spans are left out."""
    kept = [tuple(s for s in (span,) if s.end > s.start) for span in spans]
    texts = [tuple(s.text_in(document.text) for s in part) for part in kept]
    key = identify("a", document.document, *kept)
    return Attribution(key, document.document, "indirect", kept[0], kept[1], kept[2], texts[0], texts[1], texts[2],
                       None, None, "asserts", comment, headline, "test/1", "test", 1.0)  # fmt: skip


def resolve(*marked: str, headline: bool = False, aliases: Sequence[tuple[str, ...]] = ()) -> Resolution:
    """The resolution of several marked texts; with `headline` the first attribution of each stands in one."""
    documents, attributions, relays = [], [], []
    regions: list[Region] = []
    for n, text in enumerate(marked):
        document, said, passed = parse(text, headline, f"{n}.txt")
        documents.append(document)
        attributions += said
        relays += passed
        if headline:
            cut = document.text.index("\n")
            regions += [make_region(document, 0, cut, "headline"), make_region(document, cut, len(document.text))]
    return resolve_sources(documents, regions, attributions, relays, aliases)


def speakers(resolution: Resolution) -> list[str | None]:
    """The name of each attribution's speaker, documents in the order given, attributions in text order."""
    names = {source.source: source.name for source in resolution.sources}
    order = {document.document: n for n, document in enumerate(resolution.documents)}
    rows = sorted(resolution.attributions, key=lambda a: (order[a.document], (a.source or a.content)[0]))
    return [names[a.speaker] if a.speaker else None for a in rows]


def source(resolution: Resolution, name: str) -> Source:
    """The one source of that name."""
    (found,) = [s for s in resolution.sources if s.name == name]
    return found


def outlets(resolution: Resolution) -> list[str]:
    """The name of each relay's outlet, documents in the order given."""
    names = {source.source: source.name for source in resolution.sources}
    order = {document.document: n for n, document in enumerate(resolution.documents)}
    return [names[r.outlet or ""] for r in sorted(resolution.relays, key=lambda r: (order[r.document], r.start))]
