"""Verb groups that attribute: the cue verb with its auxiliaries, its negation and its form."""

from dataclasses import dataclass
from functools import cache

from sayso.language.cues import CueForm, cue_forms
from sayso.language.items import Item
from sayso.language.lexicon import lexicon, words

_SPEAKERS = ("i'", "we'", "you'")  # contractions that hide the speaker himself: I've, we're


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """A cue verb with its auxiliaries: `items[first:last]`, the verb itself at `head`."""

    first: int
    head: int
    last: int
    form: CueForm
    shape: str
    negated: bool


def verb_group(items: list[Item], head: int) -> VerbGroup | None:
    """The verb group whose main verb stands at `head`, or None: a noun, a passive, an infinitive attribute nothing."""
    readings = cue_forms().get(items[head].lower, ())
    if not readings or items[head].tag not in "UV":
        return None
    form = next((r for r in readings if _is_at(items, head, r.rest)), None)
    if form is None:
        return None
    first, negated, passive, helped = head, False, False, ""
    for n in range(head - 1, max(-1, head - 6), -1):
        item = items[n]
        if item.lower in words("grammar", "negations"):
            negated = True
        if item.tag == "X" and item.lower.startswith(_SPEAKERS):
            return None  # I've said: the writer or speaker himself
        if item.tag == "X":
            passive = passive or (n >= first - 2 and item.lower in ("is", "are", "was", "were", "be", "been", "being"))
            helped = item.lower
        elif item.tag != "A" and item.lower not in words("grammar", "negations"):
            break
        if item.tag == "X" or item.lower in words("grammar", "negations"):
            first = n
    before = items[first - 1].lower if first else ""
    if first == head and first and items[first - 1].tag in "DR" and is_ambiguous(items, head):
        return None  # the claim, of doubt
    if first == head and is_ambiguous(items, head) and head + 1 < len(items) and items[head + 1].tag in "UX":
        return None  # the report says
    if before == "to" or helped in ("may", "might", "could", "should", "must", "can", "cannot"):
        return None
    shape = "ing" if "ing" in form.shapes else "finite"
    if shape == "ing" and passive:
        shape, passive = "finite", False
    if passive or (first < head and shape == "ing"):
        return None
    if first == head and form.shapes <= {"base", "participle"} and "base" not in form.shapes:
        return None
    return VerbGroup(first, head, head + 1 + len(form.rest), form, shape, negated)


def _is_at(items: list[Item], head: int, rest: tuple[str, ...]) -> bool:
    """Whether the further words of a cue follow, and its "on" does not open a day: "insisted on Friday that"."""
    following = items[head + 1 : head + 1 + len(rest)]
    if tuple(i.lower for i in following) != rest:
        return False
    after = items[head + 1 + len(rest) : head + 3 + len(rest)]
    day = bool(after) and (after[0].tag == "T" or (after[0].tag == "N" and after[-1].tag == "T"))
    return not (rest and rest[-1] == "on" and day)


def is_ambiguous(items: list[Item], head: int) -> bool:
    """Whether the form is as often a noun or adjective, so that it needs a clause or quotation behind it."""
    return items[head].lower in cue_words("nouns", "ambiguous")


@cache
def cue_words(section: str, name: str) -> frozenset[str]:
    """A list of `cues.toml`, e.g. `cue_words("nouns", "documents")`."""
    return frozenset(lexicon("cues")[section][name])
