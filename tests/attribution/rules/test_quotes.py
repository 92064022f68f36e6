"""Quotations without a verb of their own."""

import pytest

from tests.attribution.reading import found, read


def test_a_closed_quotation_in_its_own_paragraph_stands_alone() -> None:
    rows = found("“The pier was sold,” Ana Ruk said.\n\n“Nobody asked the fishermen at all.”")
    assert rows == [("Ana Ruk", "said", "“The pier was sold,”"), ("", "", "“Nobody asked the fishermen at all.”")]


def test_a_second_quotation_in_the_same_paragraph_is_a_further_piece() -> None:
    rows = found("“The pier was sold,” Ana Ruk said. “Nobody asked the fishermen at all.”")
    assert rows == [("Ana Ruk", "said", "“The pier was sold,” / “Nobody asked the fishermen at all.”")]


def test_a_quotation_left_open_goes_on_in_the_next_paragraph() -> None:
    rows = found("“The pier was sold.\n\n“Nobody asked the fishermen,” Ana Ruk said.")
    assert rows == [("Ana Ruk", "said", "“The pier was sold. / “Nobody asked the fishermen,”")]


def test_a_line_announces_the_quotation_after_it() -> None:
    assert found("For now here is what Ana Ruk said…\n\n“The pier was sold in spring.”") == [
        ("Ana Ruk", "said", "“The pier was sold in spring.”")
    ]
    assert found("Ana Ruk added:\n\n“The pier was sold in spring.”") == [
        ("Ana Ruk", "added", "“The pier was sold in spring.”")
    ]


def test_headlines() -> None:
    assert found("Nothing more is known.", "Mayor: ‘The pier was sold in spring’") == [
        ("Mayor", ":", "‘The pier was sold in spring’")
    ]
    assert found("Nothing more is known.", "Pier sold in spring, says Mayor") == [
        ("Mayor", "says", "Pier sold in spring")
    ]
    assert found("Nothing more is known.", "Pier sold in spring – Mayor") == [("Mayor", "", "Pier sold in spring")]
    assert found("Nothing more is known.", "Pier sold – and this is what it means for you!") == []


def test_a_quotation_with_a_name_under_it() -> None:
    expected = [("Ana Ruk", "", "“The pier was sold and nobody asked us.”")]
    assert found("“The pier was sold and nobody asked us.” – Ana Ruk (@anaruk) March 3, 2021") == expected
    assert found("“The pier was sold and nobody asked us.” — Ana Ruk") == expected
    assert found("“The pier” – a song by Ana Ruk – was sold.") == []


def test_scare_quotes_are_no_attribution() -> None:
    assert found("The “sale” of the pier took a year.") == []
    assert read("This was no “mistake”, but a plan.")[0] == []


def test_answers_of_an_interview() -> None:
    text = "We met her.\n\nWho sold it?\n\nAna Ruk: The town did.\n\nAnd then?\n\nAna Ruk: We waited. It rained."
    assert found(text) == [("Ana Ruk", ":", "The town did."), ("Ana Ruk", ":", "We waited. It rained.")]
    assert {row.form for row in read(text)[0]} == {"direct"}
    assert found("Note: The town sold it.\n\nIt rained.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana Ruk posts on Chirrup:\n\nWe stay out. All of us.", ("Ana Ruk", "posts", "We stay out. All of us.")),
        ("She replied within minutes:\n\nTheft is theft.", ("She", "replied", "Theft is theft.")),
        ("@harbourzoo: One of our goats is away.", ("@harbourzoo", ":", "One of our goats is away.")),
        (
            "Dear Editor,\n\nThe spoon was a copy.\n\nYours, Ana Ruk, cook",
            ("Ana Ruk, cook", "", "Dear Editor, / The spoon was a copy."),
        ),
        ("Ruk on the mayor: “She counts, I sing.”", ("Ruk", ":", "“She counts, I sing.”")),
        (
            "Mayor Ana Ruk, asked whether she would go: “No. Next question.”",
            ("Mayor Ana Ruk", ":", "“No. Next question.”"),
        ),
    ],
)
def test_words_given_whole(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in found(text)


def test_questions_and_answers() -> None:
    text = "Q: And the pier?\n\nA: It was sold. It was late. Which pier?"
    assert found(text) == [("A", ":", "It was sold. It was late. Which pier?")]


def test_a_quotation_over_three_paragraphs_of_their_own() -> None:
    text = "The clerk replied to her:\n\n“One was sold.\n\n“Two were late.\n\n“Three are left.”"
    assert found(text) == [("The clerk", "replied", "“One was sold. / “Two were late. / “Three are left.”")]


def test_a_headline_that_opens_with_a_quotation() -> None:
    rows = found("It rained.", "“He can keep the pier”: a farewell to the mayor")
    assert rows == [("", "", "“He can keep the pier”")]


def test_a_plain_line_announces_no_words_without_marks() -> None:
    assert found("The clerk went home:\n\nIt rained. The pier was wet.") == []


@pytest.mark.parametrize("label", ["Pros", "Location", "Boots"])
def test_labels_of_lists_are_nobodys(label: str) -> None:
    assert found(f"{label}: light, cheap, quick to clean\n\n{label}: heavy, dear, hard to find") == []
