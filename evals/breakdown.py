"""Where attributions are missed and where false ones come from: by form, shape, depth, kind of cue, what found them.

Recall is over what the gold demands; precision is over the rows found, those that are a matter of taste being right.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from evals.gathering import Json, gathered
from evals.matching import Spans
from evals.measures import attributions
from evals.relations import is_speech
from sayso.model import Tables

ADVERBIAL = frozenset({"according", "after", "as", "citing", "from", "in", "per", "quoted", "quotes", "quoting", "via"})
"""First words of cues that are no finite verb; "in" for "in X's view"."""
SURELY_NOUNS = frozenset(
    {
        *("accusation", "admission", "allegation", "announcement", "argument", "assertion", "assurance", "belief"),
        *("complaint", "conclusion", "confession", "criticism", "denial", "expectation", "explanation", "insistence"),
        *("opinion", "prediction", "statement", "suggestion", "suspicion", "testimony", "threat"),
    }
)
NOUNS_OR_VERBS = frozenset(
    {
        *("answer", "claim", "comment", "demand", "estimate", "fear", "finding", "hope", "letter", "message", "note"),
        *("notice", "pledge", "post", "promise", "reply", "report", "request", "rumour", "view", "vow", "warning"),
        *("word",),
    }
)
DETERMINERS = frozenset(
    {
        *("a", "an", "any", "are", "her", "his", "its", "my", "no", "our", "the", "their", "these", "this", "those"),
        *("were", "your"),
    }
)
"""A word such as "claim" or "hopes" is a noun after one of these or after a genitive."""


@dataclass(frozen=True)
class Line:
    """One line of a table: how many the gold has, how many of them were found, how many rows came and were right."""

    label: str
    wanted: int = 0
    met: int = 0
    found: int = 0
    right: int = 0

    def __str__(self) -> str:
        recall = f"{self.met / self.wanted:6.3f}" if self.wanted else "     –"
        precision = f"{self.right / self.found:6.3f}" if self.found else "     –"
        return f"  {self.label:24s} {self.wanted:5d} {recall}   {self.found:5d} {precision}"


def breakdown(gold: Json, tables: Tables) -> dict[str, list[Line]]:
    """Name of a table -> its lines, the most frequent kind first."""
    story = gathered(gold, tables)
    attributions(story)
    wanted = [item for item in gold["attributions"] if not item.get("optional")]
    rows = [row for row in story.rows("attributions") if not row.comment]
    outer = {item["id"]: item.get("nested_in") for item in gold["attributions"]}
    within = {row.attribution: row.within for row in rows}
    texts = {document.document: document.text for document in tables.documents}
    named = {key: texts[name] for name, key in story.names.items()}

    right = {row.attribution for row in story.found.values()}

    def lines(of_gold: Callable[[Json], str] | None, of_row: Callable[[Any], str] | None) -> list[Line]:
        due = [(of_gold(item), item["id"] in story.found) for item in wanted] if of_gold else []
        came = [(of_row(row), row.attribution in right) for row in rows] if of_row else []
        return counted(due, came)

    return {
        "form": lines(lambda item: item["kind"], lambda row: row.form),
        "depth": lines(lambda item: depth(outer, item["id"]), lambda row: depth(within, row.attribution)),
        "cue": lines(
            lambda item: kind_of_cue(named[item["doc"]], item["cue"]),
            lambda row: kind_of_cue(texts[row.document], [(span.start, span.end) for span in row.cue]),
        ),
        "shape": lines(lambda item: item.get("shape", "–"), None),
        "act": lines(lambda item: item.get("act", "asserts"), lambda row: row.act),
        "made by": lines(None, lambda row: row.made_by),
        "rule": lines(None, lambda row: row.rule),
    }


def counted(due: Iterable[tuple[str, bool]], came: Iterable[tuple[str, bool]]) -> list[Line]:
    """The lines of one table, from the label of each attribution due and of each row, and whether they met."""
    counts: dict[str, list[int]] = {}
    for at, side in enumerate((due, came)):
        for label, good in side:
            line = counts.setdefault(label, [0] * 4)
            line[2 * at] += 1
            line[2 * at + 1] += good
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1][0], -entry[1][2], entry[0]))
    return [Line(label, *numbers) for label, numbers in ranked]


def depth(outer: dict[str, str | None], name: str) -> str:
    """1 for what the article says itself, 2 for what somebody says in that, and so on."""
    steps, seen = 1, {name}
    while (above := outer.get(name)) is not None and above not in seen:
        steps, name = steps + 1, above
        seen.add(above)
    return str(steps)


def kind_of_cue(text: str, cue: Spans) -> str:
    """Speech verb, other verb, noun, adverbial, mark or none."""
    spans = [(start, end) for start, end in cue]
    words = [word for start, end in spans for word in text[start:end].lower().split()]
    if not any(character.isalnum() for word in words for character in word):
        return "mark" if words else "none"
    before = text[: spans[0][0]].lower().split()[-1:]
    if is_noun(words[-1], before[0] if before else ""):
        return "noun"
    if words[0] in ADVERBIAL:
        return "adverbial"
    return "speech verb" if is_speech(text, {"cue": spans}) else "other verb"


def is_noun(word: str, before: str) -> bool:
    """Whether a cue is a noun of saying, by the word before it where it could be a verb."""
    forms = {word, word.removesuffix("s")}
    owned = before in DETERMINERS or before.endswith(("’s", "'s", "s’"))
    return bool(forms & SURELY_NOUNS or (owned and forms & NOUNS_OR_VERBS))


def printable(tables: dict[str, list[Line]]) -> str:
    """The tables for people."""
    blocks = []
    for name, lines in tables.items():
        head = f"  {name:24s} {'gold':>5s} {'recall':>6s}   {'found':>5s} {'precis':>6s}"
        blocks.append("\n".join([head, *map(str, lines)]))
    return "\n\n".join(blocks)
