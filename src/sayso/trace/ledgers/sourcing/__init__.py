"""Ledgers of where things come from: works that are missing, weak links, circles."""

from sayso.trace.ledgers.sourcing.circular import find_circles
from sayso.trace.ledgers.sourcing.missing import find_missing
from sayso.trace.ledgers.sourcing.weak import find_weak_links

__all__ = ["find_circles", "find_missing", "find_weak_links"]
