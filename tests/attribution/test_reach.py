"""How far a line of credit reaches."""

from tests.attribution.reading import read

BLOCK = "The pier was sold, the clerk said.\n\nThe mayor said that it was late."


def scopes(text: str) -> list[tuple[str, str, str]]:
    return [(r.text, r.scope, text[r.scope_start : r.scope_end].rstrip()[-9:]) for r in read(text)[1]]


def test_a_line_covers_all_that_follows() -> None:
    assert scopes(f"Fjordblick reports:\n\n{BLOCK}") == [("Fjordblick", "rest", "was late.")]


def test_each_of_two_lines_has_its_passage() -> None:
    text = f"Fjordblick reports:\n\n{BLOCK}\n\nOtherwise, Strandpost has this:\n\nIt rained, the bishop said at noon."
    assert [row[:2] for row in scopes(text)] == [("Fjordblick", "passage"), ("Strandpost", "passage")]
    assert scopes(text)[0][2] == "was late."


def test_a_passage_ends_where_the_article_comes_back_to_the_same_paper() -> None:
    text = f"Fjordblick publishes:\n\n{BLOCK}\n\nIn the same paper, a cook is quoted. It rained."
    assert scopes(text) == [("Fjordblick", "passage", "was late.")]


def test_a_block_that_is_one_quotation_is_a_passage() -> None:
    text = "Fjordblick reports:\n\n“The pier was sold and it was late.”\n\nIt rained, the mayor said."
    assert ("Fjordblick", "passage", "as late.”") in scopes(text)


def test_what_is_told_to_the_outlet_of_the_block_is_no_further_relay() -> None:
    text = "Fjordblick.com reports:\n\nThe pier was sold.\n\n“It was late,” the clerk told Fjordblick."
    assert [row[:2] for row in scopes(text)] == [("Fjordblick.com", "rest")]


def test_a_source_named_in_the_middle_is_a_picture_s() -> None:
    text = "It rained. It rained. It rained. It rained. It rained.\n\nSource: Lindhafen Herald\n\n" + "It was wet. " * 6
    assert [row[:2] for row in scopes(text)] == [("Lindhafen Herald", "sentence")]
