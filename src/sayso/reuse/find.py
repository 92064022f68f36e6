"""From documents to rows: the passages they share, which of them are quotations, and who had them first."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sayso.language.moments import published_between
from sayso.model import Document, Region, Reuse, grouped
from sayso.reuse.finding.passages import Found, Setting, find_passages
from sayso.reuse.finding.quoted import cut_quotations
from sayso.reuse.judging.direction import is_update
from sayso.reuse.judging.verdicts import About
from sayso.reuse.rows import rank_ids, to_rows, write_columns
from sayso.reuse.words.articles import Articles, article_edges, mark_quotations, number_outlets, scan_bytes, scan_texts

COMPILED = 600_000
"""Characters from which on compiled code is used: about 200 articles, which take the plain form some 0.4 s, about what
it costs to load the compiler's library."""


def find_reuse(documents: Sequence[Document], regions: Sequence[Region]) -> list[Reuse]:
    """Copied and edited passages between documents, one row for each, in the order of their keys.

    Only headline and body take part, or the whole text of a document without regions. A passage counts by what its
    equal words tell (`Setting.bits`), not by their number; words of names and titles hardly count. Words that stand in
    quotation marks on both sides are marked `quoted`. An article is compared with the first and the eight nearest
    earlier holders of each run of words, so that the work grows with the text, not with the pairs of articles; what an
    outlet repeats in a quarter of its articles is compared with other outlets' only.

    The method: winnowed word n-grams (Schleimer et al. 2003) and X-drop alignment (Altschul et al. 1990), with a
    threshold in bits from a fixed background table, so that no other document changes a row. A second pass
    finds sentences that say the same in other words (`reworded`), by threes of their rarest words.
    """
    setting = Setting()
    documents = sorted(documents, key=time_order)
    compiled = sum(document.characters for document in documents) >= COMPILED
    articles = gather_articles(documents, grouped(regions), compiled)
    if not articles.codes.size:
        return []
    found = _find_compiled(articles, setting) if compiled else _find_plain(documents, articles, setting)
    columns = write_columns(articles, *found, describe(documents), setting, compiled)
    return list(to_rows(columns, lambda number: documents[number].document, setting))


def time_order(document: Document) -> tuple[bool, float, str]:
    """Dated documents by their first possible moment, then those without a date; ids decide between equals."""
    between = published_between(document.published)
    return between is None, between[0] if between else 0.0, document.document


def gather_articles(documents: Sequence[Document], regions: dict[str, list[Region]], compiled: bool) -> Articles:
    """Words of the documents in their given order; furniture, comments and the like take no part."""
    kept = [article_edges(document, regions.get(document.document, ())) for document in documents]
    outlets = number_outlets(documents)
    if compiled:
        parts = [document.text.encode("utf-8", "surrogatepass") for document in documents]
        offsets = np.cumsum([0, *map(len, parts)])
        scanned = scan_bytes(np.frombuffer(b"".join(parts), np.uint8), offsets, kept)
    else:
        scanned = scan_texts([document.text for document in documents], kept)
    return Articles(*scanned, outlets)


def describe(documents: Sequence[Document]) -> About:
    """What the rows need of the documents besides their words."""
    told = [None if is_update(one.published_from) else one.published for one in documents]
    moments = [published_between(moment) for moment in told]
    first, last = np.array([pair or (np.nan, np.nan) for pair in moments], np.float64).reshape(-1, 2).T
    outlets = list(dict.fromkeys(name for document in documents if (name := document.outlet_name) is not None))
    ranks = rank_ids(np.array([document.document for document in documents], "U"))
    return About(first, last, ranks, outlets, documents.__getitem__)


def _find_plain(documents: Sequence[Document], articles: Articles, setting: Setting) -> tuple[Found, NDArray[np.bool_]]:
    found = find_passages(articles, setting)
    owner_of = articles.owner_of()
    for side in (found.passages.earlier_start, found.passages.later_start):
        for index in np.unique(owner_of[side]).tolist():
            start, end = articles.bounds[index : index + 2]
            mark_quotations(articles.places[start:end], documents[index].text)
    passages, quoted = cut_quotations(articles, found.passages)
    return Found(passages, found.reworded, found.capped), quoted


def _find_compiled(articles: Articles, setting: Setting) -> tuple[Found, NDArray[np.bool_]]:
    from sayso.reuse.finding.ranges import find_compiled
    from sayso.reuse.finding.spool import MemorySpool

    return find_compiled(articles, setting, MemorySpool())
