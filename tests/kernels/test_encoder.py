"""The encoder against its plain twin, and that nothing but the window itself matters."""

import numpy as np
import pytest

from sayso.kernels.encoder import Encoder, SentenceEncoder
from sayso.language.weights import shipped_weights
from tests.kernels.twins import PlainEncoder

FILES = shipped_weights("tagger").files
ENCODER = Encoder(FILES["lower.onnx"], FILES["upper.onnx"])
GRAPH = shipped_weights("encoder").files["encoder.onnx"]


def window(pieces: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.integers(1000, 29000, pieces), rng.integers(0, 4, pieces), rng.integers(0, 6, pieces)


@pytest.mark.parametrize("pieces", [1, 7, 40])
def test_it_computes_what_its_twin_does(pieces: int) -> None:
    twin = PlainEncoder(FILES["lower.onnx"], FILES["upper.onnx"])
    inputs = window(pieces, pieces)
    half, cue = ENCODER.read(*inputs)
    plain_half, plain_cue = twin.read(*inputs)
    # one activation on the edge between two of 256 steps may fall either way, so close is as equal as it gets
    assert np.abs(half - plain_half).mean() < 0.02
    assert np.abs(cue - plain_cue).max() < 0.1
    run = (0, min(2, pieces))
    role, valid = ENCODER.mark(half, [run])
    plain_role, plain_valid = twin.mark(half, [run])
    assert np.abs(role - plain_role).max() < 0.1
    assert np.abs(valid - plain_valid).max() < 0.1


def test_other_windows_and_other_cues_change_nothing() -> None:
    inputs = window(30, 1)
    half, cue = ENCODER.read(*inputs)
    ENCODER.read(*window(50, 2))
    again, cue_again = ENCODER.read(*inputs)
    assert half.tobytes() == again.tobytes()
    assert cue.tobytes() == cue_again.tobytes()
    alone, _ = ENCODER.mark(half, [(3, 5)])
    beside, _ = ENCODER.mark(half, [(0, 1), (3, 5), (9, 10)])
    assert alone[0].tobytes() == beside[1].tobytes()


def test_probabilities_are_probabilities() -> None:
    half, cue = ENCODER.read(*window(12, 3))
    role, valid = ENCODER.mark(half, [(0, 1), (5, 7)])
    assert cue.shape == (12, 3)
    assert role.shape == (2, 12, 7)
    assert np.allclose(cue.sum(-1), 1, atol=1e-4)
    assert np.allclose(role.sum(-1), 1, atol=1e-4)
    assert ((valid >= 0) & (valid <= 1)).all()


@pytest.mark.parametrize("pieces", [1, 7, 40])
def test_a_sentence_is_read_as_its_twin_reads_it(pieces: int) -> None:
    ids, _, _ = window(pieces, pieces)
    encoder, twin = SentenceEncoder(GRAPH), PlainEncoder(GRAPH, GRAPH)
    one, other = encoder.read(ids), twin.mean(ids)
    assert one.shape == (384,)
    assert one @ other / np.linalg.norm(one) / np.linalg.norm(other) > 0.995
    encoder.read(window(50, 2)[0])
    assert encoder.read(ids).tobytes() == one.tobytes()
