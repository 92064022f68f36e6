"""Quotations told from copying: two outlets that quote one man do not copy each other."""

import re
from bisect import bisect_right
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.alignment import Passages
from sayso.language import find_quotations, split_paragraphs
from sayso.model import Span
from sayso.reuse.articles import Articles

OWN_VOICE = 50.0
"""Bits outside quotation marks up to which a passage is a quotation with its "he said": some six plain words."""
_MARK = re.compile("[“”„«»‘’‹›\"']")


class Stretch(NamedTuple):
    """A passage in word positions, cut to its quotation if it is one."""

    earlier: tuple[int, int]
    later: tuple[int, int]
    quoted: bool

    def sides(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Both stretches of words."""
        return self.earlier, self.later


def _start(paragraph: Span) -> int:
    return paragraph.start


class QuotationFinder:
    """Knows of each word whether it stands inside a quotation; reads a paragraph when it is first asked for."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._inside = np.zeros(articles.numbers.size, np.bool_)
        self._paragraphs: dict[int, list[Span]] = {}
        self._read: set[tuple[int, int]] = set()

    def cut(self, passages: Passages, index: int) -> Stretch:
        """The passage, cut to the words in quotation marks if hardly more than those are shared on both sides."""
        sides = (
            (int(passages.earlier_start[index]), int(passages.earlier_end[index])),
            (int(passages.later_start[index]), int(passages.later_end[index])),
        )
        one, two = self._words_inside(*sides[0]), self._words_inside(*sides[1])
        if not one.any() or not two.any():
            return Stretch(*sides, False)
        if passages.equal[index] == passages.columns[index]:
            one = two = one & two  # word stands against word, so both sides are cut alike
        cuts = []
        for side, words in zip(sides, (one, two), strict=True):
            outside = float(self._articles.bits[side[0] : side[1]][~words].sum())
            places = np.flatnonzero(words)
            if not places.size or outside > OWN_VOICE:
                return Stretch(*sides, False)
            cuts.append((side[0] + int(places[0]), side[0] + int(places[-1]) + 1))
        return Stretch(cuts[0], cuts[1], True)

    def _words_inside(self, start: int, end: int) -> NDArray[np.bool_]:
        """Which of the words `[start, end)`, all of one document, stand inside a quotation."""
        owner = int(self._articles.owner_of[start])
        if owner not in self._paragraphs:
            text = self._articles.documents[owner].text
            self._paragraphs[owner] = split_paragraphs(text) if _MARK.search(text) else []
        paragraphs = self._paragraphs[owner]
        first, last = int(self._articles.starts[start]), int(self._articles.ends[end - 1])
        at = max(0, bisect_right(paragraphs, first, key=_start) - 1)
        while at < len(paragraphs) and paragraphs[at].start < last:
            if (owner, at) not in self._read:
                self._read.add((owner, at))
                self._look(owner, paragraphs[at])
            at += 1
        return self._inside[start:end]

    def _look(self, owner: int, paragraph: Span) -> None:
        text = self._articles.documents[owner].text
        if not _MARK.search(text, paragraph.start, paragraph.end):
            return
        base, end = int(self._articles.bounds[owner]), int(self._articles.bounds[owner + 1])
        places = self._articles.starts[base:end]
        for quotation in find_quotations(text, paragraph.start, paragraph.end):
            first, last = np.searchsorted(places, quotation.inner)
            self._inside[base + first : base + last] = True
