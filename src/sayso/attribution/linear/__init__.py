"""A small linear model for tier `crawl`: it judges what the rules found and what looser readers propose."""

from sayso.attribution.linear.verdict import judge

__all__ = ["judge"]
