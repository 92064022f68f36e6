"""Stretches of an array put one behind the other."""

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def copy_stretches(values, starts, sizes):
    """The stretches `[starts[n], starts[n] + sizes[n])` of an array, in their order, as one array."""
    out = np.empty(sizes.sum(), values.dtype)
    at = 0
    for one in range(starts.size):
        out[at : at + sizes[one]] = values[starts[one] : starts[one] + sizes[one]]
        at += sizes[one]
    return out
