"""Figures and dates of a pile: whose they are, which belong together, what is left out, and what changes nothing."""

from dataclasses import replace
from random import Random

import pytest

from sayso.figures import compare_figures
from sayso.model import Attribution, Date, Document, Figure, Region, RegionKind, Span, identify
from tests.strategies import make_document, make_region

FIRST = (
    "A wall of the Kettlow reservoir gave way near Ostrava Mill on Tuesday. The Kettlow collapse killed 48 quarrymen"
    " and 12 tents were swept off, engineer Wanda Sorrel said. Sorrel had warned the Kettlow reservoir company.\n"
    "Over 90 were injured at the mill."
)
SECOND = (
    "Engineer Wanda Sorrel warned the company about the Kettlow reservoir. More than fifty-five quarrymen were killed"
    " in the collapse at Ostrava Mill, rescuers told us, and ninety-five wounded."
)
FOREIGN = (
    "The orchestra of Quillby sold 48 violins and a tuba killed the mood. Critics at the Quillby opera counted 12 tents"
    " in the garden of the conductor on Saturday, June 5, 2021."
)


def run(
    *documents: Document, regions: list[Region] | None = None, said: list[Attribution] | None = None
) -> tuple[list[Figure], list[Date]]:
    return compare_figures(list(documents), regions or [], said or [])


def attribute(document: Document, start: int, end: int, speaker: str | None = None) -> Attribution:
    span = Span(start, end)
    return Attribution(
        identify("a", document.document, start, end),
        document.document,
        "indirect",
        (),
        (),
        (span,),
        (),
        (),
        (span.text_in(document.text),),
        speaker,
        None,
        "asserts",
        False,
        False,
        "test.rules/1",
        "test",
        1.0,
    )


def test_groups_tell_where_articles_disagree() -> None:
    first, second = make_document(FIRST), make_document(SECOND)
    figures, _ = run(first, second)
    killed = [f for f in figures if f.what == "killed"]
    injured = [f for f in figures if f.what == "injured"]
    assert {(f.low, f.high) for f in killed} == {(48, 48), (55, None)}
    assert len({f.group for f in killed}) == 1
    assert all(f.disagrees for f in killed)
    assert len({f.group for f in injured}) == 1
    assert not any(f.disagrees for f in injured)
    assert len({f.group for f in figures}) == 3


def test_two_values_of_one_voice_are_two_quantities() -> None:
    text = "The Brell landslide killed 48 quarrymen. A Brell landslide years before killed 9 quarrymen."
    figures, _ = run(make_document(text))
    assert len({f.group for f in figures}) == 2
    assert not any(f.disagrees for f in figures)


def test_two_values_of_two_voices_are_a_disagreement() -> None:
    text = "The Brell landslide killed 48 quarrymen, says A. The Brell landslide killed 9 quarrymen, says B."
    document = make_document(text)
    said = [attribute(document, 0, 39, "s-a"), attribute(document, 49, 86, "s-b")]
    figures, _ = run(document, said=said)
    assert [f.attribution for f in figures] == [a.attribution for a in said]
    assert len({f.group for f in figures}) == 1
    assert all(f.disagrees for f in figures)


def test_the_innermost_attribution_owns_a_figure() -> None:
    document = make_document(FIRST)
    start, end = FIRST.index("The Kettlow"), FIRST.index(" and 12")
    outer, inner = attribute(document, start, end + 30), attribute(document, start, end)
    figures, _ = run(document, said=[outer, inner])
    owners = {f.text: f.attribution for f in figures}
    assert owners["48 quarrymen"] == inner.attribution
    assert owners["12 tents"] == outer.attribution
    assert owners["Over 90 were injured"] is None


@pytest.mark.parametrize("kind", ["comment", "furniture", "caption", "byline", "disclaimer", "metadata"])
def test_only_article_text_counts(kind: RegionKind) -> None:
    document = make_document("The dam broke.\nIt killed 48 quarrymen on June 5.")
    regions = [make_region(document, 0, 15), make_region(document, 15, len(document.text), kind)]
    assert run(document, regions=regions) == ([], [])


def test_the_publication_stamp_is_a_date_wherever_it_stands() -> None:
    document = replace(make_document("Published June 5, 2021\nThe dam broke on Friday."), published="2021-06-05")
    regions = [make_region(document, 0, 23, "metadata"), make_region(document, 23, len(document.text))]
    _, dates = run(document, regions=regions)
    assert [(d.text, d.value, d.rule) for d in dates] == [
        ("June 5, 2021", "2021-06-05", "stamp"),
        ("Friday", "2021-06-04", "weekday"),
    ]


def test_rows_repeat_the_words_they_cover() -> None:
    documents = [make_document(text) for text in (FIRST, SECOND, FOREIGN)]
    texts = {d.document: d.text for d in documents}
    figures, dates = run(*documents)
    for row in [*figures, *dates]:
        assert row.text == row.span.text_in(texts[row.document])
        assert row.text.strip() == row.text
        assert 0 <= row.score <= 1
        assert row.rule
        assert row.made_by == "figures.rules/1"


def test_order_changes_nothing() -> None:
    documents = [make_document(text, path) for path, text in enumerate_texts()]
    regions = [make_region(d, 0, len(d.text)) for d in documents]
    said = [attribute(d, 0, len(d.text) // 2) for d in documents]
    expected = compare_figures(documents, regions, said)
    for seed in range(5):
        shuffle = Random(seed).shuffle
        for rows in (documents, regions, said):
            shuffle(rows)
        assert compare_figures(documents, regions, said) == expected


def enumerate_texts() -> list[tuple[str, str]]:
    return [(f"{n}.txt", text) for n, text in enumerate((FIRST, SECOND, FOREIGN, FIRST + " x", SECOND + " y"))]


def test_a_foreign_document_changes_no_rows() -> None:
    own = [make_document(text) for text in (FIRST, SECOND)]
    figures, dates = run(*own)
    foreign = make_document(FOREIGN)
    more, more_dates = run(*own, foreign)
    assert [f for f in more if f.document != foreign.document] == figures
    assert [d for d in more_dates if d.document != foreign.document] == dates


def test_the_same_document_twice_is_one() -> None:
    document = make_document(FIRST)
    assert run(document, document) == run(document)


def test_nothing_in_nothing_out() -> None:
    assert run() == ([], [])
    assert run(make_document("")) == ([], [])


def test_many_like_articles_and_attributions_stay_linear() -> None:
    documents = [make_document(f"{FIRST} Note {n}.") for n in range(150)]
    figures, _ = run(*documents)
    assert len({f.group for f in figures if f.what == "killed"}) == 1
    long = make_document("It killed 62 men. " * 3000)
    run(long, said=[attribute(long, 0, len(long.text) - n) for n in range(500)])
