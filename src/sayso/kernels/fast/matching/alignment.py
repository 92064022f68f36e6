"""Matches of n-grams made into passages, pair by pair: `kernels.runs`, `.gaps` and `.alignment`, compiled."""

import numpy as np
from numba import njit

_OPENS = 1 << 23
FIELDS = 9
"""Numbers of a passage: later document, earlier document, word positions of the earlier start and end and of the later
start and end, equal words, aligned columns, quarter bits."""


@njit(cache=True, nogil=True)
def align_matches(matches, codes, places, bounds, costs, demands, skips, out):
    """Passages of sorted matches, written to `out` pair by pair in no sure order; gives how many there are.

    `matches` has rows as `pair_bucket` writes them, sorted by both numbers; `costs` are (price, drop, gap, shift,
    worth) and `demands` (n-gram size, least quarter bits, how much less is enough for an end at a sentence's, least
    identity in percent, passages kept of a pair); `skips` are the `SKIPS` and `ANCHOR` of `kernels.gaps`. What does not
    fit into `out` is counted only.
    """
    count = 0
    heads = _find_pairs(matches)
    room = 64
    for one in range(heads.size - 1):
        room = max(room, heads[one + 1] - heads[one])
    runs = np.empty((room, 5), np.int64)
    found = np.empty((room, FIELDS), np.int64)
    # in the order of the earlier documents, which lie all over memory; the later ones are few
    for pair in np.argsort((matches[heads[:-1], 0] & np.uint64(0xFFFFFFFF)).astype(np.int64), kind="mergesort"):
        at, end = heads[pair], heads[pair + 1]
        later = np.int64(matches[at, 0] >> np.uint64(32))
        earlier = np.int64(matches[at, 0] & np.uint64(0xFFFFFFFF))
        limits = (bounds[earlier], bounds[earlier + 1], bounds[later], bounds[later + 1])
        many = _find_runs(matches[at:end], codes, limits, demands[0], runs)
        if many == 0 or (many == 1 and _tell(codes, runs[0, 1], runs[0, 2]) < costs[4]):
            continue  # what most pairs share: one short run
        _sort_runs(runs, many)
        passages = _join_runs(runs, many, codes, places, limits, costs, demands, skips, found)
        for one in range(_drop_overlaps(found, passages, demands[4])):
            if count < out.shape[0]:
                out[count, 0] = later
                out[count, 1] = earlier
                out[count, 2:] = found[one, 2:]
            count += 1
    return count


@njit(cache=True, nogil=True)
def _find_pairs(matches):
    """Where the matches of each pair of documents start, and where the last end."""
    heads = np.empty(matches.shape[0] + 1, np.int64)
    count = 0
    for row in range(matches.shape[0]):
        if row == 0 or matches[row, 0] != matches[row - 1, 0]:
            heads[count] = row
            count += 1
    heads[count] = matches.shape[0]
    return heads[: count + 1]


@njit(cache=True, nogil=True)
def _tell(codes, start, length):
    """Quarter bits that words tell."""
    bits = 0
    for word in range(start, start + length):
        bits += codes[word] & 63
    return bits


@njit(cache=True, nogil=True)
def _find_runs(matches, codes, limits, size, runs):
    """Longest runs of equal words that hold the matches of a pair, each once: columns earlier, later, length."""
    many = 0
    before = np.int64(-1)  # place of the match before, on the same diagonal
    diagonal = np.int64(-(1 << 40))
    for row in range(matches.shape[0]):
        shift = np.int64(matches[row, 1] >> np.uint64(32)) - (1 << 31)
        place = np.int64(matches[row, 1] & np.uint64(0xFFFFFFFF))
        near = shift == diagonal and place - before <= size
        diagonal, before = shift, place
        if near:
            continue
        late = limits[2] + place
        early = limits[0] + place - shift
        back = 0
        room = min(early - limits[0], late - limits[2])
        while back < room and codes[early - back - 1] >> 6 == codes[late - back - 1] >> 6:
            back += 1
        ahead = 0
        room = min(limits[1] - early, limits[3] - late)
        while ahead < room and codes[early + ahead] >> 6 == codes[late + ahead] >> 6:
            ahead += 1
        if back + ahead < size or ahead == 0:
            continue
        if many and runs[many - 1, 0] == early - back and runs[many - 1, 1] == late - back:
            continue
        runs[many, 0], runs[many, 1], runs[many, 2] = early - back, late - back, back + ahead
        many += 1
    return many


@njit(cache=True, nogil=True)
def _sort_runs(runs, many):
    """Runs by place in the later text, then in the earlier one; a merge sort, for few are out of order."""
    if many < 2:
        return
    other = np.empty((many, 3), np.int64)
    width = 1
    while width < many:
        for start in range(0, many, 2 * width):
            middle, end = min(start + width, many), min(start + 2 * width, many)
            one, two = start, middle
            for place in range(start, end):
                first = two >= end
                if not first and one < middle:
                    first = runs[one, 1] < runs[two, 1] or (
                        runs[one, 1] == runs[two, 1] and runs[one, 0] <= runs[two, 0]
                    )
                if first:
                    other[place] = runs[one, :3]
                    one += 1
                else:
                    other[place] = runs[two, :3]
                    two += 1
        runs[:many, :3] = other
        width *= 2


@njit(cache=True, nogil=True)
def _join_runs(runs, many, codes, places, limits, costs, demands, skips, found):
    """Runs linked over small gaps, their ends carried on; passages that tell enough go to `found`."""
    price, drop, gap, shift, worth = costs
    after = _link_runs(runs, many, gap, shift)
    done = np.zeros(many, np.bool_)
    passages = 0
    table = np.zeros((2, 2 * gap + 2), np.int64)
    for one in range(many):
        if done[one]:
            continue
        early, late = runs[one, 3], runs[one, 4]
        early_end, late_end, equal, columns, bits = _walk_runs(runs, one, after, done, codes, table, price, drop)
        if bits < worth:
            continue
        before = _extend(codes, early - 1, late - 1, early - limits[0], late - limits[2], -1, price, drop, skips)
        behind = _extend(codes, early_end, late_end, limits[1] - early_end, limits[3] - late_end, 1, price, drop, skips)
        equal += before[2] + behind[2]
        columns += before[3] + behind[3]
        bits += before[4] + behind[4]
        early, late = early - before[0], late - before[1]
        early_end, late_end = early_end + behind[0], late_end + behind[1]
        if bits + 2 * demands[2] < demands[1]:
            continue
        ends = np.int64(_opens(places, early) and _opens(places, late))
        ends += _opens(places, early_end) and _opens(places, late_end)
        if bits + demands[2] * ends >= demands[1] and 100 * equal >= demands[3] * columns:
            row = found[passages]
            row[2], row[3], row[4], row[5] = early, early_end, late, late_end
            row[6], row[7], row[8] = equal, columns, bits
            passages += 1
    return passages


@njit(cache=True, nogil=True)
def _link_runs(runs, many, gap, shift):
    """The run that goes on each run over a small gap, or -1; columns 3 and 4 are the starts, cut where two overlap."""
    after = np.full(many, -1, np.int64)
    held = np.zeros(many, np.bool_)
    for one in range(many):
        runs[one, 3], runs[one, 4] = runs[one, 0], runs[one, 1]
    for step in range(1, 4):
        for one in range(many - step):
            two = one + step
            if after[one] >= 0 or held[two]:
                continue
            gap_early = runs[two, 0] - runs[one, 0] - runs[one, 2]
            gap_late = runs[two, 1] - runs[one, 1] - runs[one, 2]
            cut = max(0, -min(gap_early, gap_late))
            if max(gap_early, gap_late) > gap or abs(gap_early - gap_late) > shift or cut >= runs[two, 2]:
                continue
            if runs[two, 0] > runs[one, 0] and runs[two, 1] > runs[one, 1]:
                after[one] = two
                held[two] = True
                runs[two, 3] += cut
                runs[two, 4] += cut
    return after


@njit(cache=True, nogil=True)
def _walk_runs(runs, first, after, done, codes, table, price, drop):
    """From a run over its gaps while that pays: where both sides end, equal words, columns, and what the words tell."""
    equal, columns, bits = 0, 0, 0
    now = first
    while True:
        done[now] = True
        early_end, late_end = runs[now, 0] + runs[now, 2], runs[now, 1] + runs[now, 2]
        equal += late_end - runs[now, 4]
        columns += late_end - runs[now, 4]
        for place in range(runs[now, 4], late_end):
            bits += codes[place] & 63
        then = after[now]
        if then < 0:
            break
        wide, high = runs[then, 3] - early_end, runs[then, 4] - late_end
        same, told = _fill_gap(codes, early_end, late_end, wide, high, table)
        if (max(wide, high) - same) * price - told > drop:
            break
        equal += same
        columns += max(wide, high)
        bits += told
        now = then
    return early_end, late_end, equal, columns, bits


@njit(cache=True, nogil=True)
def _opens(places, word):
    """Whether a sentence or line starts with the word, or all words end before it."""
    return word == places.size or (places[word] & _OPENS) != 0


@njit(cache=True, nogil=True)
def _fill_gap(codes, early, late, wide, high, table):
    """Equal words of a gap in common order and what they tell; ties go to the more telling."""
    if wide <= 0 or high <= 0:
        return 0, 0
    table[:, : high + 1] = 0
    for row in range(wide):
        now, above = table[(row + 1) & 1], table[row & 1]
        word = codes[early + row] >> 6
        worth = (1 << 32) + np.int64(codes[early + row] & 63)
        for column in range(high):
            best = max(above[column + 1], now[column])
            if codes[late + column] >> 6 == word:
                best = max(best, above[column] + worth)
            now[column + 1] = best
    value = table[wide & 1, high]
    return value >> 32, value & 0xFFFFFFFF


@njit(cache=True, nogil=True)
def _extend(codes, early, late, room_early, room_late, step, price, drop, skips):
    """How far an end goes on over small differences while that pays (X-drop): as `kernels.gaps.extend_ends`."""
    one, two, equal, columns, gain, score = 0, 0, 0, 0, 0, 0
    best = (0, 0, 0, 0, 0)
    top = 0
    if room_early <= 0 or room_late <= 0:
        return best
    while True:
        while one < room_early and two < room_late and codes[early + step * one] >> 6 == codes[late + step * two] >> 6:
            told = np.int64(codes[late + step * two] & 63)
            gain += told
            score += told
            one += 1
            two += 1
            equal += 1
            columns += 1
        if score > top:
            top = score
            best = (one, two, equal, columns, gain)
        skip = _next_skip(codes, early + step * one, late + step * two, room_early - one, room_late - two, step, skips)
        if skip < 0:
            return best
        left, right = skips[0][skip]
        one += left
        two += right
        cost = max(left, right)
        columns += cost
        score -= cost * price
        if score <= top - drop:
            return best


@njit(cache=True, nogil=True)
def _next_skip(codes, early, late, room_early, room_late, step, skips):
    table, anchor = skips
    for skip in range(table.shape[0]):
        one, two = table[skip]
        if room_early < one + anchor or room_late < two + anchor:
            continue
        same = True
        for word in range(anchor):
            same &= codes[early + step * (one + word)] >> 6 == codes[late + step * (two + word)] >> 6
        if same:
            return skip
    return -1


@njit(cache=True, nogil=True)
def _drop_overlaps(found, passages, most):
    """Keep of a pair's passages those that do not mostly repeat a better one, at most `most`, in text order."""
    if passages < 2:
        return passages
    order = _by_worth(found, passages)
    kept = np.empty(min(most, passages), np.int64)
    count = 0
    for one in order:
        if count == kept.size:
            break
        fresh = True
        for other in range(count):
            two = kept[other]
            shared = min(found[one, 5], found[two, 5]) - max(found[one, 4], found[two, 4])
            if 2 * shared > min(found[one, 5] - found[one, 4], found[two, 5] - found[two, 4]):
                fresh = False
                break
        if fresh:
            kept[count] = one
            count += 1
    chosen = np.empty((count, FIELDS), np.int64)
    for one in range(count):
        chosen[one] = found[kept[one]]
    place = np.arange(count)
    for one in range(1, count):  # few, and mostly in order
        moving = place[one]
        at = one
        while at > 0 and (chosen[place[at - 1], 4], chosen[place[at - 1], 2]) > (chosen[moving, 4], chosen[moving, 2]):
            place[at] = place[at - 1]
            at -= 1
        place[at] = moving
    for one in range(count):
        found[one] = chosen[place[one]]
    return count


@njit(cache=True, nogil=True)
def _by_worth(found, passages):
    """The passages' numbers, most bits first, then by later and earlier start (stable sorts, last key first)."""
    order = np.argsort(found[:passages, 2], kind="mergesort")
    order = order[np.argsort(found[:passages, 4][order], kind="mergesort")]
    return order[np.argsort(-found[:passages, 8][order], kind="mergesort")]
