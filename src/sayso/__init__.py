"""On whose say-so? Nine verbs pass tables of nouns to each other; every row points at a text that never changes.

`trace` does all of it. The nine stages, in order, are `read_documents`, `mark_regions`, `find_reuse`,
`extract_attributions`, `resolve_sources`, `compare_figures`, `group_claims`, `trace_origins`, `write_report`.
The nouns are in `sayso.model`.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sayso.attribution import extract_attributions
    from sayso.claims import group_claims
    from sayso.clean import mark_regions
    from sayso.figures import compare_figures
    from sayso.pipeline import add, apply, trace
    from sayso.read import read_documents
    from sayso.report import write_report
    from sayso.reuse import find_reuse
    from sayso.sources import resolve_sources
    from sayso.store import Case
    from sayso.trace import trace_origins

__version__ = "0.1.0"

__all__ = [
    "Case",
    "add",
    "apply",
    "compare_figures",
    "extract_attributions",
    "find_reuse",
    "group_claims",
    "mark_regions",
    "read_documents",
    "resolve_sources",
    "trace",
    "trace_origins",
    "write_report",
]

_HOMES = {
    "Case": "store",
    "add": "pipeline",
    "apply": "pipeline",
    "compare_figures": "figures",
    "extract_attributions": "attribution",
    "find_reuse": "reuse",
    "group_claims": "claims",
    "mark_regions": "clean",
    "read_documents": "read",
    "resolve_sources": "sources",
    "trace_origins": "trace",
    "write_report": "report",
}
"""Name -> the package it comes from, imported at first use."""


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"sayso.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])


class _Package(ModuleType):
    """The package; its `trace` is the verb, although a stage of that name lies beside it.

    Importing `sayso.trace` sets the attribute of that name to the stage's package; the property stands before it.
    """

    @property
    def trace(self) -> Any:
        return import_module("sayso.pipeline").trace

    @trace.setter
    def trace(self, stage: ModuleType) -> None:
        self.__dict__["_trace_stage"] = stage


sys.modules[__name__].__class__ = _Package
