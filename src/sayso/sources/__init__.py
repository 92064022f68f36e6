"""Mentions to sources: who is meant by a name, an office, a pronoun, or nothing at all."""

from sayso.sources.resolve import Resolution, resolve_sources

__all__ = ["Resolution", "resolve_sources"]
