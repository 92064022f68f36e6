"""All of it -> Entry: what is missing, what hangs on one voice, who was not heard."""

from sayso.trace.ledgers.keep import keep_ledgers

__all__ = ["keep_ledgers"]
