"""Tellings of one event: those of one claim, in like words, in a copied passage, or of one thing that bears a date.

What belongs together is then parted by date: one event for each date that the others do not agree with.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

from sayso.model import Document, Tables, grouped
from sayso.trace.timeline.days import UNKNOWN, Days, agree
from sayso.trace.timeline.likeness import Told, likeness, told_in
from sayso.trace.timeline.tellings import Telling

LIKE, LIKE_ON_ONE_DAY = 0.6, 0.4
"""Share of two sentences' telling words, by weight and without dates and numbers, from which they tell of one event;
less is asked where the texts give them one date."""
_TELLING = 4  # words of a sentence by which like ones are looked for
_MOST_COMPARED = 8  # unlike sentences with the same two of these words that one is compared with
_MOST_VALUES = 40  # dates of one event that are compared; each further one stands by itself
_SLACK = 40  # characters by which edits may shift a date inside a copied passage
_MOST_CLAIMS = 100  # claims of a document by which dated things are tied


@dataclass(frozen=True)
class Event:
    """Tellings that agree in their date."""

    tellings: tuple[Telling, ...]
    """In the order of their texts."""
    matter: int
    """Number shared by events that the words take for one and only the dates part."""
    days: Days
    cut: bool
    """Whether there were too many dates or sentences to compare them all."""

    @cached_property
    def finest(self) -> Telling:
        """The telling with the closest date; of these one that asserts it, in words of its own."""
        return min(self.tellings, key=lambda t: (t.days.width, t.stance != "asserts", t.role.shape != "main", t.order))


class Words:
    """What the sentences of tellings tell, without their dates; read once each."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = {document.document: document for document in documents}
        self._known: dict[tuple[str, int, int], Told] = {}

    def of(self, telling: Telling) -> Told:
        """What the words of a telling tell."""
        document, what = self._documents[telling.document], telling.role.what
        key = (telling.document, *what)
        if key not in self._known:
            self._known[key] = told_in(document.text, (what,), document.language, (telling.date.span,))
        return self._known[key]

    def likeness(self, one: Telling, other: Telling) -> float:
        """How like two tellings are, in [0, 1]."""
        return likeness(self.of(one), self.of(other))

    def are_one_event(self, one: Telling, other: Telling) -> bool:
        """Whether two sentences tell of one event, as far as their words say."""
        dated = not one.days.is_empty and agree(one.days, other.days) and not other.days.is_empty
        return self.likeness(one, other) >= (LIKE_ON_ONE_DAY if dated else LIKE)


def merge_events(tellings: Sequence[Telling], tables: Tables, words: Words) -> list[Event]:
    """Events in the order of their first telling; linear in tellings, passages and claims."""
    rows = [telling for telling in tellings if telling.kind == "event"]
    forest = list(range(len(rows)))
    cut: set[int] = set()
    for one, other in _pairs(rows, tables, words, cut):
        first, second = sorted((_root(forest, one), _root(forest, other)))
        forest[second] = first
    matters: dict[int, list[Telling]] = {}
    for at, telling in enumerate(rows):
        matters.setdefault(_root(forest, at), []).append(telling)
    capped = {_root(forest, at) for at in cut}
    return [event for matter, members in matters.items() for event in _part(matter, members, matter in capped)]


def _root(forest: list[int], at: int) -> int:
    while forest[at] != at:
        forest[at] = forest[forest[at]]
        at = forest[at]
    return at


def _pairs(rows: Sequence[Telling], tables: Tables, words: Words, cut: set[int]) -> Iterator[tuple[int, int]]:
    """Pairs of tellings that are of one event, but for their dates; `cut` is filled with those a cap kept apart."""
    claims: dict[str, int] = {}
    for at, telling in enumerate(rows):
        if telling.claim is not None and telling.role.shape == "main":
            yield claims.setdefault(telling.claim, at), at
    yield from _things(rows, tables)
    yield from _copies(rows, tables)
    yield from _alike(rows, words, cut)


def _things(rows: Sequence[Telling], tables: Tables) -> Iterator[tuple[int, int]]:
    """Things called alike that bear a date, in documents that share a claim."""
    held: dict[str, set[str]] = {}
    for wording in tables.wordings:
        held.setdefault(wording.document, set()).add(wording.claim)
    first: dict[tuple[str, str], int] = {}
    for at, telling in enumerate(rows):
        if telling.role.shape == "phrase":
            claims = sorted(held.get(telling.document, ()))[:_MOST_CLAIMS]
            for key in (telling.document, *claims):
                yield first.setdefault((telling.role.head, key), at), at


def _copies(rows: Sequence[Telling], tables: Tables) -> Iterator[tuple[int, int]]:
    """Tellings at one place of a passage that two documents share."""
    of_document = grouped(rows, "document")
    number = {telling.order: at for at, telling in enumerate(rows)}
    starts = {document: [t.date.start for t in found] for document, found in of_document.items()}
    for row in tables.reuse:
        if row.earlier not in starts or row.later not in starts:
            continue
        first = bisect_left(starts[row.later], row.later_start)
        last = bisect_left(starts[row.later], row.later_end)
        for telling in of_document[row.later][first:last]:
            inside = telling.date.start - row.later_start
            expected = row.earlier_start + inside
            slack = _SLACK + inside // 10
            at = bisect_left(starts[row.earlier], max(expected - slack, row.earlier_start))
            end = bisect_left(starts[row.earlier], min(expected + slack, row.earlier_end))
            near = [t for t in of_document[row.earlier][at : min(end, at + 4)] if t.role.shape == telling.role.shape]
            if near:
                other = min(near, key=lambda t: (abs(t.date.start - expected), t.date.start))
                yield number[other.order], number[telling.order]


def _alike(rows: Sequence[Telling], words: Words, cut: set[int]) -> Iterator[tuple[int, int]]:
    """Sentences and clauses in like words; found by two of their most telling words."""
    buckets: dict[tuple[str, str], list[int]] = {}
    for at, telling in enumerate(rows):
        if telling.role.shape == "phrase":
            continue
        told = words.of(telling)
        heaviest = sorted(sorted(told, key=lambda word: (-told[word].weight, word))[:_TELLING])
        for key in combinations(heaviest, 2):
            bucket = buckets.setdefault(key, [])
            like = [other for other in bucket if words.are_one_event(rows[other], telling)]
            yield from ((other, at) for other in like)
            if not like and len(bucket) < _MOST_COMPARED:
                bucket.append(at)
            elif not like:
                cut.add(at)


def _part(matter: int, members: Sequence[Telling], cut: bool) -> Iterator[Event]:
    """The members by date, the finest first: a coarse date joins the one finer date that it agrees with."""
    by_value: dict[tuple[Days, int | None, str], list[Telling]] = {}
    for telling in members:
        words = telling.date.text.lower() if telling.days.is_empty else ""
        by_value.setdefault((telling.days, telling.weekday, words), []).append(telling)
    order = sorted(by_value, key=lambda v: (v[0].width, v[0].first or 0, v[0].yearly or (0, 0), v[1] or 0, v[2]))
    groups: list[tuple[Days, list[Telling]]] = []
    for at, value in enumerate(order):
        fitting = [found for days, found in groups if _fits(value, days)] if at < _MOST_VALUES else []
        if len(fitting) == 1:
            fitting[0].extend(by_value[value])
        else:
            groups.append((value[0], list(by_value[value])))
    for days, found in groups:
        ordered = tuple(sorted(found, key=lambda t: t.order))
        yield Event(ordered, matter, days, cut or len(order) > _MOST_VALUES)


def _fits(value: tuple[Days, int | None, str], days: Days) -> bool:
    """Whether a date may be another's day: it agrees, or is only a weekday and the day is one."""
    own, weekday, _ = value
    if own.is_empty:
        return weekday is not None and days.first is not None and days.width == 0 and (days.first - 1) % 7 == weekday
    return days != UNKNOWN and agree(own, days)
