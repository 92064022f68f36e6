"""Examples as arrays of one batch; what is seen in training only: other marks, lost case, masked words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from training.corpora import Example

CLS, SEP, MASK, PAD = 101, 102, 103, 0
PIECES_A_BATCH = 2600
MARKS = {"“": 1523, "”": 1524, '"': 1000, "«": 1077, "»": 1090, "'": 1005, "‘": 1520, "’": 1521}
STYLES = ((1000, 1000), (1523, 1524), (1077, 1090), (1520, 1521), (1005, 1005))


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of like length: ids, quotes, cases, cues of shape (windows, pieces); cues of -100 are unknown."""

    ids: Tensor
    quotes: Tensor
    cases: Tensor
    mask: Tensor
    cues: Tensor
    examples: tuple[Example, ...]


def batches(found: Sequence[Example], rng: np.random.Generator | None = None) -> Iterator[Batch]:
    """All examples once, windows of like length together; in random order and disturbed where a generator is given."""
    noise = rng.uniform(0.9, 1.1, len(found)) if rng is not None else np.ones(len(found))
    order = np.argsort([len(e.window.ids) * n for e, n in zip(found, noise, strict=True)], kind="stable")
    groups: list[list[Example]] = []
    held = longest = 0
    for n in order:
        length = len(found[n].window.ids) + 2
        if not groups or max(longest, length) * (held + 1) > PIECES_A_BATCH:
            groups.append([])
            held = longest = 0
        groups[-1].append(found[n])
        held, longest = held + 1, max(longest, length)
    if rng is not None:
        rng.shuffle(groups)  # type: ignore[arg-type]
    for group in groups:
        yield make_batch(group, rng)


def make_batch(group: Sequence[Example], rng: np.random.Generator | None) -> Batch:
    width = max(len(e.window.ids) for e in group) + 2
    ids = np.full((len(group), width), PAD)
    quotes, cases = np.zeros_like(ids), np.zeros_like(ids)
    cues = np.full_like(ids, -100)
    for n, example in enumerate(group):
        end = len(example.window.ids) + 1
        own, marks, letters = example.window.ids, example.window.quotes, example.window.cases
        if rng is not None:
            own, marks, letters = disturb(own, marks, letters, rng)
        ids[n, 0], ids[n, end] = CLS, SEP
        ids[n, 1:end], quotes[n, 1:end], cases[n, 1:end] = own, marks, letters
        labels = np.where(example.known, 0, -100)
        for gold in example.golds:
            labels[gold.cue[0]], labels[gold.cue[0] + 1 : gold.cue[1]] = 1, 2
        cues[n, 1:end] = labels
    arrays = (torch.from_numpy(a) for a in (ids, quotes, cases))
    mask = torch.from_numpy(np.where(ids == PAD, -1e4, 0.0).astype(np.float32))[:, None, None, :]
    return Batch(*arrays, mask, torch.from_numpy(cues), tuple(group))


def disturb(ids, quotes, cases, rng):  # type: ignore[no-untyped-def]
    """Another style of marks, marks lost, letters without case, words unseen: what other outlets' texts are like."""
    ids, quotes, cases = ids.copy(), quotes.copy(), cases.copy()
    chance = rng.random(3)
    doubles = np.isin(ids, (1000, 1523, 1524))
    if chance[0] < 0.25 and doubles.any():
        opening, closing = STYLES[rng.integers(len(STYLES))]
        inside = np.concatenate(([0], quotes[:-1])) > 0
        ids[doubles] = np.where(inside[doubles] & (ids[doubles] != 1523), closing, opening)
        if opening in (1520, 1005):
            quotes[quotes == 1] = 2
    if chance[1] < 0.04:
        quotes[:] = 0
    if chance[2] < 0.06:
        cases[cases >= 3] = np.where(cases[cases >= 3] == 5, 5, 2)
    hidden = rng.random(len(ids)) < rng.uniform(0, 0.12)
    ids[hidden] = np.where(rng.random(hidden.sum()) < 0.8, MASK, rng.integers(1996, 29612, hidden.sum()))
    return ids, quotes, cases
