"""When, where and to whom something was said, as the words around its attribution tell.

Only the frame is read, source, cue and what stands beside them in their sentences, never what was said: a date inside
a quotation is a date of something else. A speaker who goes on ("she added") is still at the same occasion.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache

from sayso.language import lexicon, split_sentences, words
from sayso.language.names import country_of, fold_name
from sayso.model import Attribution, Date, Document, Mention, Relay, Source, Span, grouped

_REACH = 300  # characters before and after source and cue that are read; news sentences are seldom longer
_NEAR_DATE = 6  # words between source or cue and a date of the saying
_NEAR_OPENING = 3  # words of a sentence before a date that opens it: "Late on Monday, ..."
_BETWEEN = 40  # characters between "in an interview with" and the outlet's name: "the Lebanese news channel"
_MOST = 24  # attributions before and after one that are looked at for where its frame ends
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_NAME = re.compile(r"\s+(?:the\s+)?([A-Z][\w’'-]*(?:\s+(?:of\s+|de\s+|al-)?[A-Z][\w’'-]*){0,3})")
_DASHES = str.maketrans("‐‑–", "---")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is known of one occasion; each part is empty where nothing tells it."""

    outlets: frozenset[str] = frozenset()
    """Source ids of outlets that were told."""
    days: frozenset[str] = frozenset()
    """EDTF values."""
    venues: frozenset[str] = frozenset()
    """Kinds such as `interview` or `court`."""
    places: frozenset[str] = frozenset()
    """Countries, or names as written, folded."""
    spans: tuple[Span, ...] = ()
    """The words that tell it, in the document of the attribution; empty for several occasions taken together."""

    @property
    def known(self) -> int:
        """How many of the four parts are known."""
        return sum(map(bool, (self.outlets, self.days, self.venues, self.places)))

    def conflicts(self, other: "Occasion") -> bool:
        """Whether both cannot be one occasion; what only one of them tells is no conflict."""
        excludes = lexicon("occasions")["excludes"]
        return (
            _are_apart(self.outlets, other.outlets)
            or _are_apart(*(frozenset(one.places & _known_countries()) for one in (self, other)))
            or (not (self.places | other.places) & _known_countries() and _are_apart(self.places, other.places))
            or not _meet(self.days, other.days, _may_be_one)
            or not _meet(self.venues, other.venues, lambda one, two: two not in excludes[one])
        )

    def joined(self, other: "Occasion") -> "Occasion":
        """All that either tells."""
        return Occasion(self.outlets | other.outlets, self.days | other.days, self.venues | other.venues,
                        self.places | other.places)  # fmt: skip


def read_occasions(
    documents: Sequence[Document],
    attributions: Sequence[Attribution],
    relays: Sequence[Relay],
    sources: Sequence[Source],
    mentions: Sequence[Mention],
    dates: Sequence[Date],
) -> dict[str, Occasion]:
    """Attribution id -> its occasion, for those whose frame tells anything of it.

    Linear: each frame is at most a few hundred characters long.
    """
    outlets = frozenset(source.source for source in sources if source.kind == "outlet")
    said = grouped(a for a in attributions if not a.comment)
    by_relay, by_mention, by_date = grouped(relays), grouped(mentions), grouped(dates)
    found: dict[str, Occasion] = {}
    for document in sorted(documents, key=lambda d: d.document):
        name = document.document
        if name in said:
            named = sorted((m for m in by_mention.get(name, ()) if m.source in outlets), key=lambda m: m.start)
            pronouns = frozenset(m.start for m in by_mention.get(name, ()) if m.how == "pronoun")
            days = sorted(by_date.get(name, ()), key=lambda d: d.start)
            reader = _Reader(document.text, named, days)
            _read_document(reader, said[name], by_relay.get(name, []), pronouns, found)
    return found


def _read_document(
    reader: "_Reader",
    said: Sequence[Attribution],
    relays: Sequence[Relay],
    pronouns: frozenset[int],
    found: dict[str, Occasion],
) -> None:
    """Add the occasions of one document, those of relays and of what a speaker goes on from included."""
    ordered = sorted(said, key=lambda a: (_first(a), a.attribution))
    hulls = [_hull(a) for a in ordered]
    under: dict[str, Occasion] = {}
    for relay in sorted(relays, key=lambda r: (r.start, r.relay)):
        occasion = reader.read_relay(relay)
        if occasion:
            for name in relay.attributions:
                under.setdefault(name, occasion)
    last: Attribution | None = None
    for at, attribution in enumerate(ordered):
        occasion = reader.read([*attribution.source, *attribution.cue], attribution.content, _around(hulls, at))
        told = under.get(attribution.attribution)
        if told and not occasion.conflicts(told):
            spans = tuple(sorted({*occasion.spans, *told.spans}))
            occasion = _with_spans(occasion.joined(told), spans)
        if not occasion.spans and last is not None and _goes_on(attribution, last, pronouns):
            occasion = found.get(last.attribution, occasion)
        if occasion.spans:
            found[attribution.attribution] = occasion
        if attribution.within is None:
            last = attribution


def _goes_on(attribution: Attribution, before: Attribution, pronouns: frozenset[int]) -> bool:
    """Whether the speaker of the attribution before goes on: the same one, by a pronoun or with "added"."""
    if attribution.speaker is None or attribution.speaker != before.speaker:
        return False
    cue = {word for text in attribution.cue_text for word in text.lower().split()}
    by_pronoun = not attribution.source or attribution.source[0].start in pronouns
    return by_pronoun or not cue.isdisjoint(words("occasions", "continuing"))


@dataclass(slots=True)
class _Reader:
    """Reads frames of one document; `outlets` and `days` are sorted by where they start."""

    text: str
    outlets: Sequence[Mention]
    days: Sequence[Date]
    starts: list[int] = field(init=False)
    day_starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.starts = [mention.start for mention in self.outlets]
        self.day_starts = [date.start for date in self.days]

    def read_relay(self, relay: Relay) -> Occasion | None:
        """The occasion that the sentence of a relay tells, where the outlet was told and did not merely report."""
        occasion = self.read([relay.span], (), (0, len(self.text)))
        return occasion if relay.outlet in occasion.outlets else None

    def read(self, anchors: Sequence[Span], content: Sequence[Span], limits: tuple[int, int]) -> Occasion:
        """What the sentences of the anchors tell outside the content and inside the limits."""
        outlets: set[str] = set()
        days: set[str] = set()
        venues: set[str] = set()
        places: set[str] = set()
        spans: set[Span] = set()
        for part, opens in self._frame(anchors, content, limits):
            for mention, span in self._told(part):
                outlets.add(mention)
                spans.add(span)
            for kind, span in _venues_in(self.text, part):
                venues.add(kind)
                spans.add(span)
            for name, span in _places_in(self.text, part):
                places.add(name)
                spans.add(span)
            for date in self._dates_in(part, opens, anchors):
                spans.add(date.span)
                days |= {date.value} if date.value else set()
        return Occasion(frozenset(outlets), frozenset(days), frozenset(venues), frozenset(places), _merged(spans))

    def _frame(
        self, anchors: Sequence[Span], content: Sequence[Span], limits: tuple[int, int]
    ) -> list[tuple[Span, bool]]:
        """Stretches of the anchors' sentences that hold nothing said; True for one that opens its sentence."""
        if not anchors:
            return []
        low, high = min(a.start for a in anchors), max(a.end for a in anchors)
        first = max(0, low - _REACH, limits[0] - _REACH)
        last = min(len(self.text), min(high, low + _REACH) + _REACH)
        parts: list[tuple[Span, bool]] = []
        for sentence in split_sentences(self.text, first, last):
            if any(sentence.overlaps(anchor) for anchor in anchors):
                inside = Span(max(sentence.start, limits[0]), min(sentence.end, limits[1]))
                parts += [(p, p.start == sentence.start) for p in _without(inside, content)]
        return parts

    def _told(self, part: Span) -> list[tuple[str, Span]]:
        """Outlets that follow words such as "in an interview with", each with the words that say so."""
        found = []
        for match in _phrases("told").finditer(self.text, part.start, part.end):
            at = bisect_left(self.starts, match.end())
            if at < len(self.outlets) and self.outlets[at].start <= match.end() + _BETWEEN:
                mention = self.outlets[at]
                between = self.text[match.end() : mention.start]
                if mention.end <= part.end and not re.search(r"[.,;:!?“”\"]", between):
                    found.append((mention.source, Span(match.start(), mention.end)))
        return found

    def _dates_in(self, part: Span, opens: bool, anchors: Sequence[Span]) -> list[Date]:
        """Dates of the saying: right beside source or cue, or opening the sentence before a comma."""
        at = bisect_left(self.day_starts, part.start)
        upto = bisect_left(self.day_starts, part.end)
        return [date for date in self.days[at:upto] if date.end <= part.end
                and (self._is_beside(date, anchors) or (opens and self._opens(date, part)))]  # fmt: skip

    def _is_beside(self, date: Date, anchors: Sequence[Span]) -> bool:
        for anchor in anchors:
            lower, upper = (anchor.end, date.start) if anchor.end <= date.start else (date.end, anchor.start)
            between = self.text[lower:upper] if lower <= upper and upper - lower <= _REACH else None
            if between is not None and not re.search(r"[.;:!?“”\"\n]", between):
                told = [word.lower() for word in _WORD.findall(between)]
                after = anchor.end <= date.start
                if after and len(told) <= _NEAR_DATE and not set(told) & words("occasions", "of_else"):
                    return True
        return False

    def _opens(self, date: Date, part: Span) -> bool:
        told = [word.lower() for word in _WORD.findall(self.text[part.start : date.start])]
        after = self.text[date.end : date.end + 2].lstrip()
        return len(told) <= _NEAR_OPENING and after.startswith(",") and not set(told) & words("occasions", "of_else")


def _hull(attribution: Attribution) -> Span:
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _first(attribution: Attribution) -> int:
    return _hull(attribution).start


def _around(hulls: Sequence[Span], at: int) -> tuple[int, int]:
    """Where the frame of one attribution ends because that of another begins; nested ones are no limit."""
    own = hulls[at]
    low = max((hull.end for hull in hulls[max(at - _MOST, 0) : at] if hull.end <= own.start), default=0)
    high = min(
        (hull.start for hull in hulls[at + 1 : at + 1 + _MOST] if hull.start >= own.end), default=own.end + _REACH
    )
    return low, high


def _without(span: Span, holes: Sequence[Span]) -> list[Span]:
    """What is left of a span."""
    left: list[Span] = []
    at = span.start
    for hole in sorted(holes):
        if hole.start < span.end and hole.end > at:
            if hole.start > at:
                left.append(Span(at, hole.start))
            at = max(at, hole.end)
    return [*left, Span(at, span.end)] if at < span.end else left


def _venues_in(text: str, part: Span) -> list[tuple[str, Span]]:
    found = _venue().finditer(text, *part)
    return [(_kinds()[" ".join(m.group().lower().split())], Span(*m.span())) for m in found]


def _places_in(text: str, part: Span) -> list[tuple[str, Span]]:
    found = []
    for match in _phrases("placing").finditer(text, part.start, part.end):
        name = _NAME.match(text, match.end(), part.end)
        if name:
            folded = fold_name(name.group(1))
            found.append((country_of(folded) or folded, Span(match.start(), name.end())))
    return found


@cache
def _phrases(section: str) -> re.Pattern[str]:
    return _pattern(tuple(lexicon("occasions")[section]))


@cache
def _venue() -> re.Pattern[str]:
    return _pattern(tuple(_kinds()))


@cache
def _kinds() -> dict[str, str]:
    """Phrase -> the kind of occasion it tells."""
    return {phrase: kind for kind, phrases in lexicon("occasions")["venues"].items() for phrase in phrases}


def _pattern(phrases: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    joined = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"\b(?:{joined})\b", re.IGNORECASE)


@cache
def _known_countries() -> frozenset[str]:
    return frozenset(lexicon("places")["countries"])


def _are_apart(here: frozenset[str], there: frozenset[str]) -> bool:
    """Whether both tell something, and nothing that is the same."""
    return bool(here) and bool(there) and here.isdisjoint(there)


def _meet(here: frozenset[str], there: frozenset[str], agree: Callable[[str, str], bool]) -> bool:
    """Whether some part of one agrees with some part of the other, or one tells nothing."""
    return not here or not there or any(agree(one, two) for one in here for two in there)


def _may_be_one(one: str, other: str) -> bool:
    """Whether two EDTF days may be the same: no digit of one stands against another digit of the other."""
    return all(a == b or not (a.isdigit() and b.isdigit()) for a, b in zip(one, other, strict=False))


def _merged(spans: set[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _with_spans(occasion: Occasion, spans: tuple[Span, ...]) -> Occasion:
    return Occasion(occasion.outlets, occasion.days, occasion.venues, occasion.places, _merged(set(spans)))
