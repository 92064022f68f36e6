"""All of it -> Entry: what is missing, what hangs on one voice, who was not heard."""

from sayso.model import Entry, Tables
from sayso.trace.ledgers.disagreements import list_disagreements


def keep_ledgers(tables: Tables) -> list[Entry]:
    """Dates and places that disagree."""
    return list_disagreements(tables)
