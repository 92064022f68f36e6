"""Figures about one quantity: which articles tell of one story, and which of their figures count the same thing.

No statistics of the pile enter: two articles belong together if they share enough of their own most telling words, so a
foreign article cannot move the groups of others. Keys instead of pairs keep it linear in the number of articles.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations, pairwise

from sayso.figures.counts import Count
from sayso.language import lexicon
from sayso.language.calendar import parse_day
from sayso.language.frequency import information
from sayso.language.numbers import split_pieces
from sayso.model import Document, Span

_TELLING = 12  # words of an article that stand for its story
_SHARED = 3  # of them, shared by two articles of one story
_DAYS = 14  # between the publication of two articles of one story
_BITS = 9.0  # below, a word is too common to tell stories apart
_CONTEXT = 12  # words of a sentence that stand for what a figure is about


class Components:
    """Disjoint sets over anything hashable; the sets do not depend on the order in which they were joined."""

    def __init__(self) -> None:
        self.parent: dict[object, object] = {}

    def find(self, item: object) -> object:
        """The representative of the set that holds an item."""
        self.parent.setdefault(item, item)
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, left: object, right: object) -> None:
        """Makes one set of two."""
        self.parent[self.find(left)] = self.find(right)


def group_counts(
    documents: Sequence[Document], counts: dict[str, list[Count]], bodies: dict[str, list[Span]]
) -> list[list[tuple[str, Count]]]:
    """Figures grouped by quantity: each group lists (document id, count), every figure is in one group."""
    telling = [doc for doc in documents if counts.get(doc.document)]
    stories = _join_stories(telling, bodies)
    sets = Components()
    by_id = {doc.document: doc for doc in telling}
    for name in sorted(by_id):
        for n, count in enumerate(counts[name]):
            sets.find((name, n))
            for key in _keys(by_id[name], count):
                sets.join(("key", stories.find(name), *key), (name, n))
    groups: dict[object, list[tuple[str, Count]]] = {}
    for name in sorted(by_id):
        for n, count in enumerate(counts[name]):
            groups.setdefault(sets.find((name, n)), []).append((name, count))
    return list(groups.values())


def _join_stories(documents: Sequence[Document], bodies: dict[str, list[Span]]) -> Components:
    """Articles that tell of one story: three of their twelve most telling words shared, not published far apart."""
    stories = Components()
    shelves: dict[tuple[str, ...], list[Document]] = {}
    for doc in documents:
        stories.find(doc.document)
        for key in combinations(sorted(telling_words(doc.text, bodies[doc.document])), _SHARED):
            shelves.setdefault(key, []).append(doc)
    for shelf in shelves.values():
        dated = sorted((parse_day(doc.published) or date.min, doc.document) for doc in shelf)
        for (early, left), (late, right) in pairwise(dated):
            if early == date.min or (late - early).days <= _DAYS:
                stories.join(left, right)
    return stories


def telling_words(text: str, spans: Iterable[Span]) -> list[str]:
    """The words that tell most about an article: how often each stands there times its bits, ties by the alphabet."""
    seen = Counter(
        stem(piece.lower)
        for span in spans
        for piece in split_pieces(text, span.start, span.end)
        if piece.kind == "word" and len(piece.text) > 2 and information(piece.lower) >= _BITS
    )
    ranked = sorted(((-information(word) * times, word) for word, times in seen.items()))
    return [word for _, word in ranked[:_TELLING]]


def stem(word: str) -> str:
    """A word without possessive and plural, so that "convoys" and "convoy's" are one."""
    word = word.removesuffix("'s").removesuffix("'")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _keys(document: Document, count: Count) -> list[tuple[str, ...]]:
    """What a figure must share with another one to be about the same quantity."""
    outcome = count.rule.startswith(("outcome", "counted outcome"))
    quantity = (
        count.what if outcome else "",
        count.kind,
        count.unit or "",
        "part" if count.part else "",
        _past_year(document, count),
    )
    if outcome:
        return [quantity]
    context = _context(document.text, count)
    if count.rule in ("money", "percent"):
        return [(*quantity, *pair) for pair in combinations(context, 2)]
    return [(*quantity, word) for word in context]


def _context(text: str, count: Count) -> list[str]:
    """Telling words of the figure's sentence, without those of the figure itself."""
    said = frozenset(_context_stops())
    found = {
        stem(piece.lower): information(piece.lower)
        for piece in split_pieces(text, count.sentence.start, count.sentence.end)
        if piece.kind == "word" and len(piece.text) > 2 and not count.span.start <= piece.start < count.span.end
    }
    ranked = sorted((-bits, word) for word, bits in found.items() if bits >= _BITS and word not in said)
    return sorted(word for _, word in ranked[:_CONTEXT])


def _context_stops() -> tuple[str, ...]:
    return tuple(lexicon("dates")["weekdays"]) + tuple(lexicon("dates")["months"])


def _past_year(document: Document, count: Count) -> str:
    """An earlier year that the sentence names, for then the figure is about something of that year."""
    published = parse_day(document.published)
    years = sorted(
        piece.text
        for piece in split_pieces(document.text, count.sentence.start, count.sentence.end)
        if piece.kind == "number" and len(piece.text) == 4 and piece.text.isdigit() and 1900 <= int(piece.text) <= 2099
    )
    if not years or (published and int(years[-1]) >= published.year) or published is None:
        return ""
    return years[-1]
