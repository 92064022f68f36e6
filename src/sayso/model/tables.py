"""The tables of a case: one definition, two faces.

Each noun's dataclass is the definition; the Arrow schema is derived from its annotations, so that rows for people and
columns for bulk can never drift apart. `docs/tables.md` is generated from the same place.
"""

import types
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from arro3.core import DataType, Field, Schema

from sayso.model.attribution import Attribution, Relay
from sayso.model.claim import Claim, Promise, Wording
from sayso.model.correction import Correction
from sayso.model.document import Block, Document, Input, Region
from sayso.model.drift import Drift
from sayso.model.figure import Date, Figure
from sayso.model.ledger import Entry
from sayso.model.origin import Edge, Origin, Pair
from sayso.model.passage import Reuse
from sayso.model.source import Mention, Source
from sayso.model.span import Place, Span
from sayso.model.timeline import Moment

Row = (
    Document | Region | Attribution | Source | Mention | Relay | Reuse | Claim | Wording | Origin | Edge | Figure
    | Date | Promise | Pair | Drift | Moment | Entry | Input | Correction
)  # fmt: skip
RowT = TypeVar("RowT", bound=Any)

ROWS: dict[str, type[Any]] = {
    row.TABLE: row
    for row in (
        Document, Region, Attribution, Source, Mention, Relay, Reuse, Claim, Wording, Origin, Edge, Figure, Date,
        Promise, Pair, Drift, Moment, Entry, Input, Correction,
    )
}  # fmt: skip
"""Table name -> its row class, in the order of `docs/tables.md`."""


@dataclass(frozen=True, slots=True)
class Tables:
    """All tables of a case in memory; a stage reads some and gives others."""

    documents: tuple[Document, ...] = ()
    regions: tuple[Region, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    sources: tuple[Source, ...] = ()
    mentions: tuple[Mention, ...] = ()
    relays: tuple[Relay, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    claims: tuple[Claim, ...] = ()
    wordings: tuple[Wording, ...] = ()
    origins: tuple[Origin, ...] = ()
    edges: tuple[Edge, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[Date, ...] = ()
    promises: tuple[Promise, ...] = ()
    pairs: tuple[Pair, ...] = ()
    drift: tuple[Drift, ...] = ()
    timeline: tuple[Moment, ...] = ()
    ledgers: tuple[Entry, ...] = ()
    inputs: tuple[Input, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def having(self, **rows: Any) -> "Tables":
        """A copy with the named tables replaced, each put into its key's order."""
        return replace(self, **{name: in_order(name, table) for name, table in rows.items()})


def in_order(name: str, rows: Any) -> tuple[Any, ...]:
    """Rows in the order of their table's key, so that no table depends on the order of the inputs."""
    names = [attribute_of(key) for key in ROWS[name].KEY]

    def key(row: Any) -> tuple[Any, ...]:
        return tuple(("" if value is None else value, value is None) if not isinstance(value, int)
                     else (f"{value:020d}", False) for value in (getattr(row, n) for n in names))  # fmt: skip

    return tuple(sorted(rows, key=key))


def grouped(rows: Iterable[RowT], attribute: str = "document") -> dict[str, list[RowT]]:
    """Rows under the value of one attribute, each list in the order given."""
    groups: dict[str, list[RowT]] = {}
    for row in rows:
        groups.setdefault(getattr(row, attribute), []).append(row)
    return groups


def attribute_of(column: str) -> str:
    """The attribute behind a column: `from` is a word of Python, so its attribute is `from_`."""
    return column + "_" if column == "from" else column


def column_of(attribute: str) -> str:
    """The column behind an attribute."""
    return attribute.removesuffix("_") if attribute == "from_" else attribute


def columns(row: Any) -> dict[str, Any]:
    """Column name -> annotation, in the order of definition."""
    return _columns(row)


def schema(row: Any) -> Schema:
    """The Arrow schema of a row class."""
    return _schema(row)


@cache
def _columns(row: Any) -> dict[str, Any]:
    hints = get_type_hints(row)
    return {column_of(f.name): hints[f.name] for f in fields(row)}


@cache
def _schema(row: Any) -> Schema:
    return Schema([Field(name, *_arrow(hint)) for name, hint in columns(row).items()])


def _arrow(hint: Any) -> tuple[DataType, bool]:
    """Arrow type and nullability of an annotation."""
    if get_origin(hint) in (Union, types.UnionType):
        inner = [a for a in get_args(hint) if a is not type(None)]
        return arrow_type(inner[0]), True
    return arrow_type(hint), False


def arrow_type(hint: Any) -> DataType:
    """The Arrow type of an annotation that is not optional.

    Raises:
        TypeError: the annotation is none that a row may use.
    """
    simple = {str: DataType.string(), int: DataType.int64(), float: DataType.float64(), bool: DataType.bool()}
    if get_origin(hint) is Literal:
        return DataType.string()
    if hint in simple:
        return simple[hint]
    if hint is Span:
        return DataType.list(Field("item", DataType.int64(), False))
    if hint in (Place, Block):
        inner = [Field(name, arrow_type(kind), False) for name, kind in get_type_hints(hint).items() if name != "TABLE"]
        return DataType.struct(inner)
    if get_origin(hint) is tuple:
        return DataType.list(Field("item", arrow_type(get_args(hint)[0]), False))
    raise TypeError(f"no Arrow type for {hint!r}")
