"""Attributions in the forms of `forms.toml`: "Word from OUTLET is that C", "X will not have it said that C"."""

from dataclasses import dataclass

from sayso.attribution.rules.clauses import clause_end
from sayso.attribution.rules.forms.match import Match, match_shape
from sayso.attribution.rules.forms.shapes import Shape, shapes_by_word
from sayso.attribution.rules.units import CAPPED, FRAMES_PER_UNIT, Frame, Unit
from sayso.language.items import Item, span_of
from sayso.model import Span

FORM = "form: "
"""How the rule of what is read here begins."""
SHORTEST_CLAUSE = 6  # items from which words without a known verb are taken for a clause


@dataclass(frozen=True, slots=True)
class Formed:
    """A frame in one of the forms, and the outlet that it passed through, as indices of the unit's items."""

    frame: Frame
    outlet: tuple[int, int] | None


def read_forms(unit: Unit) -> list[Formed]:
    """Frames of one unit in the forms of the table, in text order; none shares a cue with another."""
    items = list(unit.items)
    end = clause_end(items)
    shapes = shapes_by_word()
    found: list[Formed] = []
    there = frozenset(item.lower for item in items)
    for n, item in enumerate(items):
        for shape in shapes.get(item.lower, ()):
            if any(need.isdisjoint(there) for need in shape.needs):
                continue
            formed = _formed(items, shape, n, end)
            if formed is None or any(_shares(formed.frame, other.frame) for other in found):
                continue
            found.append(formed)
            break
        if len(found) == FRAMES_PER_UNIT:
            return [Formed(_capped(one.frame), one.outlet) for one in found]
    return found


def read_ways(unit: Unit) -> list[tuple[int, int]]:
    """Outlets named in one unit as those that words passed through: items from and to, in text order."""
    items = list(unit.items)
    shapes, there = shapes_by_word("ways"), frozenset(item.lower for item in items)
    found: list[tuple[int, int]] = []
    for n, item in enumerate(items):
        for shape in shapes.get(item.lower, ()):
            if any(need.isdisjoint(there) for need in shape.needs):
                continue
            match = match_shape(items, shape, n, clause_end(items))
            outlet = None if match is None else match.get("O")
            if outlet is not None and len(found) < FRAMES_PER_UNIT and outlet not in found:
                found.append(outlet)
    return found


def _capped(frame: Frame) -> Frame:
    return Frame(frame.source, frame.cue, frame.content, frame.rule + CAPPED, frame.score, frame.act)


def _shares(one: Frame, other: Frame) -> bool:
    return any(a.overlaps(b) for a in one.cue for b in other.cue)


def _formed(items: list[Item], shape: Shape, at: int, end: int) -> Formed | None:
    match = match_shape(items, shape, at, end)
    if match is None or not match.contents:
        return None
    source = next((found for letter in "SNDO" if (found := match.get(letter)) is not None), None)
    outlet = match.get("O")
    contents = [_trimmed(items, *content) for content in match.contents]
    if any(first >= last for first, last in contents) or not _says(items, contents):
        return None
    cues = _cues(items, match, source)
    frame = Frame(
        () if source is None else (_source(items, *source),),
        cues,
        tuple(span_of(items, *content) for content in contents),
        FORM + shape.name,
        shape.score,
        shape.act,
    )
    return Formed(frame, outlet)


def _source(items: list[Item], first: int, last: int) -> Span:
    last = next((n for n in range(first + 1, last) if items[n].tag == "," and items[n + 1].tag == "W"), last)
    while last > first + 1 and items[last - 1].tag in ",A-":
        last -= 1
    return span_of(items, first, last)


def _trimmed(items: list[Item], first: int, last: int) -> tuple[int, int]:
    while last > first and items[last - 1].tag in ",;:-.C(":
        last -= 1
    while first < last and items[first].tag in ",:-":
        first += 1
    return first, last


def _says(items: list[Item], contents: list[tuple[int, int]]) -> bool:
    """Whether what is taken for content can be a statement: a quotation, or words with a verb."""
    said = [item for first, last in contents for item in items[first:last]]
    verbs = any(i.tag in "XVUQ" or (i.tag == "O" and i.lower.endswith("ed")) for i in said)
    return verbs or len(said) >= SHORTEST_CLAUSE


def _cues(items: list[Item], match: Match, source: tuple[int, int] | None) -> tuple[Span, ...]:
    """The words of the form, those that stand side by side in one span."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(match.cues):
        if joined and joined[-1][1] == first:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return tuple(span_of(items, *cue) for cue in joined)
