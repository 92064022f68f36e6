"""Numbers that look random, one at a time: the compiled form of `sayso.kernels.words.mix`."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def mix_one(value):
    """The splitmix64 finish (Steele et al. 2014) of one 64-bit number."""
    mixed = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))
