"""The stages in order, and what runs them."""

from sayso.pipeline.check import check_rows
from sayso.pipeline.plan import NAMES, STEPS, Step, plan
from sayso.pipeline.run_inline import Progress, run_inline
from sayso.pipeline.trace_paths import trace, trace_items

__all__ = ["NAMES", "STEPS", "Progress", "Step", "check_rows", "plan", "run_inline", "trace", "trace_items"]
