"""What may be an attribution around a word that often is a cue: loose readings, of which a model keeps a few.

The rules read forms that are seldom wrong. Here everything is proposed that a noun phrase, a cue and what stands around
them allow: beliefs and wishes, passives without an agent, nouns of saying, verbs that no list of ours has.
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from sayso.attribution.rules.clauses import clause_end
from sayso.attribution.rules.units import Unit
from sayso.language import words
from sayso.language.items import Item
from sayso.language.phrases import phrase_after, phrase_before

MOST_HEADS = 64  # cue words of one sentence that are read, as for the rules
CLAUSE_REACH = 60  # items that a content's end is looked for in
OPEN_REACH = 12  # items between an earlier subject and a verb that shares it, or to a comma before a source
Piece = tuple[int, int]
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being", "am"})
_OWN = frozenset({"his", "her", "their", "its", "our", "my", "whose"})
_PARTICLES = frozenset({"for", "on", "of", "about", "against", "at", "with", "over", "in", "as", "into"})
_JOINING = frozenset({"and", "but", "or", ",", "-", "by", "while", "to", ""})
_SEEMING = frozenset({"appear", "appears", "appeared", "seem", "seems", "seemed"})


class Content(NamedTuple):
    """Pieces of what may be said, as indices into the unit's items, and which of the possible ends was taken."""

    pieces: tuple[Piece, ...]
    ending: str


class Candidate(NamedTuple):
    """A cue with its source as indices into the unit's items, and the contents that it may have.

    `cue` spans its verb group, `head` is the word it is known by.
    """

    shape: str
    head: int
    cue: Piece
    source: Piece | None
    contents: list[Content]


def cue_places(unit: Unit, forms: frozenset[str]) -> list[int]:
    """Indices of words that can be cues: of a form that often is one, and no function word where they stand."""
    return [n for n, i in enumerate(unit.items) if i.lower in forms and i.tag in "UVOK"][:MOST_HEADS]


def propose(unit: Unit, places: list[int]) -> Iterator[Candidate]:
    """For each place what may be its source and its contents; at most one reading of a place is true."""
    items = list(unit.items)
    end = clause_end(items)
    subject: Piece | None = None
    opening: Piece | None = None
    for head in places:
        if head >= end:
            break
        first = _group_start(items, head)
        before = items[first - 1].lower if first else ""
        owner = _owner(items, first) if first == head else None
        source = _subject(items, first)
        subject = source or subject
        if source is not None and source[0] == first:
            first += 1  # it's calling C: the cue begins behind the contraction
        if first == head and (owner is not None or items[first - 1].tag in "DR"):
            found = _noun(items, head, owner, end)
        elif _is_passive(items, first, head):
            found = _passive(items, first, head, source, end)
        elif items[head].lower in _SEEMING:
            found = _seeming(items, first, head, source, end)
        else:
            found = _active(items, first, head, source, end)
            if source is None and (before in _JOINING or items[head].lower.endswith("ing")):
                opening = opening or _first_subject(items, end)
                found = chain(found, _sharing(items, first, head, {subject: "shared", opening: "opening"}, end))
            elif _is_aside_before(items, first, head) and (lead := _lead(items, first)) is not None:
                whole = (lead[0], first - 1)
                found = chain(found, _sharing(items, first, head, {lead: "lead", whole: "aside"}, end))
        yield from found


def _group_start(items: list[Item], head: int) -> int:
    """Index of the first auxiliary, negation or adverb of the verb group."""
    first = head
    negations = words("grammar", "negations")
    while first and head - first < 6 and (items[first - 1].tag in "XA" or items[first - 1].lower in negations):
        first -= 1
    return first


def _subject(items: list[Item], first: int) -> Piece | None:
    """The noun phrase before a verb group, without the comma or relative pronoun between them."""
    while first > 2 and items[first - 1].tag in "TN" and items[first - 2].tag in "RT":
        first -= 1 + (items[first - 2].tag == "R")  # the mayor on Friday said
    start = phrase_before(items, first) if first else None
    if start is None:
        return (first, first + 1) if _is_contracted(items[first]) else None
    end = first
    while end > start + 1 and items[end - 1].tag in ",AW-":
        end -= 1
    return start, end


def _is_contracted(item: Item) -> bool:
    """Whether an auxiliary hangs on its subject: "he's", "they've"."""
    pronoun, mark, _ = item.lower.partition("'")
    return item.tag == "X" and bool(mark) and pronoun in words("grammar", "pronouns")


def _owner(items: list[Item], head: int) -> Piece | None:
    """The possessive right before a noun, a word for its kind allowed between: "the mayor's public support"."""
    for n in range(head - 1, max(-1, head - 4), -1):
        lower = items[n].lower
        if lower in _OWN:
            return n, n + 1
        if lower.endswith(("'s", "s'")):
            start = phrase_before(items, n + 1)
            return (n if start is None else start), n + 1
        if items[n].tag not in "OAU":
            return None
    return None


def _is_passive(items: list[Item], first: int, head: int) -> bool:
    lower = items[head].lower
    return not lower.endswith("ing") and any(i.lower in _BE for i in items[first:head])


def _first_subject(items: list[Item], end: int) -> Piece | None:
    """The subject of the sentence's first verb."""
    for n in range(1, min(end, CLAUSE_REACH)):
        if items[n].tag in "XVU" and (source := _subject(items, _group_start(items, n))) is not None:
            return source
    return None


def _is_aside_before(items: list[Item], first: int, head: int) -> bool:
    """Whether an aside may stand before a verb; in "C, says X, D" the verb is in the aside itself."""
    if items[first - 1].tag not in ",-":
        return False
    after = phrase_after(items, head + 1) if head + 1 < len(items) else None
    return after is None or after == len(items) or items[after].tag != ","


def _lead(items: list[Item], first: int) -> Piece | None:
    """The noun phrase that opens the sentence, for "X, who was there, said C"."""
    start = next((n for n, i in enumerate(items) if i.tag not in "CA,-"), 0)
    after = phrase_after(items, start, apposition=False) if start < first else None
    return None if after is None or after >= first else (start, after)


def _active(items: list[Item], first: int, head: int, source: Piece | None, end: int) -> Iterator[Candidate]:
    """Readings of "X believes C", "C, X argued" and "C, argued X"."""
    start, last = _content_start(items, head, end)
    contents = _contents(items, start, end)
    cue = (first, last)
    if source is None:
        yield from _inverted(items, first, head, end)
        yield Candidate(_shape(items, first, head, "bare"), head, cue, None, contents)
        return
    yield Candidate(_shape(items, first, head, "verb"), head, cue, source, contents)
    which = source[0] - 1  # which X considered C: the pronoun is the first piece of what is said
    if which >= 0 and (items[which].tag == "W" or items[which].lower in ("that", "what")):
        yield Candidate("gap", head, cue, source, _after_piece((which, source[0]), contents))
    if (before := _before(items, source[0] - 1, last, end)) is not None:
        yield Candidate("after", head, cue, source, before)


def _shape(items: list[Item], first: int, head: int, plain: str) -> str:
    """The kind of verb group: an -ing form, one behind "to", or a plain one."""
    shape = "ing" if items[head].lower.endswith("ing") else plain
    return f"to-{shape}" if first and items[first - 1].lower == "to" else shape


def _sharing(
    items: list[Item], first: int, head: int, subjects: dict[Piece | None, str], end: int
) -> Iterator[Candidate]:
    """Readings of "X left and said C", "X left, calling C" and "X, who was there, said C"."""
    start, last = _content_start(items, head, end)
    for subject, name in subjects.items():
        if subject is not None and subject[1] <= first:
            shape = _shape(items, first, head, name)
            shape = name if shape == name else f"{name} {shape}"
            yield Candidate(shape, head, (first, last), subject, _contents(items, start, end))


def _before(items: list[Item], comma: int, after: int, end: int) -> list[Content] | None:
    """What stands before "X said", set off by a comma or quoted; alone, and with the quotation behind it."""
    if comma < 0 or items[comma].tag not in ",-Q":
        return None
    opening, stop = _clause_before(items, comma), comma + (items[comma].tag == "Q")
    if stop - opening < 1 + (items[comma].tag != "Q"):
        return None
    contents = [Content(((opening, stop),), "before")]
    quoted = next((n for n in range(stop - 1, max(opening, stop - 3) - 1, -1) if items[n].tag == "Q"), None)
    if quoted is not None and quoted > opening:
        contents.append(Content(((quoted, quoted + 1),), "quote before"))
    beyond = next((n for n in range(after, min(end, after + OPEN_REACH)) if items[n].tag == "Q"), None)
    if beyond is not None:
        contents.append(Content(((opening, stop), (beyond, beyond + 1)), "both"))
    return contents


def _inverted(items: list[Item], first: int, head: int, end: int) -> Iterator[Candidate]:
    """Readings of "C, argued X": the source stands behind its verb, with all that is said of it or without."""
    if not first or head + 1 >= end or items[head + 1].tag not in "KDOPN" or items[first - 1].tag not in ",-Q":
        return
    short = phrase_after(items, head + 1, to_end=True)
    reach = min(end, head + CLAUSE_REACH)
    long = next((n for n in range(head + 2, reach) if items[n].tag in "Q;-"), reach)
    for stop, shape in ((short, "inverted"), (long if long != short else None, "inverted long")):
        if stop is not None and stop <= end and (before := _before(items, first - 1, stop, end)) is not None:
            yield Candidate(shape, head, (first, head + 1), (head + 1, stop), before)


def _clause_before(items: list[Item], comma: int) -> int:
    """Where the clause starts that ends at a comma before a source."""
    n = comma
    while n > 0 and comma - n < CLAUSE_REACH and items[n - 1].tag not in ".;":
        n -= 1
    while n < comma and items[n].tag in "C,-":
        n += 1
    return n


def _passive(items: list[Item], first: int, head: int, source: Piece | None, end: int) -> Iterator[Candidate]:
    """Readings of "C was called a D by X", "it is expected that C"."""
    if source is None:
        return
    start, last = _content_start(items, head, end)
    by = next((n for n in range(head + 1, min(end, head + 6)) if items[n].lower == "by"), None)
    if by is not None and by + 1 < end and (agent := phrase_after(items, by + 1)) is not None:
        agents = (by + 1, min(agent, end))
        yield Candidate("by", head, (first, by + 1), agents, [Content((source,), "subject")])
    contents = _contents(items, start, end)
    yield Candidate("passive", head, (first, last), None, _after_piece(source, contents))
    yield Candidate("told", head, (first, last), source, contents)


def _seeming(items: list[Item], first: int, head: int, source: Piece | None, end: int) -> Iterator[Candidate]:
    """Readings of "C seems to D": whoever it seems to is not said."""
    if source is not None:
        contents = _contents(items, head + 1, end)
        yield Candidate("seeming", head, (first, head + 1), None, _after_piece(source, contents))


def _noun(items: list[Item], head: int, owner: Piece | None, end: int) -> Iterator[Candidate]:
    """Readings of "X's support for C", "his plan to C", "the belief that C", "has concerns about C"."""
    start, last = _content_start(items, head, end)
    first = head
    while first and items[first - 1].tag in "OAU" and (owner is None or first > owner[1]):
        first -= 1
    contents = _contents(items, start, end)
    if owner is None:
        verb = first - 1 if first and items[first - 1].tag == "D" else first
        if verb and items[verb - 1].tag in "XVUO":
            begin = _group_start(items, verb - 1)
            holder = _subject(items, begin)
            if holder is not None:
                yield Candidate("held", head, (begin, last), holder, contents)
    if owner is not None or last > head + 1 or (start < end and items[start].lower in ("that", "to", "whether")):
        yield Candidate("noun", head, (first, last), owner, contents)


def _content_start(items: list[Item], head: int, end: int) -> Piece:
    """Where the content starts behind a cue word, and where the cue ends: "called for" is a whole cue."""
    n = head + 1
    while n < end and items[n].tag == "A" and n - head < 4:
        n += 1
    tied = n < end and (
        items[n].lower in _PARTICLES or (items[n].lower == "to" and n + 1 < end and items[n + 1].tag in "DKPQN")
    )
    if tied and n + 1 < end and items[n + 1].tag != "T":
        return n + 1, n + 1
    if n < end and items[n].tag in ":,":
        return n + 1, head + 1
    return n, head + 1


def _contents(items: list[Item], start: int, end: int) -> list[Content]:
    """Where a content that starts here may end, longest first: its sentence, a clause or a phrase of it."""
    if start >= end:
        return []
    stops = {"whole": end}
    if items[start].tag == "Q" and start + 1 < end:
        stops["quote"] = start + 1
    else:
        stops |= _inner_ends(items, start, end)
    return [Content(((start, stop),), ending) for ending, stop in stops.items()]


def _inner_ends(items: list[Item], start: int, end: int) -> dict[str, int]:
    stops: dict[str, int] = {}
    for n in range(start + 1, min(end - 1, start + CLAUSE_REACH)):
        tag = items[n].tag
        if tag == ";":
            stops["whole"] = n
            break
        if tag in ",-(:":
            stops.setdefault("comma", n)
        elif n > start + 1 and not stops and (tag in "SW" or (tag == "C" and items[n + 1].tag in "UVXPA")):
            stops["clause"] = n
    return stops


def _after_piece(piece: Piece, contents: list[Content]) -> list[Content]:
    """The contents with a piece before each of them."""
    return [Content((piece, *content.pieces), content.ending) for content in contents]
