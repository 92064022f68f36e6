"""Nearness of many contents at once against the plain reckoning, pair by pair."""

import numpy as np

from sayso.claims.nearness import Reading, nearness, nearness_between
from sayso.claims.nearness.read import Home


def test_all_at_once_is_the_same_as_pair_by_pair() -> None:
    numbers = np.random.default_rng(5)
    vectors = np.rint(numbers.normal(0, 127 / 384**0.5, (14, 384))).astype(np.float32)
    papers: dict[str, Home] = {}
    readings: list[list[Reading]] = []
    for names, rows in (
        ("a", vectors[:3]),
        ("ab", vectors[3:5]),
        ("b", vectors[5:9]),
        ("c", vectors[9:10]),
        ("cd", vectors[10:]),
    ):
        found = []
        for vector in rows:
            for name in names:
                if name in papers:
                    papers[name].total, papers[name].count = papers[name].total + vector, papers[name].count + 1
                else:
                    papers[name] = Home(vector)
            mine = tuple(papers[name] for name in names)
            found.append(Reading(vector, "encoder", mine[0], mine))
        readings.append(found)
    for ours in readings:
        plain = [[nearness(one, other) for home in readings for other in home] for one in ours]
        assert nearness_between(ours, readings).tolist() == plain
