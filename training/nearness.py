"""What nearness in meaning is worth beside the words, fitted on stories with known truth.

    python -m training.nearness STORY... [--against STORY...]

A logistic regression over all pairs of contents that the gold assigns to a claim: same claim or not, from the likeness
of the words, nearness by the encoder or by the table, and whether both are of one speaker, give one figure, or announce
evidence in but one of the two. Each story has the same weight. The ratio of two coefficients is what
`claims/similarity.py` adds to the likeness: `MEANING`, `LOOKED_UP`, `SAME_SPEAKER`, `SAME_FIGURE`. Prints them with the
area under the curve on the stories fitted on and on those of `--against`, with and without the thesaurus: without it
every pack is as unforeseen as a new one.
"""

import argparse
import json
import sys
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import sayso
from sayso.claims import claims as stage
from sayso.claims.nearness import nearness, read_contents
from sayso.claims.similarity import Profile, likeness
from sayso.claims.stories import find_kin, fold
from sayso.claims.units import find_units
from sayso.language import lexicon

NAMES = ("likeness of the words", "nearness", "same speaker", "same figure", "one announces")
STAGES = ("read", "clean", "reuse", "attribution", "sources", "figures")
Floats = NDArray[np.float64]


def main() -> int:
    """Fit with and without the thesaurus, by encoder and by table, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="+", type=Path)
    parser.add_argument("--against", nargs="*", type=Path, default=[])
    options = parser.parse_args()
    cases = {folder: sayso.trace(folder / "articles", stages=STAGES).tables
             for folder in (*options.stories, *options.against)}  # fmt: skip
    groups = list(lexicon("synonyms", "en")["groups"])
    for held in (True, False):
        lexicon("synonyms", "en")["groups"][:] = groups if held else []
        stage_caches_cleared()
        for encode in (True, False):
            rows = {folder: pairs_of(tables, folder, encode) for folder, tables in cases.items()}
            x, same, weights = stacked([rows[folder] for folder in options.stories])
            found = fit(x, same, weights)
            print(
                f"thesaurus {'on' if held else 'off'}, {'encoder' if encode else 'table'}: "
                + ", ".join(f"{name} {value / found[1]:.2f}" for name, value in zip(NAMES, found[1:], strict=True))
            )
            for title, folders in (("fitted on", options.stories), ("against", options.against)):
                if folders:
                    x, same, _ = stacked([rows[folder] for folder in folders])
                    print(
                        f"  {title}: words {area(x[:, 0], same):.3f}, nearness {area(x[:, 1], same):.3f}, "
                        f"all {area(x @ found[1:], same):.3f} ({len(same)} pairs)"
                    )
    return 0


def stage_caches_cleared() -> None:
    """Forget what was read with another thesaurus."""
    from sayso.language import meaning

    meaning._phrases.cache_clear()


def pairs_of(tables: Any, folder: Path, encode: bool) -> tuple[Floats, NDArray[np.bool_]]:
    """A row of evidence for each pair of contents of claims, shape (pairs, 5), and whether their claim is one."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    claim_of = claims_by_place(tables, gold)
    units = find_units(tables.documents, tables.regions, tables.attributions, tables.mentions, tables.reuse,
                       tables.figures, tables.dates)  # fmt: skip
    unnamed = frozenset(source.source for source in tables.sources if source.kind == "unnamed")
    profiles = [replace(one, reading=None) for one in stage._profiles(units, unnamed, False)]
    kin, _ = find_kin(units)
    readings, _ = read_contents(fold(units, kin, unnamed), encode)
    held = []
    for profile, reading in zip(profiles, readings, strict=True):
        said = profile.unit.attribution
        if reading and said and said.attribution in claim_of:
            held.append((profile, reading, claim_of[said.attribution]))
    x, same = [], []
    for (one, mine, claim), (other, its, its_claim) in combinations(held, 2):
        if not one.documents.isdisjoint(other.kin):
            x.append(evidence(one, other, nearness(mine, its)))
            same.append(claim == its_claim)
    return np.array(x, float).reshape(-1, len(NAMES)), np.array(same, bool)


def evidence(one: Profile, other: Profile, near: float) -> list[float]:
    return [likeness(one, other), near, not one.speakers.isdisjoint(other.speakers),
            not one.unit.figures.isdisjoint(other.unit.figures), one.announces != other.announces]  # fmt: skip


def claims_by_place(tables: Any, gold: dict[str, Any]) -> dict[str, str]:
    """Attribution -> the gold's claim of the content that it covers by half and more."""
    name_of = {Path(document.path).name: document.document for document in tables.documents}
    members = {member: claim["id"] for claim in gold["claims"] for member in claim["members"]}
    due: dict[str, list[tuple[set[int], str]]] = {}
    for row in gold["attributions"]:
        if row["id"] in members:
            place = {at for start, end in row["content"] for at in range(start, end)}
            due.setdefault(name_of.get(gold["documents"][row["doc"]]["file"], ""), []).append(
                (place, members[row["id"]])
            )
    found = {}
    for said in tables.attributions:
        mine = {at for span in said.content for at in range(span.start, span.end)}
        scores = [
            (2 * len(mine & place) / (len(mine) + len(place)), claim) for place, claim in due.get(said.document, ())
        ]
        if scores and max(scores)[0] >= 0.5:
            found[said.attribution] = max(scores)[1]
    return found


def stacked(parts: list[tuple[Floats, NDArray[np.bool_]]]) -> tuple[Floats, NDArray[np.bool_], Floats]:
    """All pairs with weights by which every story counts the same."""
    weights = np.concatenate([np.full(len(same), 1 / max(len(same), 1)) for _, same in parts])
    return np.concatenate([x for x, _ in parts]), np.concatenate([same for _, same in parts]), weights / weights.mean()


def fit(x: Floats, same: NDArray[np.bool_], weights: Floats) -> Floats:
    """Coefficients of a logistic regression, the constant first, by Newton's method with a little ridge."""
    z, found = np.c_[np.ones(len(x)), x], np.zeros(x.shape[1] + 1)
    for _ in range(30):
        likely = 1 / (1 + np.exp(-z @ found))
        slope = z.T @ (weights * (likely - same)) + 0.1 * found
        bend = (z * (weights * likely * (1 - likely))[:, None]).T @ z + 0.1 * np.eye(len(found))
        found = found - np.linalg.solve(bend, slope)
    return found


def area(scores: Floats, same: NDArray[np.bool_]) -> float:
    """Area under the ROC curve: how often a pair of one claim scores above one of two."""
    ranks = np.empty(len(scores))
    ranks[scores.argsort(kind="stable")] = np.arange(1, len(scores) + 1)
    return float((ranks[same].sum() - same.sum() * (same.sum() + 1) / 2) / max(same.sum() * (~same).sum(), 1))


if __name__ == "__main__":
    sys.exit(main())
