"""Which documents may tell of the same things.

The measure looks at two documents and a fixed background only, so that a third never changes it; a claim is never
carried from one document to another that shares hardly a name or a telling word with it.
"""

from collections.abc import Mapping, Sequence

from sayso.claims.units import Unit

# Between documents of one story of mill pack A the share lies above 0.14 in 95 of 100 pairs, between documents about
# other things below 0.11 in 75 of 100; between those of the seed story it is 0.20 and more (docs/measured.md).
KIN = 0.12  # share of the names and telling words of the poorer document from which two are kin
_TELLING = 7.0  # bits above those of running words from which a word of a headline or an attributed content counts
_WIDEST = 400  # documents under one word that are compared: a word in more of them tells nothing of a story


def find_kin(units: Sequence[Unit]) -> dict[str, frozenset[str]]:
    """Document -> the documents that may tell of the same things, itself among them."""
    told = dict(sorted(_words(units).items()))
    totals = {document: sum(words.values()) for document, words in told.items()}
    by_word: dict[str, list[str]] = {}
    for document, words in told.items():
        for word in sorted(words):
            by_word.setdefault(word, []).append(document)
    kin: dict[str, frozenset[str]] = {}
    for document, words in told.items():
        shared: dict[str, float] = {}
        for word, weight in sorted(words.items()):
            if len(by_word[word]) <= _WIDEST:
                for other in by_word[word]:
                    shared[other] = shared.get(other, 0.0) + min(weight, told[other][word])
        near = {other for other, weight in shared.items() if weight >= KIN * min(totals[document], totals[other])}
        kin[document] = frozenset(near | {document})
    return kin


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
