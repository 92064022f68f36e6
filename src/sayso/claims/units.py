"""What claims are made of: contents of attributions, headlines, and sentences in the article's own voice."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise

from sayso.language import LANGUAGES, split_paragraphs, split_sentences, words
from sayso.language.items import read_items
from sayso.language.meaning import Sense, read_senses
from sayso.model import Attribution, Date, Document, Figure, Mention, Region, Reuse, Span, article_spans, grouped

_CUT = re.compile(r"\b(?:that|which|while|whereas|but|when|after|because|and that)\b|;", re.IGNORECASE)
_CLAUSE = 3  # content words that make a clause worth a comparison of its own
MADE_BY = "claims.rules/1"
_MOST_NESTED = 20  # attributions after a content's start that are looked at
_SHORT = 4  # content words of an answer such as "that is pure invention", at most
_WORD = re.compile(r"[\w']+")
_LABEL = re.compile(r"\s*(\w[\w ]{1,30}?)\s*[|:–—]\s*(?=\S)")
_OWN = 0.34  # share of a sentence that attributions cover from which it is no longer the article's own voice
_NESTED = 0.6  # share of a content that a nested attribution covers before the outer one says nothing of its own
_SHIFT = 40  # characters by which edits may shift a sentence inside a shared passage, beside a tenth of its distance
_SLACK = 20  # characters by which a content may stick out of a shared passage: a quotation mark, "that", a changed word
_MOST_PASSAGES = 40  # shared passages before a place that are looked at; more means boilerplate
_MOST_SENSES = (
    60  # a content longer than that is compared by its first words, so that one endless sentence costs no more
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One thing that an article puts forward, ready to be compared with others."""

    document: str
    spans: tuple[Span, ...]
    text: tuple[str, ...]
    senses: tuple[Sense, ...]
    attribution: Attribution | None
    """Null: the article's own voice."""
    headline: bool
    language: str
    is_cut: bool = False
    """Whether it is too long to be compared by all its words."""
    figures: frozenset[str] = frozenset()
    """Groups of figures that stand in it."""
    dates: frozenset[str] = frozenset()
    """Dates that stand in it and that its text settles, in EDTF."""
    passages: frozenset[tuple[tuple[str, str, int], int]] = frozenset()
    """Passages it shares, each named by the two documents and its start, and how far inside it the unit stands."""

    follows: frozenset[str] = frozenset()
    """For a direct quotation: the attribution just before it in the text, where the same speaker is reported."""

    points_back: bool = False
    """Whether it only points back to what was just said: "denied the charge", "that is a lie"."""

    @property
    def speaker(self) -> str | None:
        """Source id of who says it, where known."""
        return self.attribution.speaker if self.attribution else None

    @property
    def order(self) -> tuple[str, tuple[Span, ...], str]:
        """A key by which units stand in the same order whatever the order of the inputs."""
        return self.document, self.spans, self.attribution.attribution if self.attribution else ""

    @property
    def rank(self) -> tuple[tuple[str, ...], tuple[str, tuple[Span, ...], str]]:
        """A key that goes by the words first, so that a copy elsewhere changes no order."""
        return self.text, self.order


def split_unit(unit: Unit) -> list[Unit]:
    """The clauses of a content that may each put something forward: cut before "that", "which" and at semicolons.

    Empty where there is but one such clause, or none with enough in it.
    """
    if unit.attribution is None or len(unit.senses) < 2 * _CLAUSE:
        return []
    parts: list[Unit] = []
    for span, text in zip(unit.spans, unit.text, strict=True):
        cuts = [found.start() for found in _CUT.finditer(text) if found.start() > 0]
        for start, end in pairwise([0, *cuts, len(text)]):
            inside = Span(span.start + start, span.start + end)
            senses = tuple(s for s in unit.senses if inside.start <= s.start < inside.end)
            if len(senses) >= _CLAUSE:
                parts.append(replace(unit, spans=(inside,), text=(text[start:end],), senses=senses))
    return parts if len(parts) > 1 else []


def at_one_place(one: Unit, other: Unit) -> bool:
    """Whether both stand at one place of a passage that their documents share; edits may have shifted it a little."""
    if not one.passages or not other.passages:
        return False
    here, there = _places(one.passages), _places(other.passages)
    if here.keys().isdisjoint(there):
        return False
    return any(abs(other_at - at) <= _SHIFT + at // 10
               for name in here.keys() & there.keys() for at in here[name] for other_at in there[name])  # fmt: skip


@lru_cache(maxsize=50_000)
def _places(passages: frozenset[tuple[tuple[str, str, int], int]]) -> dict[tuple[str, str, int], list[int]]:
    """Passage -> where a unit stands in it, in each of the two documents."""
    places: dict[tuple[str, str, int], list[int]] = {}
    for name, at in passages:
        places.setdefault(name, []).append(at)
    return places


def find_units(
    documents: Sequence[Document],
    regions: Sequence[Region],
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    reuse: Sequence[Reuse],
    figures: Sequence[Figure],
    dates: Sequence[Date] = (),
) -> list[Unit]:
    """All units of all documents, in order. Reader comments and demands put no claim forward and are left out."""
    by_region, by_attribution = grouped(regions), grouped(attributions)
    by_mention, by_figure, by_date, by_reuse = grouped(mentions), grouped(figures), grouped(dates), _passages(reuse)
    units: list[Unit] = []
    for document in sorted(documents, key=lambda d: d.document):
        name = document.document
        if document.language is not None and document.language not in LANGUAGES:
            continue
        found = _of_document(document, by_region.get(name, []), by_attribution.get(name, []))
        named = sorted(by_mention.get(name, []), key=lambda m: (m.start, m.end))
        counted = sorted((f.start, f.end, f.group) for f in by_figure.get(name, []))
        dated = sorted((d.start, d.end, d.value) for d in by_date.get(name, []) if d.value)
        units.extend(_enrich(unit, named, counted, dated, by_reuse.get(name, [])) for unit in found)
    return sorted(units, key=lambda unit: unit.order)


def _of_document(document: Document, regions: list[Region], attributions: list[Attribution]) -> list[Unit]:
    text = document.text
    said = [a for a in attributions if not a.comment]
    inner = _nested(said)
    units: list[Unit] = []
    before: Attribution | None = None
    for attribution in sorted(said, key=lambda a: (a.content, a.attribution)):
        spans = _own_content(attribution, inner.get(attribution.attribution, []))
        if spans and attribution.act != "demands" and _says_something(attribution) and not _is_left_open(attribution):
            unit = _unit(document, spans, text, attribution, attribution.headline)
            unit = replace(unit, points_back=_points_back(unit))
            units.append(
                replace(unit, follows=frozenset({before.attribution}))
                if before and _is_quote_of(attribution, before)
                else unit
            )
            before = attribution
    covered = _merge([span for a in said for span in (*a.content, *a.cue, *a.source)])
    for kind, span in article_spans(document, regions):
        lines = split_paragraphs(text, span.start, span.end)
        sentences = lines if kind == "headline" and len(lines) == 1 else split_sentences(text, span.start, span.end)
        own = [s for s in sentences if _overlap(s, covered) < _OWN * (s.end - s.start)]
        units.extend(_unit(document, (sentence,), text, None, kind == "headline") for sentence in own)
    return units


def _says_something(attribution: Attribution) -> bool:
    """Whether the content can be true or false: not a mere thing ("backed the plan") nor a wish ("to leave").

    Asked of what the tagger alone has found; the forms that rules read are propositions or point back to one.
    """
    if not attribution.rule.startswith("tagger") or attribution.form == "direct" or attribution.act == "promises":
        return True
    joined = " ".join(attribution.content_text)
    items = read_items(joined, 0, len(joined), True)
    wish = bool(items) and items[0].lower == "to"
    return not wish and any(i.tag in "XVU" or (i.tag == "O" and i.lower.endswith("ed")) for i in items)


def _is_left_open(attribution: Attribution) -> bool:
    """Whether its source says neither yes nor no: "did not confirm that", "would not say whether"."""
    told = _WORD.findall(" ".join(attribution.cue_text).lower())
    if attribution.act != "asserts" or attribution.form == "direct":
        return False
    return any(word in words("stance", "withholding") or word.endswith("n't") for word in told)


def _points_back(unit: Unit) -> bool:
    """Whether a short content says nothing of its own but denies or doubts what was just said."""
    if unit.attribution is None or len(unit.senses) > _SHORT:
        return False
    own = [word for word in _WORD.findall(" ".join(unit.text).lower()) if word not in words("stop_words", "words")]
    rebuts = any(
        f" {phrase} " in f" {' '.join(_WORD.findall(' '.join(unit.text).lower()))} " for phrase in _rebuttals()
    )
    pointing = words("stance", "pointing")
    if unit.attribution.act == "asserts":
        return rebuts and sum(word not in pointing for word in own) <= 2
    return all(word in pointing for word in own)


@cache
def _rebuttals() -> tuple[str, ...]:
    return tuple(sorted(words("stance", "rebutting")))


def _is_quote_of(attribution: Attribution, before: Attribution) -> bool:
    """Whether a quotation may be the words that the sentence before it, by the same speaker, reports."""
    same = attribution.speaker is not None and attribution.speaker == before.speaker
    return same and attribution.form == "direct" and before.form != "direct" and attribution.act == before.act


def _unit(
    document: Document, spans: tuple[Span, ...], text: str, attribution: Attribution | None, headline: bool
) -> Unit:
    language = document.language or LANGUAGES[0]
    found = read_senses(text, spans, language)
    if headline and (label := _LABEL.match(text, spans[0].start, spans[0].end)) and _is_label(label.group(1)):
        found = [sense for sense in found if sense.start >= label.end()]
    senses, is_cut = tuple(found[:_MOST_SENSES]), len(found) > _MOST_SENSES
    words_of_spans = tuple(s.text_in(text) for s in spans)
    return Unit(document.document, spans, words_of_spans, senses, attribution, headline, language, is_cut)


def _is_label(words_before: str) -> bool:
    """Whether what stands before the bar of a headline is a label such as "LIVE", which tells nothing of the news."""
    return " ".join(words_before.lower().split()) in words("drift", "labels")


def _nested(said: Sequence[Attribution]) -> dict[str, list[Attribution]]:
    """Attribution -> those that stand inside its content, source and all."""
    inner: dict[str, list[Attribution]] = {}
    ordered = sorted(said, key=lambda a: (a.content, a.attribution))
    starts = [attribution.content[0].start for attribution in ordered]
    for outer in ordered:
        for span in outer.content:
            at = bisect_left(starts, span.start)
            for one in ordered[at : at + _MOST_NESTED]:
                held = all(span.contains(part) for part in (*one.source, *one.cue, *one.content))
                if one is not outer and (one.within == outer.attribution or (held and one.source)):
                    inner.setdefault(outer.attribution, []).append(one)
    return inner


def _own_content(attribution: Attribution, nested: list[Attribution]) -> tuple[Span, ...]:
    """The content without what attributions nested in it say; nothing where little else is left."""
    if not nested:
        return attribution.content
    inner = _merge([span for a in nested for span in (*a.source, *a.cue, *a.content)])
    length = sum(span.end - span.start for span in attribution.content)
    if sum(_overlap(span, inner) for span in attribution.content) >= _NESTED * length:
        return ()
    return attribution.content


def _merge(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _overlap(span: Span, merged: list[Span]) -> int:
    """Characters of a span that sorted spans without overlaps cover."""
    at, total = max(bisect_left(merged, (span.start, span.start)) - 1, 0), 0
    while at < len(merged) and merged[at].start < span.end:
        total += max(0, min(span.end, merged[at].end) - max(span.start, merged[at].start))
        at += 1
    return total


def _passages(reuse: Sequence[Reuse]) -> dict[str, list[tuple[int, int, tuple[str, str, int]]]]:
    found: dict[str, list[tuple[int, int, tuple[str, str, int]]]] = {}
    for row in reuse:
        name = (row.earlier, row.later, row.earlier_start)
        found.setdefault(row.earlier, []).append((row.earlier_start, row.earlier_end, name))
        found.setdefault(row.later, []).append((row.later_start, row.later_end, name))
    return {document: sorted(rows) for document, rows in found.items()}


def _enrich(
    unit: Unit,
    mentions: list[Mention],
    figures: list[tuple[int, int, str]],
    dates: list[tuple[int, int, str]],
    passages: list[tuple[int, int, tuple[str, str, int]]],
) -> Unit:
    """The unit with who is mentioned in it, which quantities it gives and which passages it lies in."""
    groups: set[str] = set()
    days: set[str] = set()
    shared: dict[tuple[str, str, int], int] = {}
    senses = list(unit.senses)
    for span in unit.spans:
        first, last = bisect_left(figures, (span.start, 0, "")), bisect_left(figures, (span.end, 0, ""))
        groups |= {group for _, end, group in figures[first:last] if end <= span.end}
        first, last = bisect_left(dates, (span.start, 0, "")), bisect_left(dates, (span.end, 0, ""))
        days |= {value for _, _, value in dates[first:last]}
        last = bisect_left(passages, (span.start + _SLACK, 0, ("", "", 0)))
        nearest = passages[max(last - _MOST_PASSAGES, 0) : last]
        shared.update({name: span.start - start for start, end, name in nearest if end >= span.end - _SLACK})
    if mentions:
        senses = [_named(sense, mentions) for sense in senses]
    return replace(unit, senses=tuple(senses), figures=frozenset(groups), dates=frozenset(days),
                   passages=frozenset(shared.items()))  # fmt: skip


def _named(sense: Sense, mentions: list[Mention]) -> Sense:
    """The sense with the source that a mention at this place stands for."""
    at = bisect_left(mentions, sense.end, key=lambda m: m.start)
    for mention in mentions[max(at - 4, 0) : at]:
        if mention.start <= sense.start and sense.end <= mention.end and mention.how != "pronoun":
            return replace(sense, ideas=sense.ideas | {"§" + mention.source})
    return sense
