"""Claims, Wording -> Drift: how the words of a claim changed on their way."""

from sayso.model import Drift, Tables


def find_drift(tables: Tables) -> list[Drift]:
    """None yet."""
    del tables
    return []
