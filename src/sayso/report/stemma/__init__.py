"""The picture of a trace: origins on top, documents at the bottom, in layers; small enough to read."""

from sayso.report.stemma.graph import NODES, Stemma, draw_stemma

__all__ = ["NODES", "Stemma", "draw_stemma"]
