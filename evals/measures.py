"""The measures: what sayso found in a story against what a careful reader found.

Every measure is a fraction in [0, 1], except the count of attributions taken from text that is no article.

An attribution found counts as the gold's if it stands in the same document, its content shares at least half of its
characters (Dice), and its source and cue touch the gold's where the gold has any: the lenient relation of quote
attribution (PARC, PolNeAR).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations
from typing import Any

from evals.matching import Measure, b_cubed, characters, clusters, fraction, pair, runs, share
from sayso.model import Tables

MISTAKEN = "taken from furniture or comments (count)"
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

    def key(self, row: Any) -> str:
        """The gold's key of the document that a row belongs to."""
        return self.names[row.document]

    def miss(self, measure: str, where: str, expected: object, came: object = None) -> None:
        """Note what differs, for people."""
        self.misses.append(f"{measure:12s} {where:4s} expected {expected!s}; came {came!s}")


def score(gold: Json, tables: Tables) -> tuple[dict[str, Measure], list[str]]:
    """The measures that a gold has marks for, of a traced story, and a line for each thing that differs."""
    story = gathered(gold, tables)
    result = {"documents read": share(len(story.names), len(gold["documents"]))}
    for name in gold.get("measures", usual(gold)):
        result |= MEASURES[name](story)
    return result, story.misses


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


def attributions(story: Story) -> dict[str, Measure]:
    """Who says what: found, with the right form and extent, and none from text that is no article."""
    wanted, rows = story.gold["attributions"], [row for row in story.rows("attributions") if not row.comment]
    chosen = pair(wanted, rows, partial(same_saying, story))
    story.found = {wanted[i]["id"]: rows[j] for i, j in chosen.items()}
    due = [item for item in wanted if not item.get("optional")]
    away: dict[str, set[int]] = {key: set() for key in story.gold["documents"]}
    for region in story.gold["regions"]:
        away[region["doc"]] |= characters([region["span"]])
    taken = [
        row for row in rows if 2 * len(away[story.key(row)] & characters(row.content)) > len(characters(row.content))
    ]
    matched = [(wanted[i], rows[j]) for i, j in chosen.items()]
    for item in due:
        if item["id"] not in story.found:
            story.miss("attribution", item["id"], f"{item['source_text']} {item['cue_text']} {item['content_text']}")
    for j, row in enumerate(rows):
        if j not in chosen.values():
            came = f"{row.source_text} {row.cue_text} {row.content_text} ({row.rule})"
            story.miss("attribution", story.key(row), "nothing", came)
    for item, row in matched:
        if item["kind"] != row.form:
            story.miss("form", item["id"], item["kind"], f"{row.form} {row.content_text}")
        if same_saying(story, item, row) < 0.97:
            story.miss("extent", item["id"], item["content_text"], row.content_text)
    return {
        "attributions": fraction(len(matched), len(rows), sum(a["id"] in story.found for a in due), len(due)),
        MISTAKEN: Measure(*(float(len(taken)),) * 3),
        "form": share(sum(item["kind"] == row.form for item, row in matched), len(matched)),
        "exact content": share(sum(same_saying(story, i, row) >= 0.97 for i, row in matched), len(matched)),
    }


def acts(story: Story) -> dict[str, Measure]:
    """Whether what is denied, doubted, demanded or promised is known for that; nothing else is taken for it."""
    matched = [(item.get("act", "asserts"), story.found[item["id"]].act, item) for item in due(story)]
    for wanted, came, item in matched:
        if wanted != came:
            story.miss("act", item["id"], f"{wanted} {item['cue_text']}", came)
    right = sum(wanted == came != "asserts" for wanted, came, _ in matched)
    taken, wanted_all = (sum(entry[side] != "asserts" for entry in matched) for side in (1, 0))
    return {"acts": fraction(right, taken, right, wanted_all)}


def nesting(story: Story) -> dict[str, Measure]:
    """Whether the inner one of two nested sayings is known to stand in the outer one, and none that stands alone."""
    optional = {item["id"] for item in story.gold["attributions"] if item.get("optional")}
    matched = [(item, story.found[item["id"]]) for item in due(story) if item.get("nested_in") not in optional]
    known = {row.attribution: key for key, row in story.found.items()}
    right = 0
    for item, row in matched:
        came = row.within and known.get(row.within, row.within)
        right += came is not None and came == item.get("nested_in")
        if came != item.get("nested_in"):
            story.miss("nesting", item["id"], item.get("nested_in"), came)
    taken = sum(row.within is not None for _, row in matched)
    return {"nesting": fraction(right, taken, right, sum("nested_in" in item for item, _ in matched))}


def due(story: Story) -> list[Json]:
    """The attributions that are no matter of taste and were found."""
    return [item for item in story.gold["attributions"] if not item.get("optional") and item["id"] in story.found]


def speakers(story: Story) -> dict[str, Measure]:
    """Who speaks, where the gold is sure: named as the gold has it, one speaker for the same sayings (B-cubed)."""
    sources = {source.source: source for source in story.tables.sources}
    wanted = [item for item in story.gold["attributions"] if not item.get("optional")]
    known = due(story)
    right = 0
    for item in known:
        source = sources.get(story.found[item["id"]].speaker)
        good = nobody_named(story, item) or named_right(story.gold["speakers"][item["speaker"]], source)
        right += good
        if not good:
            story.miss("speaker", item["id"], item["speaker"], source and (source.name, source.kind))
    gold = {item["id"]: item["speaker"] for item in wanted}
    ours = {key: (story.found[key].speaker if key in story.found else None) or f"alone {key}" for key in gold}
    return {"speaker named": share(right, len(known)), "speakers resolved": b_cubed(gold, ours)}


def nobody_named(story: Story, item: Json) -> bool:
    """Whether neither the gold nor the row has a source ("it is said that")."""
    unnamed = story.gold["speakers"][item["speaker"]]["kind"] == "anonymous"
    return bool(unnamed and not item["source"] and story.found[item["id"]].speaker is None)


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


def touches(story: Story, wanted: Json, row: Any, right: Callable[[Json, Any], bool]) -> float:
    """1 if a row touches the gold's span in the same document, 2 if it also says the same."""
    start, end = wanted.get("mention") or wanted["span"]
    if wanted["doc"] != story.key(row) or row.start >= end or row.end <= start:
        return 0.0
    return 1.0 + right(wanted, row)


def compare(story: Story, table: str, right: Callable[[Json, Any], bool]) -> tuple[list[tuple[Json, Any]], int, int]:
    """Pairs of gold and row, how many rows count as found, how many the gold wants; optional ones are no fault."""
    must, spare = story.gold[table], story.gold.get("optional", {}).get(table, [])
    rows = story.rows(table)
    likeness = partial(touches, story, right=right)
    chosen = pair(must, rows, likeness)
    left = [j for j in range(len(rows)) if j not in chosen.values()]
    extra = pair(spare, [rows[j] for j in left], likeness)
    for i, item in enumerate(must):
        row = rows[chosen[i]] if i in chosen else None
        if row is None or not right(item, row):
            story.miss(
                table, item["doc"], {k: v for k, v in item.items() if k not in ("id", "doc")}, row and brief(row)
            )
    for j in left:
        if j not in {left[k] for k in extra.values()}:
            story.miss(table, story.key(rows[j]), "nothing", brief(rows[j]))
    return [(must[i], rows[j]) for i, j in chosen.items()], len(rows) - len(extra), len(must)


def brief(row: Any) -> str:
    """A row in few words."""
    names = ("text", "scope", "low", "high", "value", "what", "rule")
    return ", ".join(f"{name}={getattr(row, name)!r}" for name in names if hasattr(row, name))


def relays(story: Story) -> dict[str, Measure]:
    """Outlets that a text credits, and how far each credit reaches."""
    pairs, found, wanted = compare(story, "relays", lambda item, row: bool(item["scope"] == row.scope))
    scopes = sum(item["scope"] == row.scope for item, row in pairs)
    return {"relays": fraction(len(pairs), found, len(pairs), wanted), "relay scope": share(scopes, wanted)}


def counted(story: Story) -> dict[str, Measure]:
    """Figures and dates with the right value."""
    result = {}
    for table, columns in (("figures", ("low", "high")), ("dates", ("value",))):

        def right(item: Json, row: Any, columns: tuple[str, ...] = columns) -> bool:
            return all(item[column] == getattr(row, column) for column in columns)

        pairs, found, wanted = compare(story, table, right)
        good = sum(right(item, row) for item, row in pairs)
        result[table] = fraction(good, found, good, wanted)
    return result


def kept_text(story: Story) -> dict[str, Measure]:
    """Article text kept and other text set aside, by characters."""
    kept: dict[str, set[int]] = {key: set() for key in story.gold["documents"]}
    for region in story.rows("regions"):
        if region.kind in ("headline", "body"):
            kept[story.key(region)] |= set(range(region.start, region.end))
    texts = {story.key(document): document.text for document in story.rows("documents")}
    both = ours = theirs = 0
    for key, text in texts.items():
        printed = {i for i, character in enumerate(text) if not character.isspace()}
        away = characters(region["span"] for region in story.gold["regions"] if region["doc"] == key)
        both += len(kept[key] & (printed - away))
        ours += len(kept[key] & printed)
        theirs += len(printed - away)
        for kind, wrong in (("kept", kept[key] & printed & away), ("dropped", printed - away - kept[key])):
            for start, end in runs(wrong):
                story.miss("text", key, f"not {kind}", repr(text[start:end]))
    return {"article text": fraction(both, ours, both, theirs)}


def sides(story: Story, stance: str) -> dict[str, set[str]]:
    """Gold attribution id -> the claims that its row takes a stance to."""
    by_row: dict[str, set[str]] = {}
    for wording in story.tables.wordings:
        if wording.attribution is not None and wording.stance == stance:
            by_row.setdefault(wording.attribution, set()).add(wording.claim)
    return {key: by_row.get(row.attribution, set()) for key, row in story.found.items()}


def claims(story: Story) -> dict[str, Measure]:
    """Which sayings put the same claim: pairs of attributions."""
    asserted = sides(story, "asserts")
    said = sorted({member for claim in story.gold["claims"] for member in claim["members"]})
    wanted = {one for claim in story.gold["claims"] for one in combinations(sorted(claim["members"]), 2)}
    found = {(a, b) for a, b in combinations(said, 2) if asserted.get(a, set()) & asserted.get(b, set())}
    words = {item["id"]: " ".join(item["content_text"])[:70] for item in story.gold["attributions"]}
    for a, b in sorted(found - wanted):
        story.miss("claims", a, f"apart from {b}", f"together: {words[a]!r} {words[b]!r}")
    for claim in story.gold["claims"]:
        if len(groups := clusters({member: asserted.get(member, set()) for member in claim["members"]})) > 1:
            story.miss("claims", claim["id"], "one claim", " | ".join(" ".join(group) for group in groups))
    return {"claims": fraction(len(wanted & found), len(found), len(wanted & found), len(wanted))}


def denials(story: Story) -> dict[str, Measure]:
    """Denials set against what they deny; a pair of supporters set against each other is a fault."""
    asserted, denied = sides(story, "asserts"), sides(story, "denies")

    def opposed(a: str, b: str) -> bool:
        one, other = asserted.get(a, set()) & denied.get(b, set()), denied.get(a, set()) & asserted.get(b, set())
        return bool(one | other)

    wanted = {(a, b) for claim in story.gold["claims"] for a in claim["members"] for b in claim.get("denied_by", ())}
    good = {entry for entry in wanted if opposed(*entry)}
    wrong = {entry for claim in story.gold["claims"] for entry in combinations(claim["members"], 2) if opposed(*entry)}
    for a, b in sorted(wanted - good):
        story.miss("denials", a, f"denied by {b}")
    for a, b in sorted(wrong):
        story.miss("denials", a, f"not against {b}", "opposed")
    return {"denials": fraction(len(good), len(good | wrong), len(good), len(wanted))}


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


def origins(story: Story) -> dict[str, Measure]:
    """Whether the range of independent origins holds the true number and is no wider than the texts leave open."""
    settled = [claim for claim in story.gold["claims"] if "independent_origins" in claim]
    good = 0
    for claim in settled:
        row, true = claim_of(story, claim), claim["independent_origins"]
        width = 1 + len(claim.get("unnamed", ()))
        right = row is not None and row.independent_low <= true <= row.independent_high <= row.independent_low + width
        good += right
        if not right:
            came = row and f"{row.independent_low}..{row.independent_high} of {row.documents}: {' '.join(row.reasons)}"
            story.miss("origins", claim["id"], true, came)
    return {"origins in range": share(good, len(settled))}


def promises(story: Story) -> dict[str, Measure]:
    """Evidence announced."""
    rows = {row.attribution: row for row in story.rows("promises")}
    wanted = [item for item in story.gold["attributions"] if item.get("promised_evidence")]
    spare = [item for item in story.gold["attributions"] if item.get("optional")]
    hit = {item["id"] for item in wanted if item["id"] in story.found and story.found[item["id"]].attribution in rows}
    for item in wanted:
        if item["id"] not in hit:
            story.miss("promises", item["id"], item["content_text"])
    known = {story.found[key].attribution for key in hit}
    excused = {story.found[item["id"]].attribution for item in spare if item["id"] in story.found}
    wrong = sorted(name for name in rows if name not in known | excused)
    for name in wrong:
        story.miss("promises", story.key(rows[name]), "nothing", rows[name].text)
    return {"promised evidence": fraction(len(hit), len(hit) + len(wrong), len(hit), len(wanted))}


def descent(story: Story) -> dict[str, Measure]:
    """Which article has it from which; only what is copied or credited is due, the rest leaves little trace."""
    steps = story.gold["descent"]
    true = {(step["parent"], step["child"]) for step in steps}
    due = {(step["parent"], step["child"]) for step in steps if step["credited"] or step["how"] == "copied"}
    found = {
        (story.names[edge.from_], story.names[edge.to])
        for edge in story.tables.edges
        if edge.from_ in story.names and edge.to in story.names
    }
    for one, other in sorted(due - found):
        story.miss("descent", other, f"from {one}")
    for one, other in sorted(found - true):
        story.miss("descent", other, "nothing", f"from {one}")
    return {"descent": fraction(len(found & true), len(found), len(found & due), len(due))}


def variants(story: Story) -> dict[str, Measure]:
    """Whether the wordings of one utterance lie in one claim and are known for one utterance."""
    groups = story.gold["quote_variants"]
    numbers: dict[str, set[tuple[str, int]]] = {}
    for wording in story.tables.wordings:
        if wording.attribution is not None:
            numbers.setdefault(wording.attribution, set()).add((wording.claim, wording.variant))
    whole = 0
    for group in groups:
        each = [numbers.get(story.found[key].attribution, set()) if key in story.found else set() for key in group]
        whole += bool(set.intersection(*each))
        if not set.intersection(*each):
            story.miss("variants", group[0], f"one utterance: {' '.join(group)}", each)
    return {"quote variants": share(whole, len(groups))}


MEASURES: dict[str, Callable[[Story], dict[str, Measure]]] = {
    "attributions": attributions,
    "acts": acts,
    "nesting": nesting,
    "speakers": speakers,
    "relays": relays,
    "figures and dates": counted,
    "kept text": kept_text,
    "claims": claims,
    "denials": denials,
    "origins": origins,
    "promises": promises,
    "descent": descent,
    "variants": variants,
}
"""What a gold may name under `measures`; the first pairs gold and rows, the others build on that."""


def usual(gold: Json) -> list[str]:
    """The measures of a gold that does not name its own: all but those with no marks in it."""
    marks = {"descent": "descent", "variants": "quote_variants"}
    return [name for name in MEASURES if name not in ("acts", "nesting") and marks.get(name, "claims") in gold]
