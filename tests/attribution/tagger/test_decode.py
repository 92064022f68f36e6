"""Probabilities made into cues, sources and contents."""

from itertools import product

import numpy as np

from sayso.attribution.tagger.decode import find_cues, find_roles, likeliest_path, runs


def rows(*values: tuple[float, ...]) -> np.ndarray:
    return np.array(values, np.float32)


def test_runs() -> None:
    assert runs(np.array([True, True, False, True])) == [(0, 2), (3, 4)]
    assert runs(np.array([], bool)) == []


def test_cues_are_stretches_likely_enough() -> None:
    cue = rows((0.9, 0.1, 0), (0.2, 0.8, 0), (0.3, 0.1, 0.6), (0.9, 0, 0.1))
    [((first, last), seen)] = find_cues(cue, 0.15)
    assert (first, last, round(seen, 2)) == (1, 3, 0.8)


def test_a_new_beginning_cuts_a_cue() -> None:
    cue = rows((0.1, 0.9, 0), (0.1, 0.8, 0.1))
    assert [run for run, _ in find_cues(cue, 0.5)] == [(0, 1), (1, 2)]


def roles(pieces: int, **held: float) -> np.ndarray:
    """Probabilities of `pieces` pieces; `p3_1=.9` gives label 1 to piece 3."""
    role = np.full((pieces, 7), 1e-6, np.float32)
    role[:, 0] = 0.1
    for name, value in held.items():
        piece, label = map(int, name[1:].split("_"))
        role[piece, label] = value
    return role


def test_roles_are_those_of_the_likeliest_path() -> None:
    role = roles(8, p0_3=0.9, p1_4=0.9, p3_1=0.9, p4_5=0.9, p5_3=0.5, p6_4=0.4, p7_1=0.6)
    cue, source, content, sure = find_roles(role, (4, 5))
    assert (cue, source, content) == ((4, 5), (3, 4), [(0, 2), (5, 7)])
    assert 0.4 < sure < 0.9


def test_what_goes_on_has_to_have_begun() -> None:
    assert find_roles(roles(4, p2_4=0.2), (0, 1))[2] == []


def test_the_second_reading_says_where_the_cue_ends() -> None:
    role = roles(5, p1_5=0.8, p2_6=0.8, p3_3=0.9)
    assert find_roles(role, (1, 2))[0] == (1, 3)
    assert find_roles(roles(5, p3_3=0.9), (1, 2))[0] == (1, 2)


def test_nothing_found() -> None:
    assert find_roles(roles(3), (0, 1)) == ((0, 1), None, [], 0.0)


def test_the_path_is_the_best_of_all() -> None:
    rng = np.random.default_rng(5)
    for _ in range(40):
        scores = np.log(rng.dirichlet(np.ones(7) * 0.4, 4))
        best = max(
            filter(allowed, product(range(7), repeat=4)), key=lambda p: sum(scores[n, k] for n, k in enumerate(p))
        )
        assert likeliest_path(scores) == list(best)


def allowed(path: tuple[int, ...]) -> bool:
    """Whether 2, 4 and 6 only go on what stands before them."""
    return all(label in (0, 1, 3, 5) or (n and path[n - 1] in (label - 1, label)) for n, label in enumerate(path))
