"""Postings paired with their first holder and their nearest earlier holders, never all with all.

Linear in the postings however often an n-gram occurs: a passage in a thousand documents gives each of them at most
`nearest + 1` partners. On the synthetic corpus this keeps the true parent of every viral passage, at all sizes
(anchors/performance.md section 6).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

PLACE_BITS = 28
"""Bits for a word position here; the compiled form has 36, for larger piles."""


class PairRule(NamedTuple):
    """Which holders of an n-gram are paired."""

    nearest: int = 8
    """Earlier holders that a posting is paired with, besides the first."""
    most: int = 64
    """Places of one n-gram in one document that are looked at."""
    least: int = 5
    """Documents of one outlet that must hold an n-gram before it can be the outlet's furniture."""
    share: int = 25
    """Percent of the outlet's documents that must hold it. On the corpus of 10,000 articles, whose outlets print a
    header on half and a footer on 70 % of their articles, furniture is .14 of the rows with this and .77 without."""
    reach: int = 32
    """Holders that are looked through for one of another outlet."""


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
    outlets: NDArray[np.int32],
    rule: PairRule,
) -> Pairs:
    """Each posting with the first place of its n-gram in the first document that has it and in the `nearest` before it.

    `values` and `places` are the n-grams and the word positions they start at; `owner_of` gives the document of every
    word position, and documents stand in order. At most `most` places of an n-gram in one document are taken. What an
    outlet (`outlets`, one for each document, -1 unknown) repeats in at least `least` documents and `share` percent of
    them is its furniture: such an n-gram pairs its documents with those of other outlets only.

    Raises:
        ValueError: more than 2^28 words.
    """
    if owner_of.size >> PLACE_BITS:
        raise ValueError(f"{owner_of.size} words are too many for the plain form")
    shift = np.uint64(PLACE_BITS)
    packed = (values >> shift << shift) | places.astype(np.uint64)  # place in the low bits: the sort needs no payload
    packed.sort()
    grams = packed >> shift
    same = np.zeros(packed.size + 1, np.bool_)
    np.equal(grams[1:], grams[:-1], out=same[1:-1])
    held = same[1:] | same[:-1]  # an n-gram that stands alone can have no partner
    grams, sorted_places = grams[held], (packed[held] & ((np.uint64(1) << shift) - np.uint64(1))).astype(np.int64)
    owners = owner_of[sorted_places]
    return _pair_sorted(grams, sorted_places, owners, outlets, rule)


def _pair_sorted(
    grams: NDArray[np.uint64],
    places: NDArray[np.int64],
    owners: NDArray[np.int32],
    outlets: NDArray[np.int32],
    rule: PairRule,
) -> Pairs:
    new_gram = np.ones(grams.size, np.bool_)
    new_gram[1:] = grams[1:] != grams[:-1]
    new_owner = new_gram.copy()
    new_owner[1:] |= owners[1:] != owners[:-1]
    heads = np.flatnonzero(new_owner)  # first place of an n-gram in a document
    head_of = np.cumsum(new_owner) - 1
    taken = np.arange(grams.size) - heads[head_of] < rule.most
    gram_of = np.cumsum(new_gram[heads]) - 1
    first_head = np.flatnonzero(new_gram[heads])[gram_of]  # the n-gram's first holder
    furniture = _find_furniture(gram_of, owners[heads], outlets, rule)
    special = furniture[head_of]
    earlier, later = [], []
    for step in range(1, rule.nearest + 2):
        back = head_of - step
        at = np.flatnonzero(taken & ~special & (back >= first_head[head_of]))
        partner = first_head[head_of[at]] if step > rule.nearest else back[at]
        earlier.append(places[heads[partner]])
        later.append(places[at])
    owned = outlets[owners[heads]]
    for one in np.flatnonzero(taken & special).tolist():
        head = int(head_of[one])
        partners = _other_outlets(head, int(first_head[head]), owned, rule)
        earlier.append(places[heads[partners]])
        later.append(np.full(len(partners), places[one]))
    return Pairs(np.concatenate(earlier), np.concatenate(later), places[~taken])


def _find_furniture(
    gram_of: NDArray[np.int64], owners: NDArray[np.int32], outlets: NDArray[np.int32], rule: PairRule
) -> NDArray[np.bool_]:
    """Which holders of an n-gram hold it as furniture of their outlet."""
    outlet = outlets[owners].astype(np.int64)
    known = np.flatnonzero(outlet >= 0)
    if not known.size:
        return np.zeros(owners.size, np.bool_)
    sizes = np.bincount(outlets[outlets >= 0])
    key = gram_of[known] * sizes.size + outlet[known]
    _, place, counts = np.unique(key, return_inverse=True, return_counts=True)
    held = counts[place]
    furniture = np.zeros(owners.size, np.bool_)
    furniture[known] = (held >= rule.least) & (100 * held >= rule.share * sizes[outlet[known]])
    return furniture


def _other_outlets(head: int, first: int, owned: NDArray[np.int32], rule: PairRule) -> list[int]:
    """The nearest earlier holders of another outlet and the first one, looking at `reach` holders from either side."""
    own, back = owned[head], head - 1
    found: list[int] = []
    while back >= first and len(found) < rule.nearest and head - back <= rule.reach:
        if owned[back] != own:
            found.append(back)
        back -= 1
    limit = min(back, first + rule.reach)
    start = next((one for one in range(first, limit + 1) if owned[one] != own), None)
    return found if start is None else [*found, start]
