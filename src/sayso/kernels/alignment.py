"""Runs of equal words joined to passages: neighbours linked over gaps, gaps filled, ends carried on."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.components import find_components
from sayso.kernels.gaps import extend_ends, fill_gaps
from sayso.kernels.runs import Runs


class Costs(NamedTuple):
    """What differences cost, in quarter bits and words; fixed, so that a passage depends on its two texts alone."""

    price: int = 32
    """What a differing word takes away; a plain word tells 40."""
    drop: int = 256
    """What a gap or an end may lose before the alignment breaks off."""
    gap: int = 24
    """Words that a gap may have on either side."""
    shift: int = 8
    """Words by which the two sides of a gap may differ in length."""
    worth: int = 240
    """What linked runs must tell before their ends are looked at: more than five plain words, the one short run that
    most pairs of articles share. 160 instead gave recall .9684 for .9680 at 10,000 articles (2026-11)."""


class Passages(NamedTuple):
    """Aligned stretches in word positions, half open, with what they share."""

    earlier_start: NDArray[np.int64]
    earlier_end: NDArray[np.int64]
    later_start: NDArray[np.int64]
    later_end: NDArray[np.int64]
    equal: NDArray[np.int64]
    columns: NDArray[np.int64]
    bits: NDArray[np.int64]

    def take(self, at: NDArray[np.int64] | NDArray[np.bool_]) -> "Passages":
        """The passages at these indices, or where the mask is true."""
        return Passages(
            self.earlier_start[at],
            self.earlier_end[at],
            self.later_start[at],
            self.later_end[at],
            self.equal[at],
            self.columns[at],
            self.bits[at],
        )

    def join(self, others: "Passages") -> "Passages":
        """These passages, then the others."""
        return Passages(
            np.concatenate([self.earlier_start, others.earlier_start]),
            np.concatenate([self.earlier_end, others.earlier_end]),
            np.concatenate([self.later_start, others.later_start]),
            np.concatenate([self.later_end, others.later_end]),
            np.concatenate([self.equal, others.equal]),
            np.concatenate([self.columns, others.columns]),
            np.concatenate([self.bits, others.bits]),
        )


def align_runs(
    codes: NDArray[np.uint32],
    runs: Runs,
    bounds: NDArray[np.int64],
    owner_of: NDArray[np.int32],
    costs: Costs,
) -> Passages:
    """Passages made of the runs, ordered by later document, earlier document and place.

    Each run is linked with the next that follows it on both sides within `costs.gap` words; a link holds if the gap
    loses at most `costs.drop` after what is equal in it. Then both ends go on (`extend_ends`).
    """
    totals = np.concatenate([np.zeros(1, np.int64), np.cumsum(codes & 63, dtype=np.int64)])
    order = np.lexsort((runs.earlier, runs.later, owner_of[runs.earlier], owner_of[runs.later]))
    early, late, length = (field[order] for field in runs)
    before, after, cut = _link(early, late, length, owner_of, costs)
    early_end, late_end = early + length, late + length
    early[after] += cut
    late[after] += cut
    widths = (early[after] - early_end[before], late[after] - late_end[before])
    equal, gained = fill_gaps(codes, early_end[before], late_end[before], widths)
    columns = np.maximum(*widths)
    holds = (columns - equal) * costs.price - gained <= costs.drop
    label = find_components(early.size, before[holds], after[holds])
    first, chains = _gather(label, early, late, early_end, late_end, totals)
    place = np.searchsorted(label[first], label[before[holds]])
    for field, extra in ((chains.equal, equal), (chains.columns, columns), (chains.bits, gained)):
        np.add.at(field, place, extra[holds])
    told = chains.take(chains.bits >= costs.worth)
    return _carry_on(codes, totals, told, bounds, owner_of, costs)


def _link(
    early: NDArray[np.int64],
    late: NDArray[np.int64],
    length: NDArray[np.int64],
    owner_of: NDArray[np.int32],
    costs: Costs,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Runs that follow each other: the one before, the one after, and the words by which they overlap.

    Looks at the three runs next in the later text, so that a chance run in between does no harm; a run has one
    neighbour on each side, the nearest.
    """
    free_after, free_before = np.ones(early.size, np.bool_), np.ones(early.size, np.bool_)
    found: list[tuple[NDArray[np.int64], ...]] = []
    for step in (1, 2, 3):
        one = np.flatnonzero(free_after[:-step] & free_before[step:]) if early.size > step else np.zeros(0, np.int64)
        two = one + step
        gaps = early[two] - early[one] - length[one], late[two] - late[one] - length[one]
        cut = np.maximum(0, -np.minimum(*gaps))
        fits = (np.maximum(*gaps) <= costs.gap) & (np.abs(gaps[0] - gaps[1]) <= costs.shift) & (cut < length[two])
        fits &= (early[two] > early[one]) & (late[two] > late[one])
        fits &= (owner_of[early[one]] == owner_of[early[two]]) & (owner_of[late[one]] == owner_of[late[two]])
        one, two = one[fits], two[fits]
        free_after[one] = False
        free_before[two] = False
        found.append((one, two, cut[fits]))
    before, after, cuts = (np.concatenate([part[field] for part in found]) for field in range(3))
    order = np.argsort(before, kind="stable")
    return before[order], after[order], cuts[order]


def _gather(
    label: NDArray[np.int64],
    early: NDArray[np.int64],
    late: NDArray[np.int64],
    early_end: NDArray[np.int64],
    late_end: NDArray[np.int64],
    totals: NDArray[np.int64],
) -> tuple[NDArray[np.int64], Passages]:
    """Each chain's first run, and its extent with the sums over its runs.

    `label` is the chain's first run, so chains come in run order.
    """
    order = np.argsort(label, kind="stable")
    firsts = np.flatnonzero(np.diff(label[order], prepend=-1))
    lasts = order[np.append(firsts[1:], order.size)[: firsts.size] - 1]
    words = (late_end - late)[order]
    told = (totals[late_end] - totals[late])[order]
    equal = np.add.reduceat(words, firsts) if firsts.size else words
    bits = np.add.reduceat(told, firsts) if firsts.size else told
    head = order[firsts]
    return head, Passages(early[head], early_end[lasts], late[head], late_end[lasts], equal, equal.copy(), bits)


def _carry_on(
    codes: NDArray[np.uint32],
    totals: NDArray[np.int64],
    chains: Passages,
    bounds: NDArray[np.int64],
    owner_of: NDArray[np.int32],
    costs: Costs,
) -> Passages:
    """The passages with both ends extended inside their documents."""
    if not chains.equal.size:
        return chains
    one, two = owner_of[chains.earlier_start], owner_of[chains.later_start]
    before = extend_ends(
        codes,
        totals,
        (chains.earlier_start - 1, chains.later_start - 1),
        (chains.earlier_start - bounds[one], chains.later_start - bounds[two]),
        -1,
        costs.price,
        costs.drop,
    )
    after = extend_ends(
        codes,
        totals,
        (chains.earlier_end, chains.later_end),
        (bounds[one + 1] - chains.earlier_end, bounds[two + 1] - chains.later_end),
        1,
        costs.price,
        costs.drop,
    )
    return Passages(
        chains.earlier_start - before.earlier,
        chains.earlier_end + after.earlier,
        chains.later_start - before.later,
        chains.later_end + after.later,
        chains.equal + before.equal + after.equal,
        chains.columns + before.columns + after.columns,
        chains.bits + before.bits + after.bits,
    )
