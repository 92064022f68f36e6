"""A gold and what was found, brought together: which row is the gold's saying, speaker and claim."""

from dataclasses import dataclass, field
from typing import Any

from evals.matching import characters
from sayso.model import Tables

Json = dict[str, Any]


@dataclass
class Story:
    """A gold and what was found, brought together: which gold attribution is which row."""

    gold: Json
    tables: Tables
    names: dict[str, str] = field(default_factory=dict)
    """Document id -> the gold's key."""
    found: dict[str, Any] = field(default_factory=dict)
    """Gold attribution id -> row."""
    misses: list[str] = field(default_factory=list)

    def rows(self, table: str) -> list[Any]:
        """The rows of a table that belong to the documents of the gold."""
        return [row for row in getattr(self.tables, table) if row.document in self.names]

    def speakers_of(self, name: str) -> set[str | None]:
        """The sources that speak in the rows found for a speaker of the gold."""
        said = (item["id"] for item in self.gold["attributions"] if item["speaker"] == name)
        return {self.found[key].speaker for key in said if key in self.found}

    def key(self, row: Any) -> str:
        """The gold's key of the document that a row belongs to."""
        return self.names[row.document]

    def miss(self, measure: str, where: str, expected: object, came: object = None) -> None:
        """Note what differs, for people."""
        self.misses.append(f"{measure:12s} {where:4s} expected {expected!s}; came {came!s}")


def gathered(gold: Json, tables: Tables) -> Story:
    """A gold and the rows found in its documents."""
    keys = {document["file"]: key for key, document in gold["documents"].items()}
    story = Story(gold, tables)
    for document in tables.documents:
        if (name := document.path.replace("\\", "/").rsplit("/", 1)[-1]) in keys:
            story.names[document.document] = keys[name]
    return story


def same_saying(story: Story, wanted: Json, row: Any) -> float:
    """Dice of the contents where the lenient relation holds, else 0."""
    if wanted["doc"] != story.key(row):
        return 0.0
    for role in ("source", "cue"):
        if wanted[role] and not characters(wanted[role]) & characters(getattr(row, role)):
            return 0.0
    ours, theirs = characters(row.content), characters(wanted["content"])
    dice = 2 * len(ours & theirs) / (len(ours) + len(theirs))
    return dice if dice >= 0.5 else 0.0


def named_right(speaker: Json, source: Any) -> bool:
    """Whether a source is the gold's speaker: a name in common, or its last word in one of the source's names."""
    if source is None:
        return False
    if speaker["kind"] == "anonymous":
        return bool(source.kind == "unnamed")
    ours = {name.lower() for name in (source.name, *source.aliases)}
    theirs = {name.lower() for name in (speaker["name"], *speaker.get("aliases", ()))}
    first, last = speaker["name"].lower().split()[0], speaker["name"].lower().split()[-1]
    if (
        speaker["kind"] == "person"
    ):  # two people of one surname are two: where the source has a first name it must be right
        full = [name for name in ours if last in name]
        return any(first in name for name in full) or bool(full and not any(" " in name for name in full))
    return bool(ours & theirs) or any(last in name for name in ours)


def sides(story: Story, stance: str) -> dict[str, set[str]]:
    """Gold attribution id -> the claims that its row takes a stance to."""
    by_row: dict[str, set[str]] = {}
    for wording in story.tables.wordings:
        if wording.attribution is not None and wording.stance == stance:
            by_row.setdefault(wording.attribution, set()).add(wording.claim)
    return {key: by_row.get(row.attribution, set()) for key, row in story.found.items()}


def claim_of(story: Story, claim: Json) -> Any:
    """The claim that most of the gold claim's members stand in, or None; on a tie the one of more documents."""
    asserted = sides(story, "asserts")
    votes: dict[str, int] = {}
    for member in claim["members"]:
        for name in asserted.get(member, ()):
            votes[name] = votes.get(name, 0) + 1
    rows = {row.claim: row for row in story.tables.claims}
    ranked = sorted((-count, -rows[name].documents, name) for name, count in votes.items())
    return rows[ranked[0][2]] if ranked else None
