"""Dates, Wording, Document -> Moment: what happened, was said and was published when."""

from sayso.model import Moment, Tables


def order_moments(tables: Tables) -> list[Moment]:
    """None yet."""
    del tables
    return []
