"""Passages cut to the quotation that they hardly leave: the compiled form of `sayso.reuse.finding.quoted`."""

import numpy as np
from numba import njit

_QUOTED = 1 << 24


@njit(cache=True, nogil=True)
def cut_quotations(codes, places, passages, own_voice):
    """Cuts passages (rows as `align_matches` writes them) in place; gives which of them are quotations."""
    quoted = np.zeros(passages.shape[0], np.bool_)
    cut = np.empty(4, np.int64)
    for one in range(passages.shape[0]):
        exact = passages[one, 6] == passages[one, 7]
        holds = True
        for side in range(2):
            start, end = passages[one, 2 + 2 * side], passages[one, 3 + 2 * side]
            shift = passages[one, 4 - 2 * side] - start
            first, last, outside = -1, -1, 0
            for word in range(start, end):
                inside = places[word] & _QUOTED
                if exact:
                    inside &= places[word + shift]
                if inside:
                    first = word if first < 0 else first
                    last = word
                else:
                    outside += codes[word] & 63
            if first < 0 or outside > own_voice:
                holds = False
                break
            cut[2 * side], cut[2 * side + 1] = first, last + 1
        if not holds:
            continue
        quoted[one] = True
        passages[one, 2:6] = cut
        if not exact and cut[1] - cut[0] == cut[3] - cut[2]:
            same = True
            for word in range(cut[1] - cut[0]):
                same &= codes[cut[0] + word] >> 6 == codes[cut[2] + word] >> 6
            if same:  # what differed was cut off with the words beside the quotation
                passages[one, 6] = passages[one, 7]
    return quoted
