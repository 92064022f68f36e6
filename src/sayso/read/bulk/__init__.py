"""Bulk reading: records of large containers by column, texts as bytes, with the very rows of `read_documents`."""

from sayso.read.bulk.rows import COLUMNS, Rows, join_readings, read_container
from sayso.read.bulk.seen import Seen
from sayso.read.documents import KEY

__all__ = ["COLUMNS", "KEY", "Rows", "Seen", "join_readings", "read_container"]
