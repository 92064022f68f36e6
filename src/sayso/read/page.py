"""HTML to text and blocks: the lines of `markup.py`, and which of them are the article.

trafilatura decides what is body (word F1 0.959 on the pages of the article extraction benchmark, the best free one);
its words are found again in our own lines, so that spans point into a text that holds the whole page. What the markup
says is hidden, navigation or a comment is never body, whatever trafilatura says.
"""

import re
from collections import Counter

from sayso.model import Block, RegionKind
from sayso.read.markup import Page, Run, read_markup

LARGEST = 5_000_000
"""Characters of a page that is given to trafilatura; of a larger one the markup alone decides (issue 704: endless)."""
MOST_TAGS = 60_000
_WORD = re.compile(r"\w+")
_SHINGLE = 3
_KINDS: dict[str, RegionKind] = {
    "hidden": "furniture",
    "furniture": "furniture",
    "comment": "comment",
    "caption": "caption",
}


def read_page(source: str, most: int) -> tuple[Page, tuple[Block, ...], str | None]:
    """The page, its blocks (what each stretch of its text is) and the code of a doubt, or None.

    Codes: `TOO_DEEP` (over a limit, read without a tree), `PAGE_BY_MARKUP` (too large, or trafilatura failed).
    """
    page = read_markup(source, most)
    doubt = None
    article: str | None = None
    if page.over:
        doubt = "TOO_DEEP"
    elif len(source) > LARGEST or page.tags > MOST_TAGS:
        doubt = "PAGE_BY_MARKUP"
    else:
        article, failed = extract(source)
        doubt = "PAGE_BY_MARKUP" if failed else None
    return page, _blocks(page, article), doubt


def extract(source: str) -> tuple[str | None, bool]:
    """The article's words by trafilatura, without comments, or None; and whether it failed."""
    import logging

    from trafilatura import bare_extraction  # slow to import: only a page needs it

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its complaints are in the ledger as codes
    try:
        found = bare_extraction(
            source.replace("\x00", " "), include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception:  # a parser on strange input: any failure means that the markup alone decides
        return None, True
    text = getattr(found, "text", None)
    return (text if isinstance(text, str) and text.strip() else None), False


def _blocks(page: Page, article: str | None) -> tuple[Block, ...]:
    """Blocks in order; neighbours of one kind are one block."""
    kinds = [_by_zone(line) for line in page.lines]
    texts = [page.text[line[0].start : line[-1].end] for line in page.lines]
    if article is not None:
        inside = _with_kin(_found_in(article, texts, kinds), page, texts, kinds)
        if sum(len(text) for text, one in zip(texts, inside, strict=True) if one) < 100:
            article = None
    if article is None:
        inside = [kind is None for kind in kinds]
    title = _title_line(page, texts, kinds)
    blocks: list[Block] = []
    for n, (line, kind) in enumerate(zip(page.lines, kinds, strict=True)):
        chosen = "headline" if n == title else _settle(kind, inside[n], texts[n])
        for run in line:
            own = _KINDS.get(run.zone) if run.zone in ("hidden", "comment") else None
            _append(blocks, run, own or chosen)
    return tuple(blocks)


def _append(blocks: list[Block], run: Run, kind: RegionKind) -> None:
    if blocks and blocks[-1].kind == kind:
        blocks[-1] = Block(blocks[-1].start, run.end, kind)
    else:
        blocks.append(Block(run.start, run.end, kind))


def _by_zone(line: list[Run]) -> str | None:
    """What the markup says of a line: of its longest run, the hidden ones left aside; None if it says nothing."""
    sizes: Counter[str] = Counter()
    for run in line:
        sizes[run.zone] += run.end - run.start
    if len(sizes) > 1:
        del sizes["hidden"]
    zone = max(sorted(sizes), key=lambda one: sizes[one])
    return zone or None


def _settle(kind: str | None, inside: bool, text: str) -> RegionKind:
    """The kind of a line from what the markup says of it and whether the extractor took it for the article."""
    if kind in _KINDS:
        return _KINDS[kind]
    if kind == "byline" and len(text) <= 250:
        return "byline"
    if kind == "time" and len(text) <= 80:
        return "metadata"
    return "body" if inside and kind != "header" else "furniture"


def _title_line(page: Page, texts: list[str], kinds: list[str | None]) -> int | None:
    """The line of the headline: the level-1 heading that the page's title or metadata repeats, else the only one."""
    named = [page.title or "", *page.head.get("og:title", [])]
    wanted = {_squeeze(name) for name in named if name}
    house = {_squeeze(name) for name in page.head.get("og:site_name", [])}
    headings = [n for n, kind in enumerate(kinds) if kind == "headline" and len(texts[n]) <= 400]
    headings = [n for n in headings[:50] if _squeeze(texts[n]) not in house]
    said = {n: _squeeze(texts[n]) for n in headings}
    matching = [
        n for n in headings if said[n] and any(said[n] in name or (name and name in said[n]) for name in wanted)
    ]
    if matching:
        return max(matching, key=lambda n: (len(said[n]), -n))
    if headings:
        return headings[0] if len(headings) == 1 else None
    for n in range(min(len(texts), 300)):
        words = _squeeze(texts[n]) if len(texts[n]) <= 300 else ""
        if len(words.split()) >= 4 and words in wanted and kinds[n] in (None, "header"):
            return n
    return None


def _squeeze(text: str) -> str:
    """The words of a text and nothing else."""
    return " ".join(_WORD.findall(text.lower()))


def _found_in(article: str, texts: list[str], kinds: list[str | None]) -> list[bool]:
    """Which lines the article's words make up. Linear: lines and article meet in sets of three words in a row.

    A line of fewer words counts if it is a line of the article. Lines that the markup has set apart are not asked.
    """
    words = _WORD.findall(article.lower())
    shingles = {tuple(words[n : n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1)}
    whole = {_squeeze(line) for line in article.split("\n")}
    found = []
    for text, kind in zip(texts, kinds, strict=True):
        mine = [] if kind in _KINDS else _WORD.findall(text.lower())
        if len(mine) < _SHINGLE + 2:
            found.append(bool(mine) and " ".join(mine) in whole)
            continue
        hits = sum(tuple(mine[n : n + _SHINGLE]) in shingles for n in range(len(mine) - _SHINGLE + 1))
        found.append(hits * 2 >= len(mine) - _SHINGLE + 1)
    return _drop_strays(found, texts)


def _with_kin(found: list[bool], page: Page, texts: list[str], kinds: list[str | None]) -> list[bool]:
    """Paragraphs the extractor left out although they stand in the same elements as those it took."""
    taken: Counter[str] = Counter()
    left: Counter[str] = Counter()
    for line, one, kind, text in zip(page.lines, found, kinds, texts, strict=True):
        if kind is None:
            (taken if one else left)[line[0].frame] += len(text)
    kin = {frame for frame, size in taken.items() if size >= 400 and size * 2 > left[frame]}
    return [
        one
        or (kind is None and line[0].frame in kin and len(text) >= 80 and text.rstrip("\"'”’)")[-1:] in (".", "!", "?"))
        for line, one, kind, text in zip(page.lines, found, kinds, texts, strict=True)
    ]


def _drop_strays(found: list[bool], texts: list[str]) -> list[bool]:
    """Short lines far from the article that repeat one of its lines, as menus and teasers do, are not part of it."""
    long = [n for n, one in enumerate(found) if one and len(texts[n]) >= 60]
    if not long:
        return found
    first, last = long[0], long[-1]
    return [one and (len(texts[n]) >= 60 or first - 3 <= n <= last + 3) for n, one in enumerate(found)]
