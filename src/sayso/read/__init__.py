"""Stage `read`: bytes of articles and containers to documents, with a row in the ledger for each."""

from sayso.read.codes import CODES
from sayso.read.documents import Item, read_documents

__all__ = ["CODES", "Item", "read_documents"]
