"""The runner: tables in key order, the run card, and rows that do not hold."""

import random
from typing import Any

import pytest

from sayso.pipeline import plan, run_inline
from sayso.pipeline.settings import Settings
from sayso.read import Item
from sayso.store import NothingReadError, StageError
from tests.stages import stand_in

ITEMS = [Item(f"{name}.txt", f"{name} left town.\r\n".encode(), None, None) for name in ("ana", "boro", "cveta", "dor")]


@pytest.fixture(autouse=True)
def stages(monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch)


def test_rows_are_in_the_order_of_their_key_whatever_the_order_of_the_inputs() -> None:
    shuffled = random.Random(7).sample(ITEMS, len(ITEMS))
    case = run_inline(ITEMS, plan())
    assert run_inline(shuffled, plan()) == case
    places = [(row.path, row.record, row.document) for row in case.documents]
    assert places == sorted(places, key=lambda place: (place[0], -1 if place[1] is None else place[1], place[2]))
    assert [row.claim for row in case.claims] == sorted(row.claim for row in case.claims)


def test_the_card_says_what_went_in_and_what_came_out() -> None:
    card = run_inline(ITEMS, plan(), Settings((("A", "B"),), {"text": "body"}, tier="crawl")).run
    assert list(card)[:3] == ["sayso", "input", "stages"]
    assert card["settings"] == {
        "aliases": [["A", "B"]], "owners": [], "columns": {"text": "body"}, "tier": "crawl", "tagger": None,
    }  # fmt: skip
    assert card["rows"]["documents"] == 4
    assert card["made_by"]["claims"] == ["stand-in.rules/1"]
    assert card["inputs"] == {"read": 4}
    assert card["input"] != run_inline(ITEMS[1:], plan()).run["input"]


def test_progress_is_told_before_each_stage_and_at_the_end() -> None:
    told: list[Any] = []
    run_inline(ITEMS, plan(["read", "clean"]), progress=lambda *step: told.append(step))
    assert told == [("read", 0, 2), ("clean", 1, 2), ("", 2, 2)]


def test_where_nothing_was_read_the_ledger_says_why() -> None:
    with pytest.raises(NothingReadError) as fault:
        run_inline([Item("a.bin", b"\xff", None, None), Item("b", None, "NOT_FOUND", "gone")], plan())
    assert [row.code for row in fault.value.inputs] == ["NOT_TEXT", "NOT_FOUND"]


def test_a_stage_whose_rows_do_not_hold_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from tests import stages

    def lie(**tables: Any) -> Any:
        claims, *rest = stages.group_claims(**tables)
        return [replace(claim, gist_text="what nobody wrote") for claim in claims], *rest

    monkeypatch.setattr("sayso.claims.group_claims", lie)
    with pytest.raises(StageError, match=r"claims: d-.* \[0, 3\] does not say 'what nobody wrote'"):
        run_inline(ITEMS, plan())
