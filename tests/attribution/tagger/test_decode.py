"""Probabilities made into cues, sources and contents."""

import numpy as np

from sayso.attribution.tagger.decode import find_cues, find_roles, runs


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


def test_roles_take_the_likeliest_source_and_all_pieces_of_content() -> None:
    role = np.zeros((8, 5), np.float32)
    role[:, 0] = 0.1
    role[0, 3], role[1, 4] = 0.9, 0.9
    role[3, 1] = 0.9
    role[5, 3], role[6, 4] = 0.5, 0.4
    role[7, 1] = 0.6
    source, content, sure = find_roles(role)
    assert source == (3, 4)
    assert content == [(0, 2), (5, 7)]
    assert 0.4 < sure < 0.9


def test_nothing_found() -> None:
    assert find_roles(np.tile(np.array([1, 0, 0, 0, 0], np.float32), (3, 1))) == (None, [], 0.0)
