"""Articles told as lists of lines, with the attributions a careful reader would mark in them."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from sayso.claims import group_claims
from sayso.model import Attribution, Claim, Document, Promise, Region, Span, Tables, Wording, identify
from tests.strategies import make_document, make_region


class Said(NamedTuple):
    """A line that tells what somebody said; a content in quotation marks is direct speech."""

    speaker: str
    content: str
    cue: str = "said"
    act: str = "asserts"


def tell(*articles: Iterable[str | Said]) -> Tables:
    """Tables of articles; the first line of each is its headline, strings are the article's own voice."""
    documents: list[Document] = []
    regions: list[Region] = []
    attributions: list[Attribution] = []
    for article in articles:
        first, *rest = article
        assert isinstance(first, str)
        lines = [line if isinstance(line, str) else f"{line.speaker} {line.cue} {line.content}." for line in rest]
        document = make_document("\n\n".join([first, *lines]))
        documents.append(document)
        regions += [
            make_region(document, 0, len(first) + 2, "headline"),
            make_region(document, len(first) + 2, len(document.text)),
        ]
        at = len(first) + 2
        for line, words in zip(rest, lines, strict=True):
            if isinstance(line, Said):
                attributions.append(_attribution(document, at, line))
            at += len(words) + 2
    return Tables().having(documents=documents, regions=regions, attributions=attributions)


def _attribution(document: Document, at: int, line: Said) -> Attribution:
    source = (Span(at, at + len(line.speaker)),)
    cue = (Span(source[0].end + 1, source[0].end + 1 + len(line.cue)),)
    content = (Span(cue[0].end + 1, cue[0].end + 1 + len(line.content)),)
    words = [tuple(span.text_in(document.text) for span in spans) for spans in (source, cue, content)]
    assert words[2] == (line.content,)
    form: Any = "direct" if line.content.startswith("“") else "indirect"
    act: Any = line.act
    name = identify("a", document.document, source, cue, content)
    speaker = identify("s", line.speaker)
    return Attribution(name, document.document, form, source, cue, content, *words, speaker, None, act, False, False,
                       "test/1", "told", 1.0)  # fmt: skip


def claims_of(tables: Tables) -> tuple[list[Claim], list[Wording], list[Promise]]:
    """What the stage makes of them."""
    names = ("documents", "regions", "attributions", "relays", "sources", "mentions", "reuse", "figures", "dates")
    return group_claims(*(getattr(tables, name) for name in names))


def sides(tables: Tables) -> list[dict[str, set[str]]]:
    """For each claim that somebody is reported on, stance -> the contents, without what only rivalry adds."""
    found: dict[str, dict[str, set[str]]] = {}
    for row in claims_of(tables)[1]:
        if row.attribution and not row.rule.startswith("rival"):
            found.setdefault(row.claim, {}).setdefault(row.stance, set()).add(" ".join(row.text))
    return list(found.values())


def together(tables: Tables, *contents: str) -> bool:
    """Whether all contents that begin so are wordings of one claim."""
    groups = [{text for texts in claim.values() for text in texts} for claim in sides(tables)]
    return any(all(any(text.startswith(content) for text in group) for content in contents) for group in groups)


def stance_of(tables: Tables, content: str) -> set[str]:
    """The stances in which a content that begins so stands, without those that rivalry adds."""
    return {
        stance
        for claim in sides(tables)
        for stance, texts in claim.items()
        for text in texts
        if text.startswith(content)
    }
