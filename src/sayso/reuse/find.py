"""From documents to rows: the passages they share, which of them are quotations, and who had them first."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from sayso.kernels.alignment import Passages
from sayso.model import Document, Region, Reuse, ReuseKind, Span, checksum, grouped, identify
from sayso.reuse.articles import Articles, gather_articles
from sayso.reuse.descent import AS_GIVEN, OPEN, Descent, Places, find_descent
from sayso.reuse.descent import BETWEEN as ON_BOTH_SIDES
from sayso.reuse.direction import BETWEEN, CREDITED, REWRITTEN, Side, Verdict, decide_direction, published_between
from sayso.reuse.passages import Setting, find_passages
from sayso.reuse.quoted import QuotationFinder, Stretch

MADE_BY = "reuse.ngrams/1"


def find_reuse(documents: Sequence[Document], regions: Sequence[Region]) -> list[Reuse]:
    """Copied and edited passages between documents, one row for each, in the order of their keys.

    Only headline and body take part, or the whole text of a document without regions. A passage counts by what its
    equal words tell (`Setting.bits`), not by their number; words of names and titles hardly count. Words that stand in
    quotation marks on both sides are marked `quoted`. An article is compared with the first and the eight nearest
    earlier holders of each run of words, so that the work grows with the text, not with the pairs of articles.

    The method: winnowed word n-grams (Schleimer et al. 2003) and X-drop alignment (Altschul et al. 1990), with a
    threshold in bits from a fixed background table, so that no other document changes a row. A second pass
    finds sentences that say the same in other words (`reworded`), by pairs of their rarest words.
    """
    setting = Setting()
    articles = gather_articles(sorted(documents, key=_time_order), grouped(regions))
    if not articles.numbers.size:
        return []
    found = find_passages(articles, setting)
    quotations = QuotationFinder(articles)
    made = [
        _Passage.take(articles, found.passages, index, quotations, bool(found.reworded[index]))
        for index in range(found.passages.equal.size)
    ]
    verdicts = _decide(articles, made)
    descent = _trace(articles, made, verdicts)
    rows = []
    for index, passage in enumerate(made):
        verdict = verdicts[passage.documents]
        if descent.reason[index] != AS_GIVEN:
            reason = BETWEEN if descent.reason[index] == ON_BOTH_SIDES else REWRITTEN
            verdict = Verdict(bool(descent.order[index] > OPEN), "guessed", reason)
        rows.append(_write_row(articles, passage, verdict, (bool(descent.parent[index]), int(descent.family[index]))))
        if found.capped.intersection(passage.documents):
            rows[-1] = _say_capped(rows[-1], setting)
    return sorted(rows, key=lambda row: (row.earlier, row.later, row.earlier_start, row.later_start))


def _time_order(document: Document) -> tuple[bool, float, str]:
    """Dated documents by their first possible moment, then those without a date; ids decide between equals."""
    between = published_between(document.published)
    return between is None, between[0] if between else 0.0, document.document


class _Passage(NamedTuple):
    documents: tuple[int, int]
    stretch: Stretch
    kind: ReuseKind
    identity: float
    bits: float

    @classmethod
    def take(
        cls, articles: Articles, passages: Passages, index: int, finder: QuotationFinder, reworded: bool
    ) -> "_Passage":
        stretch = finder.cut(passages, index)
        owners = (int(articles.owner_of[stretch.earlier[0]]), int(articles.owner_of[stretch.later[0]]))
        identity = float(passages.equal[index] / passages.columns[index])
        if identity < 1.0:
            one, two = (articles.numbers[slice(*side)] for side in (stretch.earlier, stretch.later))
            if one.size == two.size and (one == two).all():
                identity = 1.0  # what differed was cut off with the words beside the quotation
        kind: ReuseKind = "verbatim" if identity == 1.0 else "reworded" if reworded else "edited"
        return cls(owners, stretch, kind, identity, float(passages.bits[index]))


def _decide(articles: Articles, made: list[_Passage]) -> dict[tuple[int, int], Verdict]:
    """The verdict on each pair of documents, from all passages that they share."""
    pairs: dict[tuple[int, int], list[_Passage]] = {}
    for passage in made:
        pairs.setdefault(passage.documents, []).append(passage)
    return {
        documents: decide_direction(_side(articles, pair, 0), _side(articles, pair, 1))
        for documents, pair in pairs.items()
    }


def _trace(articles: Articles, made: list[_Passage], verdicts: Mapping[tuple[int, int], Verdict]) -> Descent:
    """Parents and families of the passages, and what their texts tell where nothing else does."""
    stretches = np.array([[*p.documents, *p.stretch.earlier, *p.stretch.later] for p in made], np.int64).reshape(-1, 6)
    order, rank = np.zeros(len(made), np.int8), np.ones(len(made), np.int64)
    for index, passage in enumerate(made):
        verdict = verdicts[passage.documents]
        if verdict.direction != "unknown":
            order[index] = 1 if verdict.first_is_earlier else -1
        rank[index] = verdict.reason != CREDITED
    rarity = articles.rarity() if (order == OPEN).any() else None
    return find_descent(articles.codes(), Places(*stretches.T), order, rank, rarity)


def _side(articles: Articles, pair: list[_Passage], which: int) -> Side:
    """What the passages, quotations aside where there are others, take of one of the two documents."""
    index = pair[0].documents[which]
    stretches = [passage.stretch.sides()[which] for passage in pair]
    shared = sum(end - start for start, end in stretches)
    words = int(articles.bounds[index + 1] - articles.bounds[index])
    spans = tuple(sorted(Span(*articles.span(*stretch)) for stretch in stretches))
    return Side(articles.documents[index], spans, min(1.0, shared / words))


def _write_row(articles: Articles, passage: _Passage, verdict: Verdict, descent: tuple[bool, int]) -> Reuse:
    sides = [
        (articles.documents[owner], articles.span(*side))
        for owner, side in zip(passage.documents, passage.stretch.sides(), strict=True)
    ]
    (earlier, earlier_span), (later, later_span) = sides if verdict.first_is_earlier else sides[::-1]
    return Reuse(
        earlier=earlier.document,
        later=later.document,
        earlier_start=earlier_span[0],
        earlier_end=earlier_span[1],
        later_start=later_span[0],
        later_end=later_span[1],
        earlier_check=checksum(earlier.text[slice(*earlier_span)]),
        later_check=checksum(later.text[slice(*later_span)]),
        kind=passage.kind,
        quoted=passage.stretch.quoted,
        identity=passage.identity,
        direction=verdict.direction,
        why=verdict.why,
        parent=descent[0],
        family=_name_family(articles, descent[1]),
        made_by=MADE_BY,
        rule="rare word pairs" if passage.kind == "reworded" else "ngrams",
        score=min(1.0, passage.bits / (2.0 * Setting().bits)),
    )


def _name_family(articles: Articles, word: int) -> str:
    """The id of the family whose first stretch starts with this word of all words."""
    return identify("p", articles.documents[articles.owner_of[word]].document, int(articles.starts[word]))


def _say_capped(row: Reuse, setting: Setting) -> Reuse:
    """The row with the word that its documents were not compared in all places."""
    said = f"; a phrase stands more than {setting.most} times in one of the texts, further places were not compared"
    return replace(row, why=row.why + said, rule=row.rule if row.kind == "reworded" else "capped")
