"""Corrections applied to tables between the stages."""

from sayso.pipeline.corrections.outcomes import CODES
from sayso.pipeline.corrections.steps import WRITES, conclude, correct_after, correct_before

__all__ = ["CODES", "WRITES", "conclude", "correct_after", "correct_before"]
