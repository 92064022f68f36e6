"""All of it -> Entry: what is missing, what hangs on one voice, who was not heard."""

from sayso.model import Entry, Tables
from sayso.trace.ledgers.case import gather_case
from sayso.trace.ledgers.disagreements import list_disagreements
from sayso.trace.ledgers.findings import rank
from sayso.trace.ledgers.sourcing import find_circles, find_missing, find_weak_links
from sayso.trace.ledgers.voices import find_anonymous, find_silent


def keep_ledgers(tables: Tables) -> list[Entry]:
    """The rows of all ledgers, each ledger ranked by itself, the weightiest first."""
    case = gather_case(tables)
    texts = {name: document.text for name, document in case.documents.items()}
    entries: list[Entry] = []
    for find in (find_missing, find_weak_links, find_anonymous, find_circles, find_silent):
        entries += rank(find(case), texts)
    return [*entries, *list_disagreements(tables)]
