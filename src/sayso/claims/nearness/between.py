"""Nearness of all contents of one home to all of some others at once: the same numbers as `nearness`, in one product.

Vectors hold whole numbers, so the products are exact in any order and shape; the rest is done number by number in the
order in which `Reading.level` does it. `tests/claims/nearness/test_between.py` holds the two against each other.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.claims.nearness.read import DOUBT, USUAL, Home, Reading
from sayso.language.vectors import LENGTH

Numbers = NDArray[np.float64]


def nearness_between(ours: Sequence[Reading], homes: Sequence[Sequence[Reading]]) -> Numbers:
    """Nearness of each of our readings to each of the others, shape (ours, all in `homes` one after the other).

    All of ours are of the same documents, and so are those of each home; all are read in one way.
    """
    theirs = [reading for home in homes for reading in home]
    column = np.repeat(np.arange(len(homes)), [len(home) for home in homes])
    here, there = np.stack([r.vector for r in ours]), np.stack([r.vector for r in theirs])
    near = _steps(here @ there.T)
    first = [home[0] for home in homes]
    totals = np.stack([reading.home.total for reading in first]).astype(np.float64)
    known = _steps(here.astype(np.float64) @ totals.T)[:, column]
    back = _steps(there.astype(np.float64) @ ours[0].home.total.astype(np.float64))[None]
    own = np.array([_is_own(ours[0], reading.home) for reading in first])[column][None]
    owned = np.array([_is_own(reading, ours[0].home) for reading in first])[column][None]
    counts = np.array([reading.home.count for reading in first])[column][None] - 1 - own
    level = _level(known, near, np.where(own, _squares(here)[:, None], 0.0), counts)
    others = ours[0].home.count - 1 - owned
    level_back = _level(back, near, np.where(owned, _squares(there)[None], 0.0), others)
    found: Numbers = near - (level + level_back) / 2
    return found


def _steps(product: NDArray[np.float32] | Numbers) -> Numbers:
    return product.astype(np.float64) / LENGTH**2


def _squares(vectors: NDArray[np.float32]) -> Numbers:
    return _steps(np.square(vectors).sum(1))


def _level(known: Numbers, near: Numbers, own: Numbers, counts: NDArray[np.int64]) -> Numbers:
    """`Reading.level` for each pair."""
    rest = known - near - own
    told: Numbers = np.where(counts <= 0, USUAL, (rest + DOUBT * USUAL) / np.maximum(counts + DOUBT, DOUBT))
    return told


def _is_own(reading: Reading, home: Home) -> bool:
    return any(home is mine for mine in reading.homes)
