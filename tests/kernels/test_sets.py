"""Disjoint sets, held against the components of the same links."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.kernels.components import find_components
from sayso.kernels.sets import DisjointSets

COUNT = 12
links = st.lists(st.tuples(st.integers(0, COUNT - 1), st.integers(0, COUNT - 1)), max_size=20)


@given(links)
def test_sets_are_the_components_of_their_links(pairs: list[tuple[int, int]]) -> None:
    sets = DisjointSets()
    for left, right in pairs:
        sets.join(left, right)
    one, two = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    label = find_components(COUNT, one, two)
    for left in range(COUNT):
        for right in range(COUNT):
            assert (sets.find(left) == sets.find(right)) == (label[left] == label[right])
