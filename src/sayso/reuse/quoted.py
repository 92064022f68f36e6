"""Quotations told from copying: two outlets that quote one man do not copy each other."""

import re
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.alignment import Passages
from sayso.language import find_quotations, split_paragraphs
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


class QuotationFinder:
    """Knows of each word whether it stands inside a quotation; looks at a document when it is first asked for."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self._inside: dict[int, NDArray[np.bool_] | None] = {}

    def cut(self, passages: Passages, index: int) -> Stretch:
        """The passage, cut to the words in quotation marks if hardly more than those are shared on both sides."""
        sides = (
            (int(passages.earlier_start[index]), int(passages.earlier_end[index])),
            (int(passages.later_start[index]), int(passages.later_end[index])),
        )
        one, two = self._words_inside(*sides[0]), self._words_inside(*sides[1])
        if one is None or two is None:
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

    def _words_inside(self, start: int, end: int) -> NDArray[np.bool_] | None:
        """Which of the words `[start, end)` stand inside a quotation, or None if none does."""
        owner = int(self._articles.owner_of[start])
        if owner not in self._inside:
            self._inside[owner] = self._look(owner)
        known = self._inside[owner]
        if known is None:
            return None
        base = int(self._articles.bounds[owner])
        words = known[start - base : end - base]
        return words if words.any() else None

    def _look(self, owner: int) -> NDArray[np.bool_] | None:
        text = self._articles.documents[owner].text
        start, end = self._articles.bounds[owner], self._articles.bounds[owner + 1]
        inside = np.zeros(int(end - start), np.bool_)
        places = self._articles.starts[start:end]
        for paragraph in split_paragraphs(text):
            if not _MARK.search(text, paragraph.start, paragraph.end):
                continue
            for quotation in find_quotations(text, paragraph.start, paragraph.end):
                first, last = np.searchsorted(places, quotation.inner)
                inside[first:last] = True
        return inside if inside.any() else None
