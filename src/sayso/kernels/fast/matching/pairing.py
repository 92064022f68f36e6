"""Sorted postings paired with their first and nearest earlier holders: the compiled form of `sayso.kernels.pairing`."""

import numpy as np
from numba import njit

from sayso.kernels.fast.matching.postings import PLACE_BITS

BLOCK = 8
"""Words of a block, as a power of two, of which `owners_of_blocks` knows the first owner."""


@njit(cache=True, nogil=True)
def owners_of_blocks(bounds):
    """The document of the first word of each block of 256 words."""
    blocks = (bounds[-1] >> BLOCK) + 1
    owners = np.empty(blocks, np.int32)
    owner = 0
    for block in range(blocks):
        while owner < bounds.size - 2 and bounds[owner + 1] <= block << BLOCK:
            owner += 1
        owners[block] = owner
    return owners


@njit(cache=True, nogil=True)
def _owner(place, bounds, blocks):
    owner = blocks[place >> BLOCK]
    while bounds[owner + 1] <= place:
        owner += 1
    return owner


@njit(cache=True, nogil=True)
def pair_bucket(postings, bounds, blocks, outlets, sizes, rule, tallies, capped, out):
    """Matches of one sorted bucket, written to `out` as rows (later and earlier document, distance and place).

    `outlets` is the outlet of each document or -1, `sizes` the documents of each outlet, `tallies` zeros as long,
    `capped` gets True for documents that hold an n-gram too often; `rule` is a `PairRule` of `sayso.kernels.pairing`.
    Gives how many matches there are; what does not fit into `out` is counted only. Row: `later << 32 | earlier`,
    `(offset in later - offset in earlier + 2^31) << 32 | offset in later`.
    """
    mask = np.uint64((1 << PLACE_BITS) - 1)
    count = 0
    at = 0
    heads = np.empty(64, np.int64)
    owners = np.empty(64, np.int32)
    while at < postings.size:
        gram = postings[at] >> np.uint64(PLACE_BITS)
        end = at + 1
        while end < postings.size and postings[end] >> np.uint64(PLACE_BITS) == gram:
            end += 1
        if end - at == 1:
            at = end
            continue
        if end - at > heads.size:
            heads = np.empty(2 * (end - at), np.int64)
            owners = np.empty(2 * (end - at), np.int32)
        holders = 0
        for one in range(at, end):  # the first place of the n-gram in each document
            place = np.int64(postings[one] & mask)
            if holders and place < bounds[owners[holders - 1] + 1]:
                continue
            owners[holders] = _owner(place, bounds, blocks)
            heads[holders] = place
            holders += 1
        furnished = _mark_furniture(owners, holders, outlets, sizes, rule, tallies)
        count = _pair_holders(
            postings, at, end, heads, owners, holders, bounds, outlets, furnished, tallies, rule, capped, count, out
        )
        if furnished:
            for one in range(holders):
                if outlets[owners[one]] >= 0:
                    tallies[outlets[owners[one]]] = 0
        at = end
    return count


@njit(cache=True, nogil=True)
def _mark_furniture(owners, holders, outlets, sizes, rule, tallies):
    """Whether some outlet repeats the n-gram in so many of its documents that it is furniture.

    Then `tallies` of such outlets are -1 and of the others 0 or more; else all are 0 again.
    """
    least, share = rule[2], rule[3]
    if holders < least:
        return False
    found = False
    for one in range(holders):
        outlet = outlets[owners[one]]
        if outlet >= 0:
            tallies[outlet] += 1
    for one in range(holders):
        outlet = outlets[owners[one]]
        if outlet >= 0 and tallies[outlet] > 0:
            held = tallies[outlet]
            furniture = held >= least and 100 * held >= share * sizes[outlet]
            tallies[outlet] = -1 if furniture else 0
            found |= furniture
    return found


@njit(cache=True, nogil=True)
def _pair_holders(
    postings, at, end, heads, owners, holders, bounds, outlets, furnished, tallies, rule, capped, count, out
):
    nearest, most, _, _, reach = rule
    mask = np.uint64((1 << PLACE_BITS) - 1)
    holder = -1
    taken = 0
    for one in range(at, end):
        place = np.int64(postings[one] & mask)
        if holder < 0 or place >= bounds[owners[holder] + 1]:
            holder += 1
            taken = 0
        taken += 1
        if taken > most:
            capped[owners[holder]] = True
            continue
        later = owners[holder]
        own = outlets[later] if furnished and outlets[later] >= 0 and tallies[outlets[later]] < 0 else -1
        found = 0
        back = holder - 1
        looked = 0
        while back >= 0 and found < nearest and looked < reach:
            looked += 1
            if own < 0 or outlets[owners[back]] != own:
                count = _put(out, count, later, owners[back], place - bounds[later], heads[back] - bounds[owners[back]])
                found += 1
            back -= 1
        first = 0
        limit = min(back, reach)
        while first <= limit and own >= 0 and outlets[owners[first]] == own:
            first += 1
        if first <= limit:
            count = _put(out, count, later, owners[first], place - bounds[later], heads[first] - bounds[owners[first]])
    return count


@njit(cache=True, nogil=True)
def _put(out, count, later, earlier, place, other):
    if count < out.shape[0]:
        out[count, 0] = np.uint64(later) << np.uint64(32) | np.uint64(earlier)
        out[count, 1] = np.uint64(place - other + (1 << 31)) << np.uint64(32) | np.uint64(place)
    return count + 1
