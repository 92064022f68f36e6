"""Figures about one quantity: which figures of one story count the same thing.

No statistics of the pile enter. Two figures are compared by what they count, by the words of their sentences and by the
words that tell most about their articles, so that a foreign article cannot move the groups of others.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations

from sayso.figures.counts import Count
from sayso.figures.nouns import done_words
from sayso.kernels.sets import DisjointSets
from sayso.language import lexicon
from sayso.language.calendar import parse_day
from sayso.language.frequency import information
from sayso.language.numbers import Piece, split_pieces
from sayso.model import Document, Span

_TELLING = (
    16  # words of an article that stand for its story; 12 lost 4 of 100 pairs of the made-up stories, 20 won none
)
_SHARED, _CLOSE = 3, 5  # of them, shared by two articles of one story; by two that tell of hardly anything else
_DAYS = 14  # between the publication of two articles of one story
_BITS = 9.0  # below, a word is too common to tell stories apart
_WINDOW = 50  # articles of one shelf that each is compared with; beyond, the chain of neighbours joins them
_NEAR, _FAR = 1.5, 10.0  # ratio within which two figures can be the same; beyond which they are hardly of one thing
_LIKE = 3.0  # the same bound for sums and shares, of which one article has many
_LONG = 1000  # characters of a sentence that are read for what it is about
_VOWELS = str.maketrans("wv", "vv", "aeiouyàáâäèéêëìíîïòóôöùúûü'’-‐‑`´")


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one article tells it, once or more often, in one voice."""

    document: str
    count: Count
    """The first of `counts`."""
    counts: tuple[Count, ...]
    """All with the same range."""
    voice: str | None
    """Who is said to have given it; null for the article itself."""
    context: frozenset[str]
    """Telling words of its sentences."""
    alone: bool
    """Whether the article gives no other value for what is counted."""


def group_counts(
    documents: dict[str, Document],
    counts: dict[str, list[Count]],
    voices: dict[str, dict[Span, str]],
    bodies: dict[str, list[Span]],
) -> list[list[tuple[str, Count]]]:
    """Figures grouped by quantity: each group lists (document id, count), every figure is in one group.

    `voices` gives, by document and numerals, who is said to have given a figure; `bodies` the spans of article text.
    """
    quantities: dict[tuple[str, ...], dict[str, list[Told]]] = {}
    for name in sorted(counts):
        for quantity, told in _tell(documents[name], counts[name], voices[name]):
            quantities.setdefault(quantity, {})[name] = told
    telling = {name: frozenset(telling_words(documents[name].text, bodies[name])) for name in counts if counts[name]}
    groups: list[list[tuple[str, Count]]] = []
    for _, shelf in sorted(quantities.items()):
        sets = DisjointSets()
        for left, right in _pairs(shelf, documents, telling):
            if _is_same(left, right, len(telling[left.document] & telling[right.document])):
                sets.join(_name(left), _name(right))
        joined: dict[object, list[tuple[str, Count]]] = {}
        for each in (one for told in shelf.values() for one in told):
            same = joined.setdefault(sets.find(_name(each)), [])
            same += [(each.document, count) for count in each.counts]
        groups += joined.values()
    return groups


def _name(told: Told) -> tuple[str, Span]:
    return told.document, told.count.core


def _tell(
    document: Document, counts: Sequence[Count], voices: dict[Span, str]
) -> Iterator[tuple[tuple[str, ...], list[Told]]]:
    """The figures of one article by what they count, those with one range and voice as one."""
    shelf: dict[tuple[str, ...], dict[tuple[object, ...], list[Count]]] = {}
    sentences = {count.sentence for count in counts}
    read = {sentence: _read_sentence(document, sentence) for sentence in sentences}
    for count in counts:
        what = count.what if _is_outcome(count) else ""
        part = "part" if count.part else ""
        quantity: tuple[str, ...] = (what, count.kind, count.unit or "", part, read[count.sentence][1])
        low, high = count.number.low, count.number.high
        alike = (low, high, voices.get(count.core), None if low or high else count.span)
        shelf.setdefault(quantity, {}).setdefault(alike, []).append(count)
    for quantity, told in shelf.items():
        alone = len({(low, high) for low, high, _, _ in told}) == 1
        yield (
            quantity,
            [
                Told(document.document, same[0], tuple(same), voices.get(same[0].core), _context(same, read), alone)
                for same in told.values()
            ],
        )


def _context(counts: Sequence[Count], read: dict[Span, tuple[frozenset[str], str]]) -> frozenset[str]:
    """Telling words of the sentences of some figures, without what they count."""
    words = frozenset().union(*{read[count.sentence][0] for count in counts[:_WINDOW]})
    return words - {count.kind for count in counts[:_WINDOW]}


def _is_outcome(count: Count) -> bool:
    return count.rule.startswith(("outcome", "counted outcome"))


def _pairs(
    shelf: dict[str, list[Told]], documents: dict[str, Document], telling: dict[str, frozenset[str]]
) -> Iterator[tuple[Told, Told]]:
    """Pairs of figures worth comparing: of one article, or of two of one story published not far apart."""
    for own in shelf.values():
        for at, left in enumerate(own):
            yield from ((left, right) for right in own[at + 1 : at + 1 + _WINDOW])
    if len(shelf) == 1:
        return
    stories: dict[tuple[str, ...], list[tuple[date, str]]] = {}  # articles under each two words they share
    for name in shelf:
        day = parse_day(documents[name].published) or date.min
        for key in combinations(sorted(telling[name]), 2):
            stories.setdefault(key, []).append((day, name))
    seen: set[tuple[str, str]] = set()
    for story in stories.values():
        story.sort()
        for at, (early, name) in enumerate(story):
            for late, other in story[at + 1 : at + 1 + _WINDOW]:
                if (early != date.min and (late - early).days > _DAYS) or (name, other) in seen:
                    continue
                seen.add((name, other))
                if len(telling[name] & telling[other]) >= _SHARED:
                    yield from ((a, b) for a in shelf[name][:_WINDOW] for b in shelf[other][:_WINDOW])


def _is_same(left: Told, right: Told, story: int) -> bool:
    """Whether two figures that count the same kind of thing are about one quantity.

    An article does not contradict itself in one voice: two values of its own are two quantities.
    """
    near, shared = _is_near(left.count, right.count), len(left.context & right.context)
    ratio = _ratio(left.count, right.count)
    if left.document == right.document:
        return near or (left.voice != right.voice and shared >= 2 and ratio <= _FAR)
    if left.count.rule in ("money", "percent"):
        return shared >= 1 if near else shared >= 4 and ratio <= _LIKE
    if near:
        return True
    alone = left.alone and right.alone
    if ratio > _FAR:
        return False
    return shared >= 2 or (alone and (story >= _CLOSE if _is_outcome(left.count) else shared >= 1))


def _is_near(left: Count, right: Count) -> bool:
    """Whether two ranges overlap and their numbers are of about one size; a vague amount is near nothing."""
    if left.number.value is None or right.number.value is None or _ratio(left, right) > _NEAR:
        return False
    lows = [number.low for number in (left.number, right.number) if number.low is not None]
    highs = [number.high for number in (left.number, right.number) if number.high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def _ratio(left: Count, right: Count) -> float:
    """How many times one number is the other; 1 where one is vague."""
    one, other = left.number.value, right.number.value
    if one is None or other is None or one == other:
        return 1.0
    return max(one, other) / min(one, other) if min(one, other) > 0 else float("inf")


def telling_words(text: str, spans: Iterable[Span]) -> list[str]:
    """The words that tell most about an article: how often each stands there times its bits, ties by the alphabet."""
    seen: Counter[str] = Counter()
    bits: dict[str, float] = {}
    for span in spans:
        for piece in split_pieces(text, span.start, span.end):
            weight = information(piece.lower) if piece.kind == "word" and len(piece.text) > 2 else 0.0
            if weight >= _BITS:
                word = stem(piece)
                seen[word] += 1
                bits[word] = max(bits.get(word, 0.0), weight)
    ranked = sorted((-bits[word] * times, word) for word, times in seen.items())
    return [word for _, word in ranked[:_TELLING]]


def stem(piece: Piece) -> str:
    """A word without possessive and plural; a name by its consonants, for names are spelled in many ways.

    Of "Karst-Dale" and "Karstdale" only "krstdl" is left.
    """
    word = piece.lower.removesuffix("'s").removesuffix("'")
    if piece.text[0].isupper() and len(word) > 4:
        bones = word.translate(_VOWELS).replace("ck", "k")
        bones = "".join(letter for at, letter in enumerate(bones) if not at or letter != bones[at - 1])
        if len(bones) >= 3:
            return bones
    return cut(word)


def cut(word: str) -> str:
    """A word in lower case without the ending of the plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _read_sentence(document: Document, sentence: Span) -> tuple[frozenset[str], str]:
    """Telling words of a sentence, and an earlier year that it names, for then its figures are about that year."""
    calendar, words, years = lexicon("dates"), set(), []
    for piece in split_pieces(document.text, sentence.start, min(sentence.end, sentence.start + _LONG)):
        if piece.kind == "number" and len(piece.text) == 4 and piece.text.isascii() and piece.text.isdigit():
            years += [int(piece.text)] if 1900 <= int(piece.text) <= 2099 else []
        elif piece.kind == "word" and len(piece.text) > 2 and information(piece.lower) >= _BITS:
            words.add(stem(piece))
    words -= {*calendar["weekdays"], *calendar["months"]}
    words -= _quantity_words()
    published = parse_day(document.published)
    past = years and published is not None and max(years) < published.year
    return frozenset(words), str(max(years)) if past else ""


@cache
def _quantity_words() -> frozenset[str]:
    """Words that say what is counted or what happened: two sentences that share them need not be about one event."""
    data = lexicon("quantities")
    listed = {word for members in data["kinds"].values() for word in members} | done_words() | set(data["kinds"])
    return frozenset(cut(word) for word in listed)
