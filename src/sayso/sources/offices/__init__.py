"""Who is meant by an office alone: its one holder in the case, or the same nameless holder in several articles."""

from sayso.sources.offices.holders import join_offices

__all__ = ["join_offices"]
