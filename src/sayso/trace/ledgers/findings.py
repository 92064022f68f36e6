"""What a ledger has found about one subject, before it is ranked; and the ranking."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.model import Entry, Ledger, Place, identify

MADE_BY = "ledgers.rules/1"
MOST_ROWS = 500  # rows of one ledger; what is left out is told in the last row's rule
MOST_PLACES = 40  # places of one row; the same


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a ledger without its rank."""

    ledger: Ledger
    subject: str | None
    name: str
    claims: frozenset[str]
    documents: frozenset[str]
    note: str
    evidence: frozenset[Place]
    weight: tuple[float, ...]
    """What it is ranked by, the highest first; ties go by documents, name and subject."""
    rule: str
    score: float


def rank(findings: Iterable[Finding], texts: dict[str, str]) -> list[Entry]:
    """Rows of one ledger, the weightiest first; a finding without a place to show for it is left out.

    `texts` are the documents' texts by id.
    """
    shown = sorted((finding for finding in findings if finding.evidence), key=_order)
    left = len(shown) - MOST_ROWS
    rows = [_entry(finding, at + 1, texts) for at, finding in enumerate(shown[:MOST_ROWS])]
    if left > 0:
        last = shown[MOST_ROWS - 1]
        told = Finding(
            last.ledger, last.subject, last.name, last.claims, last.documents, last.note, last.evidence, last.weight,
            f"{last.rule}; capped, {left} more", last.score,
        )  # fmt: skip
        rows[-1] = _entry(told, MOST_ROWS, texts)
    return rows


def _order(finding: Finding) -> tuple[object, ...]:
    heaviest = tuple(-part for part in finding.weight)
    return heaviest, -len(finding.documents), finding.name, finding.subject or "", min(finding.evidence)


def _entry(finding: Finding, at: int, texts: dict[str, str]) -> Entry:
    places = _some(sorted(finding.evidence))
    left = len(finding.evidence) - len(places)
    return Entry(
        entry=identify("l", finding.ledger, finding.subject or "", finding.name, *min(finding.evidence)),
        ledger=finding.ledger,
        rank=at,
        subject=finding.subject,
        name=finding.name,
        claims=tuple(sorted(finding.claims)),
        documents=tuple(sorted(finding.documents)),
        note=finding.note,
        evidence=tuple(places),
        evidence_text=tuple(place.span.text_in(texts[place.document]) for place in places),
        made_by=MADE_BY,
        rule=f"{finding.rule}; {left} places left out" if left > 0 else finding.rule,
        score=finding.score,
    )


def _some(places: Sequence[Place]) -> list[Place]:
    """The places to show: those of the first places of each document before its others."""
    if len(places) <= MOST_PLACES:
        return list(places)
    nth: dict[str, int] = {}
    ranked = []
    for place in places:
        nth[place.document] = nth.get(place.document, 0) + 1
        ranked.append((nth[place.document], place))
    return sorted(place for _, place in sorted(ranked)[:MOST_PLACES])


def count(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun: "1 article", "3 articles"."""
    return f"{number} {noun if number == 1 else nouns or noun + 's'}"


def listing(names: Sequence[str], most: int = 4) -> str:
    """Names in a sentence: "A, B and C", "A, B and 7 more"."""
    shown = list(names[:most]) + ([f"{len(names) - most} more"] if len(names) > most else [])
    return " and ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)
