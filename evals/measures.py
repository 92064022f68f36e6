"""The measures: what sayso found in a story against what a careful reader found.

Every measure is a fraction in [0, 1], except the count of attributions taken from text that is no article, and the
mean width of the ranges of origins.

An attribution found counts as the gold's if it stands in the same document, its content shares at least half of its
characters (Dice), and its source and cue touch the gold's where the gold has any: the lenient relation of quote
attribution (PARC, PolNeAR).
"""

from collections.abc import Callable
from functools import partial
from itertools import combinations
from typing import Any

from evals.gathering import Json, Story, gathered, named_right, same_saying, sides
from evals.matching import Measure, b_cubed, characters, clusters, fraction, pair, runs, share
from evals.origins import WIDTH, origin_speakers, origins, widths
from sayso.model import Tables

MISTAKEN = "taken from furniture or comments (count)"
COSTS = (MISTAKEN, WIDTH)
"""The measures of which less is better."""


def score(gold: Json, tables: Tables) -> tuple[dict[str, Measure], list[str]]:
    """The measures that a gold has marks for, of a traced story, and a line for each thing that differs."""
    story = gathered(gold, tables)
    result = {"documents read": share(len(story.names), len(gold["documents"]))}
    for name in gold.get("measures", usual(gold)):
        result |= MEASURES[name](story)
    return result, story.misses


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
    "origin speakers": origin_speakers,
    "widths": widths,
    "promises": promises,
    "descent": descent,
    "variants": variants,
}
"""What a gold may name under `measures`; the first pairs gold and rows, the others build on that."""


def usual(gold: Json) -> list[str]:
    """The measures of a gold that does not name its own: all but those with no marks in it."""
    marks = {"descent": "descent", "variants": "quote_variants"}
    asked = [name for name in MEASURES if name not in ("acts", "nesting") and marks.get(name, "claims") in gold]
    traced = any("origins" in claim for claim in gold.get("claims", ()))
    return [name for name in asked if traced or name != "origin speakers"]
