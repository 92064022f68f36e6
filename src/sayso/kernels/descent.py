"""Which holder of a passage a text has it from: the plain path, and the twin of `fast.descent`.

A text is read as a mosaic of the texts that share passages with it (Li and Stephens 2003 read a chromosome so): each of
its words is taken from one holder or from none. A word equal to the holder's gains its bits, another costs `PRICE`, and
a change of holder costs `SWITCH`; the best mosaic is found word by word (Viterbi 1967). So a holder wins by the words
that it alone has in common with the text, a change or an error that was copied along counts like any other, and a
stretch that goes on is not cut up. Ties go by rank, then to the holder that gave more words which no other has, then
to the document that stands first in the pile. All sums are integers.
"""

from collections import Counter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

SWITCH = 160
"""Quarter bits that a change of holder costs. From 60 to 240 nothing moves by more than .003 on four corpora of the
bench; 160 was best on three."""
PRICE = 32
"""Quarter bits that a differing word costs, as in `alignment.Costs`; 48 and 64 were worse by .001."""
REACH = 8
"""Words by which the two sides may be out of step where they differ."""
MOST = 1 << 24
"""Words of all passages of one text that are looked at; what is beyond is marked `skipped`."""
NOWHERE = -1
"""Place of a word that the holder has nothing for; a differing word stands at `-2 - place`."""
_LOW = 32
"""Bits of a score that are left to ranks."""
_MOST_RANK = 0xFFFF


class Views(NamedTuple):
    """Passages seen from the text that may be the copy, ordered by `child`, then `start`: one entry for each.

    `child` and `giver` are document numbers, all else word positions, half open. `settled` ones compete; the others
    are only compared with the winner. `rank` is from 0 to 127, low is better.
    """

    child: NDArray[np.int64]
    giver: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    there_start: NDArray[np.int64]
    there_end: NDArray[np.int64]
    settled: NDArray[np.bool_]
    rank: NDArray[np.int64]

    def take(self, at: NDArray[np.int64] | NDArray[np.bool_]) -> "Views":
        """The views at these indices, or where the mask is true."""
        return Views(
            self.child[at],
            self.giver[at],
            self.start[at],
            self.end[at],
            self.there_start[at],
            self.there_end[at],
            self.settled[at],
            self.rank[at],
        )


class Shares(NamedTuple):
    """What each view won, and how an unsettled one stands to the winners."""

    words: NDArray[np.int64]
    """Words of the child that its mosaic takes from this view."""
    bits: NDArray[np.int64]
    """Quarter bits that these words tell."""
    with_winner: NDArray[np.int64]
    """Words in which giver and winner agree against the child."""
    with_child: NDArray[np.int64]
    """Words in which giver and child agree against the winner."""
    against: NDArray[np.int64]
    """Words in which winner and child agree against the giver."""
    skipped: NDArray[np.bool_]

    @classmethod
    def none(cls, count: int) -> "Shares":
        """Shares of so many views before anything is counted."""
        one, two, three, four, five = (np.zeros(count, np.int64) for _ in range(5))
        return cls(one, two, three, four, five, np.zeros(count, np.bool_))


def trace_views(codes: NDArray[np.uint32], views: Views, most: int = MOST) -> Shares:
    """The shares of all views; `codes` are the words of all documents, hash << 6 | weight in quarter bits.

    Each child is a task of its own. Linear in the words of the views.
    """
    count = views.child.size
    shares = Shares.none(count)
    bounds = np.flatnonzero(np.diff(views.child, prepend=-1, append=-1))
    for first, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        _trace_child(codes, views, range(first, end), shares, most)
    return shares


def _trace_child(codes: NDArray[np.uint32], views: Views, group: range, shares: Shares, most: int) -> None:
    places: dict[int, list[int]] = {}
    total = 0
    for view in group:
        total += int(views.end[view] - views.start[view])
        if total > most:
            shares.skipped[view] = True
        else:
            places[view] = align_words(codes, *(int(side[view]) for side in views[2:6]))
    settled = [view for view in places if views.settled[view]]
    givers = {int(views.giver[view]) for view in settled}
    given = dict.fromkeys(givers, 0)
    owner: dict[int, int] = {}
    for _ in range(min(2, len(givers))):  # once more when it is known who gave how much
        ranks = _order_givers(views, settled, given)
        owner = _find_mosaic(codes, views, settled, ranks, places)
        given = dict.fromkeys(givers, 0)
        agree = Counter(
            word for view in settled for word, place in enumerate(places[view], int(views.start[view])) if place >= 0
        )
        for word, view in owner.items():
            given[int(views.giver[view])] += agree[word] == 1
    for word, view in owner.items():
        shares.words[view] += 1
        shares.bits[view] += int(codes[word]) & 63
    for view in places:
        if not views.settled[view]:
            _compare(codes, views, view, owner, places, shares)


def align_words(codes: NDArray[np.uint32], start: int, end: int, there: int, there_end: int) -> list[int]:
    """For each word of `[start, end)` the place of the same word in the other stretch, `-2 - place` of another one.

    Goes on word by word; where the two differ it looks for the nearest two words in a row that are equal again.
    """
    one, two = (codes[start:end] >> 6).tolist(), (codes[there:there_end] >> 6).tolist()
    places = [NOWHERE] * len(one)
    here = other = 0
    while here < len(one) and other < len(two):
        if one[here] == two[other]:
            places[here] = there + other
            here, other = here + 1, other + 1
            continue
        step, aside = _next_equal(one[here : here + REACH + 2], two[other : other + REACH + 2])
        for passed in range(min(step, aside)):
            place = there + other + passed
            places[here + passed] = place if one[here + passed] == two[other + passed] else -2 - place
        here, other = here + step, other + aside
    return places


def _next_equal(one: list[int], two: list[int]) -> tuple[int, int]:
    """Steps on both sides to where they are equal again for two words (or to the end), the fewest; else one each."""
    for far in range(1, REACH + 1):
        for less in range(far + 1):
            for step, aside in ((far - less, far), (far, far - less)):
                if one[step : step + 1] != two[aside : aside + 1] or step >= len(one):
                    continue
                after = one[step + 1 : step + 2], two[aside + 1 : aside + 2]
                if not after[0] or not after[1] or after[0] == after[1]:
                    return step, aside
    return 1, 1


def _order_givers(views: Views, settled: list[int], given: dict[int, int]) -> dict[int, int]:
    """Place of each giver: by the best rank of its views, by what it gave, by its number."""
    best: dict[int, int] = {}
    for view in settled:
        giver = int(views.giver[view])
        best[giver] = min(best.get(giver, 127), int(views.rank[view]))
    order = sorted(best, key=lambda giver: (best[giver], -given[giver], giver))
    return {giver: min(place, _MOST_RANK) for place, giver in enumerate(order)}


def _find_mosaic(
    codes: NDArray[np.uint32], views: Views, settled: list[int], ranks: dict[int, int], places: dict[int, list[int]]
) -> dict[int, int]:
    """The view that each word is taken from, in the best mosaic; a path is a chain (word, view, path before)."""
    best, best_path = 0, None
    states: dict[int, tuple[int, Any]] = {}
    edges = {int(views.start[view]) for view in settled} | {int(views.end[view]) for view in settled}
    for word in range(min(edges), max(edges)):
        active = [view for view in settled if views.start[view] <= word < views.end[view]]
        following: dict[int, tuple[int, Any]] = {}
        top, top_path = best, best_path
        for view in active:
            value, path = best - (SWITCH << _LOW) - ranks[int(views.giver[view])], best_path
            if view in states and states[view][0] >= value:
                value, path = states[view]
            equal = places[view][word - int(views.start[view])] >= 0
            value += (int(codes[word]) & 63) << _LOW if equal else -(PRICE << _LOW)
            following[view] = value, (word, view, path)
            if value > top:
                top, top_path = following[view]
        states, best, best_path = following, top, top_path
    owner = {}
    while best_path is not None:
        word, view, best_path = best_path
        owner[word] = view
    return owner


def _compare(
    codes: NDArray[np.uint32],
    views: Views,
    view: int,
    owner: dict[int, int],
    places: dict[int, list[int]],
    shares: Shares,
) -> None:
    """Counts who agrees with whom, word by word, among the child, its winner and the giver of an unsettled view."""
    start = int(views.start[view])
    for word in range(start, int(views.end[view])):
        mine = places[view][word - start]
        winner = owner.get(word)
        if winner is None:
            continue
        theirs = places[winner][word - int(views.start[winner])]
        if mine >= 0 and theirs < 0:
            shares.with_child[view] += 1
        elif mine < 0 and theirs >= 0:
            shares.against[view] += 1
        elif mine <= -2 and theirs <= -2 and codes[-2 - mine] >> 6 == codes[-2 - theirs] >> 6:
            shares.with_winner[view] += 1


def join_stretches(start: NDArray[np.int64], end: NDArray[np.int64], partner: NDArray[np.int64]) -> NDArray[np.int64]:
    """For each stretch of words the smallest number of its family; stretches are ordered by start, then end.

    A stretch belongs to its `partner`, and to the one before it that reaches farthest if they share half the words of
    the shorter of the two. Linear.
    """
    label = list(range(start.size))
    farthest = 0
    for stretch in range(start.size):
        if stretch:
            shared = int(min(end[farthest], end[stretch]) - start[stretch])
            if 2 * shared >= min(end[farthest] - start[farthest], end[stretch] - start[stretch]):
                _unite(label, farthest, stretch)
        _unite(label, stretch, int(partner[stretch]))
        if end[stretch] > end[farthest]:
            farthest = stretch
    return np.array([_find(label, stretch) for stretch in range(start.size)], np.int64)


def _find(label: list[int], stretch: int) -> int:
    while label[stretch] != stretch:
        label[stretch] = label[label[stretch]]
        stretch = label[stretch]
    return stretch


def _unite(label: list[int], one: int, two: int) -> None:
    one, two = _find(label, one), _find(label, two)
    label[max(one, two)] = min(one, two)
