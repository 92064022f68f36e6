"""Regions: they tile each text, and tell article from furniture and comments on pages made up for the purpose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.clean import mark_regions
from sayso.model import Document, Region, checksum
from sayso.read import Item, read_documents

PAGE = """Follow Hill Country Radio

Dam keeper denies he slept

By Uwe Tarn and Lis Overgaard

Posted 4 May 2020 | 3 min read

The dam above Hollin, seen in spring. File photo.

HOLLIN (Hill Press) — The keeper of the Hollin dam slept through the alarm, two villagers told this station.

READ MORE: Five bakers who never sleep

“I was awake,” the keeper said. “I heard nothing.”

A hearing

According to the mayor, the alarm had been tested a week before.

More in Villages

Goat wins beauty contest

To Top

Hill Country Radio is not responsible for the content of other sites.

2 comments

milkmaid7
I know the keeper. He is always asleep!

Old Franz says:
The mayor told me that she never tested it.
"""


def _document(text: str) -> Document:
    (document,), _ = read_documents([Item("a.txt", text.encode())])
    return document


def _kinds(text: str) -> list[tuple[str, str]]:
    """Kind and words of each line."""
    regions = mark_regions([_document(text)])
    found = []
    for region in regions:
        found += [(region.kind, line.strip()) for line in text[region.start : region.end].split("\n") if line.strip()]
    return found


def test_each_part_of_a_page() -> None:
    kinds = {line: kind for kind, line in _kinds(PAGE)}
    assert kinds["Follow Hill Country Radio"] == "furniture"
    assert kinds["Dam keeper denies he slept"] == "headline"
    assert kinds["By Uwe Tarn and Lis Overgaard"] == "byline"
    assert kinds["Posted 4 May 2020 | 3 min read"] == "metadata"
    assert kinds["The dam above Hollin, seen in spring. File photo."] == "caption"
    assert kinds["HOLLIN (Hill Press) —"] == "dateline"
    assert kinds["The keeper of the Hollin dam slept through the alarm, two villagers told this station."] == "body"
    assert kinds["READ MORE: Five bakers who never sleep"] == "furniture"
    assert kinds["“I was awake,” the keeper said. “I heard nothing.”"] == "body"
    assert kinds["A hearing"] == "body"
    assert kinds["Goat wins beauty contest"] == "furniture"
    assert kinds["Hill Country Radio is not responsible for the content of other sites."] == "disclaimer"
    assert [kind for kind, _ in _kinds(PAGE)][-5:] == ["comment"] * 5


@pytest.mark.parametrize(
    "heads",
    [("08:14", "09:30", "10:05"), ("Update, 08:14:", "Live, 09:30:", "Monday, 10:05:"),
     ("#1 Lock", "#2 Weir", "#3 Mill"), ("No. 2 sluice", "No. 3 sluice", "No. 4 sluice")],
)  # fmt: skip
def test_headings_of_a_ticker_or_a_list_head_no_comments(heads: tuple[str, ...]) -> None:
    entry = "The water rose by a hand and the miller shut the gate.\nNobody was hurt in the lower town."
    text = "Gate left open at Hollin\n\nIt had been open since noon, the miller said.\n\n"
    kinds = _kinds(text + "\n\n".join(f"{head}\n{entry}" for head in heads) + "\n")
    assert "comment" not in [kind for kind, _ in kinds]


@pytest.mark.parametrize(
    "comments",
    [
        "birdie_9\nGreat article!\n\nHerr Voss replies:\nNot so great.",
        "Herr Voss wrote: my aunt saw it too.",
        "birdie_9\n> The gate had been open since noon.\nWho says so?",
        "Herr Voss: Quote: “The gate had been open” Any proof for this?",
        "Herr Voss · 2 hours ago\nThey all lie.",
        "Herr Voss replied:\n“It had been open since noon.” Who writes such stuff?",
        "Herr Voss | 5 likes\nAt last it is said aloud.\n\n#12 birdie_9\nNobody was hurt in the flood.\nI was there.",
        "Reader's opinion by Herr Voss\nMy aunt saw it, she told everyone.",
        "ex-miller, 08:14:\nAnd tomorrow it is forgotten.",
        "3 responses to “Gate left open”\n\nHerr Voss\nThe minister said it was her fault.",
        "  • Herr Voss\n\n    I do not believe it.\n\n    • You never do.\n\n      The minister said so herself.",
    ],
)
def test_comments_are_never_article(comments: str) -> None:
    article = (
        "Gate left open at Hollin\n\nIt had been open since noon, the miller said.\n\nNobody was hurt in the flood."
    )
    text = f"{article}\n\n{comments}\n"
    kept = [line for kind, line in _kinds(text) if kind != "comment"]
    assert kept == [line for line in article.split("\n") if line]


@pytest.mark.parametrize(
    "line",
    [
        "By Monday, officials said, the water had gone down again.",
        "The minister wrote: “I know nothing of the gate.”",
        "Farmers in the valley said they would follow the inquiry and its findings closely.",
        "He was asked about the tags on the sluice, and had no answer.",
        "Read the letter: it says that the keeper was warned, the miller said.",
        "Share prices fell, the exchange said.",
        "The views of the council were not asked for, she said.",
        "About forty people stood at the gate.",
        "Ibsen said:",
        "“Comments like these do not help,” the mayor said.",
    ],
)
def test_article_text_is_kept(line: str) -> None:
    text = f"Gate left open at Hollin\n\nIt had been open since noon, the miller said.\n\n{line}\n\nNobody was hurt."
    assert ("body", line) in _kinds(text)


def test_a_stamp_before_the_first_words() -> None:
    text = " date 2016-09-19 A miller of Hollin has confirmed that the gate was left open on purpose."
    regions = mark_regions([_document(text)])
    assert [(r.kind, text[r.start : r.end].strip()) for r in regions] == [
        ("metadata", "date 2016-09-19"),
        ("body", text[17:]),
    ]


def test_an_author_box_and_what_follows() -> None:
    text = (
        "Gate left open at Hollin\n\nThe gate had been open since noon, the miller said.\n\nAbout Lis Overgaard\n\n"
        "Lis Overgaard keeps bees and writes about rivers.\n\nMore in Rivers\n\nTo Top\n"
    )
    assert [kind for kind, _ in _kinds(text)] == ["headline", "body", "byline", "byline", "furniture", "furniture"]


def test_a_flattened_page() -> None:
    menu = "\n".join(
        ["Home", "Shop", "Our Story", "Recipes", "Contact", "Login", "Cart", "Blog", "Careers", "Press"] * 2
    )
    story = "\n".join(
        f"The baker of street {n} told us that rye had never been as dear as it was this autumn." for n in range(9)
    )
    text = f"{menu}\nWhat bread costs now in our town\n{story}\n{menu}\nFind us\nOpening Hours\n"
    body = [line for kind, line in _kinds(text) if kind == "body"]
    assert len([line for line in body if line.startswith("The baker")]) == 9
    assert len(body) <= 11


def _assert_tiles(document: Document, regions: list[Region]) -> None:
    at = 0
    for region in regions:
        assert region.start == at < region.end
        assert region.check == checksum(document.text[region.start : region.end])
        at = region.end
    assert at == len(document.text)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from([
            "\n", "\n\n", "\r\n", "\r", "\u2028", " ", "\t", "By Ann Bo", "Home | A | B", "• x", "> y", "Bo says:",
            "Date 2020-01-02", "words that go on for a while and then they end.", "\u200b", "🙂", "3 comments",
            "Share", "LIMA — The day", "\x00",
        ]),
        max_size=40,
    )
)  # fmt: skip
def test_regions_tile_any_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    documents, _ = read_documents([Item("a.txt", text.encode())])
    for document in documents:
        _assert_tiles(document, mark_regions([document]))


@pytest.mark.parametrize(
    "text",
    [
        "“" * 100_000, "word " * 200_000, "a b\n" * 30_000, "Bo says:\nhello\n\n" * 15_000, "| " * 100_000,
        "(" * 399 + "\n", ("view " * 79 + "\n") * 1_000, ("Date " + "2016-09-19 " * 14 + "\n") * 1_000,
        ("By " + "Aa " * 130 + "\n") * 1_000,
        "".join(" " * (n % 50) + "• Bo\n\n" for n in range(10_000)), "\n" * 500_000 + "x", ("A-" * 199 + "\n") * 1_000,
    ],
)  # fmt: skip
def test_hostile_texts_are_tiled(text: str) -> None:
    document = _document(text)
    _assert_tiles(document, mark_regions([document]))


def test_foreign_documents_change_nothing() -> None:
    one, other = _document(PAGE), _document(PAGE.replace("dam", "mill"))
    assert mark_regions([one, other]) == mark_regions([one]) + mark_regions([other])
