"""From documents to rows: the passages they share, which of them are quotations, and who had them first."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sayso.kernels.alignment import Passages
from sayso.model import Document, Region, Reuse, ReuseKind, Span, checksum, grouped
from sayso.reuse.articles import Articles, Scanned, article_edges, mark_quotations, number_outlets, scan_bytes, scan_texts
from sayso.reuse.direction import Side, Verdict, decide_direction, published_between
from sayso.reuse.passages import Found, Setting, find_passages
from sayso.reuse.quoted import cut_quotations

MADE_BY = "reuse.ngrams/2"
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
    finds sentences that say the same in other words (`reworded`), by pairs of their rarest words.
    """
    setting = Setting()
    documents = sorted(documents, key=time_order)
    compiled = sum(document.characters for document in documents) >= COMPILED
    articles = gather_articles(documents, grouped(regions), compiled)
    if not articles.codes.size:
        return []
    found = _find_compiled(articles, setting) if compiled else _find_plain(documents, articles, setting)
    return write_rows(documents, articles, *found, setting)


def time_order(document: Document) -> tuple[bool, float, str]:
    """Dated documents by their first possible moment, then those without a date; ids decide between equals."""
    between = published_between(document.published)
    return between is None, between[0] if between else 0.0, document.document


def gather_articles(
    documents: Sequence[Document], regions: dict[str, list[Region]], compiled: bool
) -> Articles:
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


def _find_plain(
    documents: Sequence[Document], articles: Articles, setting: Setting
) -> tuple[Found, NDArray[np.bool_]]:
    found = find_passages(articles, setting)
    owner_of = articles.owner_of()
    for side in (found.passages.earlier_start, found.passages.later_start):
        for index in np.unique(owner_of[side]).tolist():
            start, end = articles.bounds[index : index + 2]
            mark_quotations(articles.places[start:end], documents[index].text)
    passages, quoted = cut_quotations(articles, found.passages)
    return Found(passages, found.reworded, found.capped), quoted


def _find_compiled(articles: Articles, setting: Setting) -> tuple[Found, NDArray[np.bool_]]:
    from sayso.kernels.fast.quoting import cut_quotations as cut
    from sayso.reuse.quoted import OWN_VOICE
    from sayso.reuse.ranges import find_in_ranges
    from sayso.reuse.spool import MemorySpool

    capped = np.zeros(articles.bounds.size - 1, np.bool_)
    rows = np.concatenate(list(find_in_ranges(articles, setting, MemorySpool(), capped)))
    quoted = cut(articles.codes, articles.places, rows, OWN_VOICE)
    return Found(Passages(*rows[:, 2:].T), np.zeros(rows.shape[0], np.bool_), capped), quoted


def write_rows(
    documents: Sequence[Document], articles: Articles, found: Found, quoted: NDArray[np.bool_], setting: Setting
) -> list[Reuse]:
    """The rows of all passages, in the order of their keys."""
    owner_of = articles.owner_of()
    passages = found.passages
    one, two = owner_of[passages.earlier_start], owner_of[passages.later_start]
    heads = np.flatnonzero((np.diff(one, prepend=-1) != 0) | (np.diff(two, prepend=-1) != 0)).tolist()
    rows: list[Reuse] = []
    for start, end in pairwise([*heads, one.size]):
        spans = [_spans(articles, passages, slice(start, end), side) for side in (0, 1)]
        indices = int(one[start]), int(two[start])
        sides = [_side(documents[index], articles, index, spans[side]) for side, index in enumerate(indices)]
        verdict = decide_direction(*sides)
        capped = bool(found.capped[list(indices)].any())
        for at in range(start, end):
            ends = [(documents[indices[side]], spans[side][at - start][0]) for side in (0, 1)]
            rows.append(_write_row(ends, found, at, bool(quoted[at]), verdict, capped, setting))
    return sorted(rows, key=lambda row: (row.earlier, row.later, row.earlier_start, row.later_start))


def _spans(articles: Articles, passages: Passages, which: slice, side: int) -> list[tuple[Span, int]]:
    """Code points and words of passages on one side."""
    starts, ends = (passages[2 * side + edge][which] for edge in (0, 1))
    points = zip(articles.starts(starts).tolist(), articles.ends(ends - 1).tolist(), strict=True)
    return [(Span(*span), words) for span, words in zip(points, (ends - starts).tolist(), strict=True)]


def _side(document: Document, articles: Articles, index: int, spans: Sequence[tuple[Span, int]]) -> Side:
    """What the passages take of one of two documents."""
    words = int(articles.bounds[index + 1] - articles.bounds[index])
    share = min(1.0, sum(count for _, count in spans) / words)
    return Side(document, tuple(sorted(span for span, _ in spans)), share)


def _write_row(
    sides: Sequence[tuple[Document, Span]],
    found: Found,
    at: int,
    quoted: bool,
    verdict: Verdict,
    capped: bool,
    setting: Setting,
) -> Reuse:
    (earlier, earlier_span), (later, later_span) = sides if verdict.first_is_earlier else sides[::-1]
    identity = float(found.passages.equal[at] / found.passages.columns[at])
    reworded = bool(found.reworded[at])
    kind: ReuseKind = "reworded" if reworded else "verbatim" if identity == 1.0 else "edited"
    why = verdict.why
    if capped and not reworded:
        most = setting.rule.most
        why += f"; a phrase stands more than {most} times in one of the texts, further places were not compared"
    return Reuse(
        earlier=earlier.document,
        later=later.document,
        earlier_start=earlier_span.start,
        earlier_end=earlier_span.end,
        later_start=later_span.start,
        later_end=later_span.end,
        earlier_check=checksum(earlier_span.text_in(earlier.text)),
        later_check=checksum(later_span.text_in(later.text)),
        kind=kind,
        quoted=quoted,
        identity=identity,
        direction=verdict.direction,
        why=why,
        made_by=MADE_BY,
        rule="rare word pairs" if reworded else "capped" if capped else "ngrams",
        score=min(1.0, float(found.passages.bits[at]) / (2.0 * setting.bits)),
    )
