"""Texts as vectors of whole numbers: near in meaning, near in direction. Two ways, one swift and one exact.

`static` looks each word piece up in a table and adds (model2vec: Tulkens and van Dongen 2024; a table made from
all-MiniLM-L6-v2 by `training/vectors.py`); `encoder` runs that encoder itself (Reimers and Gurevych 2019, Wang et al.
2020). Either way a text is read by itself and its vector is rounded to whole steps of 1/127, so that a product of two
is a sum of whole numbers below 2^24: exact in any order, whatever else is read, in one batch or many.
"""

from functools import cache
from typing import Literal

import numpy as np
import tokenizers
from numpy.typing import NDArray

from sayso.kernels.encoder import SentenceEncoder
from sayso.language.weights import shipped_weights

How = Literal["static", "encoder"]
Steps = NDArray[np.float32]
"""A vector of whole numbers, held as floats because their products are quicker so."""
DIRECTIONS = {"static": 256, "encoder": 384}
LENGTH = 127.0
"""Of every vector, but for rounding; of a text without a known piece it is 0."""
MOST_PIECES = 96
"""Pieces of a text that are read: what a content puts forward stands in its first 70 words or not at all."""
REMEMBERED = 50_000
"""Texts whose vectors are kept, so that what many articles copy is read once."""


class Vectors:
    """One way of turning texts into vectors."""

    def __init__(self, how: How, language: str = "en") -> None:
        """Load the pieces and the table or the encoder.

        Raises:
            WeightsError: a file is missing or not the one its card was written for.
        """
        table = shipped_weights("vectors", language).files
        self._pieces = tokenizers.Tokenizer.from_str(table["pieces.json"].decode())
        self._pieces.no_padding()
        self._pieces.no_truncation()
        self._rows = np.frombuffer(table["table.bin"], np.int8).reshape(-1, DIRECTIONS["static"])
        self._scales = np.frombuffer(table["scales.bin"], np.float32)
        self.how = how
        encoder = shipped_weights("encoder", language).files["encoder.onnx"] if how == "encoder" else None
        self._encoder = SentenceEncoder(encoder) if encoder else None
        self._known: dict[str, Steps] = {}

    def of(self, text: str) -> Steps:
        """The vector of a text, shape (256,) or (384,), whole numbers from -127 to 127. Linear in its length."""
        known = self._known.get(text)
        if known is None:
            if len(self._known) >= REMEMBERED:
                self._known.clear()
            known = self._known[text] = _in_steps(self._read(text))
        return known

    def _read(self, text: str) -> NDArray[np.float32]:
        ids = np.array(self._pieces.encode(text, add_special_tokens=False).ids[:MOST_PIECES], np.int64)
        if not len(ids):
            return np.zeros(DIRECTIONS[self.how], np.float32)
        if self._encoder is not None:
            return self._encoder.read(ids)
        found: NDArray[np.float32] = (self._rows[ids] * self._scales[ids][:, None]).sum(0)
        return found


def _in_steps(vector: NDArray[np.float32]) -> Steps:
    length = float(np.sqrt(np.sum(np.square(vector, dtype=np.float64))))
    return np.rint(vector * (LENGTH / length)) if length > 0 else np.zeros_like(vector)


@cache
def shipped_vectors(how: How, language: str = "en") -> Vectors:
    """The vectors that come with sayso, loaded at the first use."""
    return Vectors(how, language)
