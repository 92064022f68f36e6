"""Who had the words first."""

import pytest

from sayso.language.moments import published_between
from sayso.model import Reuse
from sayso.reuse import find_reuse
from tests.reuse.articles import BODY, SENTENCES, write

MIDDLE = "  ".join(SENTENCES[2:6])


def one_row(*documents: object) -> Reuse:
    """The single passage of two documents."""
    (row,) = find_reuse(documents, [])  # type: ignore[arg-type]
    return row


def test_dates_settle_it() -> None:
    late, soon = write(BODY, name="one", published="2031-05-03"), write(BODY, name="two", published="2031-05-02")
    row = one_row(late, soon)
    assert (row.earlier, row.later, row.direction) == (soon.document, late.document, "known")
    assert row.why == "published earlier"


@pytest.mark.parametrize(
    ("one", "two"),
    [("2031-05-02", "2031-05-02"), ("2031-05", "2031-05-02"), (None, "2031-05-02"), ("XXXX-05-01", "2031-05-02")],
)
def test_dates_that_may_be_the_same_do_not(one: str | None, two: str) -> None:
    row = one_row(write(BODY, name="one", published=one), write(BODY, name="two", published=two))
    assert row.direction == "unknown"
    assert row.earlier < row.later
    assert "order unknown" in row.why


def test_a_credit_settles_it() -> None:
    source = write(BODY, name="one", outlet="The Brandle Beacon")
    taker = write(f"As BrandleBeacon.example reports:\n\n{BODY}", name="two", outlet="Ostrand Mail")
    row = one_row(source, taker)
    assert (row.earlier, row.direction) == (source.document, "known")
    assert "names the other's outlet" in row.why


def test_one_word_of_the_name_is_enough_in_the_line_that_introduces() -> None:
    source = write(BODY, name="one", outlet="The Brandle Beacon")
    taker = write(f"{SENTENCES[0]}\n\nFrom the Beacon:\n\n{MIDDLE}", name="two", outlet="Ostrand Mail")
    assert {row.direction for row in find_reuse([source, taker], [])} == {"known"}
    mention = write(f"A beacon was lit.\n\n{MIDDLE}", name="three", outlet="Ostrand Mail")
    assert one_row(source, mention).direction != "known"


def test_credits_and_dates_that_contradict_settle_nothing() -> None:
    source = write(BODY, name="one", outlet="The Brandle Beacon", published="2031-05-03")
    taker = write(f"As the Brandle Beacon reports:\n\n{BODY}", name="two", published="2031-05-01")
    row = one_row(source, taker)
    assert row.direction == "unknown"
    assert "contradict" in row.why


def test_a_short_cut_of_a_long_text_is_guessed_to_be_later() -> None:
    long = write("\n\n".join([*SENTENCES, "Mild weather is expected on the coast until Sunday evening."]), name="one")
    short = write(" ".join(SENTENCES[2:4]), name="two")
    row = one_row(long, short)
    assert (row.earlier, row.direction) == (long.document, "guessed")


def test_a_passage_in_the_other_ones_quotation_marks_was_taken_from_there() -> None:
    said = "\n\n".join(f"“{sentence}” said the pilot, who wasn’t asked." for sentence in SENTENCES[:4])
    source = write(f"{said}\n\nThe crew’s dog was fed by “a friend”.", name="one")
    taker = write(f'The captain\'s cat was "not well".\n\n{said}', name="two")
    row = one_row(source, taker)
    assert (row.earlier, row.direction, row.parent) == (source.document, "guessed", True)
    assert "quotation marks" in row.why
    assert one_row(write(said, name="one"), write(said, name="two")).direction == "unknown"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0001-01-01", (86400.0, 172799.0)),
        ("2031-02-30", None),
        ("", None),
        (None, None),
        ("2031/2032", None),
        ("soon", None),
    ],
)
def test_dates_as_stretches_of_time(text: str | None, seconds: tuple[float, float] | None) -> None:
    assert published_between(text) == seconds


def test_zones_count() -> None:
    one, two = published_between("2031-05-02T12:00:00+02:00"), published_between("2031-05-02T10:00:00Z")
    assert one == two
