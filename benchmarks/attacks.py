"""Can somebody make a claim look better founded by adding articles? `python -m benchmarks.attacks STORY...`

Each STORY is a folder with `articles/`, or the word `demo`. It is traced as it is, and once more for each attack with
the articles that `benchmarks.forged` adds. Claims of both runs are the same if they share most wordings (path and
words). Prints for each attack how many claims rest on more independent origins than before: `low` must never rise;
`regrouped` counts those of them where old wordings came from other claims. Then each of these claims with the reason.
"""

import argparse
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from benchmarks.forged import ATTACKS, Pile
from sayso.model import Claim, Tables
from sayso.pipeline import NAMES, trace_items
from sayso.read import Item

STAGES = [name for name in NAMES if name != "report"]
REGROUPED = "grouped otherwise"
"""In reasons: not the attackers' words but the grouping of the old ones made the difference."""
Key = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Kept:
    """One claim before and after an attack, and why its range is another, if it is."""

    before: Claim
    after: Claim
    why: str

    @property
    def rise(self) -> tuple[int, int]:
        """By how much low and high rose."""
        ours, theirs = self.before, self.after
        return theirs.independent_low - ours.independent_low, theirs.independent_high - ours.independent_high


def trace(items: tuple[Item, ...]) -> Tables:
    """All tables of these articles."""
    return trace_items(items, stages=STAGES).tables


def wordings_of(tables: Tables) -> dict[str, set[Key]]:
    """Claim -> its wordings as path and words, so that they are the same in any run."""
    paths = {document.document: document.path for document in tables.documents}
    keys: dict[str, set[Key]] = defaultdict(set)
    for wording in tables.wordings:
        keys[wording.claim].add((paths[wording.document], wording.text))
    return keys


def match_claims(before: Tables, after: Tables) -> tuple[list[Kept], list[Claim]]:
    """Each claim of the first run with the claim of the second that has most of its wordings; and those without one."""
    ours, theirs = wordings_of(before), defaultdict(list)
    for name, keys in sorted(wordings_of(after).items()):
        for key in keys:
            theirs[key].append(name)
    claims = {claim.claim: claim for claim in after.claims}
    best: dict[str, str] = {}
    for claim in before.claims:
        shared = Counter(name for key in ours[claim.claim] for name in theirs[key])
        if shared:
            best[claim.claim] = max(shared, key=lambda name: (shared[name], name))
    kept = [
        Kept(claim, claims[best[claim.claim]], explain(before, after, claim, claims[best[claim.claim]]))
        for claim in before.claims
        if claim.claim in best
    ]
    return kept, [claim for claim in before.claims if claim.claim not in best]


def explain(before: Tables, after: Tables, ours: Claim, theirs: Claim) -> str:
    """The roots that are new in the second run, and how many wordings of the old articles came from other claims."""
    new = sorted((name_roots(after, theirs) - name_roots(before, ours)).elements())
    parts = [f"new root: {', '.join(new)}"] if new else []
    old = {document.path for document in before.documents}
    came = {key for key in wordings_of(after)[theirs.claim] if key[0] in old} - wordings_of(before)[ours.claim]
    if came:
        parts.append(f"{REGROUPED}, {len(came)} wordings of the old articles came from other claims")
    return "; ".join(parts) or "same roots, counted otherwise"


def name_roots(tables: Tables, claim: Claim) -> Counter[str]:
    """Kinds and names of a claim's roots; a root without a source goes by the path of its documents."""
    names = {source.source: source.name for source in tables.sources}
    paths = {document.document: Path(document.path).name for document in tables.documents}
    return Counter(
        f"{root.kind} {names.get(root.source or '') or '+'.join(sorted(paths[name] for name in root.documents))}"
        for root in tables.origins
        if root.claim == claim.claim
    )


def attack(pile: Pile, name: str) -> tuple[list[Kept], list[Claim]] | None:
    """The claims of a pile before and after one attack; null where the pile offers nothing to attack with."""
    added = ATTACKS[name](pile)
    return match_claims(pile.tables, trace((*pile.items, *added))) if added else None


def read_story(name: str) -> tuple[Item, ...]:
    """The articles of a folder, or of the demo story."""
    if name == "demo":
        from sayso.demo import story

        return tuple(Item(file, data) for file, data in story())
    files = sorted(Path(name, "articles").iterdir())
    return tuple(Item(file.name, file.read_bytes()) for file in files)


def draw(name: str, stories: int, kept: list[Kept], lost: int) -> str:
    """One line of the table."""
    rises = [claim.rise for claim in kept]
    cells = [str(sum(claim.rise[0] > 0 and REGROUPED in claim.why for claim in kept))]
    for at in (0, 1):
        risen = [rise[at] for rise in rises if rise[at] > 0]
        share, mean = len(risen) / max(1, len(kept)), sum(risen) / max(1, len(risen))
        cells += [str(len(risen)), f"{share:.3f}", f"{mean:.2f}"]
    fell = sum(rise[0] < 0 for rise in rises)
    return f"| {name} | {stories} | {len(kept)} | {' | '.join(cells)} | {fell} | {lost} |"


def main() -> int:
    """Attack the stories named on the command line; 1 if an attack raised `low` anywhere."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="+")
    parser.add_argument("--attack", action="append", choices=list(ATTACKS), help="only this one; may be repeated")
    options = parser.parse_args()
    kept: dict[str, list[Kept]] = defaultdict(list)
    stories, lost, told = Counter[str](), Counter[str](), []
    for story in options.stories:
        items = read_story(story)
        pile = Pile(items, trace(items))
        for name in options.attack or ATTACKS:
            if (result := attack(pile, name)) is None:
                continue
            stories[name] += 1
            kept[name] += result[0]
            lost[name] += len(result[1])
            told += [(name, Path(story).name, claim) for claim in result[0] if claim.rise[0] > 0]
    print(
        "| attack | stories | claims | regrouped | low rose | share | by | high rose | share | by | low fell | lost |"
    )
    print("|---" * 12 + "|")
    for name in kept:
        print(draw(name, stories[name], kept[name], lost[name]))
    for name, story, claim in told:
        low, high = claim.before.independent_low, claim.before.independent_high
        after = f"{claim.after.independent_low}..{claim.after.independent_high}"
        print(f"- {name}, {story}: {low}..{high} -> {after} “{claim.before.gist_text[:90]}”: {claim.why}")
    return int(bool(told))


if __name__ == "__main__":
    sys.exit(main())
