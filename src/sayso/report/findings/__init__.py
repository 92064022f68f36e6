"""What traces show besides origins, as rows for the page: the count's reasons, drift, the time line, the ledgers."""

from sayso.report.findings.changes import Drifted, list_drift
from sayso.report.findings.counts import Explained, explain_count
from sayso.report.findings.ledgers import Book, read_ledgers
from sayso.report.findings.moments import TimeLine, lay_out_time

__all__ = [
    "Book",
    "Drifted",
    "Explained",
    "TimeLine",
    "explain_count",
    "lay_out_time",
    "list_drift",
    "read_ledgers",
]
