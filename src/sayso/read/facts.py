"""What an input says of itself: title, authors, outlet, date, address, from its text, its head or its record.

Precision first: an outlet, author or date that only may be one is left out. What a page claims is marked as from
where it claims it (`outlet_from`, `published_from`); whether the claim is true is not decided here
(`anchors/reliability.md`, T3).
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from sayso.language.furniture import masthead_word, named_first, names_in_byline, outlet_in
from sayso.language.layout import Part
from sayso.language.moments import moment_of
from sayso.language.stamps import day_within, edtf_day, read_stamp
from sayso.model import Block
from sayso.read.markup import Page
from sayso.read.records import DAYS, MOMENTS, depth_within

_SPACES = re.compile(r"\s+")
_SECONDS = re.compile(r"-?[0-9]{1,12}")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document beside its text; None or empty where nothing says it."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    outlet: str | None = None
    outlet_from: str | None = None
    url: str | None = None
    published: str | None = None
    published_from: str | None = None

    def over(self, other: "Facts") -> "Facts":
        """These facts, with those of another where these say nothing."""
        mine = self
        if mine.outlet is None:
            mine = replace(mine, outlet=other.outlet, outlet_from=other.outlet_from)
        if mine.published is None:
            mine = replace(mine, published=other.published, published_from=other.published_from)
        return replace(
            mine, title=mine.title or other.title, authors=mine.authors or other.authors, url=mine.url or other.url
        )


def facts_of_text(text: str, parts: Sequence[Part]) -> Facts:
    """From the lines of a plain text: headline, byline, date stamp, and an outlet that its own furniture names."""
    title, published, updated, wired = None, None, None, None
    authors: list[str] = []
    for part in parts:
        words = text[part.start : part.end]
        if part.kind == "headline":
            title = title or words
        elif part.rule == "byline.note":
            authors += named_first(words)
        elif part.kind == "byline":
            authors += names_in_byline(words, part.rule)
        elif part.kind == "metadata" and published is None:
            stamp = read_stamp(words)
            published = stamp.value if stamp and stamp.published else None
            updated = updated or (stamp.value if stamp else None)
        elif part.kind == "dateline":
            wired = wired or day_within(words)
    outlet = _outlet(text, parts, authors)
    return Facts(
        title,
        tuple(dict.fromkeys(authors)),
        outlet,
        "text" if outlet else None,
        None,
        published or wired or updated,
        "text" if published or wired else "text, updated" if updated else None,
    )


def _outlet(text: str, parts: Sequence[Part], authors: Sequence[str]) -> str | None:
    """The outlet named by the page's own furniture: by most lines, else by the strongest pattern; a tie names none."""
    top = next((part.start for part in parts if part.kind in ("headline", "body")), 0)
    ours = [part for part in parts if part.kind in ("furniture", "disclaimer")]
    found = ((part.start, outlet_in(text[part.start : part.end])) for part in ours)
    named = [(one[0], one[1] + 0.2 * (start < top)) for start, one in found if one and one[0] not in authors]
    named += _masthead(text, [part for part in parts[:30] if part.rule == "furniture.masthead"], parts[:30])
    groups: dict[str, list[tuple[str, float]]] = {}
    for name, strength in named:
        groups.setdefault(_group(_key(name), groups), []).append((name, strength))
    ranked = sorted(
        (
            (len(rows), max(s for _, s in rows), max((n for n, _ in rows), key=lambda n: (len(n), n)))
            for rows in groups.values()
        ),
        reverse=True,
    )
    ranked = [row for row in ranked if row[0] > 1 or row[1] >= 0.55]
    if not ranked or (len(ranked) > 1 and ranked[0][:2] == ranked[1][:2]):
        return None
    return _SPACES.sub(" ", ranked[0][2])


def _masthead(text: str, heads: Sequence[Part], parts: Sequence[Part]) -> list[tuple[str, float]]:
    """The name that the page's first lines bear: sure beside a menu, less so over a headline, not at all in a list."""
    if not heads:
        return []
    menus = [part for part in parts if part.rule == "furniture.menu"]
    beside = [one for one in heads if any(_adjoin(text, one, menu) for menu in menus)]
    chosen = min(beside or heads[:1], key=lambda one: (len(text[one.start : one.end].split()), one.start))
    name, *sections = re.split(r" [|–—·:-] ", text[chosen.start : chosen.end])
    if beside:
        return [(name, 1.0)]
    if len(name.split()) > 5 or (sections and not masthead_word(name)):
        return []
    return [(name, 0.6 if masthead_word(name) else 0.5)]


def _adjoin(text: str, one: Part, other: Part) -> bool:
    """Whether two lines stand in one block."""
    return "\n\n" not in text[min(one.end, other.end) : max(one.start, other.start)].replace("\r", "")


def _key(name: str) -> str:
    return re.sub(r"\W+", "", re.sub(r"^the\s+", "", name.lower()))


def _group(key: str, groups: Mapping[str, object]) -> str:
    """The key under which this spelling stands: "the Post" is the end of "the Karlby Post"."""
    for other in groups:
        if key and (
            key == other or other.endswith(key) or key.endswith(other) or other.startswith(key) or key.startswith(other)
        ):
            return other
    return key


def facts_of_record(columns: Mapping[str, str], authors: tuple[str, ...]) -> Facts:
    """From the columns of a record."""
    published = date_of_record(columns)
    outlet = on_one_line(columns.get("outlet"))
    return Facts(
        on_one_line(columns.get("title")),
        authors,
        outlet,
        "record" if outlet else None,
        on_one_line(columns.get("url")),
        published,
        "record" if published else None,
    )


_DATED = ("published", *DAYS, *MOMENTS)


def date_of_record(columns: Mapping[str, str]) -> str | None:
    """The date of publication in EDTF, of the first of the columns that may hold one and does."""
    for name in _DATED:
        date = _date_of(name, columns[name]) if name in columns else None
        if date:
            return date
    return None


def _date_of(column: str, stamp: str) -> str | None:
    """A column's date in EDTF: a day, a month, a year, or the moment that a count of seconds since 1970 means."""
    if column in MOMENTS and _SECONDS.fullmatch(stamp):
        return moment_of(int(stamp))
    return edtf_day(stamp) or _coarse(stamp)


def _coarse(stamp: str) -> str | None:
    """A year or month is a date in EDTF too."""
    found = re.fullmatch(r"\s*((?:1[6-9]|2\d)\d\d)(-(?:0[1-9]|1[0-2]))?\s*", stamp[:40])
    return found.group(1) + (found.group(2) or "") if found else None


def on_one_line(value: str | None) -> str | None:
    """A value on one line, or None if there is nothing on it."""
    return (" ".join(value[:2_000].split()) or None) if value else None


def facts_of_page(page: Page, blocks: Sequence[Block]) -> Facts:
    """From a page's head, its linked data and the lines that its markup marks."""
    data = list(_linked(page.data))
    words = {
        kind: [page.text[b.start : b.end] for b in blocks if b.kind == kind]
        for kind in ("headline", "byline", "metadata")
    }
    head = page.head
    title = (
        next(iter(words["headline"]), None) or _first(head, "og:title", "twitter:title") or _text_of(data, "headline")
    )
    published = (
        _day(_first(head, *_DATES)) or _day(_text_of(data, "datePublished")) or _day(_first(head, "time:published"))
    )
    published = published or next(
        (s.value for s in map(read_stamp, words["metadata"]) if s and s.published and s.value), None
    )
    houses = [_first(head, "og:site_name"), _first(head, "application-name"), _named(data, "publisher")]
    outlet = next((name for name in houses if name and "://" not in name), None)
    authors = (
        _names(data, "author") or _meta_authors(head) or [n for line in words["byline"] for n in names_in_byline(line)]
    )
    return Facts(
        on_one_line(title or page.title),
        tuple(dict.fromkeys(authors))[:20],
        on_one_line(outlet),
        "html" if outlet else None,
        _address(_first(head, "canonical", "og:url") or _text_of(data, "url")),
        published,
        "html" if published else None,
    )


_DATES = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate",
    "publishdate", "publish-date", "publication_date", "dc.date.issued", "dcterms.created", "dc.date", "date",
    "article.published", "published_at",
)  # fmt: skip


def outlet_of_url(url: str | None) -> str | None:
    """The host of an address without `www.`, or None if it has none."""
    try:
        host = urlsplit(url).hostname if url else None
    except ValueError:
        return None
    return str(host).removeprefix("www.") if host and "." in host else None


def _address(url: str | None) -> str | None:
    """An http or https address, or None."""
    return on_one_line(url) if url and re.match(r"https?://[^\s/]+", url) else None


def _day(stamp: str | None) -> str | None:
    return edtf_day(stamp) if stamp else None


def _first(head: Mapping[str, list[str]], *names: str) -> str | None:
    return next((value for name in names for value in head.get(name, []) if value.strip()), None)


def _meta_authors(head: Mapping[str, list[str]]) -> list[str]:
    """Names in meta tags; addresses and names of one word, which houses use for themselves, are none."""
    values = [
        v for name in ("author", "article:author", "parsely-author", "dc.creator", "byl") for v in head.get(name, [])
    ]
    found = [name for value in values for name in _people(value)]
    return list(dict.fromkeys(found))


def _people(value: str) -> list[str]:
    if "://" in value or "@" in value or len(value) > 300:
        return []
    names = (_person(name) for name in re.split(r",| and | & |;", value))
    return [name for name in names if 2 <= len(name.split()) <= 5 and not re.search(r"\d", name)]


def _person(name: str) -> str:
    """A name without `By` before it and house or office after it."""
    name = re.split(r"[,|]|(?<=\w{3})\. ", re.sub(r"^\s*by\s+", "", name, flags=re.I))[0]
    return _SPACES.sub(" ", name).strip()


def _linked(scripts: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """Objects of a page's JSON-LD that describe an article, in a graph or list too; broken data is passed over."""
    for script in scripts[:20]:
        if not depth_within(script.encode("utf-8", "replace")):
            continue
        try:
            found = json.loads(script, strict=False)
        except (ValueError, RecursionError):
            continue
        for one in found if isinstance(found, list) else [found]:
            if isinstance(one, dict):
                graph = one.get("@graph")
                yield from (item for item in [one, *(graph if isinstance(graph, list) else [])] if _is_article(item))


def _is_article(item: Any) -> bool:
    if not isinstance(item, dict):
        return False
    kinds = item.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(kind, str) and kind.endswith(("Article", "BlogPosting", "Report", "Posting")) for kind in listed
    )


def _text_of(data: Sequence[Mapping[str, Any]], key: str) -> str | None:
    return next((item[key] for item in data if isinstance(item.get(key), str) and item[key].strip()), None)


def _named(data: Sequence[Mapping[str, Any]], key: str) -> str | None:
    return next(iter(_names(data, key, 1)), None)


def _names(data: Sequence[Mapping[str, Any]], key: str, least: int = 2) -> list[str]:
    """Names of persons or bodies under a key, of at least so many words."""
    found = []
    for item in data:
        listed = item.get(key)
        for one in listed[:20] if isinstance(listed, list) else [listed]:
            name = one.get("name") if isinstance(one, dict) else one
            if isinstance(name, str) and "://" not in name and least <= len(name.split()) <= 8:
                found.append(_SPACES.sub(" ", name).strip() if least == 1 else _person(name))
    return list(dict.fromkeys(found))
