"""The plan: every table read is written earlier, and what is wrong is told before any input is read."""

import inspect
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model import ROWS
from sayso.pipeline import NAMES, STEPS, plan
from sayso.store import CaseError


def test_all_nine_in_order() -> None:
    assert [step.name for step in plan()] == [
        "read", "clean", "reuse", "attribution", "sources", "figures", "claims", "trace", "report"
    ]  # fmt: skip
    assert {table for step in STEPS for table in step.writes} == set(ROWS) - {"corrections"}


@pytest.mark.parametrize("step", STEPS, ids=NAMES)
def test_parameters_are_named_after_the_tables_they_read(step) -> None:  # type: ignore[no-untyped-def]
    verb = getattr(import_module(f"sayso.{step.name}"), step.verb)
    assert set(inspect.signature(verb).parameters) == {*step.reads, *step.settings}


def test_the_order_of_the_names_does_not_matter() -> None:
    assert [step.name for step in plan(["reuse", "read"])] == ["read", "reuse"]


def test_without_clean_the_whole_text_counts_as_body() -> None:
    assert [step.name for step in plan([name for name in NAMES if name != "clean"])] == [
        n for n in NAMES if n != "clean"
    ]


@pytest.mark.parametrize(
    ("stages", "message"),
    [
        (["read", "nonsense"], "no stage 'nonsense'; stages: read, clean"),
        ([], "no stage chosen"),
        (["clean"], "'clean' needs documents, which the stage 'read' makes"),
        (["report"], "'report' needs documents"),
        (["read", "sources"], "'sources' needs attributions, which the stage 'attribution' makes"),
        (["read", "attribution", "figures", "claims"], "'claims' needs sources, which the stage 'sources' makes"),
        (["read", "attribution", "sources", "claims"], "'claims' needs reuse, which the stage 'reuse' makes"),
    ],
)
def test_what_is_missing_is_named_with_the_stage_that_makes_it(stages: list[str], message: str) -> None:
    with pytest.raises(CaseError, match=message):
        plan(stages)


@given(st.sets(st.sampled_from(NAMES)))
def test_whatever_passes_reads_only_what_was_written(stages: set[str]) -> None:
    try:
        steps = plan(sorted(stages))
    except CaseError:
        return
    written: set[str] = set()
    for step in steps:
        assert set(step.reads) - set(step.optional) <= written
        assert set(step.optional) <= {"regions", "reuse"}
        written |= set(step.writes)


def test_what_takes_documents_by_themselves_reads_nothing_that_needs_all_of_them() -> None:
    """So batches of documents can go through all such steps before any other step runs."""
    alone = [step for step in STEPS if step.scope == "document"]
    assert [step.name for step in alone] == ["clean", "attribution"]
    written = {"documents"}
    for step in alone:
        assert set(step.reads) <= written
        written |= set(step.writes)
