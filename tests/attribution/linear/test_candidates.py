"""What is proposed around a cue word, before anything judges it."""

import pytest

from sayso.attribution.linear.candidates import MOST_HEADS, cue_places, propose
from sayso.attribution.linear.features import CONTENT_TEMPLATES, CUE_TEMPLATES, Setting, content_features, cue_features
from sayso.attribution.rules.units import Unit, read_units
from sayso.model import Span
from tests.strategies import make_document

FORMS = frozenset({"believe", "wants", "calling", "argued", "support", "considered", "seems", "refused"})


def unit_of(text: str) -> Unit:
    return read_units(make_document(text), [("body", Span(0, len(text)))])[0]


def proposed(text: str) -> set[tuple[str, str, str]]:
    """Shape, source and content of all that is proposed."""
    unit = unit_of(text)

    def words(piece: tuple[int, int] | None) -> str:
        return "" if piece is None else text[unit.items[piece[0]].start : unit.items[piece[1] - 1].end]

    return {
        (candidate.shape, words(candidate.source), " / ".join(words(piece) for piece in content.pieces))
        for candidate in propose(unit, cue_places(unit, FORMS))
        for content in candidate.contents
    }


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("Critics believe the council knew.", ("verb", "Critics", "the council knew")),
        ("The mayor wants a plan, and it rained.", ("verb", "The mayor", "a plan")),
        ("The mayor on Friday refused to resign.", ("verb", "The mayor", "to resign")),
        ("The mayor left, calling the vote a farce.", ("opening ing", "The mayor", "the vote a farce")),
        ("The vote was a farce, argued Ana Ruk.", ("inverted", "Ana Ruk", "The vote was a farce")),
        ("The vote was considered a farce by the mayor.", ("by", "the mayor", "The vote")),
        ("The vote seems to be over.", ("seeming", "", "The vote / to be over")),
        ("The mayor’s support for the ferry grew.", ("noun", "mayor’s", "the ferry grew")),
        ("He’s calling for a vote.", ("ing", "He’s", "a vote")),
    ],
)
def test_readings(text: str, reading: tuple[str, str, str]) -> None:
    found = proposed(text)
    shape, source, content = reading
    assert any(s == shape and source in of and c == content for s, of, c in found), found


def test_cues_of_a_sentence_are_capped() -> None:
    unit = unit_of("they believe " * 500)
    assert len(cue_places(unit, FORMS)) == MOST_HEADS


def test_each_template_has_one_value() -> None:
    unit = unit_of("Critics, who were there, believe the council knew.")
    setting = Setting(unit, FORMS, 0)
    for candidate in propose(unit, cue_places(unit, FORMS)):
        assert len(cue_features(setting, candidate, "", "")) == len(CUE_TEMPLATES)
        for content in candidate.contents:
            assert len(content_features(setting, candidate, content, "")) == len(CONTENT_TEMPLATES)
