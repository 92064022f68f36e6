"""Dates, Wording, Document -> Moment: what happened, was said and was published when."""

from sayso.trace.timeline.order import order_moments

__all__ = ["order_moments"]
