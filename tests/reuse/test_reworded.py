"""Sentences said anew."""

import pytest

from sayso.reuse import find_reuse
from tests.reuse.articles import SENTENCES, write

ONE = (
    "During a stop in Brandle the harbour mayor claimed that foreign tugboats steered the smugglers' convoy "
    "towards the lighthouse after the midnight bombardment."
)
TWO = (
    "The mayor of the harbour added during her stop in Brandle that tugboats from abroad had steered the smugglers "
    "towards the lighthouse once the midnight bombardment ended."
)


def test_two_translations_of_a_sentence_are_reworded() -> None:
    documents = [write(f"{SENTENCES[0]} {ONE}", name="one"), write(f"{TWO} {SENTENCES[1]}", name="two")]
    (row,) = find_reuse(documents, [])
    assert (row.kind, row.rule, row.quoted) == ("reworded", "rare words", False)
    assert 0.4 < row.identity < 1.0
    known = {document.document: document.text for document in documents}
    earlier, later = known[row.earlier], known[row.later]
    stretches = {earlier[row.earlier_start : row.earlier_end], later[row.later_start : row.later_end]}
    assert stretches == {ONE.rstrip("."), TWO.rstrip(".")}


@pytest.mark.parametrize(
    "other",
    [
        "The lighthouse of Brandle was repainted, and the harbour mayor thanked the tugboats.",
        "Towards midnight the convoy of tugboats left; a bombardment of questions awaited the mayor about smugglers.",
    ],
)
def test_a_common_topic_is_not_enough(other: str) -> None:
    assert find_reuse([write(ONE, name="one"), write(other, name="two")], []) == []


def test_a_copied_sentence_is_not_reworded_as_well() -> None:
    rows = find_reuse([write(f"{SENTENCES[0]} {ONE}", name="one"), write(f"{ONE} {SENTENCES[1]}", name="two")], [])
    assert [row.kind for row in rows] == ["verbatim"]
