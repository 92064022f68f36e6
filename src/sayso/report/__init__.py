"""Tables to pages: the terminal summary and the report in one file."""

from sayso.report.page import write_report
from sayso.report.summary import summarise

__all__ = ["summarise", "write_report"]
