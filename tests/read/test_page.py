"""Pages: visible text in lines, and what must never pass for the article."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.clean import mark_regions
from sayso.model import Document
from sayso.read import Item, read_documents

PARAGRAPHS = "".join(
    f"<p>The keeper of lock {n} said that barges had waited since <em>Monday</em> because the lower gate "
    "would not close, and that no repair crew had come.</p>"
    for n in range(8)
)
FRAMED = "Councillor Petra Holm said she had sold the bridge and kept the money in a biscuit tin at home."


def _page(inside: str, head: str = "") -> str:
    return (
        f"<!doctype html><html lang=en><head><title>Barges wait at lock | Canal Post</title>{head}</head><body>"
        "<header><nav><a href=/>Home</a> <a href=/t>Town</a></nav></header>"
        f"<article><h1>Barges wait at lock</h1>{PARAGRAPHS}{inside}{PARAGRAPHS}</article>"
        "<footer>© 2021 Canal Post</footer></body></html>"
    )


def _read(source: str) -> Document:
    (document,), _ = read_documents([Item("a.html", source.encode())])
    return document


def _kind_at(document: Document, words: str) -> str | None:
    at = document.text.find(words)
    return next((r.kind for r in mark_regions([document]) if r.start <= at < r.end), None) if at >= 0 else None


def test_lines_of_the_visible_page() -> None:
    document = _read(
        "<p>One &amp; <b>two</b>\n  three<br>four</p><ul><li>five<li>six</ul><pre>a\n  b</pre>&#8220;x&#8221;"
    )
    assert document.text == "One & two three\nfour\n\nfive\nsix\n\na\n  b\n\n“x”"


def test_article_and_head() -> None:
    head = (
        '<meta property="og:site_name" content="Canal Post"><link rel=canonical href="https://canal.example/1">'
        '<meta property="article:published_time" content="2021-06-07T08:00:00+02:00">'
        '<script type="application/ld+json">{"@type": "NewsArticle", "author": [{"name": "Jon Dell"}]}</script>'
    )
    document = _read(_page("", head))
    assert document.title == "Barges wait at lock"
    assert (document.outlet_name, document.outlet_from) == ("Canal Post", "html")
    assert (document.published, document.published_from) == ("2021-06-07", "html")
    assert (document.authors, document.url, document.language) == (("Jon Dell",), "https://canal.example/1", "en")
    assert _kind_at(document, "Barges wait") == "headline"
    assert _kind_at(document, "The keeper of lock 3") == "body"
    assert _kind_at(document, "Home") == "furniture"


@pytest.mark.parametrize(
    "inside",
    [
        f'<p style="display:none">{FRAMED}</p>',
        f'<p style="visibility: hidden">{FRAMED}</p>',
        f'<p style="font-size:0px">{FRAMED}</p>',
        f'<p style="position:absolute; left:-9999px">{FRAMED}</p>',
        f'<p style="color:#FFF">{FRAMED}</p>',
        f'<p style="color:red;background-color:red">{FRAMED}</p>',
        f"<p hidden>{FRAMED}</p>",
        f'<div aria-hidden="true"><p>{FRAMED}</p></div>',
        f"<style>p.q, .x {{ display: none }}</style><p class='x y'>{FRAMED}</p>",
        f"<p>The gate <span style='display:none'>{FRAMED}</span> stayed open for the whole of the week.</p>",
        f"<template><p>{FRAMED}</p></template>",
        f"<noscript><p>{FRAMED}</p></noscript>",
        f"<aside><p>{FRAMED}</p></aside>",
        f"<nav><p>{FRAMED}</p></nav>",
        f"<figure><figcaption>{FRAMED}</figcaption></figure>",
        f'<p><a href="/x">ALSO READ: {FRAMED}</a></p>',
        f'<div id="comments"><ol class="commentlist"><li><p>{FRAMED}</p></ol></div>',
        f'<section class="comment-list"><article class="comment" id="comment-7"><p>{FRAMED}</p></article></section>',
        f'<div itemprop="comment" itemscope itemtype="https://schema.org/Comment"><p>{FRAMED}</p></div>',
    ],
)
def test_nobody_is_framed(inside: str) -> None:
    document = _read(_page(inside))
    assert _kind_at(document, "Councillor Petra") in (None, "furniture", "comment", "caption")
    assert _kind_at(document, "The keeper of lock 7") == "body"


@pytest.mark.parametrize(
    "tail",
    [
        "<div>" * 50_000,
        "<b n>" * 3_000 + "<i n>" * 3_000,
        "<div " + " ".join(f"a{n}=1" for n in range(20_000)) + ">",
        '<a "' * 50_000,
        "<" * 100_000,
        "</div>" * 60_000,
        "<script>" * 50_000,
        "<style>" + "/*" * 50_000 + "</style>",
        "<style>" + ".a{" * 50_000,
        "&#99999999999999;" * 20_000 + "&#" + "9" * 10_000 + ";",
        "<table>" + "<tr><td colspan=9007199254740992>a" * 20_000,
        "<!-- " * 50_000,
    ],
)
def test_hostile_pages_keep_their_article(tail: str) -> None:
    document = _read(_page("").replace("</article>", "") + tail)
    assert _kind_at(document, "The keeper of lock 3") == "body"


def test_a_page_over_the_limits_is_read_in_part() -> None:
    _, (row,) = read_documents([Item("a.html", (_page("") + "<div>" * 600 + "x").encode())])
    assert (row.outcome, row.code) == ("partly", "TOO_DEEP")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div hidden>",
                "</div>",
                "words here",
                "<b",
                "&amp",
                "<!--",
                "<td>",
                '"',
                ">",
                "\n",
                "<pre>",
            ]
        )
    )
)
def test_blocks_are_in_order_and_inside(pieces: list[str]) -> None:
    documents, _ = read_documents([Item("a.html", "".join(pieces).encode())])
    for document in documents:
        at = 0
        for block in document.blocks:
            assert at <= block.start < block.end <= len(document.text)
            at = block.end
