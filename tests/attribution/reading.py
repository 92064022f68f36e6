"""Reading a made text into short forms that a test can compare at a glance."""

from collections.abc import Sequence
from unittest.mock import patch

from sayso.attribution import extract_attributions
from sayso.attribution.tagger import Reading
from sayso.model import Attribution, Relay, Span
from tests.strategies import make_document, make_region


class Silent:
    """A tagger that sees nothing, so that the rules alone speak."""

    name = "silent/1"

    def read(self, text: str, paragraph: Span, proposed: Sequence[Span] = ()) -> list[Reading]:
        return []


def read(text: str, headline: str = "") -> tuple[list[Attribution], list[Relay]]:
    """Attributions and relays of a body by the rules alone, with a headline before it if one is given."""
    with patch("sayso.attribution.extract.shipped_tagger", Silent):
        return _read(text, headline)


def _read(text: str, headline: str) -> tuple[list[Attribution], list[Relay]]:
    whole = f"{headline}\n\n{text}" if headline else text
    document = make_document(whole)
    if not headline:
        return extract_attributions([document], [])
    cut = len(headline) + 2
    regions = [make_region(document, 0, cut, "headline"), make_region(document, cut, len(whole))]
    return extract_attributions([document], regions)


def short(attribution: Attribution) -> tuple[str, str, str]:
    """Source, cue and content as one string each, pieces joined by ` / `."""
    parts = (attribution.source_text, attribution.cue_text, attribution.content_text)
    source, cue, content = (" / ".join(texts) for texts in parts)
    return source, cue, content


def found(text: str, headline: str = "") -> list[tuple[str, str, str]]:
    """Short forms of all attributions in text order."""
    rows = sorted(read(text, headline)[0], key=lambda a: (a.content[0], a.source, a.cue))
    return [short(row) for row in rows]
