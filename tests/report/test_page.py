"""The page: the same bytes each time, every link with its target, nothing of a text as markup."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from sayso.model import Attribution, Document, Region, Span, Tables, checksum, identify
from sayso.report import write_report
from sayso.report.page import safe_url
from tests.report.case import CLAIM, RUN, TEXTS, build_tables

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Outline(HTMLParser):
    """Ids, internal links, tags, headings and text of a page; fails where elements do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.outside: list[str] = []
        self.tags: set[str] = set()
        self.levels: list[int] = []
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in VOID:
            self.open.append(tag)
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                (self.links if (value or "").startswith("#") else self.outside).append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "script", "sup"} & set(self.open):
            self.words.append(data)


@pytest.fixture(scope="module")
def page() -> str:
    return write_report(build_tables(), RUN)


def test_it_is_deterministic_and_small(page: str) -> None:
    assert page == write_report(build_tables(), dict(reversed(RUN.items())))
    assert len(page.encode()) < 100_000


def test_every_internal_link_has_one_target(page: str) -> None:
    outline = Outline(page)
    assert len(outline.ids) == len(set(outline.ids))
    assert {link[1:] for link in outline.links} <= set(outline.ids)
    assert outline.outside == ["data:,", "https://brine.example/roof"]


def test_headings_do_not_skip_a_level(page: str) -> None:
    levels = Outline(page).levels
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_policy_pins_style_and_script(page: str) -> None:
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
    assert policy is not None
    rules = policy[1].replace("&#39;", "'")
    assert rules.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        parts = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert len(parts) == 1
        assert f"{tag}-src 'sha256-{b64encode(sha256(parts[0].encode()).digest()).decode()}'" in rules
    assert "unsafe" not in rules
    assert '<meta name="referrer" content="no-referrer">' in page
    assert not {"style", "onclick", "src"} & Outline(page).attributes


def test_the_whole_of_each_text_is_there(page: str) -> None:
    words = " ".join("".join(Outline(page).words).split())
    for text in TEXTS.values():
        for line in text.splitlines():
            assert " ".join(line.split()) in words


def test_all_sections_are_there(page: str) -> None:
    for name in (
        "trace", "claims", "speakers", "variants", "drift", "disagreements", "timeline", "ledgers", "documents",
        "about",
    ):  # fmt: skip
        assert f'id="{name}"' in page
    assert "This page does not say what is true" in page
    assert "NOT_TEXT" in page
    assert "break-inside:avoid" in page


def test_marks_carry_the_words_of_their_row(page: str) -> None:
    tables = build_tables()
    for row in tables.attributions:
        assert f'id="{row.attribution}"' in page
        article = page.split(f'<article class="document" id="{row.document}"')[1].split("</article>")[0]
        pieces = re.findall(r'<span(?: id="[^"]*")?(?: class="([^"]*)")? data-s="(\d+)">(.*?)</span>', article)
        for kind, spans, texts in (
            ("s", row.source, row.source_text), ("c", row.cue, row.cue_text), ("t", row.content, row.content_text)
        ):  # fmt: skip
            for span, text in zip(spans, texts, strict=True):
                inside = [words for kinds, at, words in pieces
                          if span.start <= int(at) < span.end and kind in kinds.split()]  # fmt: skip
                assert unescape("".join(inside)) == text


@pytest.mark.parametrize(
    "missing",
    [
        "regions",
        "attributions",
        "claims",
        "wordings",
        "sources",
        "mentions",
        "relays",
        "origins",
        "edges",
        "pairs",
        "drift",
        "timeline",
        "ledgers",
        "figures",
        "dates",
        "promises",
    ],
)
def test_tables_may_be_missing(missing: str) -> None:
    outline = Outline(write_report(replace(build_tables(), **{missing: ()}), {}))
    assert {link[1:] for link in outline.links} <= set(outline.ids)


def test_an_empty_case_has_a_page() -> None:
    assert "No claim was found" in write_report(Tables(), {})


def test_hostile_words_stay_words() -> None:
    evil = "</script><script>alert(1)</script>\u202e\x00\"'><img src=x onerror=alert(1)>{{ 7 * 7 }}&amp;=cmd|calc"
    tables = build_tables()
    hostile = tables.having(
        documents=[
            replace(d, title=evil, path=evil, url=f"javascript:{evil}", outlet_name=evil, authors=(evil,))
            for d in tables.documents
        ],
        sources=[replace(s, name=evil, rule=evil) for s in tables.sources],
        attributions=[replace(a, rule=evil) for a in tables.attributions],
        claims=[replace(c, gist_text=evil, reasons=(evil,)) for c in tables.claims],
        figures=[replace(f, what=evil, text=evil) for f in tables.figures],
        dates=[replace(d, value=evil) for d in tables.dates],
        pairs=[replace(p, reason=evil) for p in tables.pairs],
        drift=[replace(d, earlier_text=evil, later_text=evil, why=evil) for d in tables.drift],
        timeline=[replace(m, value=evil, what_text=evil, rule=evil) for m in tables.timeline],
        ledgers=[replace(e, name=evil, note=evil) for e in tables.ledgers],
        inputs=[replace(i, path=evil, message=evil, code=evil) for i in tables.inputs],
    )  # fmt: skip
    page = write_report(hostile, dict.fromkeys(RUN, evil))
    outline = Outline(page)
    assert not {"img", "onerror"} & (outline.tags | outline.attributes)
    assert page.count("<script>") == 1
    assert "\x00" not in page
    assert "\u202e" not in page
    assert "49" not in "".join(outline.words).replace("0049", "")[:2000]
    assert outline.outside == ["data:,"]


def test_hostile_ids_stay_inside_their_attribute() -> None:
    tables = build_tables()
    evil = 'c" onclick="alert(1)'
    claims = [replace(c, claim=evil) if c.claim == CLAIM["sawn"] else c for c in tables.claims]
    wordings = [replace(w, claim=evil) if w.claim == CLAIM["sawn"] else w for w in tables.wordings]
    attributions = [replace(a, attribution=f"{a.attribution}{evil}") for a in tables.attributions]
    moments = [replace(m, moment=f"{m.moment}{evil}") for m in tables.timeline]
    entries = [replace(e, entry=f"{e.entry}{evil}", subject=evil) for e in tables.ledgers]
    hostile = tables.having(
        claims=claims, wordings=wordings, attributions=attributions, timeline=moments, ledgers=entries
    )
    outline = Outline(write_report(hostile, RUN))
    assert "onclick" not in outline.attributes


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b?c=d#e", True), ("HTTP://a.example", True), ("javascript:alert(1)", False), (None, False),
        ("https://a.example/\u202etxt", False), ("https://a.example/a b", False), ("data:text/html,x", False),
        ("https://a.example/\n", False), ("https://" + "a" * 3000, False),
    ],
)  # fmt: skip
def test_only_plain_web_addresses_become_links(url: str | None, safe: bool) -> None:
    assert safe_url(url) == (url if safe else None)


def _crowd(number: int, text: str) -> Tables:
    documents, attributions, regions = [], [], []
    for at in range(number):
        key = identify("d", at)
        documents.append(
            Document(key, f"{at}.txt", None, None, None, None, None, None, (), None, None, "en", "utf-8", "0",
                     len(text), text, ())
        )  # fmt: skip
        regions.append(Region(key, 0, len(text), "body", checksum(text), "hand", "hand", None))
        spans = [Span(n, n + 9) for n in range(0, min(len(text) - 10, 400), 10)]
        attributions += [
            Attribution(identify("a", key, s), key, "indirect", (), (), (s,), (), (), (text[s.start : s.end],), None,
                        None, "asserts", False, False, "hand", "hand", 0.2) for s in spans
        ]  # fmt: skip
    return Tables().having(documents=documents, attributions=attributions, regions=regions)


def test_a_big_case_is_cut_and_says_so() -> None:
    page = write_report(_crowd(230, "word " * 20), {})
    assert page.count('<article class="document"') == 200
    assert "200 of 230 documents are shown" in page


def test_a_long_document_is_cut_and_says_so() -> None:
    page = write_report(_crowd(1, "a line of words\n" * 300_000), {})
    assert "more characters are not shown" in page
    assert len(page) < 11_000_000


def test_many_overlapping_marks_and_one_long_line() -> None:
    text = "“" * 100_000
    tables = _crowd(1, text)
    rows = [
        replace(tables.attributions[0], attribution=f"a-{n}", content=(Span(n, 100_000 - n),), content_text=("“",))
        for n in range(5000)
    ]
    outline = Outline(write_report(tables.having(attributions=rows), {}))
    assert len(outline.ids) == len(set(outline.ids))
