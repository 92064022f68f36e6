"""Region -> Attribution: who is said to have said what, nested and relayed, with the rule that found it."""

from sayso.attribution.extract import extract_attributions

__all__ = ["extract_attributions"]
