"""Text reuse of a pile that is larger than memory: batches of documents in, columns of the table reuse out.

The same kernels, rules and rows as `find_reuse`; what waits between the steps lies in a spool.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.fast.matching.ordering import copy_stretches
from sayso.model import Document
from sayso.reuse.finding.passages import Setting
from sayso.reuse.finding.ranges import find_compiled
from sayso.reuse.finding.spool import Spool
from sayso.reuse.judging.verdicts import About
from sayso.reuse.rows import Columns, rank_ids, write_columns
from sayso.reuse.words.articles import Articles, Scratch, scan_bytes

ORDERED = 16 << 20
"""Words that are put into the order of time at once."""
_FETCHED = 4096
"""Documents that are kept at hand when directions are decided by their texts."""
_U32 = np.empty(0, np.uint32)
_U8 = np.empty(0, np.uint8)


class Mapped(Spool, Protocol):
    """A spool that can leave arrays where they are and bring in what is looked at."""

    def lay(self, name: str, like: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """An array that holds all parts of a name, and where each starts in it."""

    def reserve(self, name: str, size: int) -> None:
        """Make room for a name of so many bytes."""

    def fill(self, name: str, part: NDArray[Any]) -> None:
        """The next part of a name that room was made for."""

    def view(self, name: str, like: NDArray[Any]) -> NDArray[Any]:
        """What was filled in, as one array."""

    def drop(self, name: str) -> None:
        """Forget a name."""


class Text(NamedTuple):
    """Documents once more, in the order in which they were added: UTF-8 bytes and where each ends in them."""

    text: NDArray[np.uint8]
    offsets: NDArray[np.int64]


class Leaf(NamedTuple):
    """What a batch says of its documents besides their texts."""

    ids: NDArray[np.bytes_]
    first: NDArray[np.float64]
    last: NDArray[np.float64]
    updated: NDArray[np.bool_]
    """Whether the date is that of an update, which says nothing of who was first."""
    outlets: NDArray[np.int32]


class Comparison:
    """Takes documents batch by batch in any order, then compares them all."""

    def __init__(self, spool: Mapped, setting: Setting | None = None) -> None:
        self._spool, self.setting = spool, setting or Setting()
        self._scratch = Scratch()
        self._leaves: list[Leaf] = []
        self._words: list[NDArray[np.int64]] = []
        self._bytes: list[NDArray[np.int64]] = []

    def add(self, text: NDArray[np.uint8], offsets: NDArray[np.int64], leaf: Sequence[NDArray[Any]]) -> None:
        """Documents: UTF-8 bytes, text `n` is `text[offsets[n] : offsets[n + 1]]`; `leaf` has the fields of `Leaf`."""
        scanned = scan_bytes(text, offsets, [None] * (offsets.size - 1), self._scratch)
        self._spool.put("codes", scanned.codes.copy())
        self._spool.put("places", scanned.places.copy())
        self._words.append(np.diff(scanned.bounds))
        self._bytes.append(np.diff(offsets))
        self._leaves.append(Leaf(*leaf))

    def compare(self, outlets: Sequence[str], texts: Callable[[], Iterator[Text]]) -> tuple[Columns, list[str]]:
        """All rows, and the ids of the documents by their numbers in the rows.

        `outlets` are names by number; `texts` gives all documents once more, for directions that only they can tell.
        """
        leaf = Leaf(*(np.concatenate(parts) for parts in zip(*self._leaves, strict=True)))
        dated = ~np.isnan(leaf.first)
        order = np.lexsort((leaf.ids, np.where(dated, leaf.first, 0.0), ~dated))
        articles = self._put_in_order(order, leaf)
        found, quoted = find_compiled(articles, self.setting, self._spool)
        about = _describe(leaf, order, outlets, Shelf(self._spool, np.concatenate(self._bytes), texts))
        columns = write_columns(articles, found, quoted, about, self.setting, True)
        return columns, [name.decode("ascii") for name in leaf.ids[order].tolist()]

    def _put_in_order(self, order: NDArray[np.int64], leaf: Leaf) -> Articles:
        """The words of all documents in the order of time."""
        words = np.concatenate(self._words)
        bounds = np.concatenate([[0], np.cumsum(words[order])]).astype(np.int64)
        within = np.concatenate([np.cumsum(part) - part for part in self._words])
        sizes = [part.size for part in self._words]
        cuts = np.unique(np.searchsorted(bounds, np.arange(0, int(bounds[-1]), ORDERED)))
        for name in ("codes", "places"):
            laid, parts = self._spool.lay(name, _U32)
            starts = (np.repeat(parts, sizes) + within)[order]
            self._spool.reserve(f"{name} in order", int(bounds[-1]) * _U32.itemsize)
            for first, last in pairwise([*cuts.tolist(), order.size]):
                here = slice(first, last)
                self._spool.fill(f"{name} in order", copy_stretches(laid, starts[here], words[order[here]]))
                self._spool.rest(laid)
            self._spool.drop(name)
        codes, places = (self._spool.view(f"{name} in order", _U32) for name in ("codes", "places"))
        return Articles(codes, places, bounds, leaf.outlets[order])


class Shelf:
    """Texts of the documents that are asked for, brought together in one sweep over all of them."""

    def __init__(self, spool: Mapped, sizes: NDArray[np.int64], texts: Callable[[], Iterator[Text]]) -> None:
        """`sizes` are the bytes of all documents in the order of `texts`."""
        self._spool, self._sizes, self._texts = spool, sizes, texts
        self._starts = np.full(sizes.size, -1, np.int64)
        self._shelved = _U8

    def gather(self, wanted: NDArray[np.int64]) -> None:
        """Make these documents ready to be read, if they are not."""
        wanted = np.unique(wanted)
        if (self._starts[wanted] >= 0).all():
            return
        self._spool.drop("texts")
        self._starts[:] = -1
        self._starts[wanted] = np.cumsum(self._sizes[wanted]) - self._sizes[wanted]
        self._spool.reserve("texts", int(self._sizes[wanted].sum()))
        at = 0
        for text, offsets in self._texts():
            here = wanted[np.searchsorted(wanted, at) : np.searchsorted(wanted, at + offsets.size - 1)] - at
            self._spool.fill("texts", copy_stretches(text, offsets[here], offsets[here + 1] - offsets[here]))
            at += offsets.size - 1
        self._shelved = self._spool.view("texts", _U8)

    def read(self, document: int) -> str:
        """The text of a document that was gathered."""
        start = int(self._starts[document])
        return self._shelved[start : start + int(self._sizes[document])].tobytes().decode("utf-8", "surrogatepass")


def _describe(leaf: Leaf, order: NDArray[np.int64], outlets: Sequence[str], shelf: Shelf) -> About:
    @lru_cache(_FETCHED)
    def fetch(number: int) -> Document:
        at = order[number]
        outlet = None if leaf.outlets[at] < 0 else outlets[leaf.outlets[at]]
        return _stand_in(leaf.ids[at].decode("ascii"), shelf.read(int(at)), outlet)

    silent = leaf.updated[order]
    first, last = (np.where(silent, np.nan, moments[order]) for moments in (leaf.first, leaf.last))
    return About(first, last, rank_ids(leaf.ids[order]), outlets, fetch, lambda wanted: shelf.gather(order[wanted]))


def _stand_in(name: str, text: str, outlet: str | None) -> Document:
    """A document with what the decision on a direction asks for."""
    return Document(
        name, "", None, None, None, outlet, None, None, (), None, None, None, "", "", len(text), text, ()
    )  # fmt: skip
