"""Rules and tagger joined: who is believed where they differ, and what one of them saw alone."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from sayso.attribution.join import LEAST_ALONE, LEAST_NESTED, dice, join
from sayso.attribution.rules.units import Frame, Unit
from sayso.attribution.tagger import Reading
from sayso.model import Span

TEXT = "Ana Ruk said that the pier was sold."
SOURCE, CUE, CONTENT = Span(0, 7), Span(8, 12), Span(13, 35)
RULED = Frame((SOURCE,), (CUE,), (CONTENT,), "that clause", 0.9)
READ = Reading(CUE, SOURCE, (CONTENT,), 0.9, 0.9, 0.9)
UNIT = Unit(Span(0, len(TEXT)), "body", 0, True, True, ())


class Given:
    """A tagger that has made up its mind."""

    name = "given/1"

    def __init__(self, *readings: Reading) -> None:
        self.readings = readings

    def read(self, text: str, paragraph: Span, proposed: Sequence[Span] = ()) -> list[Reading]:
        return list(self.readings)


def joined(frames: list[Frame], *readings: Reading) -> list[Frame]:
    [of_unit] = join(TEXT, [UNIT], [frames], Given(*readings))  # type: ignore[arg-type]
    return of_unit


def test_both_say_the_same() -> None:
    [frame] = joined([RULED], READ)
    assert frame.layer == "both"
    assert frame.rule == "that clause"
    assert frame.score > 0.9


def test_a_form_that_rules_own_keeps_its_spans() -> None:
    ruled = replace(RULED, rule="according to, after")
    [frame] = joined([ruled], replace(READ, source=Span(4, 7)))
    assert frame.source == (SOURCE,)


def test_in_ordinary_speech_the_taggers_spans_are_taken() -> None:
    [frame] = joined([RULED], replace(READ, content=(Span(18, 35),)))
    assert frame.content == (Span(18, 35),)


def test_what_the_tagger_thinks_no_cue_is_dropped_in_ordinary_speech_only() -> None:
    doubted = replace(READ, content=(Span(0, 3),), seen=0.01, valid=0.01)
    assert joined([RULED], doubted) == []
    owned = replace(RULED, rule="headline colon")
    assert joined([owned], doubted) == [owned]


def test_a_frame_without_a_cue_is_left_alone() -> None:
    bare = Frame((), (), (CONTENT,), "quote alone", 0.7)
    assert joined([bare]) == [bare]


@pytest.mark.parametrize(("score", "taken"), [(LEAST_ALONE + 0.01, 1), (LEAST_ALONE - 0.01, 0)])
def test_what_only_the_tagger_saw_has_to_be_likely(score: float, taken: int) -> None:
    found = joined([], replace(READ, seen=score, valid=score))
    assert [f.layer for f in found] == ["tagger"] * taken


def test_inside_another_content_it_has_to_be_likelier() -> None:
    outer = Frame((), (), (Span(0, 36),), "quote alone", 0.7)
    unsure = replace(READ, seen=LEAST_NESTED - 0.02, valid=LEAST_NESTED - 0.02)
    assert joined([outer], unsure) == [outer]
    assert len(joined([outer], READ)) == 2


def test_the_act_is_read_off_the_cue() -> None:
    [frame] = joined([], replace(READ, cue=Span(8, 12)))
    assert frame.act == "asserts"


def test_a_reading_goes_to_the_unit_that_holds_its_cue() -> None:
    first, second = replace(UNIT, span=Span(0, 5)), replace(UNIT, span=Span(5, 36))
    assert [len(f) for f in join(TEXT, [first, second], [[], []], Given(READ))] == [0, 1]  # type: ignore[arg-type]


def test_dice_counts_characters_in_common() -> None:
    assert dice([Span(0, 4)], [Span(2, 6)]) == 0.5
    assert dice([], []) == 1.0
