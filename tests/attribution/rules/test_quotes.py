"""Quotations without a verb of their own."""

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
