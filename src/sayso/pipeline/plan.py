"""The nine stages in order: what each reads, what it writes, and what it needs to be told.

A stage's parameters are named after the tables it reads, so the parameter names are the dataflow.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Any, Literal, NamedTuple

from sayso.store.faults import CaseError

Scope = Literal["document", "case"]
"""What a stage must see at once: a document by itself, or all of them."""


class Step(NamedTuple):
    """One stage: its verb is called with the tables it reads and the settings it needs, and gives those it writes."""

    name: str
    verb: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    settings: tuple[str, ...] = ()
    """What else it is called with: the items to read, options of the user, the run card."""
    optional: tuple[str, ...] = ()
    """Tables it reads that may be missing: without `clean` the whole text counts as body."""
    scope: Scope = "case"
    """`document`: what it says of a document depends on no other, so any batches of documents give the same rows."""

    def run(self, **arguments: Any) -> Any:
        """Call the stage; it is imported at its first use."""
        return getattr(import_module(f"sayso.{self.name}"), self.verb)(**arguments)


_TEXT = ("documents", "regions")
_VOICES = ("attributions", "relays", "sources", "mentions")
_BODY = ("regions",)

STEPS = (
    Step("read", "read_documents", (), ("documents", "inputs"), ("items", "columns")),
    Step("clean", "mark_regions", ("documents",), ("regions",), scope="document"),
    Step("reuse", "find_reuse", _TEXT, ("reuse",), optional=_BODY),
    Step("attribution", "extract_attributions", _TEXT, ("attributions", "relays"), ("tier", "weights"),
         _BODY, "document"),
    Step("sources", "resolve_sources", (*_TEXT, "attributions", "relays"), ("documents", *_VOICES), ("aliases",),
         _BODY),
    Step("figures", "compare_figures", (*_TEXT, "attributions", "relays", "reuse"), ("figures", "dates"),
         optional=(*_BODY, "reuse")),
    Step("claims", "group_claims", (*_TEXT, *_VOICES, "reuse", "figures", "dates"), ("claims", "wordings", "promises"),
         ("tier",), _BODY),
    Step("trace", "trace_origins", (*_TEXT, *_VOICES, "reuse", "claims", "wordings", "figures", "dates", "promises"),
         ("claims", "origins", "edges", "pairs", "drift", "timeline", "ledgers"), ("owners",), _BODY),
    Step("report", "write_report", (), (), ("tables", "run")),
)  # fmt: skip
"""All stages; every table read by one is written by an earlier one."""

NAMES = tuple(step.name for step in STEPS)


def plan(stages: Sequence[str] | None = None) -> tuple[Step, ...]:
    """The steps to run, in order; `stages` are names in any order, None means all.

    Raises:
        CaseError: a name is unknown, or a stage needs a table that no chosen stage makes; says which to add.
    """
    wanted = set(NAMES if stages is None else stages)
    if unknown := sorted(wanted - set(NAMES)):
        raise CaseError(f"no stage {unknown[0]!r}; stages: {', '.join(NAMES)}")
    chosen = tuple(step for step in STEPS if step.name in wanted)
    if not chosen:
        raise CaseError(f"no stage chosen; stages: {', '.join(NAMES)}")
    if chosen[0].name != "read":
        raise CaseError(f"stage {chosen[0].name!r} needs documents, which the stage 'read' makes; add it to --stages")
    written: set[str] = set()
    for step in chosen:
        for table in step.reads:
            if table not in written and table not in step.optional:
                maker = next(other.name for other in STEPS if table in other.writes)
                raise CaseError(
                    f"stage {step.name!r} needs {table}, which the stage {maker!r} makes; add it to --stages"
                )
        written.update(step.writes)
    return chosen
