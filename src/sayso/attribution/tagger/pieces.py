"""A paragraph as the tagger reads it: word pieces with their places, and two features for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.language import Quotation, find_quotations, split_sentences
from sayso.model import Span

MOST_PIECES = 190  # of one window; 99.7 % of PolNeAR's paragraphs fit, the rest is cut between sentences

QUOTE_STATES = ("outside", "quoted", "quoted in single marks or deeper", "quoted, never closed")
CASES = ("mark", "inside a word", "lower", "capital", "capitals", "number")


@dataclass(frozen=True, slots=True)
class Window:
    """A paragraph, or as much of it as the tagger reads at once.

    All arrays have shape (pieces,): vocabulary ids, states of quotation, cases, and where each piece stands in the
    document's text.
    """

    ids: NDArray[np.int64]
    quotes: NDArray[np.int64]
    cases: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


def read_windows(text: str, paragraph: Span, tokenizer: Tokenizer) -> list[Window]:
    """The windows of a paragraph in order; together they hold each of its pieces once. Linear in its length."""
    encoding = tokenizer.encode(text[paragraph.start : paragraph.end], add_special_tokens=False)
    if not encoding.ids:
        return []
    ids = np.array(encoding.ids, np.int64)
    offsets = np.array(encoding.offsets, np.int64).reshape(-1, 2) + paragraph.start
    starts, ends = offsets[:, 0], offsets[:, 1]
    quotes = _quote_states(find_quotations(text, paragraph.start, paragraph.end), starts)
    cases = _cases(text, starts.tolist(), ends.tolist())
    cuts = [0, len(ids)]
    if len(ids) > MOST_PIECES:
        sentences = split_sentences(text, paragraph.start, paragraph.end)
        cuts = _cuts(np.searchsorted(starts, [s.start for s in sentences]).tolist(), len(ids))
    return [Window(ids[a:b], quotes[a:b], cases[a:b], starts[a:b], ends[a:b]) for a, b in pairwise(cuts) if b > a]


def _cuts(firsts: Sequence[int], pieces: int) -> list[int]:
    """Where windows begin and end: between sentences where they fit, inside them where they do not."""
    cuts, last = [0], 0
    for first in (*firsts[1:], pieces):
        if first - cuts[-1] > MOST_PIECES and last > cuts[-1]:
            cuts.append(last)
        while first - cuts[-1] > MOST_PIECES:
            cuts.append(cuts[-1] + MOST_PIECES)
        last = first
    return [*cuts, pieces] if cuts[-1] < pieces else cuts


def _quote_states(quotations: list[Quotation], starts: NDArray[np.int64]) -> NDArray[np.int64]:
    states = np.zeros(len(starts), np.int64)
    for quotation in quotations:
        first, last = np.searchsorted(starts, (quotation.span.start, quotation.span.end))
        state = 3 if not quotation.closed else 2 if quotation.is_single or quotation.depth else 1
        states[first:last] = state
    return states


def _cases(text: str, starts: list[int], ends: list[int]) -> NDArray[np.int64]:
    cases = np.zeros(len(starts), np.int64)
    before = -1
    for n, (start, end) in enumerate(zip(starts, ends, strict=True)):
        letter = text[start] if start < end else " "
        if letter.isalpha():
            if start == before and text[start - 1].isalnum():
                cases[n] = 1
            elif letter.isupper():
                cases[n] = 4 if end - start > 1 and text[start:end].isupper() else 3
            else:
                cases[n] = 2
        elif letter.isdigit():
            cases[n] = 5
        before = end
    return cases
