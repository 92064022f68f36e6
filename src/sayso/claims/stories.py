"""What belongs together before anything is weighed: documents that tell of the same, units that say the same words.

The measure of kinship looks at two documents and a fixed background only, so that a third never changes it; a claim is
never carried from one document to another that shares hardly a name or a telling word with it. Units of kin documents
that say the same words are folded into one, so that a copy of an article has no say in what is grouped with what.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.claims.units import Unit

# Between documents of one story of mill pack A the share lies above 0.14 in 95 of 100 pairs, between documents about
# other things below 0.11 in 75 of 100; between those of the seed story it is 0.20 and more (docs/measured.md).
KIN = 0.12  # share of the names and telling words of the poorer document from which two are kin
LEAST = (
    9.0  # bits that kin documents without a common name must pass: two plain words, as "press" and "record", reach it
)
SHORT = 0.2  # share from which they need not: articles of a few lines have no more to share; 0.16 between foreign ones
_TELLING = 7.0  # bits above those of running words from which a word of a headline or an attributed content counts
_WIDEST = 400  # different documents under one word that are compared: a word in more of them tells nothing of a story
_FEW = 3  # content words below which function words tell one content from another
_WORD = re.compile(r"\w+")


def find_kin(units: Sequence[Unit]) -> tuple[dict[str, frozenset[str]], frozenset[str]]:
    """Document -> the documents that may tell of the same things, itself among them.

    Also the documents with a word that stands in so many others that it was not looked at.
    """
    told = dict(sorted(_words(units).items()))
    alike: dict[tuple[tuple[str, float], ...], list[str]] = {}
    for document, words in told.items():
        alike.setdefault(tuple(sorted(words.items())), []).append(document)
    firsts = {documents[0]: documents for documents in alike.values()}
    by_word: dict[str, list[str]] = {}
    for document in firsts:
        for word in sorted(told[document]):
            by_word.setdefault(word, []).append(document)
    kin: dict[str, frozenset[str]] = {}
    totals = {document: sum(told[document].values()) for document in firsts}
    for document in firsts:
        shared: dict[str, float] = {}
        by_name = {document}
        for word, weight in sorted(told[document].items()):
            if len(by_word[word]) <= _WIDEST:
                for other in by_word[word]:
                    both = min(weight, told[other][word])
                    shared[other] = shared.get(other, 0.0) + both
                    if max(weight, told[other][word]) > LEAST / 2:  # a name; behind a first name it weighs less
                        by_name.add(other)
        near = {
            other
            for other, weight in shared.items()
            if weight >= min(totals[document], totals[other]) * (KIN if other in by_name or weight > LEAST else SHORT)
        }
        kin[document] = frozenset(same for other in near | {document} for same in firsts[other])
    crowded = {first for words in by_word.values() if len(words) > _WIDEST for first in words}
    return (
        {same: kin[first] for first, documents in firsts.items() for same in documents},
        frozenset(same for first in crowded for same in firsts[first]),
    )


def _words(units: Sequence[Unit]) -> Mapping[str, dict[str, float]]:
    """Document -> its names, and the telling words of what is put forward in it, with their bits."""
    told: dict[str, dict[str, float]] = {}
    for unit in units:
        words = told.setdefault(unit.document, {})
        for sense in unit.senses:
            if sense.name:
                words[sense.stem] = sense.weight
            elif (unit.attribution or unit.headline) and sense.weight >= _TELLING:
                words.setdefault(sense.stem, 0.5 * sense.weight)
    return told


def words_of(unit: Unit) -> tuple[object, ...]:
    """Its content words by their stems and whether they are negated; where there are few, all its words."""
    if len(unit.senses) >= _FEW:
        return tuple((sense.stem, sense.negated) for sense in unit.senses)
    found = tuple(_WORD.findall(" ".join(unit.text).lower()))
    return found[1:] if found[:1] == ("that",) and unit.attribution else found


def fold(
    units: Iterable[Unit], kin: Mapping[str, frozenset[str]], unnamed: frozenset[str] = frozenset()
) -> list[tuple[Unit, ...]]:
    """Units of kin documents that say the same words by the same speaker, together, in the order of their words.

    A source without a name is another in each document, so all of them count as one.
    The first of each also has the figures, passages and forerunners of the others. What only points back to what was
    said before stays by itself, as it means another thing in each text.
    """
    alike: dict[tuple[object, ...], list[Unit]] = {}
    for unit in units:
        said = unit.attribution
        who = "" if said and said.speaker in unnamed else said and said.speaker
        way = (who, said.act, said.form == "direct") if said else ()
        alone = unit.order if unit.points_back else ()
        alike.setdefault((words_of(unit), way, unit.headline, alone), []).append(unit)
    folded = [_joined(copies) for same in alike.values() for copies in _by_kin(same, kin)]
    named = {copy.attribution.attribution: copies[0].attribution.attribution
             for copies in folded for copy in copies if copy.attribution and copies[0].attribution}  # fmt: skip
    renamed = [
        (replace(first, follows=frozenset(named[name] for name in first.follows)), *others)
        if first.follows else (first, *others)
        for first, *others in folded
    ]  # fmt: skip
    return sorted(renamed, key=lambda copies: copies[0].rank)


def _joined(copies: Sequence[Unit]) -> tuple[Unit, ...]:
    first, *others = sorted(copies, key=lambda unit: unit.rank)
    if not others:
        return (first,)
    return replace(
        first,
        figures=first.figures.union(*(unit.figures for unit in others)),
        passages=first.passages.union(*(unit.passages for unit in others)),
        follows=first.follows.union(*(unit.follows for unit in others)),
    ), *others


def _by_kin(units: Sequence[Unit], kin: Mapping[str, frozenset[str]]) -> list[list[Unit]]:
    """The units, parted where no chain of kin documents leads from one to the other."""
    by_document: dict[str, list[Unit]] = {}
    for unit in units:
        by_document.setdefault(unit.document, []).append(unit)
    parts: list[list[Unit]] = []
    left = set(by_document)
    for document in by_document:
        reached = [document] if document in left else []
        left.discard(document)
        for there in reached:  # grows while it is walked
            near = sorted(left & kin[there])
            left.difference_update(near)
            reached += near
        if reached:
            parts.append([unit for there in reached for unit in by_document[there]])
    return parts
