"""From probabilities to spans: where cues are, and which stretches are a cue's source and content."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Run = tuple[int, int]
_NEVER = -1e9
NEAR = 0.65  # exact cues F on PolNeAR dev .690 at .5, .698 at .65; relations the same


def find_cues(cue: Floats, least: float) -> list[tuple[Run, float]]:
    """Stretches of pieces that are a cue with a probability of at least `least`, and their highest probability.

    `cue` has shape (pieces, 3): no cue, begins one, goes on. Of a stretch only the pieces around its likeliest are
    taken that are about as likely (two thirds): where a cue is doubtful its extent must not run on.
    """
    inside = 1 - cue[:, 0]
    begins = cue[:, 1] > cue[:, 2]
    found = []
    for first, last in runs(inside >= least):
        cuts = [first, *(n for n in range(first + 1, last) if begins[n]), last]
        for start, end in pairwise(cuts):
            top = start + int(inside[start:end].argmax())
            a, b = next((a, b) for a, b in runs(inside[start:end] >= inside[top] * NEAR) if a <= top - start < b)
            found.append(((start + a, start + b), float(inside[top])))
    return found


def find_roles(role: Floats, mark: Run) -> tuple[Run, Run | None, list[Run], float]:
    """The cue, its source, the pieces of its content, and how sure they are.

    `role` has shape (pieces, 7): none; then begins and goes on for source, content and the cue itself, of which `mark`
    is the first reading's idea. Roles are those of the likeliest path (Viterbi) in which a stretch has to be begun
    before it goes on; of several sources the one with most behind it is kept, for PolNeAR has two in 9 of 19,868.
    Sureness is the mean probability of the content's pieces.
    """
    path = np.array(likeliest_path(np.log(role + 1e-9)))
    cues = [run for run in runs(path >= 5) if run[0] < mark[1] and mark[0] < run[1]]
    sources = sorted(runs((path == 1) | (path == 2)), key=lambda run: -float(role[run[0] : run[1], 1:3].sum()))
    held = (path == 3) | (path == 4)
    sure = float(role[held, 3:5].sum(1).mean()) if held.any() else 0.0
    return (cues[0] if cues else mark), (sources[0] if sources else None), runs(held), sure


def likeliest_path(scores: Floats) -> list[int]:
    """Labels of the path with the highest sum of `scores`, shape (pieces, 7), where 2, 4 and 6 only go on what stands.

    An even label follows itself or the odd one before it; all others can follow any, so a step is one maximum.
    """
    rows = scores.tolist()
    best = [value if label % 2 or not label else _NEVER for label, value in enumerate(rows[0])]
    back: list[list[int]] = []
    for here in rows[1:]:
        top = best.index(max(best))
        came = [top, top, 1 if best[1] >= best[2] else 2, top, 3 if best[3] >= best[4] else 4, top,
                5 if best[5] >= best[6] else 6]  # fmt: skip
        best = [best[before] + value for before, value in zip(came, here, strict=True)]
        back.append(came)
    label = best.index(max(best))
    path = [label]
    for came in reversed(back):
        label = came[label]
        path.append(label)
    return path[::-1]


def runs(held: NDArray[np.bool_]) -> list[Run]:
    """Stretches of True as (first, last), last excluded."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], held, [False])).astype(np.int8)))
    return list(_pairs(edges.tolist()))


def _pairs(edges: list[int]) -> Iterator[Run]:
    return zip(edges[::2], edges[1::2], strict=True)
