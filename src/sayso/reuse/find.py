"""From documents to rows: the passages they share, which of them are quotations, and who had them first."""

from collections.abc import Sequence
from typing import NamedTuple

from sayso.kernels.alignment import Passages
from sayso.model import Document, Region, Reuse, ReuseKind, Span, checksum, grouped
from sayso.reuse.articles import Articles, gather_articles
from sayso.reuse.direction import Side, Verdict, decide_direction, published_between
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
    finds sentences that say the same in other words (`reworded`), by threes of their rarest words.
    """
    setting = Setting()
    articles = gather_articles(sorted(documents, key=_time_order), grouped(regions))
    if not articles.numbers.size:
        return []
    found = find_passages(articles, setting)
    quotations = QuotationFinder(articles)
    rows: list[Reuse] = []
    pair: list[_Passage] = []
    for index in range(found.passages.equal.size):
        stretch = quotations.cut(found.passages, index)
        passage = _Passage.take(articles, found.passages, index, stretch, bool(found.reworded[index]))
        if pair and pair[0].documents != passage.documents:
            rows += _write_rows(articles, pair, found.capped, setting)
            pair = []
        pair.append(passage)
    rows += _write_rows(articles, pair, found.capped, setting)
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
    def take(cls, articles: Articles, passages: Passages, index: int, stretch: Stretch, reworded: bool) -> "_Passage":
        owners = (int(articles.owner_of[stretch.earlier[0]]), int(articles.owner_of[stretch.later[0]]))
        identity = float(passages.equal[index] / passages.columns[index])
        if identity < 1.0:
            one, two = (articles.numbers[slice(*side)] for side in (stretch.earlier, stretch.later))
            if one.size == two.size and (one == two).all():
                identity = 1.0  # what differed was cut off with the words beside the quotation
        kind: ReuseKind = "reworded" if reworded else "verbatim" if identity == 1.0 else "edited"
        return cls(owners, stretch, kind, identity, float(passages.bits[index]))


def _write_rows(articles: Articles, pair: list[_Passage], capped: frozenset[int], setting: Setting) -> list[Reuse]:
    """The rows of all passages that two documents share."""
    if not pair:
        return []
    one, two = (_side(articles, pair, which) for which in (0, 1))
    verdict = decide_direction(one, two)
    rule = "capped" if capped.intersection(pair[0].documents) else "ngrams"
    return [
        _write_row(articles, passage, verdict, "rare words" if passage.kind == "reworded" else rule, setting)
        for passage in pair
    ]


def _side(articles: Articles, pair: list[_Passage], which: int) -> Side:
    """What the passages, quotations aside where there are others, take of one of the two documents."""
    index = pair[0].documents[which]
    stretches = [passage.stretch.sides()[which] for passage in pair]
    shared = sum(end - start for start, end in stretches)
    words = int(articles.bounds[index + 1] - articles.bounds[index])
    spans = tuple(sorted(Span(*articles.span(*stretch)) for stretch in stretches))
    return Side(articles.documents[index], spans, min(1.0, shared / words))


def _write_row(articles: Articles, passage: _Passage, verdict: Verdict, rule: str, setting: Setting) -> Reuse:
    sides = [
        (articles.documents[owner], articles.span(*side))
        for owner, side in zip(passage.documents, passage.stretch.sides(), strict=True)
    ]
    (earlier, earlier_span), (later, later_span) = sides if verdict.first_is_earlier else sides[::-1]
    why = verdict.why
    if rule == "capped":
        why += f"; a phrase stands more than {setting.most} times in one of the texts, further places were not compared"
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
        why=why,
        made_by=MADE_BY,
        rule=rule,
        score=min(1.0, passage.bits / (2.0 * setting.bits)),
    )
