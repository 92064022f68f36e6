"""Where a wording of a claim says that it happened: "near Kharan", "in the town of Dolmet"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache

from sayso.language import lexicon, words
from sayso.language.items import Item, read_items
from sayso.model import Mention, Span, Tables, grouped

_LONGEST = 600  # characters of a wording's span that are read for places
_MAY_PLACE = re.compile(r"(?i:\b(?:" + "|".join(sorted(words("timeline", "places"))) + r")\b)[^.]{0,40}[^\W\da-z_]")
_LIKE_NAMES = 0.55
"""Likeness of two names' letters from which they may be two spellings of one ("Deir Ezzur", "Deir ez-Zor")."""
_MOST_TEXTS = 5  # documents of each version that are searched for the other's name


@dataclass(frozen=True, slots=True)
class Located:
    """A wording that names one place."""

    document: str
    wording: Span
    """The span of the wording the place stands in."""
    span: Span
    """From the preposition to the end of the name."""
    core: tuple[str, ...]
    """The name's words in lower case, without "city", "the" and the like."""
    spans: tuple[Span, ...]
    """The whole wording."""
    language: str | None


def find_located(tables: Tables) -> dict[str, list[Located]]:
    """Claim -> its asserting wordings that name exactly one place, in the order of their texts. Linear."""
    kinds = {source.source: source.kind for source in tables.sources}
    named = {key: _no_places(rows, kinds) for key, rows in grouped(tables.mentions).items()}
    dates = {key: [d.span for d in rows] for key, rows in grouped(tables.dates).items()}
    documents = {document.document: document for document in tables.documents}
    found: dict[str, list[Located]] = {}
    for wording in sorted(tables.wordings, key=lambda w: (w.claim, w.document, w.spans)):
        if wording.stance != "asserts":
            continue
        document = documents[wording.document]
        taken = (*named.get(wording.document, ()), *dates.get(wording.document, ()))
        held = [(s, name) for s in wording.spans for name in _names(document.text, s, taken)]
        if len(held) == 1:
            ((span, (place, core)),) = held
            located = Located(wording.document, span, place, core, wording.spans, document.language)
            found.setdefault(wording.claim, []).append(located)
    return found


def _no_places(mentions: Sequence[Mention], kinds: Mapping[str, str]) -> tuple[Span, ...]:
    """Mentions of persons, bodies and outlets: "in Al Mayadeen" is no place."""
    return tuple(m.span for m in mentions if kinds.get(m.source) not in (None, "country") and m.how != "pronoun")


def _names(text: str, span: Span, taken: Sequence[Span]) -> list[tuple[Span, tuple[str, ...]]]:
    """The places of a span: preposition, perhaps "the town of", capitals."""
    end = min(span.end, span.start + _LONGEST)
    if not _MAY_PLACE.search(text, span.start, end):
        return []
    items = read_items(text, span.start, end, False)
    found = []
    for at, item in enumerate(items):
        if item.lower not in words("timeline", "places"):
            continue
        first = at + 1
        while first < len(items) and first < at + 5 and _leads(items[first]):
            first += 1
        last = first
        while last < len(items) and items[last].tag == "K" and not items[last].lower.endswith("'s"):
            last += 1
        place = Span(item.start, items[last - 1].end)
        name = Span(items[first].start, place.end) if last > first else place
        core = tuple(i.lower for i in items[first:last] if i.lower not in words("timeline", "kinds_of_place"))
        if core and not _names_other(items, first, last) and not any(t.overlaps(name) for t in taken):
            found.append((place, core))
    return found


def _names_other(items: Sequence[Item], first: int, last: int) -> bool:
    """Whether the capitals are no place, or only say whose or what the place is: "in Dolmet's", "in the ARG camp"."""
    if last < len(items):
        following = items[last]
        if following.lower.endswith("'s") or (
            following.tag in "OU" and following.lower not in words("timeline", "kinds_of_place")
        ):
            return True
    bodies = frozenset(lexicon("bodies")["organisations"]["heads"]) | words("timeline", "no_places")
    return any(item.lower in bodies or (item.text.isupper() and len(item.text) > 1) for item in items[first:last])


def _leads(item: Item) -> bool:
    """Whether a word may stand between preposition and name: "the", "town", "of", "eastern"."""
    return item.tag != "K" and (
        item.tag == "D" or item.lower in words("timeline", "kinds_of_place") or item.lower == "to"
    )


def lie_apart(one: Sequence[Located], other: Sequence[Located], texts: dict[str, str]) -> bool:
    """Whether two versions name two places, as far as can be told: unlike names, and no document that has both."""
    here, there = one[0].core, other[0].core
    if not set(here).isdisjoint(there) or _is_land(here) != _is_land(there):
        return False
    if SequenceMatcher(None, "".join(here), "".join(there)).ratio() >= _LIKE_NAMES:
        return False
    pairs = ((one, there), (other, here))
    return not any(_has(texts[document], core) for version, core in pairs for document in _documents(version))


def _documents(version: Sequence[Located]) -> list[str]:
    return sorted({located.document for located in version})[:_MOST_TEXTS]


def _has(text: str, core: tuple[str, ...]) -> bool:
    """Whether a text has a name's longest word anywhere."""
    return max(core, key=len) in text.lower()


def _is_land(core: tuple[str, ...]) -> bool:
    """Whether a name is that of a country or state, which may hold the other place."""
    return " ".join(core) in _lands()


@cache
def _lands() -> frozenset[str]:
    data = lexicon("places")
    return frozenset(word for names in data["countries"].values() for word in names) | frozenset(
        data["regions"]["words"]
    )
