"""One definition for rows and columns."""

import random
from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import ROWS, Mention, Tables, grouped
from sayso.model.tables import arrow_type, attribute_of, column_of, columns, in_order, schema
from tests.strategies import rows

CONTRACT = {
    "documents": "document path record url outlet title authors published published_from language sha256 text",
    "regions": "document start end kind",
    "attributions": "attribution document form source cue content speaker within act comment",
    "sources": "source name kind aliases",
    "mentions": "document start end source how",
    "relays": "relay document outlet start end scope attributions",
    "reuse": "earlier later earlier_start earlier_end later_start later_end kind quoted identity direction why",
    "claims": "claim gist documents independent_low independent_high",
    "wordings": "claim document attribution spans stance variant",
    "origins": "claim origin kind source documents path",
    "edges": "claim from to how tier evidence",
    "figures": "document start end what unit low high hedge attribution group disagrees",
    "dates": "document start end value",
    "promises": "attribution document what shown",
    "pairs": "claim one other distinct reason evidence",
    "drift": "claim earlier later change why",
    "timeline": "moment kind value earliest latest what claim source documents",
    "ledgers": "entry ledger rank subject name claims documents note evidence",
    "inputs": "path record offset bytes sha256 outcome code message",
    "corrections": "line correction kind document start end text outcome message",
}
"""What other tools rely on; a table may have more columns."""


def test_every_table_has_the_columns_that_others_read() -> None:
    assert list(ROWS) == list(CONTRACT) == [field.name for field in fields(Tables)]
    for name, names in CONTRACT.items():
        assert set(names.split()) <= set(columns(ROWS[name]))


@pytest.mark.parametrize("name", ROWS)
def test_the_schema_is_that_of_the_row(name: str) -> None:
    row = ROWS[name]
    assert schema(row).names == list(columns(row))
    assert set(row.KEY) <= set(columns(row))
    assert name == row.TABLE
    for field in fields(row):
        assert attribute_of(column_of(field.name)) == field.name


def test_every_derived_row_says_what_made_it() -> None:
    for name, row in ROWS.items():
        if name not in ("documents", "inputs", "corrections"):
            assert {"made_by", "rule", "score"} <= set(columns(row)), name


@pytest.mark.parametrize("name", ROWS)
@settings(max_examples=15)
@given(data=st.data())
def test_a_table_is_in_the_order_of_its_key(name: str, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(rows(name), max_size=6, unique_by=lambda row: _key(name, row)))
    shuffled = random.Random(3).sample(drawn, len(drawn))
    assert in_order(name, drawn) == in_order(name, shuffled)
    assert getattr(Tables().having(**{name: drawn}), name) == in_order(name, drawn)


def _key(name: str, row: Any) -> tuple[Any, ...]:
    return tuple(getattr(row, attribute_of(column)) for column in ROWS[name].KEY)


def test_positions_are_ordered_as_numbers() -> None:
    made = [Mention("d-1", start, start + 1, "x", "s-1", "name", "m", "r", 1.0) for start in (10, 9, 100)]
    assert [row.start for row in in_order("mentions", made)] == [9, 10, 100]


def test_grouped_keeps_order() -> None:
    made = [Mention(document, 0, 1, "x", "s-1", "name", "m", "r", 1.0) for document in ("d-2", "d-1", "d-2")]
    assert {name: len(group) for name, group in grouped(made).items()} == {"d-2": 2, "d-1": 1}
    assert list(grouped(made, "source")) == ["s-1"]


def test_an_annotation_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="no Arrow type"):
        arrow_type(dict[str, int])
