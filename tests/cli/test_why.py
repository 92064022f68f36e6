"""`sayso why`: the rule, the score and the words behind a row."""

from pathlib import Path

import pytest

from sayso.cli import main
from sayso.cli.exit_codes import ExitCode
from sayso.cli.why import find_places, in_context
from sayso.model import Edge, Place, Promise, Relay, Reuse, Span
from sayso.store import Case

Shown = pytest.CaptureFixture[str]


def test_a_claim(case: Path, capsys: Shown) -> None:
    claim = next(row for row in Case.load(case).claims if row.gist_text == "Ana")
    assert main(["why", "pile.sayso", claim.claim]) == 0
    shown = capsys.readouterr().out
    assert "claims   stand-in.rules/1, rule stand-in, score 1.0" in shown
    assert "  gist: pile/ana.txt [0, 3]\n    »Ana« left␉town.␍␊" in shown


def test_a_document_with_what_mentions_it(case: Path, capsys: Shown) -> None:
    document = next(row for row in Case.load(case).documents if row.path.endswith("evil.txt"))
    assert main(["why", "pile.sayso", document.document]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("documents\n")
    assert "regions   test.rules/1" in shown
    assert "\x1b" not in shown
    assert "\n  text: " not in shown, "the whole text is no answer"


def test_a_row_by_its_number(case: Path, capsys: Shown) -> None:
    assert main(["why", "pile.sayso", "inputs:1"]) == 0
    assert "path: pile/evil.txt" in capsys.readouterr().out


@pytest.mark.parametrize("id", ["a-nothing", "inputs:9", "inputs:x", "nonsense:0", ":"])
def test_an_unknown_id_is_wrong_use(case: Path, id: str, capsys: Shown) -> None:
    assert main(["why", "pile.sayso", id]) == ExitCode.USAGE
    assert f"no id or row {id!r}" in capsys.readouterr().err


def test_more_rows_than_the_limit_are_counted(case: Path, capsys: Shown) -> None:
    document = Case.load(case).documents[0].document
    assert main(["why", "pile.sayso", document, "--limit", "0"]) == 0
    assert "... and 1 more rows of regions: --limit 1 shows them" in capsys.readouterr().out


def test_places_of_every_shape() -> None:
    made = ("test.rules/1", "test", 1.0)
    reuse = Reuse("d-1", "d-2", 0, 4, 5, 9, "x", "x", "verbatim", False, 1.0, "known", "", True, "p-1", *made)
    assert find_places(reuse) == [("earlier words", Place("d-1", 0, 4)), ("later words", Place("d-2", 5, 9))]
    relay = Relay("r-1", "d-1", None, 3, 5, "by", "rest", 0, 9, ("a-1",), *made)
    assert find_places(relay) == [("words", Place("d-1", 3, 5))]
    promise = Promise("a-1", "d-1", Span(1, 2), "x", Place("d-2", 4, 6), *made)
    assert find_places(promise) == [("what", Place("d-1", 1, 2)), ("shown", Place("d-2", 4, 6))]
    edge = Edge(None, "d-1", "d-2", "relays", "stated", (Place("d-2", 3, 5),), ("by",), *made)
    assert find_places(edge) == [("evidence", Place("d-2", 3, 5))]


def test_context_is_forty_characters_and_a_long_inside_is_cut() -> None:
    text = "a" * 100 + "WORDS" + "b" * 100
    assert in_context(text, 100, 105) == ("a" * 40, "WORDS", "b" * 40)
    assert in_context("WORDS", 0, 5) == ("", "WORDS", "")
    assert len(in_context("x" * 10_000, 0, 10_000)[1]) < 500
