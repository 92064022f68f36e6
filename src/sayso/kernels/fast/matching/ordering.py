"""Rows brought together by what they belong to, stretches put one behind the other, and matches put in order."""

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray


def split_rows(rows: NDArray[Any], groups: NDArray[np.int32], count: int) -> list[NDArray[Any]]:
    """The rows (numbers, or rows of numbers) of each of `count` groups, in the order given; `groups` says whose."""
    fills = np.zeros(count, np.int64)
    ordered = scatter(rows, groups, fills)
    return np.split(ordered, np.cumsum(fills)[:-1])


@njit(cache=True, nogil=True)
def scatter(rows, groups, fills):
    """Rows ordered by group, each group's in the order given: a counting sort; `fills` gets the rows of each group."""
    fills[:] = 0
    for row in range(groups.size):
        fills[groups[row]] += 1
    place = np.zeros(fills.size, np.int64)
    for one in range(1, fills.size):
        place[one] = place[one - 1] + fills[one - 1]
    ordered = np.empty_like(rows)
    for row in range(groups.size):
        ordered[place[groups[row]]] = rows[row]
        place[groups[row]] += 1
    return ordered


@njit(cache=True, nogil=True)
def copy_stretches(values, starts, sizes):
    """The stretches `[starts[n], starts[n] + sizes[n])` of an array, in their order, as one array."""
    out = np.empty(sizes.sum(), values.dtype)
    at = 0
    for one in range(starts.size):
        out[at : at + sizes[one]] = values[starts[one] : starts[one] + sizes[one]]
        at += sizes[one]
    return out


@njit(cache=True, nogil=True)
def sort_matches(matches):
    """Rows of two numbers in ascending order, in place: a bottom-up merge sort over runs sorted by insertion."""
    size = matches.shape[0]
    for start in range(0, size, 16):
        for one in range(start + 1, min(start + 16, size)):
            high, low = matches[one, 0], matches[one, 1]
            at = one
            while at > start and (
                matches[at - 1, 0] > high or (matches[at - 1, 0] == high and matches[at - 1, 1] > low)
            ):
                matches[at, 0], matches[at, 1] = matches[at - 1, 0], matches[at - 1, 1]
                at -= 1
            matches[at, 0], matches[at, 1] = high, low
    source, target = matches, np.empty_like(matches)
    width = 16
    while width < size:
        for start in range(0, size, 2 * width):
            middle, end = min(start + width, size), min(start + 2 * width, size)
            one, two = start, middle
            for place in range(start, end):
                first = two >= end
                if not first and one < middle:
                    a, b = source[one, 0], source[two, 0]
                    first = a < b or (a == b and source[one, 1] <= source[two, 1])
                if first:
                    target[place, 0], target[place, 1] = source[one, 0], source[one, 1]
                    one += 1
                else:
                    target[place, 0], target[place, 1] = source[two, 0], source[two, 1]
                    two += 1
        source, target = target, source
        width *= 2
    if source is not matches:
        matches[:] = source


@njit(cache=True, nogil=True)
def by_later(matches, first, documents):
    """Matches of `documents` later documents from `first` on, each document's together and in order."""
    owners = np.empty(matches.shape[0], np.int32)
    for row in range(matches.shape[0]):
        owners[row] = np.int64(matches[row, 0] >> np.uint64(32)) - first
    fills = np.zeros(documents, np.int64)
    ordered = scatter(matches, owners, fills)
    start = 0
    for one in range(documents):
        sort_matches(ordered[start : start + fills[one]])
        start += fills[one]
    return ordered
