"""Whom a pronoun, or a statement without a source, stands for: what was met before, and what rules it out."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from sayso.language import Token, lexicon, split_sentences, tokenize
from sayso.language.introductions import described_last
from sayso.language.names import fold_name
from sayso.language.roles import body_heads, document_heads, is_body
from sayso.model import Attribution, Span
from sayso.sources.entity import PEOPLE, THINGS, Entity, genders_clash
from sayso.sources.memory import WINDOW, Found, Memory
from sayso.sources.phrase import Phrase, read_phrase

_NEAR = 3  # paragraphs over which a pronoun or an unsourced quotation reaches back
_STRETCH = 600  # characters before a pronoun in which the sentence before it is looked for
_LATEST = 8  # sources met last, and mentions of each, that a relative pronoun may follow
_OPENING = 7  # words of a sentence among which its subject is looked for


class StandIns:
    """What has been met so far in a document, as pronouns and silence need it."""

    def __init__(self, text: str, paragraphs: Sequence[int], memory: Memory) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.memory = memory
        self.surnames: frozenset[str] = frozenset()
        self.subjects: list[tuple[int, Entity, bool]] = []
        """Persons named in the text: where, who, and whether a sentence opens with them."""
        self.turns: list[tuple[int, Attribution, Entity]] = []

    def paragraph(self, at: int) -> int:
        """Number of the paragraph that holds a position."""
        return bisect_right(self.paragraphs, at)

    # -- pronouns

    def pronoun(self, phrase: Phrase, at: int, outer: Entity | None) -> Entity | None:
        """The nearest source before that a pronoun may stand for; the last speaker unless someone was named since.

        `outer` is whoever speaks the words that the pronoun stands in: he does not call himself "he".
        """
        if phrase.pronoun == "thing" and (entity := self._thing_before(at)):
            return entity
        here = self.paragraph(at)
        turns = [(p, a, e) for p, a, e in reversed(self.turns[-40:]) if self._may_mean(phrase, e, p, here)]
        turns = [t for t in turns if t[2] is not outer]
        first = next((t for t in turns if t[1].within is None), turns[0] if turns else None)
        turn = (first[0], first[2]) if first else None
        turn = self._named_since(phrase, at, turn, outer)
        if turn is None or not turn[1].gender:
            described = self._described(phrase, at, turn[0] if turn else 0)
            turn = (at, described) if described is not None else turn
        if turn is None or (phrase.pronoun == "thing" and self.paragraph(turn[0]) != here and self._opens_new(at)):
            return None
        return _shown_by(phrase, turn[1])

    def _named_since(
        self, phrase: Phrase, at: int, turn: tuple[int, Entity] | None, outer: Entity | None
    ) -> tuple[int, Entity] | None:
        """Somebody named after the last speaker: who opens a sentence, else the only one of the paragraph."""
        here = self.paragraph(at)
        near = [s for s in self.subjects[-20:] if s[0] < at and (turn is None or s[0] > turn[0])]
        near = [s for s in near if s[1] is not outer and self._may_mean(phrase, s[1], s[0], here)]
        for start, entity, opens in reversed(near):
            if opens and (self.paragraph(start) == here or turn is None):
                return start, entity
        if turn is None or self.paragraph(turn[0]) != here:
            inside = [s for s in near if self.paragraph(s[0]) == here]
            if inside and len({id(e) for _, e, _ in inside}) == 1:
                return inside[-1][0], inside[-1][1]
        return turn

    def _may_mean(self, phrase: Phrase, entity: Entity, at: int, here: int) -> bool:
        if here - self.paragraph(at) > _NEAR or genders_clash(phrase.gender, entity.gender):
            return False
        if phrase.gender:
            return entity.kind in PEOPLE and entity.kind != "author" and not entity.plural
        if phrase.plural:
            return entity.plural or entity.kind in ("organisation", "reports", "outlet")
        if entity.kind == "document" and phrase.pronoun == "thing":
            return here == self.paragraph(at)
        return not entity.plural and (entity.kind in THINGS or any(o.word in body_heads() for o in entity.offices))

    def _described(self, phrase: Phrase, at: int, since: int) -> Entity | None:
        """The man or woman with whom a sentence of this paragraph begins, after the place `since`."""
        here = max(self.paragraph(at) - 1, 0)
        start = max(since, self.paragraphs[here] if self.paragraphs else 0)
        span = described_last(self.text, start, at, phrase.gender) if phrase.gender else None
        if span is None:
            return None
        words = read_phrase(span.text_in(self.text), self.surnames)
        entity = self.memory.find(words, None)[0] if words.kind == "role" and not words.plural else None
        if entity is None or genders_clash(phrase.gender, entity.gender):
            return None
        self.memory.use(entity, [span], [span.text_in(self.text)], "unnamed", "described in the text", 0.7)
        return entity

    # -- relative pronouns and titles

    def relative(self, at: int) -> Entity | None:
        """Whom "who" stands for: the phrase right before it, as a source met there or as a noun with its article."""
        near = [e for e in self.memory.latest()[:_LATEST] if e.kind in (*PEOPLE, *THINGS)]
        for entity in near:
            for use in entity.uses[-_LATEST:]:
                gap = self.text[use.span.end : at].strip(" ,—–-")
                if use.span.start < at and (use.span.end > at or not gap):
                    return entity
        start = max(self.paragraphs[max(self.paragraph(at) - 1, 0)] if self.paragraphs else 0, at - _STRETCH)
        sentences = split_sentences(self.text, start, at)
        tokens = list(tokenize(self.text, sentences[-1].start, at)) if sentences else []
        while tokens and tokens[-1].text in (",", "—", "–"):
            tokens.pop()
        first = _noun_phrase(tokens)
        if first is None:
            return None
        span = Span(tokens[first].start, tokens[-1].end)
        text = span.text_in(self.text)
        phrase = read_phrase(text, self.surnames)
        if phrase.kind not in ("person", "name", "role", "organisation"):
            return None
        entity, how = self.memory.find(phrase, None)[:2]
        self.memory.use(entity, [span], [text], how, "the noun before a relative pronoun", 0.7)
        return entity

    def called(self, phrase: Phrase) -> Entity | None:
        """The only person of the article whose title is this trade: Dr Reed, of "the doctor"."""
        if len(phrase.offices) != 1 or not phrase.definite or phrase.plural or phrase.offices[0].about:
            return None
        titles = lexicon("titles")["called"].get(phrase.offices[0].word, ())
        named = {w for title in titles for w in _names_behind(title, self.text)} if titles else set()
        people = [e for e in self.memory.latest() if e.kind == "person" and e.named]
        people = [e for e in people if any(fold_name(n[-1]) in named for n in e.names)]
        clash = bool(people) and genders_clash(phrase.gender, people[0].gender)
        return people[0] if len(named) == 1 and len(people) == 1 and not clash else None

    # -- things

    def _sentence_before(self, at: int) -> tuple[int, int]:
        """The sentence of this paragraph that ends before a position, quotations between passed over."""
        start = max(self.paragraphs[max(self.paragraph(at) - 1, 0)] if self.paragraphs else 0, at - _STRETCH)
        depth, ends = 0, [start]
        for n in range(start, at):
            depth = depth + (self.text[n] in "“«") - (self.text[n] in "”»")
            if depth <= 0 and self.text[n] in ".!?" and self.text[n + 1 : n + 2].isspace():
                ends.append(n + 1)
        return (ends[-2], ends[-1]) if len(ends) > 1 else (start, start)

    def _opens_new(self, at: int) -> bool:
        """Whether another sentence of the paragraph stands before a position."""
        start, end = self._sentence_before(at)
        return end > start

    def _thing_before(self, at: int) -> Entity | None:
        """What "it" takes up from the sentence just before: a document brought in, or the body that is its subject."""
        start, end = self._sentence_before(at)
        tokens = [t for t in tokenize(self.text, start, end) if t.is_word]
        since = max((p for p, _, _ in self.turns if p < at), default=-1)
        articles = ("a", "an", "another")
        for one, other in reversed(list(pairwise(tokens))):
            if one.lower in articles and other.lower in document_heads() and not other.is_capital and since < start:
                return self._found_in_text(Span(one.start, other.end))
        if since >= start or not tokens or tokens[0].lower not in ("the", "this", "a", "an"):
            return None
        for last in range(min(len(tokens), _OPENING) - 1, 0, -1):
            span = Span(tokens[0].start, tokens[last].end)
            subject = all(not t.is_capital for t in tokens[1 : last + 1]) and tokens[last].lower in body_heads()
            if subject and is_body((tokens[last].text,)) and not self._cut_short(tokens[1:last]):
                return self._found_in_text(span)
        return None

    def _cut_short(self, inner: Sequence[object]) -> bool:
        """Whether words between an article and a head are too many to be its adjectives."""
        return len(inner) > 2

    def _found_in_text(self, span: Span) -> Entity | None:
        text = span.text_in(self.text)
        phrase = read_phrase(text, self.surnames)
        if phrase.kind not in ("document", "organisation"):
            return None
        entity = self.memory.find(phrase, None)[0]
        self.memory.use(entity, [span], [text], "title", "described in the text", 0.7)
        return entity

    # -- silence

    def silence(self, attribution: Attribution, at: int) -> Found:
        """A statement without a source: the last speaker goes on, or nobody is named at all."""
        cue = {w for text in attribution.cue_text for w in fold_name(text).split()}
        if cue & set(lexicon("pronouns")["passive"]["words"]):
            return self.memory.find_reports(), "unnamed", "a passive that names nobody", 0.6
        if attribution.cue and not any(t.endswith("ing") for t in cue):
            return None, "implied", "no source", 0.0
        last = next((t for t in reversed(self.turns[-WINDOW:]) if t[1].within is None and t[0] < at), None)
        if last is None or self.paragraph(at) - self.paragraph(_end(last[1])) > _NEAR - 1:
            return None, "implied", "no source near", 0.0
        return last[2], "implied", "the speaker of the words before goes on", 0.7


def _noun_phrase(tokens: Sequence[Token]) -> int | None:
    """Index at which the noun phrase at the end of some tokens begins: its article, or its run of capitals."""
    unnamed = lexicon("unnamed")
    articles = {*unnamed["definite"]["words"], *unnamed["indefinite"]["words"]}
    last = len(tokens) - 1
    for n in range(last, max(-1, last - _OPENING), -1):
        if not tokens[n].is_word:
            break
        if tokens[n].lower in articles:
            return n if n < last else None
    first = len(tokens)
    while first and tokens[first - 1].is_word and tokens[first - 1].is_capital:
        first -= 1
    return first if first < len(tokens) else None


@lru_cache(maxsize=64)
def _names_behind(title: str, text: str) -> frozenset[str]:
    """The folded surnames that a text has behind a short title."""
    found = re.finditer(rf"\b(?i:{title})\b\.?((?: [^\W\d_a-z][\w’'-]+){{1,4}})", text)
    return frozenset(
        fold_name(m[1].split()[-1].removesuffix("’s").removesuffix("'s")) for m in found if m[0][0].isupper()
    )


def is_impersonal(attribution: Attribution, phrase: Phrase) -> bool:
    """Whether "it" is nobody: "it is said", "it was rumoured", "it emerged"."""
    if phrase.pronoun != "thing":
        return False
    cue = [w for text in attribution.cue_text for w in fold_name(text).split()]
    listed = lexicon("pronouns")
    passive = bool(cue) and cue[0] in listed["passive"]["words"] and _is_participle(cue[-1])
    perfect = len(cue) > 2 and cue[0] in ("has", "had") and "been" in cue and _is_participle(cue[-1])
    return passive or perfect or bool(set(cue) & set(listed["impersonal"]["verbs"]))


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or word in lexicon("pronouns")["impersonal"]["participles"]


def _shown_by(phrase: Phrase, entity: Entity) -> Entity:
    """The entity with what a pronoun shows of it: its gender, or that it is a body."""
    if phrase.pronoun == "thing" and entity.kind == "role" and entity.uses:
        entity.kind, entity.generic = "organisation", True  # "the operator of the port ... it"
        entity.names = [tuple(entity.uses[0].text.split()[1:]) or (entity.uses[0].text,)]
    if phrase.pronoun == "thing" and entity.kind == "name":
        entity.kind = "organisation"
    if phrase.gender and entity.kind in ("person", "role", "name"):
        entity.gender = entity.gender or phrase.gender
        entity.kind = "person" if entity.kind == "name" else entity.kind
    return entity


def _end(attribution: Attribution) -> int:
    return max(s.end for s in (*attribution.source, *attribution.cue, *attribution.content))
