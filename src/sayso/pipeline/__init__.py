"""The stages in order, and what runs them."""

from sayso.pipeline.add_paths import add
from sayso.pipeline.apply_paths import apply
from sayso.pipeline.check import check_rows
from sayso.pipeline.plan import NAMES, STEPS, Step, plan
from sayso.pipeline.progress import Progress
from sayso.pipeline.run_inline import run_inline
from sayso.pipeline.run_steps import join_tables, run_batch, run_case
from sayso.pipeline.trace_paths import trace, trace_items

__all__ = [
    "NAMES",
    "STEPS",
    "Progress",
    "Step",
    "add",
    "apply",
    "check_rows",
    "join_tables",
    "plan",
    "run_batch",
    "run_case",
    "run_inline",
    "trace",
    "trace_items",
]
