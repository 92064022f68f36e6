"""Unnamed sources: where each one speaks, and the claims that nobody gives a name for."""

from sayso.language import words
from sayso.model import Source
from sayso.trace.ledgers.case import Case, places_of
from sayso.trace.ledgers.findings import Finding, count
from sayso.trace.roots import is_hearsay


def find_anonymous(case: Case) -> list[Finding]:
    """Unnamed sources, those described alike as one, for they are perhaps one person.

    Ranked by the claims that rest on unnamed sources alone, then by articles; "reports" and "some" come last.
    """
    alike: dict[str, list[Source]] = {}
    for source in sorted(case.sources.values(), key=lambda one: one.source):
        if source.kind == "unnamed" and source.source in case.said_by and not _is_writer(case, source.source):
            alike.setdefault(describe(source.name), []).append(source)
    resting = _resting_on_unnamed(case)
    return [_finding(case, sources, resting) for _, sources in sorted(alike.items())]


def _is_writer(case: Case, source: str) -> bool:
    """Whether it is the writer of an article, who says "I" and "my": he is no anonymous source."""
    said = [text.split()[0].lower() for row in case.said_by[source] for text in row.source_text if text.split()]
    return bool(said) and all(word in words("observation", "writers") for word in said)


def describe(name: str) -> str:
    """A description without its article: two alike are not proved distinct."""
    parts = name.lower().split()
    return " ".join(parts[1:] if len(parts) > 1 and parts[0] in ("a", "an", "the", "one", "some") else parts)


def _resting_on_unnamed(case: Case) -> dict[str, set[str]]:
    """Unnamed source -> claims that rest on unnamed sources alone, this one among them.

    A trail that ends in an article naming nobody is no name either; one that ends at an outlet may lead to a name.
    """
    resting: dict[str, set[str]] = {}
    for claim, origins in case.origins.items():
        unnamed = [
            origin.source
            for origin in origins
            if origin.source in case.sources and case.sources[origin.source].kind == "unnamed"
        ]
        nameless = all(origin.source is None and origin.kind == "unresolved" for origin in origins
                       if origin.source not in unnamed)  # fmt: skip
        for source in unnamed if nameless else ():
            resting.setdefault(source or "", set()).add(claim)
    return resting


def _finding(case: Case, sources: list[Source], resting: dict[str, set[str]]) -> Finding:
    claims = {claim for source in sources for claim in resting.get(source.source, ())}
    said = [attribution for source in sources for attribution in case.said_by[source.source]]
    documents = frozenset(attribution.document for attribution in said)
    name = min((source.name for source in sources), key=lambda one: (one.lower(), one))
    hearsay = is_hearsay(sources[0])
    called = "Unnamed" + name.removeprefix("unnamed") if name.startswith("unnamed ") else f"“{name}”"
    verb = "are cited" if name.startswith("unnamed ") else "is cited"
    note = f"{called} {verb if hearsay else 'speaks without a name'} in {count(len(documents), 'article')}"
    if len(documents) > 1 and not hearsay:
        note += ", perhaps one and the same"
    note += (
        f"; {count(len(claims), 'claim rests', 'claims rest') if claims else 'no claim rests'} on unnamed sources alone"
    )
    places = frozenset(place for attribution in said for place in places_of(attribution))
    return Finding(
        "anonymous", sources[0].source, name, frozenset(claims), documents, note + ".", places,
        (float(not hearsay), len(claims), len(documents), len(said)),
        "unnamed reports" if hearsay else "unnamed source", 0.8,
    )  # fmt: skip
