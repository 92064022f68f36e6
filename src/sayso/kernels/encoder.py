"""The trained encoder at work: two graphs in 8 bits, run by onnxruntime on one core, one window at a time.

One window a call, so that what else is read, and in what order, changes no number: activations are rounded on a scale
of their own window (ONNX `DynamicQuantizeLinear`). `training/graphs.py` builds the graphs, `tests/kernels/twins.py`
computes them plainly.
"""

from collections.abc import Sequence

import numpy as np
import onnxruntime
from numpy.typing import NDArray

FIRST, LAST = 101, 102
"""Ids of the pieces that BERT's vocabulary puts around a text, [CLS] and [SEP]."""
Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    """A graph ready to run on one core."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4  # what fails is raised, and told once
    options.add_session_config_entry("session.disable_prepacking", "0")
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


class SentenceEncoder:
    """The encoder as it comes, for the meaning of a sentence."""

    def __init__(self, graph: bytes) -> None:
        """Load the graph.

        Raises:
            onnxruntime.capi.onnxruntime_pybind11_state.InvalidProtobuf: bytes that are no graph.
        """
        self._session = _session(graph)

    def read(self, ids: Ints) -> Floats:
        """The mean of the states of one text's pieces; `ids` of shape (pieces,), gives (hidden,)."""
        framed = np.concatenate(([FIRST], ids, [LAST])).astype(np.int64)[None]
        (vector,) = self._session.run(["vector"], {"ids": framed})
        row: Floats = vector[0]
        return row


class Encoder:
    """Both graphs of a tagger, ready to run."""

    def __init__(self, lower: bytes, upper: bytes) -> None:
        """Load the graphs.

        Raises:
            onnxruntime.capi.onnxruntime_pybind11_state.InvalidProtobuf: bytes that are no graph.
        """
        self._lower, self._upper = _session(lower), _session(upper)

    def read(self, ids: Ints, quotes: Ints, cases: Ints) -> tuple[Floats, Floats]:
        """States and cues of one window; all inputs of shape (pieces,).

        Gives the states that `mark` needs, and probabilities of shape (pieces, 3): no cue, begins one, goes on.
        """
        framed = {
            "ids": np.concatenate(([FIRST], ids, [LAST]))[None],
            "quotes": np.pad(quotes, 1)[None],
            "cases": np.pad(cases, 1)[None],
        }
        (half,) = self._lower.run(["half"], framed)
        (cue,) = self._upper.run(["cue"], {"half": half, "marks": np.zeros((1, len(ids) + 2), np.int64)})
        return half, cue[0, 1:-1]

    def mark(self, half: Floats, cues: Sequence[tuple[int, int]]) -> tuple[Floats, Floats]:
        """For each cue `(first, last)` of a window: its pieces' roles, and whether it is a cue at all.

        Probabilities of shape (cues, pieces, 7): none, then begins and goes on for source, content and cue; and of
        shape (cues,).
        """
        roles, valid = [], []
        for first, last in cues:  # one cue a call: the scale of its numbers must not hang on the others
            marks = np.ones((1, half.shape[1]), np.int64)
            marks[0, first + 1 : last + 1] = 2
            role, is_cue = self._upper.run(["role", "valid"], {"half": half, "marks": marks})
            roles.append(role[0, 1:-1])
            valid.append(is_cue[0, 0])
        return np.array(roles), np.array(valid)
