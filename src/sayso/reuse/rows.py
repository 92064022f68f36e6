"""Passages as columns of the table reuse: places, kinds, directions, parents and families."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.checks import sum_stretches
from sayso.kernels.words import find_words
from sayso.model import Direction, Reuse, ReuseKind, identify
from sayso.reuse.finding.passages import Found, Setting
from sayso.reuse.judging.descent import AS_GIVEN, OPEN, Places, find_descent
from sayso.reuse.judging.direction import BETWEEN, REASONS
from sayso.reuse.judging.verdicts import GUESSED, About, Verdicts, judge_pairs
from sayso.reuse.words.articles import LONG, Articles, owners_of

MADE_BY = "reuse.ngrams/2"
KINDS: tuple[ReuseKind, ...] = get_args(ReuseKind)
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
VERBATIM, EDITED, REWORDED = range(3)
RULES = ("ngrams", "capped", "rare words")
CAPPED = "; a phrase stands more than {} times in one of the texts, further places were not compared"


class Columns(NamedTuple):
    """The table reuse but for its texts; documents by their numbers, choices by their places in the lists above."""

    earlier: NDArray[np.int64]
    later: NDArray[np.int64]
    earlier_start: NDArray[np.int64]
    earlier_end: NDArray[np.int64]
    later_start: NDArray[np.int64]
    later_end: NDArray[np.int64]
    earlier_check: NDArray[np.uint32]
    later_check: NDArray[np.uint32]
    kind: NDArray[np.uint8]
    quoted: NDArray[np.bool_]
    identity: NDArray[np.float64]
    direction: NDArray[np.uint8]
    reason: NDArray[np.uint8]
    parent: NDArray[np.bool_]
    family: NDArray[np.int64]
    """Document of the family's first stretch."""
    family_start: NDArray[np.int64]
    rule: NDArray[np.uint8]
    score: NDArray[np.float64]

    def take(self, at: NDArray[np.int64]) -> "Columns":
        """These rows, in this order."""
        return Columns(*(field[at] for field in self))  # type: ignore[arg-type]


def write_columns(
    articles: Articles, found: Found, quoted: NDArray[np.bool_], about: About, setting: Setting, compiled: bool
) -> Columns:
    """The rows of all passages in the order of the table's key: ids of both documents, then places.

    `found` stands in the order of later and earlier document; its passages are cut to quotations where `quoted`.
    """
    passages = found.passages
    one, two = (owners_of(articles.bounds, side) for side in (passages.earlier_start, passages.later_start))
    verdicts = judge_pairs(articles, passages, one, two, about)
    places = Places(one, two, *passages[:4])
    descent = find_descent(articles.codes, places, verdicts.order, verdicts.rank, compiled)
    verdicts = _with_descent(verdicts, descent.order, descent.reason)
    first = np.where(verdicts.order == OPEN, about.ranks[one] <= about.ranks[two], verdicts.order > OPEN)
    sides = [_side(articles, passages[side], passages[side + 1], compiled, about) for side in (0, 2)]
    early, late = ([np.where(first, a, b) for a, b in zip(*pair, strict=True)] for pair in (sides, sides[::-1]))
    (early_start, early_end, early_sum), (late_start, late_end, late_sum) = early, late
    exact = passages.equal == passages.columns
    capped = ~found.reworded & (found.capped[one] | found.capped[two])
    home = owners_of(articles.bounds, descent.family)
    columns = Columns(
        np.where(first, one, two),
        np.where(first, two, one),
        early_start,
        early_end,
        late_start,
        late_end,
        early_sum.astype(np.uint32),
        late_sum.astype(np.uint32),
        np.where(exact, VERBATIM, np.where(found.reworded, REWORDED, EDITED)).astype(np.uint8),
        quoted,
        passages.equal / np.maximum(1, passages.columns),
        verdicts.direction,
        verdicts.reason,
        descent.parent,
        home,
        articles.starts(descent.family),
        np.where(found.reworded, 2, capped).astype(np.uint8),
        np.minimum(1.0, passages.bits / (2.0 * setting.bits)),
    )
    ranks = about.ranks[columns.earlier] << 32 | about.ranks[columns.later]
    return columns.take(np.lexsort((columns.later_start, columns.earlier_start, ranks)))


def _with_descent(verdicts: Verdicts, order: NDArray[np.int8], reason: NDArray[np.int8]) -> Verdicts:
    """Verdicts with what the comparison of all holders adds to them."""
    told = reason != AS_GIVEN
    direction = np.where(told, GUESSED, verdicts.direction).astype(np.uint8)
    return Verdicts(order, direction, np.where(told, BETWEEN, verdicts.reason).astype(np.uint8), verdicts.rank)


def _side(
    articles: Articles, starts: NDArray[np.int64], ends: NDArray[np.int64], compiled: bool, about: About
) -> list[NDArray[np.int64]]:
    """Code points and checksums of stretches of words."""
    points, behind = articles.starts(starts), articles.ends(ends - 1)
    long = np.flatnonzero(articles.lengths(ends - 1) >= LONG)
    homes = owners_of(articles.bounds, starts[long])
    if long.size:
        about.gather(homes)
    for at, home in zip(long.tolist(), homes.tolist(), strict=True):
        text = about.fetch(home).text
        behind[at] = _end_of_word(text, int(behind[at]) - LONG)
    return [points, behind, _sum_up(articles, starts, ends, compiled).astype(np.int64)]


def _sum_up(
    articles: Articles, starts: NDArray[np.int64], ends: NDArray[np.int64], compiled: bool
) -> NDArray[np.uint32]:
    """The checksums of stretches of words."""
    if not compiled:
        return sum_stretches(articles.codes, starts, ends)
    from sayso.kernels.fast.passages import checks

    return np.asarray(checks.sum_stretches(articles.codes, starts, ends))


def _end_of_word(text: str, start: int) -> int:
    """Where a word ends that is too long for its place to say so."""
    reach = 4 * LONG
    while True:
        end = int(find_words([text[start : start + reach]]).ends[0])
        if end < reach or start + reach >= len(text):
            return start + end
        reach *= 4


def to_rows(columns: Columns, name: Callable[[int], str], setting: Setting) -> Iterator[Reuse]:
    """The rows as objects; `name` gives the id of a document."""
    listed = zip(*(field.tolist() for field in columns), strict=True)
    families: dict[tuple[int, int], str] = {}
    for row in listed:
        home = (row[14], row[15])
        if home not in families:
            families[home] = identify("p", name(home[0]), home[1])
        yield Reuse(
            earlier=name(row[0]),
            later=name(row[1]),
            earlier_start=row[2],
            earlier_end=row[3],
            later_start=row[4],
            later_end=row[5],
            earlier_check=f"{row[6]:08x}",
            later_check=f"{row[7]:08x}",
            kind=KINDS[row[8]],
            quoted=row[9],
            identity=row[10],
            direction=DIRECTIONS[row[11]],
            why=explain(row[12], RULES[row[16]] == "capped", setting),
            parent=row[13],
            family=families[home],
            made_by=MADE_BY,
            rule=RULES[row[16]],
            score=row[17],
        )


def explain(reason: int, capped: bool, setting: Setting) -> str:
    """What a row says of its direction, and whether its documents were not compared in all places."""
    return REASONS[reason] + (CAPPED.format(setting.rule.most) if capped else "")


def rank_ids(ids: NDArray[Any]) -> NDArray[np.int64]:
    """The place of each id among all of them in order."""
    ranks = np.empty(ids.size, np.int64)
    ranks[np.argsort(ids, kind="stable")] = np.arange(ids.size)
    return ranks
