"""Fitting the network: cues and roles together, hard negatives from its own mistakes, the last epochs in 8 bits."""

import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import save_file
from torch import Tensor

from training.batches import Batch, batches
from training.corpora import Example
from training.network import Tagger

DOUBTFUL = 0.1
"""From this probability on, a stretch that is no cue is shown to the second reading as one to be refused."""
MOST_CUES_A_BATCH = 64


def fit(
    tagger: Tagger,
    train: Sequence[Example],
    epochs: float,
    quantised_from: float,
    rate: float,
    seed: int,
    log: str = "",
) -> None:
    """Fit in place. `rate` is the top learning rate of the encoder; the new heads learn five times as fast."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    new = [tagger.cue, tagger.role, tagger.valid, tagger.quotes, tagger.cases, tagger.marks]
    fresh = {p for module in new for p in module.parameters()}
    tables = set(tagger.words.parameters()) | set(tagger.places.parameters())
    groups = [
        {
            "params": [p for p in tagger.parameters() if p not in fresh and p not in tables],
            "top": rate,
            "weight_decay": 0.01,
        },
        {"params": list(tables), "top": rate * 0.5, "weight_decay": 0.0},
        {"params": list(fresh), "top": rate * 5, "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98), fused=True)
    steps_an_epoch = sum(1 for _ in batches(train, np.random.default_rng(0)))
    total, step, started = int(steps_an_epoch * epochs), 0, time.time()
    sums = np.zeros(3)
    while step < total:
        for batch in batches(train, rng):
            if step >= total:
                break
            tagger.train()
            tagger.quantise(step >= quantised_from * total)
            for group in optimizer.param_groups:
                group["lr"] = group["top"] * _rate(step / total)
            with torch.autocast("cpu", torch.bfloat16):
                parts = losses(tagger, batch, rng)
            optimizer.zero_grad(set_to_none=True)
            sum(parts).backward()  # type: ignore[union-attr]
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            sums = 0.98 * sums + 0.02 * np.array([float(p.detach()) for p in parts])
            step += 1
            if step % 100 == 0:
                done = 1 - 0.98**step
                print(
                    f"{log} {step}/{total} {np.round(sums / done, 4)} {time.time() - started:.0f} s",
                    file=sys.stderr,
                    flush=True,
                )


def _rate(done: float) -> float:
    return done / 0.06 if done < 0.06 else 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (done - 0.06) / 0.94))


def losses(tagger: Tagger, batch: Batch, rng: np.random.Generator) -> list[Tensor]:
    """Losses of cues, of roles, and of whether a marked cue is one."""
    half, logits = tagger.read(batch.ids, batch.quotes, batch.cases, batch.mask)
    of_cues = F.cross_entropy(logits.flatten(0, 1), batch.cues.flatten(), ignore_index=-100)
    chosen = [(n, g.cue, g.roles) for n, e in enumerate(batch.examples) for g in e.golds]
    probability = 1 - logits.detach().softmax(-1)[..., 0]
    refused = [
        (n, cue, None) for n, e in enumerate(batch.examples) for cue in false_cues(probability[n], batch.cues[n])
    ]
    if len(chosen) > MOST_CUES_A_BATCH:
        chosen = [chosen[i] for i in rng.permutation(len(chosen))[:MOST_CUES_A_BATCH]]
    refused = [refused[i] for i in rng.permutation(len(refused))[: max(2, len(chosen) // 2)]]
    picked = chosen + refused
    if not picked:
        return [of_cues]
    rows = torch.tensor([n for n, _, _ in picked])
    marks = torch.zeros(len(picked), batch.ids.shape[1], dtype=torch.long)
    roles = torch.full_like(marks, -100)
    for k, (_, (first, last), labels) in enumerate(picked):
        if labels is not None:
            first, last = blur(first, last, len(labels), rng)
        marks[k, first + 1 : last + 1] = 1
        if labels is not None:
            roles[k, 1 : len(labels) + 1] = torch.from_numpy(labels)
    told, valid = tagger.mark(half[rows], marks, batch.mask[rows])
    truth = torch.tensor([float(labels is not None) for _, _, labels in picked])
    of_roles = F.cross_entropy(told.flatten(0, 1), roles.flatten(), ignore_index=-100) if chosen else of_cues * 0
    return [of_cues, of_roles, 0.3 * F.binary_cross_entropy_with_logits(valid, truth)]


def blur(first: int, last: int, pieces: int, rng: np.random.Generator) -> tuple[int, int]:
    """A cue's mark as often a little off as the first reading's are, for the second reading says where it ends."""
    if rng.random() < 0.6:
        return first, last
    start, end = max(0, first + int(rng.integers(-1, 2))), min(pieces, last + int(rng.integers(-1, 3)))
    return (start, end) if start < last and end > max(start, first) else (first, last)


def false_cues(probability: Tensor, labels: Tensor) -> list[tuple[int, int]]:
    """Stretches of a window that look like a cue and are known to be none."""
    likely = (probability > DOUBTFUL) & (labels == 0)
    found, start = [], None
    for n, yes in enumerate([*likely.tolist(), False]):
        if yes and start is None:
            start = n
        elif not yes and start is not None:
            found.append((start - 1, n - 1))
            start = None
    return found


def save(tagger: Tagger, path: Path) -> None:
    """All weights as they were fitted, in full precision: to go on from, not to ship."""
    save_file({name: tensor.contiguous() for name, tensor in tagger.state_dict().items()}, path)
