"""Large inputs to the tables documents and inputs, batch by batch, with the rows that `read_documents` gives."""

from sayso.store.bulk.intake import Counts, read_to_tables
from sayso.store.bulk.pile import Batch

__all__ = ["Batch", "Counts", "read_to_tables"]
