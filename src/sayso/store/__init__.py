"""The only place that knows paths: what the user names as bytes, a case as a folder, tables as files."""

from sayso.store.aliases import read_aliases, read_owners
from sayso.store.case import Case, load_table, opening, read_card, write_json
from sayso.store.columns import to_plain
from sayso.store.export import FORMS, export_tables
from sayso.store.faults import CaseError, NothingReadError, StageError
from sayso.store.inputs import read_inputs

__all__ = [
    "FORMS",
    "Case",
    "CaseError",
    "NothingReadError",
    "StageError",
    "export_tables",
    "load_table",
    "opening",
    "read_aliases",
    "read_card",
    "read_inputs",
    "read_owners",
    "to_plain",
    "write_json",
]
