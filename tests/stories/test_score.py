"""The command: halves of a story, folders and files from elsewhere, tiers only where sayso has them."""

import json
import sys
from pathlib import Path

import pytest

from evals import score
from evals.origins import WIDTH
from evals.score import DEVELOPMENT, floor_of, halves, lines_with_gold, load_gold, main, show_means, trace_files

LINE = "“It rained all night,” Ada Orr said.\n"


def test_the_halves_are_the_whole_and_share_nothing() -> None:
    gold = load_gold("forms")
    parts = halves(gold)
    ids = [{row["id"] for row in part["attributions"]} for part in parts.values()]
    assert not ids[0] & ids[1]
    assert len(ids[0] | ids[1]) == len(gold["attributions"])
    assert {int(key) % 2 for key in parts[DEVELOPMENT]["documents"]} == {1}
    assert halves(load_gold("tally")) == {}


def test_the_misses_of_what_is_held_are_not_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["score", "--misses", "--tables", "forms"])
    assert main() == 0
    printed = capsys.readouterr().out
    documents = [line.split()[2] for line in printed.splitlines() if line.startswith("  - ")]
    numbers = {int("".join(filter(str.isdigit, name))) for name in documents if name[0].isdigit()}
    assert numbers
    assert all(number % 2 for number in numbers)
    assert {"forms, even, held", "  made by"} <= {line[:24].rstrip() for line in printed.splitlines()}


def test_of_a_story_held_as_a_whole_nothing_is_listed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["score", "--misses", "dossier", "strait"])
    assert main() == 0
    held, listed = capsys.readouterr().out.split("\nstrait\n")
    assert held.startswith("dossier\n")
    assert "  - " not in held
    assert "  - " in listed


def test_the_means_tell_the_worst_story(capsys: pytest.CaptureFixture[str]) -> None:
    show_means({"one": {"claims": 0.5, WIDTH: 2.0}, "other": {"claims": 1.0, WIDTH: 1.0}, "third": {}})
    first, claims, width = (line.split() for line in capsys.readouterr().out.splitlines())
    assert first[-2:] == ["3", "stories"]
    assert [claims[-4], claims[-1]] == ["0.750", "one"]
    assert [width[-4], width[-1]] == ["1.500", "one"]


def test_a_floor_leaves_room_below_a_share_and_none_above_a_cost() -> None:
    assert floor_of("claims", 0.9) == 0.87
    assert floor_of(WIDTH, 0.6666) == 0.667


def test_a_file_of_lines_is_traced_and_scored(tmp_path: Path) -> None:
    gold = {
        "doc_id": "x",
        "text": LINE,
        "attributions": [{"source": [[23, 30]], "cue": [[31, 35]], "content": [[0, 22]]}],
    }
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(gold) + "\n", encoding="utf-8")
    (article,) = lines_with_gold(path)
    assert list(article.found) == gold["attributions"]


def test_a_folder_from_elsewhere_is_scored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = load_gold("tally")
    (tmp_path / "articles").mkdir()
    for path in (score.EVALS / "tally" / "articles").iterdir():
        (tmp_path / "articles" / path.name).write_bytes(path.read_bytes())
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["score", str(tmp_path)])
    assert main() == 0
    printed = capsys.readouterr().out
    assert [name for name in ("relations", "exact source", "speech", "speaker named") if name not in printed] == []


def test_a_tier_is_passed_on_only_where_there_are_tiers(monkeypatch: pytest.MonkeyPatch) -> None:
    from sayso import pipeline

    def without(items: object, stages: object = None) -> None: ...

    monkeypatch.setattr(pipeline, "trace_items", without)
    with pytest.raises(SystemExit, match="no tiers"):
        trace_files((("x.txt", LINE.encode()),), ("read",), "crawl")
