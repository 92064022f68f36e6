"""Descent of passages: the direct parent among all holders, directions that only the texts show, and families.

Arrays in, arrays out; nothing here knows documents but by number. Textual criticism has the reasoning (Maas 1927): what
a copy changed its own copies repeat, and a text that stands between two others agrees with each of them more than these
do with one another.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels import descent as plain
from sayso.kernels.descent import Shares, Views

KNOWN_REVERSED, OPEN, KNOWN = -1, 0, 1
"""Order of a passage: its later side was first, nothing tells, its earlier side was first."""
AS_GIVEN, BETWEEN = 0, 1
"""Reason of an order: it was given; inherited changes show it."""
LEAST = 432
"""Quarter bits that a part of a passage must tell to count by itself: about eleven plain words, what a passage with one
end at a sentence's must tell (`Setting.bits`, `Setting.bonus`)."""
AGREE = 2
"""Words in which a text must agree with each of two others against the third to stand between them."""
_OPPOSED = 8
"""Part (one in so many) of those words that may speak against it."""


class Places(NamedTuple):
    """Passages by the words of all documents, one after the other: half open, with the numbers of the documents."""

    earlier: NDArray[np.int64]
    later: NDArray[np.int64]
    earlier_start: NDArray[np.int64]
    earlier_end: NDArray[np.int64]
    later_start: NDArray[np.int64]
    later_end: NDArray[np.int64]


class Descent(NamedTuple):
    """What is found out of each passage."""

    parent: NDArray[np.bool_]
    """Whether the side that was copied has the passage directly from the other, as far as can be told."""
    order: NDArray[np.int8]
    """As given; where that was `OPEN`, what the texts show."""
    reason: NDArray[np.int8]
    family: NDArray[np.int64]
    """First word of the first stretch of the passage's family."""
    skipped: NDArray[np.bool_]
    """Whether the passage was not compared because its text has too many (`kernels.descent.MOST`)."""


def find_descent(
    codes: NDArray[np.uint32],
    places: Places,
    order: NDArray[np.int8],
    rank: NDArray[np.int64],
    fast: bool,
) -> Descent:
    """Parents, orders and families of passages; `order` is what dates and credits tell of each (`KNOWN`, ...).

    `rank` (0 to 127, low is better) decides between holders that the text cannot tell apart: give a credited one 0.
    `codes` are all words: hash << 6 | weight in quarter bits. Any part of the passages may be given as long as it has
    all passages of each text that is to be judged; families need all. The order of the passages changes nothing.
    """
    parent, skipped = np.zeros(order.size, np.bool_), np.zeros(order.size, np.bool_)
    seen = _see(places, order, rank)
    shares = _trace(codes, seen.views, fast)
    _choose(seen, shares, parent, skipped)
    found, reason = _read_order(seen, shares, order)
    changed = found != order
    if changed.any():  # what was open competes now
        children = np.where(found > order, places.later, places.earlier)[changed]
        seen = _see(places, found, rank)
        seen = seen.take(np.isin(seen.views.child, children))
        _choose(seen, _trace(codes, seen.views, fast), parent, skipped)
    return Descent(parent, found, reason, find_families(places, fast), skipped)


class _Seen(NamedTuple):
    views: Views
    of: NDArray[np.int64]
    """The passage that each view is of."""
    forward: NDArray[np.bool_]
    """Whether the giver is the side that the passage names as earlier."""

    def take(self, at: NDArray[np.bool_]) -> "_Seen":
        return _Seen(self.views.take(at), self.of[at], self.forward[at])


def _choose(seen: _Seen, shares: Shares, parent: NDArray[np.bool_], skipped: NDArray[np.bool_]) -> None:
    """Fills in for the settled views who is a parent: most of the passage is won, or a part that counts by itself."""
    views = seen.views
    won = (2 * shares.words >= views.end - views.start) | (shares.bits >= LEAST)
    parent[seen.of[views.settled]] = won[views.settled]
    np.logical_or.at(skipped, seen.of, shares.skipped)


def _see(places: Places, order: NDArray[np.int8], rank: NDArray[np.int64]) -> _Seen:
    """Each passage from the text that has it from the other, an open one from both."""
    forward, backward = np.flatnonzero(order >= OPEN), np.flatnonzero(order <= OPEN)
    earlier, later, earlier_start, earlier_end, later_start, later_end = places
    of = np.concatenate([forward, backward])
    views = Views(
        np.concatenate([later[forward], earlier[backward]]).astype(np.int64),
        np.concatenate([earlier[forward], later[backward]]).astype(np.int64),
        np.concatenate([later_start[forward], earlier_start[backward]]),
        np.concatenate([later_end[forward], earlier_end[backward]]),
        np.concatenate([earlier_start[forward], later_start[backward]]),
        np.concatenate([earlier_end[forward], later_end[backward]]),
        order[of] != OPEN,
        rank[of].astype(np.int64),
    )
    sort = np.lexsort((views.there_end, views.end, views.there_start, views.giver, views.start, views.child))
    ahead = np.arange(of.size) < forward.size
    return _Seen(views.take(sort), of[sort], ahead[sort])


def _trace(codes: NDArray[np.uint32], views: Views, fast: bool) -> Shares:
    if not fast:
        return plain.trace_views(codes, views)
    from sayso.kernels.fast.passages import descent as compiled

    return compiled.trace_views(codes, views)


def _read_order(seen: _Seen, shares: Shares, order: NDArray[np.int8]) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Orders with those of open passages that the texts show, the same for all passages of a pair, and the reasons."""
    found, reason = order.copy(), np.full(order.size, AS_GIVEN, np.int8)
    at = np.flatnonzero(~seen.views.settled)
    if not at.size:
        return found, reason
    base = np.int64(max(seen.views.child.max(), seen.views.giver.max()) + 1)
    child, giver = seen.views.child[at], seen.views.giver[at]
    pairs, member = np.unique(child * base + giver, return_inverse=True)
    twin = np.searchsorted(pairs, pairs % base * base + pairs // base)  # each open pair is there from both sides
    said = _stands_between(shares.with_winner, shares.with_child, shares.against).astype(np.int64)
    said -= _stands_between(shares.against, shares.with_child, shares.with_winner)
    between = np.bincount(member, said[at], pairs.size).astype(np.int64)
    between = _only_claim(np.sign(between - between[twin]), pairs // base, pairs % base)
    found[seen.of[at]] = np.where(seen.forward[at], between[member], -between[member])
    reason[seen.of[at]] = np.where(between != 0, BETWEEN, AS_GIVEN)[member]
    return found, reason


def _only_claim(between: NDArray[np.int64], child: NDArray[np.int64], giver: NDArray[np.int64]) -> NDArray[np.int64]:
    """Drops claims on a text that has several: a faithful copy of its parent looks like the parent.

    On the bench it raises the share of right claims from .76 to .80 with half the dates removed, from .91 to .96 with a
    fifth removed.
    """
    target = np.where(between > 0, child, giver)
    claims = np.bincount(target[between != 0], minlength=int(max(child.max(), giver.max())) + 1)
    return np.where(claims[target] > 2, 0, between)  # each is there from both sides


def _stands_between(one: NDArray[np.int64], two: NDArray[np.int64], opposed: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether a text agrees with each of two others against the third, and these hardly ever against it."""
    least = np.minimum(one, two)
    return (least >= AGREE) & (opposed * _OPPOSED <= least)


def find_families(places: Places, fast: bool) -> NDArray[np.int64]:
    """First word of the first stretch of each passage's family: stretches of one text that overlap by half, joined
    through passages with those of others."""
    count = places.earlier.size
    start = np.concatenate([places.earlier_start, places.later_start])
    end = np.concatenate([places.earlier_end, places.later_end])
    order = np.lexsort((np.arange(2 * count) % max(1, count), end, start))
    place = np.empty(2 * count, np.int64)
    place[order] = np.arange(2 * count)
    partner = np.concatenate([place[count:], place[:count]])[order]
    start, end = start[order], end[order]
    if fast:
        from sayso.kernels.fast.passages import descent as compiled

        label = compiled.join_stretches(start, end, partner)
    else:
        label = plain.join_stretches(start, end, partner)
    return np.asarray(start[label[place[:count]]])
