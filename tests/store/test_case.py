"""A case as a folder: what it holds, that it is the same every time, and that damage is named."""

import json
from pathlib import Path

import pytest

from sayso.model import ROWS, Promise, Span, Tables
from sayso.store import Case, CaseError, load_table
from tests.strategies import make_document, make_region

CARD = {"sayso": "0.1.0", "input": "0" * 64, "stages": ["read"], "rows": dict.fromkeys(ROWS, 0)}


def make_case(report: str | None = "<p>page</p>") -> Case:
    document = make_document("We left.\r\n👩‍🚀 “Never,” said Ana Ruk.")
    promise = Promise("a-1", document.document, Span(0, 2), "We", None, "test.rules/1", "test", 1.0)
    tables = Tables().having(
        documents=[document], regions=[make_region(document, 0, len(document.text))], promises=[promise]
    )
    return Case(tables, CARD, report)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_case_holds_all_tables_the_report_and_the_card(tmp_path: Path) -> None:
    make_case().save(tmp_path / "one.sayso")
    assert set(files(tmp_path / "one.sayso")) == {
        "report.html",
        "run.json",
        *(f"tables/{name}.parquet" for name in ROWS),
    }


def test_a_case_comes_back_as_it_went_and_is_the_same_bytes(tmp_path: Path) -> None:
    case = make_case()
    for name in ("one", "two", "one"):
        case.save(tmp_path / name)
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert Case.load(tmp_path / "one") == case
    assert load_table(tmp_path / "one", "promises") == case.promises


def test_without_a_report_there_is_none(tmp_path: Path) -> None:
    make_case().save(tmp_path / "one")
    make_case(report=None).save(tmp_path / "one")
    assert "report.html" not in files(tmp_path / "one")
    assert Case.load(tmp_path / "one").report is None


def test_what_sayso_did_not_make_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    make_case().save(tmp_path / "folder")  # empty: nothing is lost
    (tmp_path / "folder" / "notes.txt").write_text("mine")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "run.json").write_text("{}")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    for name, message in [("folder", "notes.txt"), ("other", "did not make"), ("file", "no case"), ("link", "no case")]:
        with pytest.raises(CaseError, match=message):
            make_case().save(tmp_path / name)
    assert (tmp_path / "folder" / "notes.txt").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(CaseError, match="cannot be written"):
        make_case().save(tmp_path / "file" / "below")


@pytest.mark.parametrize("name", ["tables/claims.parquet", "report.html", "tables/documents.parquet"])
def test_a_changed_or_missing_file_is_named(tmp_path: Path, name: str) -> None:
    make_case().save(tmp_path / "one")
    data = (tmp_path / "one" / name).read_bytes()
    (tmp_path / "one" / name).write_bytes(data[:-1] + b"?")
    with pytest.raises(CaseError, match=f"{name}: not the file that sayso wrote"):
        Case.load(tmp_path / "one")
    (tmp_path / "one" / name).unlink()
    with pytest.raises(CaseError, match=f"{name}: cannot be read"):
        Case.load(tmp_path / "one")


@pytest.mark.parametrize("card", ["", "{", '{"sayso": "0.1.0"}', '{"sayso": ' + "[" * 100_000])
def test_a_damaged_card_is_named(tmp_path: Path, card: str) -> None:
    make_case().save(tmp_path / "one")
    (tmp_path / "one" / "run.json").write_text(card)
    with pytest.raises(CaseError, match="one"):
        Case.load(tmp_path / "one")


def test_what_is_no_case_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no case here"):
        Case.load(tmp_path / "gone")


def test_the_card_names_no_time_no_machine_and_no_path(tmp_path: Path) -> None:
    make_case().save(tmp_path / "one")
    card = json.loads((tmp_path / "one" / "run.json").read_text())
    assert next(iter(card)) == "sayso"
    assert str(tmp_path) not in json.dumps(card)


def test_tables_are_attributes(tmp_path: Path) -> None:
    case = make_case()
    assert len(case.documents) == len(case.regions) == 1
    assert "claims" in dir(case)
    assert repr(case) == "<Case: 1 documents, 0 claims, 0 origins>"
    with pytest.raises(AttributeError, match="its tables: documents"):
        _ = case.nonsense


def test_in_a_notebook_the_report_stands_in_a_frame_without_rights() -> None:
    shown = make_case('<p title="a">x</p>')._repr_html_()
    assert shown.startswith("<iframe sandbox srcdoc=")
    assert "&lt;p title=&quot;a&quot;&gt;" in shown
    assert "Case: 1 documents" in make_case(None)._repr_html_()
