"""Claims, Wording -> Drift: how the words of a claim changed on their way."""

from sayso.trace.drift.find import find_drift

__all__ = ["find_drift"]
