"""What the linear model sees of a reading: one value for each template, as text.

Words are told by name only where they are on the model's list (words that many articles have); others by their class.
"""

from dataclasses import dataclass

from sayso.attribution.linear.candidates import CLAUSE_REACH, Candidate, Content
from sayso.attribution.rules.units import Unit
from sayso.language import words
from sayso.language.items import Item
from sayso.language.phrases import is_role

CUE_TEMPLATES = (
    "rule", "form", "form shape", "helper", "before", "tag before", "after", "tags after", "form after", "source head",
    "source", "form source", "source length", "shape source", "place", "mark", "held", "rivals", "paragraph",
)  # fmt: skip
"""Names of what `cue_features` returns."""
CONTENT_TEMPLATES = (
    "ending", "length", "opening", "opening tags", "beyond", "form ending", "verb", "quotation", "form opening",
    "distance", "following ending",
)  # fmt: skip
"""Names of what `content_features` returns."""
_SIZES = ("0", "1", "2", "3", "4", "5", "6", "7", *["9"] * 2, *["12"] * 3, *["16"] * 4, *["24"] * 8, *["40"] * 16)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a candidate stands among."""

    unit: Unit
    known: frozenset[str]
    """Words that are told by name."""
    rivals: int
    """How many frames of rules the sentence has."""


def cue_features(setting: Setting, candidate: Candidate, rule: str, held: str) -> tuple[str, ...]:
    """Values for a cue and its source: `rule` found it, or none did; `held` is the rule in whose content it stands."""
    items, known, shape = setting.unit.items, setting.known, candidate.shape
    first, head = candidate.cue[0], candidate.head
    form = _word(items, head, known)
    before, after = _word(items, first - 1, known), _word(items, head + 1, known)
    tag, after_tag = items[head].tag, _tag(items, head + 1)
    kind, noun, length = _source(items, candidate, known)
    return (
        rule,
        form,
        f"{form} {shape}",
        _helper(items, first, head),
        before,
        f"{_tag(items, first - 1)}{tag} {shape}",
        after,
        f"{after_tag}{_tag(items, head + 2)} {shape}",
        f"{form} {after}",
        noun,
        kind,
        f"{form} {kind}",
        length,
        f"{shape} {kind}",
        f"{_size(min(candidate.source[0] if candidate.source else first, first))} {shape}",
        f"{items[-1].text[-1:]} {shape}",
        held,
        f"{min(setting.rivals, 3)} {rule}",
        f"{setting.unit.opens} {setting.unit.closes} {shape}",
    )


def content_features(setting: Setting, candidate: Candidate, content: Content, rule: str) -> tuple[str, ...]:
    """Values for one of the contents that a candidate may have."""
    items, known, shape, ending = setting.unit.items, setting.known, candidate.shape, content.ending
    start, stop = content.pieces[-1]
    form = _word(items, candidate.head, known)
    tags = {i.tag for i in items[start : min(stop, start + CLAUSE_REACH)]}
    verb = "V" if "X" in tags or "V" in tags else "U" if "U" in tags else "-"
    opening = _tag(items, start)
    return (
        f"{shape} {ending}",
        f"{ending} {_size(stop - start)}",
        f"{_word(items, start, known)} {shape}",
        f"{opening}{_tag(items, start + 1)}",
        f"{_word(items, stop, known)} {ending}",
        f"{form} {ending}",
        f"{verb}{len(content.pieces)} {shape}",
        f"{'Q' if 'Q' in tags else ''} {rule or shape}",
        f"{form} {opening}",
        f"{_size(abs(start - candidate.cue[1]))} {shape}",
        f"{shape} {_tag(items, candidate.head + 1)} {ending}",
    )


def _size(length: int) -> str:
    return _SIZES[length] if length < len(_SIZES) else "more"


def _word(items: tuple[Item, ...], n: int, known: frozenset[str]) -> str:
    if not 0 <= n < len(items):
        return "|"
    return items[n].lower if items[n].lower in known else items[n].tag


def _tag(items: tuple[Item, ...], n: int) -> str:
    return items[n].tag if 0 <= n < len(items) else "|"


def _helper(items: tuple[Item, ...], first: int, head: int) -> str:
    """The auxiliary that opens the verb group, and whether the group is negated."""
    if first == head:
        return ""
    negations = words("grammar", "negations")
    negated = " not" if any(i.lower in negations for i in items[first:head]) else ""
    return (items[first].lower if items[first].tag == "X" else "") + negated


def _source(items: tuple[Item, ...], candidate: Candidate, known: frozenset[str]) -> tuple[str, str, str]:
    """Kind of the source, the word it is about, and its length."""
    if candidate.source is None:
        return "none", "", "none"
    start, stop = candidate.source
    at = start
    for n in range(start, stop):
        if items[n].tag in ",RWQ(":
            break
        at = n
    tag = items[at].tag
    kind = "role" if tag in "OU" and is_role(items[at].lower) else tag
    side = "<" if start < candidate.head else ">"
    return f"{kind}{items[start].tag}{side}", _word(items, at, known), f"{_size(stop - start)}{side}"
