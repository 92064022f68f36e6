"""Ledgers of who speaks: the unnamed, and the accused who are not heard."""

from sayso.trace.ledgers.voices.anonymous import find_anonymous
from sayso.trace.ledgers.voices.silence import find_silent

__all__ = ["find_anonymous", "find_silent"]
