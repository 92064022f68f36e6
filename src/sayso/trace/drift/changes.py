"""What changed between two wordings of a claim; a change is told only where both show it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from sayso.language import words
from sayso.model import Change, Figure, Place, Span
from sayso.trace.drift.steps import Step, overlap
from sayso.trace.drift.telling import Teller, Telling, about

_CLOSE = 0.6  # share of content words from which a sentence in the article's own voice says what was attributed
_SAME = 0.8  # the same from which two contents are one, so that another speaker is a change of the speaker
_ROUND = 0.1  # of a number, by which another may differ and still be it rounded
_VAGUE = 0.2  # the same where the other says "about"
_LAST = re.compile(r"[|–—]\s*\w+(?:[ -]\w+){0,3}\W*$")  # a headline that names its source last: "... | Coach"
_FIRST = re.compile(r"\W*([^:|]{1,60}):\s+(.*?)\W*$", re.DOTALL)  # or first: "Coach: ..."
_NAME = 4  # words of such a source
_LONGEST = 400  # characters of a place; a longer one is shown by its beginning


class Found(NamedTuple):
    """One change with the words of both wordings that show it."""

    change: Change
    earlier: Place
    later: Place
    rule: str
    score: float


def find_changes(step: Step, teller: Teller) -> Iterator[Found]:
    """The changes of one step."""
    if step.how == "evidence":
        for found in _evidence(step.earlier, step.later, "headline stronger"):
            yield found._replace(rule="headline, evidence speaks", score=0.8)
        return
    if step.how == "headline":
        yield from _headline(step.earlier, step.later, teller)
        return
    if step.how == "figure":
        yield from _numbers(step.earlier, step.later, step.how)
        return
    if step.how == "rounding":
        yield from (found for found in _numbers(step.earlier, step.later, step.how) if found.change == "number rounded")
        return
    if step.how != "speaker":
        yield from _hedges(step.earlier, step.later)
    yield from _numbers(step.earlier, step.later, step.how)
    if step.how not in ("utterance", "speaker"):
        yield from _verbs(step.earlier, step.later)
        yield from _voices(step.earlier, step.later, step.how, teller)
    if step.how == "passage":
        yield from _speakers(step.earlier, step.later)


def _hedges(earlier: Telling, later: Telling) -> Iterator[Found]:
    """A hedge beside words that both have, where the other's whole sentence has none."""
    dropped, added = _hedge_of(earlier, later), _hedge_of(later, earlier)
    if dropped:
        yield Found("hedge dropped", _shown(earlier, dropped[0]), _shown(later), f"hedge {dropped[1]}", 0.75)
    if added:
        yield Found("hedge added", _shown(earlier), _shown(later, added[0]), f"hedge {added[1]}", 0.75)


def _hedge_of(one: Telling, other: Telling) -> tuple[Span, str] | None:
    """A hedge of the first that the other has lost; what passes on hearsay is no loss where a source is named."""
    if other.hedges or other.strength == 0:
        return None
    for span, word in one.hedges:
        named = other.attribution is not None and bool(other.attribution.source)
        hearsay = word in words("drift", "hearsay") and (named or other.relayed)
        if not hearsay and about(one, span, other):
            return span, word
    return None


def _verbs(earlier: Telling, later: Telling) -> Iterator[Found]:
    """Another step on the scale for the same speaker, or evidence that somebody has and that now speaks itself."""
    first, second = earlier.attribution, later.attribution
    same = first is not None and second is not None and first.speaker is not None and first.speaker == second.speaker
    on_scale = _differ(earlier.strength, later.strength) and not (
        earlier.speaker and earlier.speaker.kind == "document"
    )
    if same and on_scale and first and second and first.cue and second.cue:
        change: Change = "verb strengthened" if (later.strength or 0) > (earlier.strength or 0) else "verb weakened"
        rule = f"cue {earlier.strength} to {later.strength}"
        yield Found(change, earlier.place(first.cue[0]), later.place(second.cue[0]), rule, 0.75)
        return
    yield from _evidence(earlier, later, "verb strengthened")


def _differ(one: int | None, other: int | None) -> bool:
    """Whether two cues stand on two steps of the scale; the lowest only against what takes it for a fact."""
    if one is None or other is None or one == other:
        return False
    return min(one, other) > 0 or abs(one - other) > 1


def _evidence(earlier: Telling, later: Telling, change: Change) -> Iterator[Found]:
    if earlier.has and not earlier.speaks and later.speaks and not later.has:
        places = earlier.place(earlier.has), later.place(later.speaks)
        yield Found(change, *places, "evidence has to speaks", 0.7)


def _numbers(earlier: Telling, later: Telling, how: str) -> Iterator[Found]:
    """One figure of a quantity in each, with another value or range; another speaker's figure is no drift of it."""
    if how != "passage" and _other_speakers(earlier, later):
        return
    ours, theirs = _by_group(earlier), _by_group(later)
    for group in sorted(ours.keys() & theirs.keys()):
        one, other = ours[group], theirs[group]
        change = change_of_number(one, other) if one and other else None
        if one and other and change:
            rule = f"{change[1]}, {how}"
            yield Found(change[0], earlier.place(one.span), later.place(other.span), rule, 0.8)


def _other_speakers(one: Telling, other: Telling) -> bool:
    """Whether two people are told apart; an outlet only passes on what somebody else has counted."""
    if one.attribution is None or other.attribution is None:
        return False
    if one.speaker is None or other.speaker is None:
        return True
    return one.speaker.source != other.speaker.source and "outlet" not in (one.speaker.kind, other.speaker.kind)


def _by_group(one: Telling) -> dict[str, Figure | None]:
    """Group -> its only figure in a wording; null where there are several."""
    found: dict[str, Figure | None] = {}
    for figure in one.figures:
        found[figure.group] = None if figure.group in found else figure
    return found


def change_of_number(one: Figure, other: Figure) -> tuple[Change, str] | None:
    """How the second of two figures differs from the first; null where it only tells more exactly what agrees."""
    if (one.low, one.high) == (other.low, other.high) and one.hedge == other.hedge:
        return None
    value, its = one.low if one.low is not None else one.high, other.low if other.low is not None else other.high
    if value is not None and its is None:
        return "number rounded", "number made vague"  # "more than fifty", then "dozens"
    if value is None or its is None:
        return None
    near = abs(value - its) <= (_VAGUE if other.hedge else _ROUND) * abs(value)
    exact, still = one.low == one.high and not one.hedge, other.low == other.high and not other.hedge
    if near and value == its:
        return ("number rounded", "hedge of the number dropped") if still else ("number rounded", "number made vague")
    if near and _zeros(its) > _zeros(value):
        return "number rounded", "rounded"
    if near and not (exact and still):
        return None
    lows = [low for low in (one.low, other.low) if low is not None]
    highs = [high for high in (one.high, other.high) if high is not None]
    apart = bool(lows) and bool(highs) and max(lows) > min(highs)
    return ("number changed", "ranges apart") if apart else None


def _zeros(value: float) -> int:
    """How round a number is: zeros at its end, a five before them counting half."""
    digits = f"{value:.0f}" if value == int(value) and abs(value) < 1e15 else ""
    zeros = len(digits) - len(digits.rstrip("0"))
    return 2 * zeros + digits.rstrip("0").endswith("5")


def _speakers(earlier: Telling, later: Telling) -> Iterator[Found]:
    """The same words at the same place of a shared passage, laid into another named mouth."""
    first, second = earlier.attribution, later.attribution
    if not (first and second and earlier.speaker and later.speaker and earlier.by_name and later.by_name):
        return
    if earlier.headline or later.headline:
        return  # "Drugmaker denies" names by trade whom the body names by name
    kinds = {earlier.speaker.kind, later.speaker.kind}
    if earlier.speaker.source == later.speaker.source or not kinds <= {"person", "organisation", "country"}:
        return
    if overlap(earlier, later) >= _SAME and not _share_a_name(earlier, later):
        yield Found(
            "speaker changed", earlier.place(first.source[0]), later.place(second.source[0]), "one passage", 0.7
        )


def _share_a_name(one: Telling, other: Telling) -> bool:
    """Whether the two sources may be one man: a word of one's names stands among the other's."""
    names = [
        {word for name in (s.name, *s.aliases) for word in name.lower().split() if len(word) > 3}
        for s in (one.speaker, other.speaker)
        if s
    ]
    return not names[0].isdisjoint(names[-1])


def _voices(earlier: Telling, later: Telling, how: str, teller: Teller) -> Iterator[Found]:
    """What somebody was said to have said, now in the article's own voice."""
    row = earlier.attribution
    if row is None or not row.source or later.attribution or later.relayed or earlier.headline or later.headline:
        return
    if any(found.change == "number changed" for found in _numbers(earlier, later, "passage")):
        return
    if teller.names_nobody(later) and overlap(earlier, later) >= _CLOSE:
        score = 0.8 if how == "passage" else 0.65
        yield Found("attribution dropped", _shown(earlier), _shown(later), f"own voice, {how}", score)


def _headline(body: Telling, headline: Telling, teller: Teller) -> Iterator[Found]:
    """A headline that says more than the article's own wordings of the claim."""
    text = teller.documents[headline.document].text
    if "?" in headline.sentence.text_in(text) or not words("promises", "future").isdisjoint(_words(headline, text)):
        return
    change: Change = "headline stronger"
    numbers = [found for found in _numbers(body, headline, "headline") if found.change == "number changed"]
    for found in numbers:
        if _value(found.later, headline) > _value(found.earlier, body):
            yield Found(change, found.earlier, found.later, "headline, number", 0.8)
            return
    dropped = _hedge_of(body, headline)
    if dropped and overlap(body, headline) >= _CLOSE:
        yield Found(change, _shown(body, dropped[0]), _shown(headline), f"headline, hedge {dropped[1]} dropped", 0.8)
        return
    first, second = body.attribution, headline.attribution
    same = first and second and first.speaker and first.speaker == second.speaker
    by_role = headline.speaker is None or headline.speaker.kind == "unnamed"  # "scientists prove"
    if first and second and (same or by_role) and first.cue and second.cue:
        if (headline.strength or 0) > 1 and body.strength is not None and body.strength < (headline.strength or 0):
            yield Found(change, body.place(first.cue[0]), headline.place(second.cue[0]), "headline, verb", 0.75)
        return
    silent = second is None and teller.names_nobody(headline) and not _is_signed(headline.sentence.text_in(text))
    if first and first.source and silent and overlap(body, headline) >= _CLOSE:
        yield Found(change, _shown(body), _shown(headline), "headline, own voice", 0.65)


def _is_signed(headline: str) -> bool:
    """Whether a headline names its source before a colon or behind a bar; labels such as "Explained:" are no source."""
    labels, first = words("drift", "labels"), _FIRST.match(headline)
    if first and not {" ".join(part.lower().split()) for part in first.groups()} & labels:
        return len(first.group(1).split()) <= _NAME
    return bool(_LAST.search(headline))


def _words(one: Telling, text: str) -> set[str]:
    """Words and pairs of words of a sentence."""
    told = one.sentence.text_in(text).lower().split()
    return {*told, *(f"{first} {second}" for first, second in pairwise(told))}


def _value(place: Place, one: Telling) -> float:
    figure = next(f for f in one.figures if f.start == place.start)
    return figure.low if figure.low is not None else figure.high or 0.0


def _shown(one: Telling, hedge: Span | None = None) -> Place:
    """The wording with source and cue, and with the hedge that stands beside it."""
    hull = one.hull
    return _cut(one.place(Span(min(hull.start, hedge.start), max(hull.end, hedge.end)) if hedge else hull), hedge)


def _cut(place: Place, keep: Span | None = None) -> Place:
    """A place of at most 400 characters that holds the words to be kept."""
    if place.end - place.start <= _LONGEST:
        return place
    start = place.start if keep is None or keep.end - place.start <= _LONGEST else keep.start
    return Place(place.document, start, min(place.end, start + _LONGEST))
