"""Who said something first, against a plain dictionary."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.bulk.seen import Seen
from sayso.read.documents import KEY, key_of


@given(st.lists(st.lists(st.integers(0, 12), max_size=12), max_size=12))
def test_first_holders_are_those_of_a_dictionary(calls: list[list[int]]) -> None:
    found, first, place = Seen(), dict[int, int](), 0
    for call in calls:
        places = np.arange(place, place + len(call)) * 3
        expected = [first.get(value, -1) for value in call]
        for index, value in enumerate(call):
            if value in first:
                expected[index] = first[value]
            first.setdefault(value, int(places[index]))
        keys = [key_of(("record", str(value))) for value in call]
        assert found.find_first(keys, places).tolist() == expected
        place += len(call)


@given(st.lists(st.integers(0, 9), max_size=60))
def test_keys_that_share_their_first_half_are_told_apart(values: list[int]) -> None:
    found, first = Seen(), dict[int, int]()
    for place, value in enumerate(values):
        key = bytes(8) + value.to_bytes(8, "big")
        assert found.find_first([key], np.array([place])).tolist() == [first.get(value, -1)]
        first.setdefault(value, place)


def test_parts_of_a_key_do_not_run_into_each_other() -> None:
    assert key_of(("a", "b\x1fc")) != key_of(("a\x1fb", "c"))
    assert len(key_of(("\ud800 é",))) == KEY
