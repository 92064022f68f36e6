"""Which holder of a passage a text has it from, compiled; `sayso.kernels.descent` says what is done and why."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sayso.kernels.descent import MOST, NOWHERE, PRICE, REACH, SWITCH, Shares, Views

_SWITCH, _PRICE, _REACH, _NOWHERE = SWITCH << 32, PRICE << 32, REACH, NOWHERE
_MOST_GIVEN = (1 << 24) - 1
_MOST_RANK = 0xFFFF


def trace_views(codes: NDArray[np.uint32], views: Views, most: int = MOST) -> Shares:
    """The shares of all views, as `kernels.descent.trace_views`; keeps one child's words in memory at a time."""
    shares = Shares.none(views.child.size)
    _trace_all(codes, views, shares, most)
    return shares


@njit(cache=True, nogil=True)
def _trace_all(codes: NDArray[np.uint32], views: Views, shares: Shares, most: int) -> None:
    places, came = np.empty(4096, np.int64), np.empty(4096, np.bool_)
    owner, top = np.empty(2048, np.int64), np.empty(2048, np.int64)
    count = views.child.size
    first = 0
    while first < count:
        end, total, reach = first, 0, 0
        while end < count and views.child[end] == views.child[first]:
            reach = max(reach, views.end[end])
            total += views.end[end] - views.start[end]
            end += 1
        total = min(total, most)
        if total > places.size:
            places, came = np.empty(2 * total, np.int64), np.empty(2 * total, np.bool_)
        width = reach - views.start[first]
        if width > owner.size:
            owner, top = np.empty(2 * width, np.int64), np.empty(2 * width, np.int64)
        _trace_child(codes, views, first, end, places, came, owner[:width], top[:width], shares, most)
        first = end


@njit(cache=True, nogil=True)
def _trace_child(
    codes: NDArray[np.uint32],
    views: Views,
    first: int,
    end: int,
    places: NDArray[np.int64],
    came: NDArray[np.bool_],
    owner: NDArray[np.int64],
    top: NDArray[np.int64],
    shares: Shares,
    most: int,
) -> None:
    """Aligns, finds the mosaic, once more when it is known who gave how much, and counts."""
    base = views.start[first]
    offset = np.full(end - first, -1, np.int64)
    total, settled, one_giver, giver = 0, 0, True, -1
    for view in range(first, end):
        length = views.end[view] - views.start[view]
        if total + length > most:
            shares.skipped[view:end] = True
            break
        offset[view - first] = total
        _align(codes, views, view, places[total : total + length])
        total += length
        if views.settled[view]:
            settled += 1
            one_giver &= giver in (-1, views.giver[view])
            giver = views.giver[view]
    owner[:] = -1
    if settled:
        state = np.zeros(end - first, np.int64)
        ranks = np.zeros(end - first, np.int64)
        active = np.empty(end - first, np.int64)
        for turn in range(1 if one_giver else 2):
            if not one_giver:
                _order_givers(views, first, end, offset, places, owner, turn, ranks)
            _find_mosaic(codes, views, first, end, offset, ranks, places, state, active, came, owner, top)
    for at in range(owner.size):
        if owner[at] >= 0:
            shares.words[owner[at]] += 1
            shares.bits[owner[at]] += np.int64(codes[base + at] & np.uint32(63))
    for view in range(first, end):
        if not views.settled[view] and offset[view - first] >= 0:
            _compare(codes, views, view, first, offset, places, owner, shares)


@njit(cache=True, nogil=True)
def _align(codes: NDArray[np.uint32], views: Views, view: int, places: NDArray[np.int64]) -> None:
    start, end = views.start[view], views.end[view]
    here, other, other_end = start, views.there_start[view], views.there_end[view]
    places[:] = _NOWHERE
    while here < end and other < other_end:
        if codes[here] >> 6 == codes[other] >> 6:
            places[here - start] = other
            here, other = here + 1, other + 1
            continue
        step, aside = _next_equal(codes, here, end, other, other_end)
        for passed in range(min(step, aside)):
            same = codes[here + passed] >> 6 == codes[other + passed] >> 6
            places[here - start + passed] = other + passed if same else -2 - (other + passed)
        here, other = here + step, other + aside


@njit(cache=True, nogil=True)
def _next_equal(codes: NDArray[np.uint32], here: int, end: int, other: int, other_end: int) -> tuple[int, int]:
    for far in range(1, _REACH + 1):
        for less in range(far + 1):
            for side in range(2):
                step, aside = (far - less, far) if side == 0 else (far, far - less)
                one, two = here + step, other + aside
                if one >= end or two >= other_end or codes[one] >> 6 != codes[two] >> 6:
                    continue
                if one + 1 >= end or two + 1 >= other_end or codes[one + 1] >> 6 == codes[two + 1] >> 6:
                    return step, aside
    return 1, 1


@njit(cache=True, nogil=True)
def _order_givers(
    views: Views,
    first: int,
    end: int,
    offset: NDArray[np.int64],
    places: NDArray[np.int64],
    owner: NDArray[np.int64],
    turn: int,
    ranks: NDArray[np.int64],
) -> None:
    """Fills in each view's place of its giver: by best rank, by the words that it alone gave, by number."""
    size = end - first
    order = np.argsort(views.giver[first:end], kind="mergesort")
    member = np.empty(size, np.int64)
    givers = -1
    last = np.int64(-1)
    for at in range(size):
        view = order[at]
        if givers < 0 or views.giver[first + view] != last:
            givers += 1
            last = views.giver[first + view]
        member[view] = givers
    given = np.zeros(givers + 1, np.int64)
    best = np.full(givers + 1, 255, np.int64)
    for view in range(size):
        if views.settled[first + view] and offset[view] >= 0:
            best[member[view]] = min(best[member[view]], views.rank[first + view])
    if turn:
        agree = np.zeros(owner.size, np.uint8)
        for view in range(size):
            if views.settled[first + view] and offset[view] >= 0:
                start = views.start[first + view] - views.start[first]
                for at in range(views.end[first + view] - views.start[first + view]):
                    if places[offset[view] + at] >= 0 and agree[start + at] < 2:
                        agree[start + at] += 1
        for at in range(owner.size):
            if owner[at] >= 0 and agree[at] == 1:
                given[member[owner[at] - first]] += 1
    key = np.empty(givers + 1, np.int64)
    for giver in range(givers + 1):
        key[giver] = (best[giver] << 54) | ((_MOST_GIVEN - given[giver]) << 30) | giver
    place = np.empty(givers + 1, np.int64)
    place[np.argsort(key, kind="mergesort")] = np.arange(givers + 1)
    for view in range(size):
        ranks[view] = min(place[member[view]], _MOST_RANK)


@njit(cache=True, nogil=True)
def _find_mosaic(
    codes: NDArray[np.uint32],
    views: Views,
    first: int,
    end: int,
    offset: NDArray[np.int64],
    ranks: NDArray[np.int64],
    places: NDArray[np.int64],
    state: NDArray[np.int64],
    active: NDArray[np.int64],
    came: NDArray[np.bool_],
    owner: NDArray[np.int64],
    top: NDArray[np.int64],
) -> None:
    """Fills in `owner`; `came` says of a view's word whether the path came along the view, `top` where a word's best
    path ends."""
    base = views.start[first]
    best = np.int64(0)
    running, following = 0, first
    for at in range(owner.size):
        word = base + at
        kept = 0
        for place in range(running):
            if views.end[active[place]] > word:
                active[kept] = active[place]
                kept += 1
        running = kept
        while following < end and views.start[following] <= word:
            if views.settled[following] and offset[following - first] >= 0:
                active[running] = following
                running += 1
            following += 1
        bits = np.int64(codes[word] & np.uint32(63)) << 32
        highest, ends = best, np.int64(-1)
        for place in range(running):
            view = active[place]
            own = view - first
            where = offset[own] + word - views.start[view]
            value = best - _SWITCH - ranks[own]
            came[where] = place < kept and state[own] >= value
            if came[where]:
                value = state[own]
            value += bits if places[where] >= 0 else -_PRICE
            state[own] = value
            if value > highest:
                highest, ends = value, view
        top[at] = ends
        best = highest
    view = np.int64(-1)
    for at in range(owner.size - 1, -1, -1):
        if view < 0:
            view = top[at]
        owner[at] = view
        if view >= 0 and not came[offset[view - first] + base + at - views.start[view]]:
            view = np.int64(-1)


@njit(cache=True, nogil=True)
def _compare(
    codes: NDArray[np.uint32],
    views: Views,
    view: int,
    first: int,
    offset: NDArray[np.int64],
    places: NDArray[np.int64],
    owner: NDArray[np.int64],
    shares: Shares,
) -> None:
    base = views.start[first]
    for word in range(views.start[view], views.end[view]):
        mine = places[offset[view - first] + word - views.start[view]]
        winner = owner[word - base]
        if winner < 0:
            continue
        theirs = places[offset[winner - first] + word - views.start[winner]]
        if mine >= 0 and theirs < 0:
            shares.with_child[view] += 1
        elif mine < 0 and theirs >= 0:
            shares.against[view] += 1
        elif mine <= -2 and theirs <= -2 and codes[-2 - mine] >> 6 == codes[-2 - theirs] >> 6:
            shares.with_winner[view] += 1


@njit(cache=True, nogil=True)
def join_stretches(start: NDArray[np.int64], end: NDArray[np.int64], partner: NDArray[np.int64]) -> NDArray[np.int64]:
    """The smallest number of each stretch's family, as `kernels.descent.join_stretches`."""
    label = np.arange(start.size)
    farthest = 0
    for stretch in range(start.size):
        if stretch:
            shared = min(end[farthest], end[stretch]) - start[stretch]
            if 2 * shared >= min(end[farthest] - start[farthest], end[stretch] - start[stretch]):
                _unite(label, farthest, stretch)
        _unite(label, stretch, partner[stretch])
        if end[stretch] > end[farthest]:
            farthest = stretch
    for stretch in range(start.size):
        label[stretch] = _find(label, stretch)
    return label


@njit(cache=True, nogil=True)
def _find(label: NDArray[np.int64], stretch: int) -> int:
    while label[stretch] != stretch:
        label[stretch] = label[label[stretch]]
        stretch = label[stretch]
    return stretch


@njit(cache=True, nogil=True)
def _unite(label: NDArray[np.int64], one: int, two: int) -> None:
    one, two = _find(label, one), _find(label, two)
    label[max(one, two)] = min(one, two)
