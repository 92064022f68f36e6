"""Dates of articles with what they date: an event told in a sentence or a content, or a statement."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sayso.language import lexicon, split_sentences, words
from sayso.language.items import Item, read_items
from sayso.model import Attribution, Date, Document, Span, Stance, Tables, Wording, article_spans, grouped
from sayso.trace.timeline.days import Days, read_days
from sayso.trace.timeline.roles import Role, role_of

LONGEST = 1200
"""Characters of a sentence, and dates in it, that are read; longer ones are lists or not prose."""
MOST_DATES = 12
_NESTED = 20  # contents before a date that are looked at for the one it stands in
_CUES = 8  # attributions of one sentence that are looked at for the one a date belongs to
_BEFORE_CUE = 4  # words before a date that opens a sentence: "Late on Friday evening,"

_BRACKET = re.compile(r"\s?[(\[]")

Kind = Literal["event", "statement"]


@dataclass(frozen=True, slots=True)
class Telling:
    """One date with what it dates."""

    kind: Kind
    date: Date
    days: Days
    weekday: int | None
    """0 for Monday, where the text gives a weekday and nothing settles which."""
    role: Role
    claim: str | None
    """The claim whose wording the date stands in, as what dates the whole of it."""
    stance: Stance
    attribution: str | None
    """Of a statement: which one; of an event: in whose words it is told, null for the article's own."""

    @property
    def document(self) -> str:
        """Where it stands."""
        return self.date.document

    @property
    def order(self) -> tuple[str, int]:
        """A key by which tellings stand in the order of their texts."""
        return self.date.document, self.date.start


@dataclass(frozen=True, slots=True)
class Tellings:
    """All tellings in the order of their texts, and the documents where a cap was met."""

    rows: tuple[Telling, ...]
    cut: frozenset[str]


def find_tellings(tables: Tables) -> Tellings:
    """What each date of headline and body dates; one pass over dates, and over the sentences that hold one."""
    dates, regions = grouped(tables.dates), grouped(tables.regions)
    said, worded = grouped(tables.attributions), grouped(tables.wordings)
    rows: list[Telling] = []
    cut = set()
    for document in sorted(tables.documents, key=lambda d: d.document):
        key = document.document
        if key not in dates:
            continue
        parts = [span for _, span in article_spans(document, regions.get(key, ()))]
        reader = _Reader(document, said.get(key, ()), worded.get(key, ()))
        for date in _explained(sorted(dates[key], key=lambda d: (d.start, d.end)), document.text):
            if date.rule != "stamp" and any(part.contains(date.span) for part in parts):
                rows += reader.read(date)
        if reader.cut:
            cut.add(key)
    return Tellings(tuple(rows), frozenset(cut))


def _explained(dates: Sequence[Date], text: str) -> Iterator[Date]:
    """The dates in order; a weekday before a date in brackets has its value: "on Thursday (6 November 2014)"."""
    for at, date in enumerate(dates):
        following = dates[at + 1] if at + 1 < len(dates) else None
        if date.value is None and following and _BRACKET.fullmatch(text[date.end : min(following.start, date.end + 4)]):
            date = (
                replace(date, value=following.value, rule=following.rule) if following.start <= date.end + 3 else date
            )
        yield date


class _Reader:
    """One document's dates, read in the order of the text; keeps the sentences of the paragraph it is in."""

    def __init__(self, document: Document, said: Sequence[Attribution], worded: Sequence[Wording]) -> None:
        self.document, self.text = document, document.text
        self.attributions: Mapping[str, Attribution] = {a.attribution: a for a in said}
        self.contents = sorted((s, a.attribution) for a in said if not a.comment for s in a.content)
        self.cues = sorted((s, a.attribution) for a in said if not a.comment for s in (a.cue or a.source[:1]))
        self.worded = sorted(((s, w) for w in worded for s in w.spans), key=lambda pair: (pair[0], pair[1].claim))
        self.line = Span(0, 0)
        self.sentences: list[Span] = []
        self.frame, self.items, self.read_in_frame = Span(0, 0), list[Item](), 0
        self.cut = False

    def read(self, date: Date) -> list[Telling]:
        """What the date dates; nothing where that is not plain."""
        sentence = self._sentence(date.span)
        if sentence is None:
            return []
        frame, holder = self._frame(date.span, sentence)
        if frame.end - frame.start > LONGEST:
            self.cut = True
            return []
        if frame != self.frame:
            self.frame, self.read_in_frame = frame, 0
            self.items = read_items(self.text, frame.start, frame.end, True, self.document.language or "en")
        self.read_in_frame += 1
        if self.read_in_frame > MOST_DATES:
            self.cut = True
            return []
        role = role_of(self.items, date.span, frame)
        if role is None:
            return []
        if role.shape == "main" and (found := self._statement(date.span, frame)):
            attribution = self.attributions[found]
            role = Role("main", attribution.content[0], False)
            return [self._telling("statement", date, role, None, "asserts", found)]
        if role.shape == "main" and holder is None and (cut := self._reported_from(frame)) is not None:
            items = [i for i in self.items if i.end <= cut]
            role = role_of(items, date.span, Span(frame.start, max(cut, date.end)))
            if role is None or date.end > cut:
                return []  # what the date belongs to, beside the words that are attributed, is not plain
        wording = self._wording(date.span)
        claim = wording.claim if wording else None
        stance: Stance = wording.stance if wording else "asserts"
        if holder is None and wording is not None and wording.attribution is not None:
            claim, stance = None, "asserts"  # the date stands beside the words that are attributed
        return [self._telling("event", date, role, claim, stance, holder)]

    def _telling(
        self, kind: Kind, date: Date, role: Role, claim: str | None, stance: Stance, attribution: str | None
    ) -> Telling:
        spoken = self.attributions[attribution].form == "direct" if attribution and kind == "event" else False
        if spoken and date.rule in ("relative", "weekday"):
            date = replace(date, value=None)  # "yesterday" in a quotation counts from the day it was said
        days = read_days(date.value)
        return Telling(kind, date, days, _weekday(date) if days.is_empty else None, role, claim, stance, attribution)

    def _sentence(self, span: Span) -> Span | None:
        """The sentence the date stands in."""
        if not self.line.contains(span):
            start = self.text.rfind("\n", 0, span.start) + 1
            end = self.text.find("\n", span.end)
            self.line = Span(start, end if end >= 0 else len(self.text))
            self.sentences = split_sentences(self.text, *self.line)
        at = bisect_right(self.sentences, span.start, key=lambda s: s.start) - 1
        return self.sentences[at] if at >= 0 and self.sentences[at].contains(span) else None

    def _frame(self, span: Span, sentence: Span) -> tuple[Span, str | None]:
        """The innermost content the date stands in, as far as its sentence goes, and whose it is; else the sentence."""
        at = bisect_right(self.contents, (Span(span.start, len(self.text) + 1), ""))
        holding = [pair for pair in self.contents[max(at - _NESTED, 0) : at] if pair[0].contains(span)]
        if not holding:
            return sentence, None
        content, holder = min(holding, key=lambda pair: (pair[0].end - pair[0].start, pair))
        return Span(max(content.start, sentence.start), min(content.end, sentence.end)), holder

    def _statement(self, span: Span, frame: Span) -> str | None:
        """The attribution in the frame that the date belongs to: "said on Monday", "On Monday, the mayor said"."""
        first = bisect_left(self.cues, (Span(frame.start, 0), ""))
        found = []
        for cue, key in self.cues[first : first + _CUES]:
            if cue.end > frame.end:
                break
            attribution = self.attributions[key]
            if not any(part.overlaps(span) for part in (*attribution.content, *attribution.source)):
                found.append((self._distance(span, cue, attribution, frame), cue, key))
        near = [(distance, cue, key) for distance, cue, key in found if distance is not None]
        return min(near)[2] if near else None

    def _distance(self, span: Span, cue: Span, attribution: Attribution, frame: Span) -> int | None:
        """Characters between date and cue; null where something other than the saying stands between."""
        between = Span(min(span.end, cue.end), max(span.start, cue.start))
        covered = (*attribution.source, *attribution.cue)
        items = [i for i in self.items if between.start <= i.start and i.end <= between.end]
        free = [i for i in items if not any(s.start <= i.start < s.end for s in (*covered, *attribution.content))]
        if any(i.tag in "XVWS" or i.lower in words("timeline", "elsewhere") - {"to", "with", "for"} for i in free):
            return None
        if span.end <= cue.start:  # before the cue: it opens the sentence, or stands between source and cue
            before = sum(frame.start <= i.start < span.start for i in self.items)
            opens = before <= _BEFORE_CUE or any(s.end <= span.start for s in attribution.source)
            opens = opens or any(s.end <= span.start for s in attribution.content)
            return cue.start - span.end if opens else None
        return span.start - cue.end

    def _reported_from(self, frame: Span) -> int | None:
        """Where in a sentence the first words stand that are attributed or attribute; null where none do."""
        first = bisect_left(self.cues, (Span(frame.start, 0), ""))
        if first == len(self.cues) or self.cues[first][0].end > frame.end:
            return None
        cue, key = self.cues[first]
        start = min([cue.start, *(part.start for part in self.attributions[key].content if frame.contains(part))])
        marks = [i.start for i in self.items if i.end <= start and (i.tag in ",;:-" or i.lower in ("and", "but"))]
        return marks[-1] if marks else start

    def _wording(self, span: Span) -> Wording | None:
        """The narrowest wording of a claim that holds the date."""
        at = bisect_right(self.worded, span.start, key=lambda pair: pair[0].start)
        holding = [pair for pair in self.worded[max(at - _NESTED, 0) : at] if pair[0].contains(span)]
        return min(holding, key=lambda p: (p[0].end - p[0].start, p[1].claim))[1] if holding else None


def _weekday(date: Date) -> int | None:
    """The weekday that a date's words give, 0 for Monday."""
    named: dict[str, int] = lexicon("dates")["weekdays"]
    found = [named[word] for word in date.text.lower().replace("’", "'").replace("'s", "").split() if word in named]
    return found[0] if len(found) == 1 else None
