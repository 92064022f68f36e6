"""The words of all articles as arrays: what the comparison works on."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.words import Words, find_words, shorten
from sayso.language import find_quotations, split_paragraphs
from sayso.model import Document, Region, article_spans
from sayso.reuse.words.weights import load_lexicon, weigh_words

START = (1 << 23) - 1
"""Bits of a place that are the code point at which the word starts in its document (a document has 5 M at most)."""
OPENS, QUOTED, LENGTH = 1 << 23, 1 << 24, 25
_WHOLE = np.array([0, START + 1], np.int64)
"""Edges that keep all of a text."""
LONG = 127
"""Length of a word of this many characters or more."""


class Articles(NamedTuple):
    """The article words (headline and body) of documents in order of time, one document after the other."""

    codes: NDArray[np.uint32]
    """26 bits that tell a folded word from others, then its weight in quarter bits (6 bits)."""
    places: NDArray[np.uint32]
    """From the lowest bit: the first code point in the document (23 bits), whether a sentence or line starts here,
    whether the word stands inside a quotation, its length (7 bits)."""
    bounds: NDArray[np.int64]
    """Words of document `n` are `[bounds[n], bounds[n + 1])`."""
    outlets: NDArray[np.int32]
    """A number for the outlet of each document, -1 where none is known."""

    def owner_of(self) -> NDArray[np.int32]:
        """Document of each word."""
        return np.repeat(np.arange(self.bounds.size - 1, dtype=np.int32), np.diff(self.bounds))

    def starts(self, words: NDArray[np.int64]) -> NDArray[np.int64]:
        """First code points of words."""
        return (self.places[words] & START).astype(np.int64)

    def lengths(self, words: NDArray[np.int64]) -> NDArray[np.int64]:
        """Characters of words, `LONG` for all that have as many or more."""
        return (self.places[words] >> LENGTH).astype(np.int64)

    def ends(self, words: NDArray[np.int64]) -> NDArray[np.int64]:
        """Code points behind words; of a word of `LONG` characters or more, `LONG` behind its start."""
        return self.starts(words) + self.lengths(words)


def owners_of(bounds: NDArray[np.int64], words: NDArray[np.int64]) -> NDArray[np.int64]:
    """The documents of words, by the bounds of `Articles`."""
    return np.asarray(np.searchsorted(bounds, words, "right") - 1)


class Scanned(NamedTuple):
    """The words of a batch of texts, in the order of the texts."""

    codes: NDArray[np.uint32]
    places: NDArray[np.uint32]
    bounds: NDArray[np.int64]


def scan_texts(texts: Sequence[str], kept: Sequence[NDArray[np.int64] | None]) -> Scanned:
    """Words of texts by arrays alone; `kept` are the edges of the stretches of each text that take part, None for all.

    The bit for quotations is not set (see `mark_quotations`).
    """
    words = find_words(texts)
    owner_of = np.repeat(np.arange(len(texts), dtype=np.int32), np.diff(words.offsets))
    weights = weigh_words(words, owner_of)
    keep = np.ones(words.numbers.size, np.bool_)
    for index, edges in enumerate(kept):
        if edges is not None:
            start, end = words.offsets[index], words.offsets[index + 1]
            keep[start:end] = np.searchsorted(edges, words.starts[start:end], "right") % 2 == 1
    opens = words.opens[keep]
    opens[1:] |= np.diff(np.flatnonzero(keep)) > 1  # what stood in between took no part
    opens[:1] = True
    owner_of = owner_of[keep]
    opens[1:] |= owner_of[1:] != owner_of[:-1]
    bounds = np.searchsorted(owner_of, np.arange(len(texts) + 1)).astype(np.int64)
    return Scanned(*_pack(words, weights, keep, opens), bounds)


def _pack(
    words: Words, weights: NDArray[np.uint8], keep: NDArray[np.bool_], opens: NDArray[np.bool_]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    codes = shorten(words.numbers[keep]) << np.uint32(6) | weights[keep]
    lengths = np.minimum(LONG, words.ends[keep] - words.starts[keep]).astype(np.uint32)
    places = words.starts[keep].astype(np.uint32) | np.where(opens, np.uint32(OPENS), np.uint32(0))
    return codes, np.asarray(places | lengths << np.uint32(LENGTH))


class Scratch:
    """Arrays to scan into, used again from batch to batch: a fresh page costs more than what is written to it."""

    def __init__(self) -> None:
        self._codes, self._places = np.empty(0, np.uint32), np.empty(0, np.uint32)

    def give(self, room: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
        """Two arrays with room for so many words, with whatever is in them."""
        if self._codes.size < room:
            self._codes, self._places = np.empty(room, np.uint32), np.empty(room, np.uint32)
        return self._codes, self._places


def scan_bytes(
    text: NDArray[np.uint8],
    offsets: NDArray[np.int64],
    kept: Sequence[NDArray[np.int64] | None],
    scratch: Scratch | None = None,
) -> Scanned:
    """As `scan_texts`, compiled, for UTF-8 bytes: text `n` is `[offsets[n], offsets[n + 1])`; quotations are marked.

    With `scratch` the result lies there, and only until the next call.
    """
    from sayso.kernels import words as known
    from sayso.kernels.fast.reading.words import find_unseen, scan

    known.learn(find_unseen(text[offsets[0] : offsets[-1]], known.seen()))
    room = int(offsets[-1] - offsets[0]) // 2 + offsets.size + 1
    codes, places = (scratch or Scratch()).give(room)
    bounds = scan(text, offsets, _join_edges(kept), known.tables(), load_lexicon(), codes, places)
    return Scanned(codes[: bounds[-1]], places[: bounds[-1]], bounds)


def _join_edges(kept: Sequence[NDArray[np.int64] | None]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many stretches the texts before each have, and the edges of all; none at all where all texts are whole."""
    if all(one is None for one in kept):
        return np.zeros(len(kept) + 1, np.int64), np.zeros(0, np.int64)
    edges = [_WHOLE if one is None else one for one in kept]
    first = np.cumsum([0, *(one.size // 2 for one in edges)])
    return first, np.concatenate([*edges, _WHOLE])  # the last is nobody's: there are edges even where nothing is kept


def article_edges(document: Document, regions: Sequence[Region]) -> NDArray[np.int64] | None:
    """Starts and ends of the headline and body, neighbours joined; None where no regions are known: all takes part."""
    if not regions:
        return None
    edges: list[int] = []
    for _, span in article_spans(document, regions):
        if edges and span.start == edges[-1]:
            edges[-1] = span.end
        else:
            edges += [span.start, span.end]
    return np.array(edges, np.int64)


def number_outlets(documents: Sequence[Document]) -> NDArray[np.int32]:
    """Equal numbers for documents whose inputs name the same outlet, -1 where none is named."""
    numbers: dict[str, int] = {}
    named = (document.outlet_name for document in documents)
    return np.array([-1 if name is None else numbers.setdefault(name, len(numbers)) for name in named], np.int32)


def mark_quotations(places: NDArray[np.uint32], text: str) -> None:
    """Set the bit of each word of one document that starts inside quotation marks."""
    starts = places & START
    for paragraph in split_paragraphs(text):
        for quotation in find_quotations(text, *paragraph):
            first, last = np.searchsorted(starts, quotation.inner)
            places[first:last] |= np.uint32(QUOTED)
