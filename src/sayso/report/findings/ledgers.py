"""The ledgers as tables: one for each kind that has an entry."""

from dataclasses import dataclass

from sayso.model import Entry, Place, grouped
from sayso.report.case import Case

ENTRIES, PLACES, CLAIMS, DOCUMENTS = 25, 3, 8, 8
"""Entries of a ledger that the page lists, and what is shown of each; the page says how many more there are."""
TITLES = {
    "weak link": ("If one source fell away", "The source whose loss takes the most origins from the claims."),
    "anonymous": ("Resting on nobody named", "Unnamed sources, and what rests on them alone."),
    "circular": ("Round in a circle", "Outlets that have it from each other."),
    "silence": ("Accused and not heard", "Somebody is accused and has no voice in these documents."),
    "missing work": ("Cited, but not here", "Works that the documents rest on and that are not among them."),
}
DISAGREEING = {
    "date": ("Dates that disagree", "One event, and no day that fits both texts."),
    "place": ("Places that disagree", "One claim, two places; whether one lies in the other is not known here."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as shown."""

    entry: Entry
    numbers: tuple[tuple[int, str], ...]
    """Number and id of the claims concerned, most echoed first."""
    numbers_left: int
    documents: tuple[str, ...]
    documents_left: int
    places: tuple[Place, ...]
    places_left: int


@dataclass(frozen=True, slots=True)
class Book:
    """One ledger."""

    ledger: str
    title: str
    hint: str
    lines: tuple[Line, ...]
    left: int


def read_ledgers(case: Case, disagreeing: bool = False) -> list[Book]:
    """The ledgers of what is missing or hangs on little; with `disagreeing`, those of dates and places instead."""
    by_kind = grouped(case.tables.ledgers, "ledger")
    books = []
    for ledger, (title, hint) in (DISAGREEING if disagreeing else TITLES).items():
        rows = sorted(by_kind.get(ledger, ()), key=lambda e: (e.rank, e.entry))
        if rows:
            lines = tuple(_line(case, entry) for entry in rows[:ENTRIES])
            books.append(Book(ledger, title, hint, lines, max(len(rows) - ENTRIES, 0)))
    return books


def _line(case: Case, entry: Entry) -> Line:
    numbers = sorted((case.numbers[claim], claim) for claim in entry.claims if claim in case.numbers)
    documents = sorted(entry.documents, key=case.name)
    return Line(
        entry, tuple(numbers[:CLAIMS]), max(len(numbers) - CLAIMS, 0), tuple(documents[:DOCUMENTS]),
        max(len(documents) - DOCUMENTS, 0), entry.evidence[:PLACES], max(len(entry.evidence) - PLACES, 0),
    )  # fmt: skip
