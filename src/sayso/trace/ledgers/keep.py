"""All of it -> Entry: what is missing, what hangs on one voice, who was not heard."""

from sayso.model import Entry, Tables
from sayso.trace.ledgers.anonymous import find_anonymous
from sayso.trace.ledgers.case import gather_case
from sayso.trace.ledgers.circular import find_circles
from sayso.trace.ledgers.findings import rank
from sayso.trace.ledgers.missing import find_missing
from sayso.trace.ledgers.silence import find_silent
from sayso.trace.ledgers.weak import find_weak_links


def keep_ledgers(tables: Tables) -> list[Entry]:
    """The rows of all ledgers, each ledger ranked by itself, the weightiest first."""
    case = gather_case(tables)
    texts = {name: document.text for name, document in case.documents.items()}
    entries: list[Entry] = []
    for find in (find_missing, find_weak_links, find_anonymous, find_circles, find_silent):
        entries += rank(find(case), texts)
    return entries
