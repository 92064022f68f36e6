"""The tables of error: every gold attribution and every row stands in each table once, under the right name."""

import pytest

from evals.breakdown import Line, breakdown, depth, kind_of_cue, printable
from tests.stories.test_measures import GOLD, perfect

DUE = [item for item in GOLD["attributions"] if not item.get("optional")]


def test_perfect_rows_are_all_met_and_all_right() -> None:
    tables = breakdown(GOLD, perfect())
    for name in ("form", "depth", "cue", "shape", "act"):
        assert sum(line.wanted for line in tables[name]) == len(DUE), name
        assert all(line.met == line.wanted for line in tables[name]), name
    for name in ("form", "depth", "cue", "act", "made by", "rule"):
        assert sum(line.found for line in tables[name]) == len(GOLD["attributions"]), name
        assert all(line.right == line.found for line in tables[name]), name


def test_a_missing_row_costs_recall_in_its_line_only() -> None:
    tables = perfect()
    direct = next(row for row in tables.attributions if row.attribution == DUE[0]["id"])
    left = tables.having(attributions=[row for row in tables.attributions if row is not direct])
    lines = {line.label: line for line in breakdown(GOLD, left)["form"]}
    assert (lines["direct"].wanted - lines["direct"].met, lines["indirect"].wanted - lines["indirect"].met) == (1, 0)


@pytest.mark.parametrize(
    ("text", "cue", "kind"),
    [
        ("Ada said it rains", "said", "speech verb"),
        ("Ada fears it rains", "fears", "other verb"),
        ("Ada claims that it rains", "claims", "speech verb"),
        ("Ada’s claim that it rains", "claim", "noun"),
        ("the fears that it rains", "fears", "noun"),
        ("Accusations that it rains", "Accusations", "noun"),
        ("it rains, according to Ada", "according to", "adverbial"),
        ("As per Ada, it rains", "As per", "adverbial"),
        ("Ada: it rains", ":", "mark"),
    ],
)
def test_kinds_of_cue(text: str, cue: str, kind: str) -> None:
    start = text.index(cue)
    assert kind_of_cue(text, [[start, start + len(cue)]]) == kind


def test_no_cue_is_a_kind_of_its_own() -> None:
    assert kind_of_cue("“It rains.”", []) == "none"


def test_depth_counts_the_outer_ones() -> None:
    outer = {"a": None, "b": "a", "c": "b", "odd": "elsewhere"}
    assert [depth(outer, name) for name in ("a", "b", "c", "odd")] == ["1", "2", "3", "2"]


def test_a_share_of_nothing_is_printed_as_none() -> None:
    assert "–" in str(Line("noun"))
    assert printable({"cue": [Line("noun", 2, 1, 4, 3)]}).endswith("    2  0.500       4  0.750")
