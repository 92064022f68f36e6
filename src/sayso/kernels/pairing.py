"""Postings paired with their first holder and their nearest earlier holders, never all with all.

Linear in the postings however often an n-gram occurs: a passage in a thousand documents gives each of them at most
`nearest + 1` partners. On the synthetic corpus this keeps the true parent of every viral passage, at all sizes
(anchors/performance.md section 6).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Pairs(NamedTuple):
    """Places that hold the same n-gram, `earlier[n]` in an earlier document than `later[n]`."""

    earlier: NDArray[np.int64]
    later: NDArray[np.int64]
    capped: NDArray[np.int64]
    """Places left out because their document holds the n-gram more than `most` times."""


def pair_postings(
    values: NDArray[np.uint64],
    places: NDArray[np.int64],
    owner_of: NDArray[np.int32],
    nearest: int = 8,
    most: int = 64,
) -> Pairs:
    """Each posting with the first place of its n-gram in the first document that has it and in the `nearest` before it.

    `values` and `places` are the n-grams and the word positions they start at; `owner_of` gives the document of every
    word position, and documents stand in order. At most `most` places of an n-gram in one document are taken.
    """
    shift = np.uint64(max(1, int(owner_of.size).bit_length()))
    packed = (values >> shift << shift) | places.astype(np.uint64)  # place in the low bits: the sort needs no payload
    packed.sort()
    grams = packed >> shift
    same = np.zeros(packed.size + 1, np.bool_)
    np.equal(grams[1:], grams[:-1], out=same[1:-1])
    held = same[1:] | same[:-1]  # an n-gram that stands alone can have no partner
    grams, sorted_places = grams[held], (packed[held] & ((np.uint64(1) << shift) - np.uint64(1))).astype(np.int64)
    owners = owner_of[sorted_places]
    return _pair_sorted(grams, sorted_places, owners, nearest, most)


def _pair_sorted(
    grams: NDArray[np.uint64], places: NDArray[np.int64], owners: NDArray[np.int32], nearest: int, most: int
) -> Pairs:
    new_gram = np.ones(grams.size, np.bool_)
    new_gram[1:] = grams[1:] != grams[:-1]
    new_owner = new_gram.copy()
    new_owner[1:] |= owners[1:] != owners[:-1]
    heads = np.flatnonzero(new_owner)  # first place of an n-gram in a document
    head_of = np.cumsum(new_owner) - 1
    taken = np.arange(grams.size) - heads[head_of] < most
    first_head = np.flatnonzero(new_gram[heads])[np.cumsum(new_gram[heads]) - 1]  # the n-gram's first holder
    earlier, later = [], []
    for step in range(1, nearest + 2):
        back = head_of - step
        at = np.flatnonzero(taken & (back >= first_head[head_of]))
        partner = first_head[head_of[at]] if step > nearest else back[at]
        earlier.append(places[heads[partner]])
        later.append(places[at])
    return Pairs(np.concatenate(earlier), np.concatenate(later), places[~taken])
