"""All of it -> Origin, Edge: from wordings through speakers, relays and copies to where a claim comes from."""

from sayso.trace.stage import trace_origins

__all__ = ["trace_origins"]
