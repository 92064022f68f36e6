"""Dossiers there and back, without Spark running: nothing of a reading is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pyspark")

from sayso.model import Tables
from sayso.pipeline.spark.dossiers import (
    CHARACTERS,
    ROWS_MOST,
    Dossier,
    batches_of,
    dossier_schema,
    read_dossiers,
    tables_of,
    write_dossiers,
)
from tests.strategies import make_document, rows, texts

readings = st.lists(
    st.builds(Dossier, texts, rows("inputs"), st.one_of(st.none(), rows("documents"))),
    max_size=5,
    unique_by=lambda one: one.document and one.document.document,
)


@given(readings)
def test_dossiers_come_back_as_they_were(dossiers: list[Dossier]) -> None:
    batch = write_dossiers(dossiers)
    assert batch.schema == dossier_schema()
    assert read_dossiers(batch) == dossiers
    documents = [one.document for one in dossiers if one.document]
    assert tables_of([batch]) == Tables().having(documents=documents, inputs=[one.input for one in dossiers])


@given(readings, st.data())
def test_rows_go_to_their_document_and_back(dossiers: list[Dossier], data: st.DataObject) -> None:
    names = [one.document.document for one in dossiers if one.document]
    made = data.draw(st.lists(rows("regions"), max_size=6)) if names else []
    regions = [type(row)(names[n % len(names)], *(getattr(row, name) for name in row.__slots__[1:]))
               for n, row in enumerate(made)]  # fmt: skip
    words = [(None if n % 2 else 1.5, b"code", b"plac", b"") for n in range(len(names))]
    batch = write_dossiers(dossiers, {"regions": regions}, words)
    assert batch.schema == dossier_schema(("regions",), True)
    assert tables_of([batch]).regions == Tables().having(regions=regions).regions
    assert [one for one in batch.column("moment").to_pylist() if one] == [1.5] * ((len(names) + 1) // 2)


def test_a_batch_is_neither_long_nor_heavy() -> None:
    heavy = make_document("x" * (CHARACTERS // 2))
    row = tables_row()
    sizes = [len(part) for part in batches_of([Dossier("", row, heavy)] * 5)]
    assert sizes == [2, 2, 1]
    assert [len(part) for part in batches_of([Dossier("", row, None)] * (ROWS_MOST + 1))] == [ROWS_MOST, 1]


def tables_row():  # type: ignore[no-untyped-def]
    from sayso.model import Input

    return Input("a", None, None, None, None, "refused", "EMPTY", None, None)
