"""From which article a figure was taken and what became of it; invented articles."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from sayso.figures import compare_figures
from sayso.figures.descent.change import change_of, is_telling
from sayso.model import Document, Figure, Relay, Reuse, checksum
from tests.strategies import make_document

TOLD = "The Kettlow dam broke on the eve of the fair at Ostrava Mill and killed 1,432 geese of the Kettlow reservoir"
ROUND = (
    "The Kettlow dam broke on the eve of the fair at Ostrava Mill and killed about 1,400 geese of the Kettlow reservoir"
)
REST = " Nobody had opened the sluice in a generation, and the keeper of the fair had gone home before the water came."
MADE = ("test.rules/1", "test", 1.0)


def article(text: str, day: str | None = None, outlet: str | None = None) -> Document:
    return replace(make_document(text), published=day, outlet=outlet)


def passage(earlier: Document, later: Document, **changes: Any) -> Reuse:
    ends = len(earlier.text), len(later.text)
    row = Reuse(earlier.document, later.document, 0, ends[0], 0, ends[1], checksum(earlier.text), checksum(later.text),
                "edited", False, 0.9, "known", "test", True, "p", *MADE)  # fmt: skip
    return replace(row, **changes)


def credit(where: Document, outlet: str) -> Relay:
    return Relay("r", where.document, outlet, 0, 3, where.text[:3], "rest", 0, len(where.text), (), *MADE)


def trace(documents: list[Document], relays: Any = (), reuse: Any = ()) -> dict[str, Figure]:
    """The figures of each document by its id; every text has one."""
    figures, _ = compare_figures(documents, [], [], relays, reuse)
    return {figure.document: figure for figure in figures}


def test_a_figure_in_a_copied_passage_has_its_parent_there() -> None:
    first, second = article(TOLD + "." + REST), article("Later: " + ROUND + "." + REST)
    found = trace([first, second], reuse=[passage(first, second)])
    child = found[second.document]
    assert child.parent is not None
    assert first.text[child.parent.start : child.parent.end].startswith("1,432")
    assert (child.parent.document, child.descent, child.change) == (first.document, "passage", "rounded")
    assert found[first.document].parent is None
    short = passage(first, second, earlier_end=len(TOLD), later_end=len(ROUND) + 7)
    assert trace([first, second], reuse=[short])[second.document].parent is None


@pytest.mark.parametrize("changes", [{"quoted": True}, {"direction": "unknown"}])
def test_words_quoted_by_both_and_unknown_directions_name_no_parent(changes: dict[str, Any]) -> None:
    first, second = article(TOLD + "." + REST), article("Later: " + TOLD + "." + REST)
    assert trace([first, second], reuse=[passage(first, second, **changes)])[second.document].parent is None


def test_a_credit_leads_to_the_outlets_only_article_with_the_quantity() -> None:
    first, second = article(TOLD + ".", outlet="mail"), article("Mail: " + TOLD + ".", outlet="post")
    found = trace([first, second], relays=[credit(second, "mail")])
    assert (found[second.document].descent, found[second.document].change) == ("relay", "same")
    again = article("Once more. " + TOLD + ".", outlet="mail")
    assert trace([first, second, again], relays=[credit(second, "mail")])[second.document].parent is None


def test_a_telling_value_has_its_parent_in_the_one_article_that_had_it_before() -> None:
    first, second = article(TOLD + ".", "2021-03-01"), article("Later: " + TOLD + ".", "2021-03-03")
    found = trace([first, second])
    assert (found[second.document].descent, found[first.document].parent) == ("value", None)
    assert found[second.document].score <= 0.4
    third = article("Once more. " + TOLD + ".", "2021-03-02")
    assert trace([first, second, third])[second.document].parent is None
    same_day = article(second.text, "2021-03-01")
    assert trace([first, same_day])[same_day.document].parent is None
    common = [article(row.text.replace("1,432", "40"), row.published) for row in (first, second)]
    assert trace(common)[common[1].document].parent is None


def test_order_and_foreign_articles_change_nothing() -> None:
    first, second = article(TOLD + "." + REST, outlet="mail"), article("Later: " + ROUND + "." + REST, outlet="post")
    foreign = article("The choir of Quillby sold 48 violins in the autumn.", outlet="gong")
    rows = {"reuse": [passage(first, second)], "relays": [credit(second, "mail")]}
    expected = trace([first, second], **rows)
    documents = [first, second, foreign]
    for _ in range(4):
        Random(3).shuffle(documents)
        found = trace(documents, **rows)
        assert {name: found[name] for name in expected} == expected


def figure(low: float | None, high: float | None, hedge: str | None = None, unit: str | None = None) -> Figure:
    return Figure("d", 0, 1, "x", "killed", unit, low, high, hedge, None, "g", False, *MADE)


@pytest.mark.parametrize(
    ("parent", "child", "change"),
    [
        (figure(62, 62), figure(62, 62), "same"),
        (figure(62, 62), figure(60, None, "over"), "rounded"),
        (figure(62, 62), figure(60, 60, "about"), "rounded"),
        (figure(97, 97), figure(None, 100, "almost"), "rounded"),
        (figure(62, 62), figure(None, None), "rounded"),
        (figure(62, 62), figure(62, 62, "about"), "hedged"),
        (figure(62, 62), figure(62, None, "at least"), "hedged"),
        (figure(62, 62, "about"), figure(62, 62), "firmed"),
        (figure(62, 62), figure(48, 48), "changed"),
        (figure(60, None, "over"), figure(62, 62), "changed"),
        (figure(62, 62, unit="$"), figure(62, 62, unit="€"), "changed"),
    ],
)
def test_what_became_of_a_number(parent: Figure, child: Figure, change: str) -> None:
    assert change_of(parent, child) == change


def test_round_numbers_tell_nothing() -> None:
    assert is_telling(figure(1432, 1432))
    assert not any(is_telling(figure(n, n)) for n in (40, 62, 1400, 250000))
    assert not is_telling(figure(None, None))
