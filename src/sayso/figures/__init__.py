"""Figures and dates as the texts give them, and where they do not agree."""

from sayso.figures.compare import compare_figures

__all__ = ["compare_figures"]
