"""Stage `clean`: what in each text is article and what is the page around it."""

from sayso.clean.regions import mark_regions

__all__ = ["mark_regions"]
