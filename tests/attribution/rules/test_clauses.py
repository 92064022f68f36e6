"""Verb-led attributions: where source and content stand around the verb."""

import pytest

from tests.attribution.reading import found, read

HARBOUR = "The pier was sold in spring"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Ana Ruk said that {HARBOUR.lower()}.", ("Ana Ruk", "said", f"that {HARBOUR.lower()}")),
        ("Ana Ruk has confirmed that the pier was sold.", ("Ana Ruk", "has confirmed", "that the pier was sold")),
        ("The pier was sold, Ana Ruk said.", ("Ana Ruk", "said", "The pier was sold")),
        ("The pier was sold, said Ana Ruk on Monday.", ("Ana Ruk", "said", "The pier was sold")),
        ("The pier, Ana Ruk said on Monday, was sold.", ("Ana Ruk", "said", "The pier / was sold")),
        ("Ana Ruk said on Monday the pier was sold.", ("Ana Ruk", "said", "the pier was sold")),
        ("Ana Ruk said in a statement the pier was sold.", ("Ana Ruk", "said", "the pier was sold")),
        ("Ana Ruk told reporters in Lindhafen that the pier was sold.", ("Ana Ruk", "told", "that the pier was sold")),
        ("Ana Ruk also stressed that the pier was sold.", ("Ana Ruk", "stressed", "that the pier was sold")),
        ("As Ana Ruk has pointed out, the pier was sold.", ("Ana Ruk", "has pointed out", "the pier was sold")),
        ("The pier was sold, as the land register records.", ("the land register", "records", "The pier was sold")),
        ("Ana Ruk has vowed to publish the deed.", ("Ana Ruk", "has vowed", "to publish the deed")),
        ("Never, said a clerk of the town, had the pier been sold.",
         ("a clerk of the town", "said", "Never / had the pier been sold")),
        ("Ana Ruk said the pier was sold; the mayor was away.", ("Ana Ruk", "said", "the pier was sold")),
        ("The pier was sold, a man who should know tells us.",
         ("a man who should know", "tells", "The pier was sold")),
        ("The audit shows that the pier was sold.", ("The audit", "shows", "that the pier was sold")),
    ],
)  # fmt: skip
def test_indirect_forms(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]
    assert read(text)[0][0].form == "indirect"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The pier was sold,” Ana Ruk said.", ("Ana Ruk", "said", "“The pier was sold,”")),
        ("“The pier was sold,” said Ana Ruk, a clerk in the town hall.",
         ("Ana Ruk, a clerk in the town hall", "said", "“The pier was sold,”")),
        ("Ana Ruk said: “The pier was sold.”", ("Ana Ruk", "said", "“The pier was sold.”")),
        ("“The pier,” Ana Ruk said, “was sold.”", ("Ana Ruk", "said", "“The pier,” / “was sold.”")),
        ("«The pier was sold,» she added.", ("she", "added", "«The pier was sold,»")),
        ("‘The pier was sold,’ the clerk told journalists.", ("the clerk", "told", "‘The pier was sold,’")),
        ("''The pier was sold,'' Mr. Ruk said.", ("Mr. Ruk", "said", "''The pier was sold,''")),
        ("“They sold it!” Ana Ruk thundered.", ("Ana Ruk", "thundered", "“They sold it!”")),
        ("“The pier was sold”: Ana Ruk said so to everyone.", ("Ana Ruk", "said", "“The pier was sold”")),
        ("Its clerk Ana Ruk assured: «The pier was sold».", ("Its clerk Ana Ruk", "assured", "«The pier was sold»")),
        ("“It was sold. Nobody asked,” Ana Ruk said.", ("Ana Ruk", "said", "“It was sold. Nobody asked,”")),
    ],
)  # fmt: skip
def test_direct_forms(text: str, expected: tuple[str, str, str]) -> None:
    assert found(text) == [expected]
    assert read(text)[0][0].form == "direct"


def test_quoted_words_in_a_clause_make_it_mixed() -> None:
    rows = read("The union called the sale “a gift to the few” and said it was “rushed through” at night.")[0]
    assert [(r.form, r.content_text[0]) for r in rows] == [
        ("mixed", "the sale “a gift to the few”"),
        ("mixed", "it was “rushed through” at night"),
    ]
    assert {r.source_text for r in rows} == {("The union",)}


def test_participles_take_the_subject_of_the_main_clause() -> None:
    assert found(
        "Noting that the pier was empty, the clerk said the boats had left, adding that few would return."
    ) == [
        ("the clerk", "Noting", "that the pier was empty"),
        ("the clerk", "said", "the boats had left"),
        ("the clerk", "adding", "that few would return"),
    ]


def test_an_apposition_belongs_to_the_source() -> None:
    assert (
        found("Ana Ruk, the mayor of Lindhafen, said that the pier was sold.")[0][0]
        == "Ana Ruk, the mayor of Lindhafen"
    )
    assert found("The pier was sold, said Ana Ruk, who saw it.")[0][0] == "Ana Ruk"


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Ana Ruk denied that the pier was sold.", "denies"),
        ("Ana Ruk dismissed the suggestion that the pier was sold.", "denies"),
        ("Ana Ruk called it untrue that the pier was sold.", "denies"),
        ("Ana Ruk rejected the claim that the pier was sold.", "denies"),
        ("Ana Ruk questioned whether the pier was sold.", "doubts"),
        ("Ana Ruk did not believe that the pier was sold.", "doubts"),
        ("Ana Ruk would not confirm that the pier was sold.", "doubts"),
        ("Ana Ruk did not say that the pier was sold.", "doubts"),
        ("Ana Ruk did not deny that the pier was sold.", "asserts"),
        ("Ana Ruk promised that the papers would be shown.", "promises"),
        ("Ana Ruk demanded that the papers be shown.", "demands"),
        ("Ana Ruk said that the pier was not sold.", "asserts"),
    ],
)
def test_acts(text: str, act: str) -> None:
    assert [row.act for row in read(text)[0]] == [act]


@pytest.mark.parametrize(
    "text",
    [
        "The claims of the town were settled.",
        "The flood claimed ten lives.",
        "The Islamic State held the town.",
        "He wants to say that it was sold.",
        "The evidence that was said to exist is gone.",
        "Two men put it in a van, and that was all there was to see.",
        "In a spring phone call he made to the town hall nobody was named.",
        "Both towns have accused each other for years.",
        "The harbour master had given no notice that week.",
        "Everything Ruk says is printed.",
    ],
)
def test_what_attributes_nothing(text: str) -> None:
    assert found(text) == []


def test_two_levels_are_both_kept() -> None:
    inner, outer = sorted(
        read("The clerk said that the mayor had told a closed meeting that the pier was sold.")[0],
        key=lambda a: len(a.content_text[0]),
    )
    assert inner.within == outer.attribution
    assert (inner.source_text, outer.source_text) == (("the mayor",), ("The clerk",))
    assert outer.within is None


def test_somebody_quoted_by_a_quoted_speaker_is_nested() -> None:
    rows = read("“It was an accident, even if the mayor says the opposite,” Ana Ruk said.")[0]
    by_source = {row.source_text[0]: row for row in rows}
    assert by_source["the mayor"].within == by_source["Ana Ruk"].attribution


def test_a_statement_can_be_all_of_what_another_says() -> None:
    rows = {row.source_text[0]: row for row in read("According to the aide, Ana Ruk had said that it was late.")[0]}
    assert rows["Ana Ruk"].within == rows["the aide"].attribution
