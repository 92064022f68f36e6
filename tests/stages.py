"""Stand-ins for the nine stages: small, right about their tables, and wrong on demand.

Tests of the pipeline, the store and the command line use them, so that a change of a stage's rules breaks none of
these tests; `tests/stories` runs the real ones.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

import pytest

from sayso.model import Claim, Document, Input, Place, Promise, Region, Wording
from sayso.read import Item
from tests.strategies import make_document, make_region

MADE = {"made_by": "stand-in.rules/1", "rule": "stand-in", "score": 1.0}


def read_documents(items: Iterable[Item], columns: Any = None) -> tuple[list[Document], list[Input]]:
    """UTF-8 files; everything else is refused."""
    documents, ledger = [], []
    for item in items:
        data = item.data
        text = data.decode("utf-8", "ignore") if data is not None else ""
        row = Input(item.path, None, None, None, None, "refused", item.code or "NOT_TEXT", item.message, None)
        if data is not None and text.encode() == data:
            document = make_document(text, item.path)
            documents.append(document)
            digest = sha256(data).hexdigest()
            row = Input(item.path, None, None, len(data), digest, "read", None, None, document.document)
        ledger.append(row)
    return documents, ledger


def mark_regions(documents: Sequence[Document]) -> list[Region]:
    """All of a text is body."""
    return [make_region(document, 0, len(document.text)) for document in documents if document.text]


def group_claims(documents: Sequence[Document], **_others: Any) -> tuple[list[Claim], list[Wording], list[Promise]]:
    """The first three characters of each text are a claim."""
    claims = [
        Claim(f"c-{d.document}", Place(d.document, 0, 3), d.text[:3], 1, 0, 1, (), **MADE)
        for d in documents
        if len(d.text) > 2
    ]
    return claims, [], []


def trace_origins(claims: Sequence[Claim], **_others: Any) -> tuple[Any, ...]:
    """No origin is found."""
    return claims, [], [], [], [], [], []


def write_report(tables: Any, run: Any) -> str:
    """A page that counts documents."""
    return f"<p>{len(tables.documents)} documents, sayso {run['sayso']}</p>"


def summarise(tables: Any, run: Any) -> list[str]:
    """One line, then where the page is."""
    return [f"{len(tables.documents)} documents", f"report: {run['report']}"]


def stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-ins in the place of the stages."""

    def put(module: str, name: str, verb: Any) -> None:
        monkeypatch.setattr(f"sayso.{module}.{name}", verb, raising=False)

    put("read", "read_documents", read_documents)
    put("clean", "mark_regions", mark_regions)
    put("reuse", "find_reuse", lambda documents, regions: [])
    put("attribution", "extract_attributions", lambda documents, **others: ([], []))
    put("sources", "resolve_sources", lambda documents, **others: (documents, [], [], [], []))
    put("figures", "compare_figures", lambda **tables: ([], []))
    put("claims", "group_claims", group_claims)
    put("report", "write_report", write_report)
    put("report", "summarise", summarise)
    from importlib import import_module

    monkeypatch.setattr(import_module("sayso.trace"), "trace_origins", trace_origins, raising=False)
