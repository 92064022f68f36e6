"""Figure -> Figure: from which article a number was taken, and what became of it on the way."""

from sayso.figures.descent.trace import trace_figures

__all__ = ["trace_figures"]
