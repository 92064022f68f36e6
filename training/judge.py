"""Reading with the network as the shipped tagger does, and scoring against gold: for choosing, not for reporting."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from sayso.attribution.tagger.decode import find_cues, find_roles
from training.batches import batches
from training.corpora import Example, Gold
from training.network import Tagger


@dataclass(frozen=True, slots=True)
class Found:
    cue: tuple[int, int]
    source: frozenset[int]
    content: frozenset[int]
    cue_score: float
    valid: float
    sure: float


@torch.no_grad()
def read_all(tagger: Tagger, examples: Sequence[Example], least: float = 0.15) -> list[tuple[Example, list[Found]]]:
    tagger.eval()
    out = []
    for batch in batches(examples):
        with torch.autocast("cpu", torch.bfloat16):
            half, logits = tagger.read(batch.ids, batch.quotes, batch.cases, batch.mask)
        probability = logits.softmax(-1).numpy()
        jobs = []
        for n, e in enumerate(batch.examples):
            for (first, last), score in find_cues(probability[n, 1 : len(e.window.ids) + 1], least):
                jobs.append((n, first, last, score))
        found: list[list[Found]] = [[] for _ in batch.examples]
        for at in range(0, len(jobs), 64):
            part = jobs[at : at + 64]
            marks = torch.zeros(len(part), batch.ids.shape[1], dtype=torch.long)
            for k, (_, first, last, _) in enumerate(part):
                marks[k, first + 1 : last + 1] = 1
            rows = torch.tensor([j[0] for j in part])
            with torch.autocast("cpu", torch.bfloat16):
                told, valid = tagger.mark(half[rows], marks, batch.mask[rows])
            told, valid = told.softmax(-1).numpy(), valid.float().sigmoid().numpy()
            for k, (n, first, last, score) in enumerate(part):
                p = told[k, 1 : len(batch.examples[n].window.ids) + 1]
                cue, source, pieces, sure = find_roles(p, (first, last))
                content = frozenset(i for a, b in pieces for i in range(a, b))
                if content:
                    held = frozenset(range(*source)) if source else frozenset()
                    found[n].append(Found(cue, held, content, score, float(valid[k]), sure))
        out += list(zip(batch.examples, found, strict=True))
    return out


SURE, DOUBTED = 0.65, 0.2
"""Scores from which a reading is taken for true, and below which for nothing, when pages teach the second round."""


def label(tagger: Tagger, examples: Sequence[Example]) -> list[Example]:
    """Windows nobody has annotated, as the tagger itself reads them; where it is of two minds nothing is known.

    Self-training (Yarowsky 1995) on the kinds of pages that annotated news lacks.
    """
    made = []
    for example, found in read_all(tagger, examples, DOUBTED):
        known = np.ones(len(example.window.ids), bool)
        golds = []
        for one in found:
            if (one.cue_score * one.valid) ** 0.5 < SURE or one.sure < SURE:
                known[one.cue[0] : one.cue[1]] = False
                continue
            roles = np.zeros(len(known), np.int64)
            roles[one.cue[0] : one.cue[1]] = 6
            roles[one.cue[0]] = 5
            for begins, pieces in ((1, one.source), (3, one.content)):
                for piece in pieces:
                    roles[piece] = begins + (piece - 1 in pieces)
            golds.append(Gold(one.cue, roles))
        made.append(Example(example.document, example.window, tuple(golds), known))
    return made


def held(gold: Gold, *labels: int) -> frozenset[int]:
    """Pieces that have one of the labels."""
    return frozenset(np.flatnonzero(np.isin(gold.roles, labels)).tolist())


def dice(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def relation(read: list[tuple[Example, list[Found]]], keep) -> tuple[float, float, float]:  # type: ignore[no-untyped-def]
    """P, R, F of relations as `score_attributions.py` counts them, inner attributions left out."""
    hit = n_found = n_gold = 0
    for example, found in read:
        kept = [f for f in found if keep(f)]
        outer = [
            f
            for f in kept
            if not any(o is not f and set(range(*f.cue)) | f.source | f.content <= o.content for o in kept)
        ]
        golds = [
            (
                set(range(*g.cue)),
                frozenset(np.flatnonzero((g.roles == 1) | (g.roles == 2)).tolist()),
                frozenset(np.flatnonzero(g.roles >= 3).tolist()),
            )
            for g in example.golds
        ]
        n_found, n_gold = n_found + len(outer), n_gold + len(golds)
        pairs = []
        for i, (cue, source, content) in enumerate(golds):
            for j, f in enumerate(outer):
                d = dice(content, f.content)
                if d >= 0.5 and (not source or dice(source, f.source) >= 0.5) and cue & set(range(*f.cue)):
                    pairs.append((d, i, j))
        gi, fj = set(), set()
        for _, i, j in sorted(pairs, reverse=True):
            if i not in gi and j not in fj:
                gi.add(i)
                fj.add(j)
        hit += len(gi)
    p, r = hit / max(n_found, 1), hit / max(n_gold, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def best_threshold(read: list[tuple[Example, list[Found]]]) -> list[tuple[float, float, tuple[float, float, float]]]:
    rows = []
    for mix in (0.0, 0.5, 1.0):
        for least in np.arange(0.2, 0.75, 0.05):
            f = relation(read, lambda x, m=mix, t=least: x.cue_score ** (1 - m) * x.valid**m >= t)
            rows.append((mix, float(least), f))
    return sorted(rows, key=lambda r: -r[2][2])
