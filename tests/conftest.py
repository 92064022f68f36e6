"""What all tests share: under SAYSO_CI=1 a browser or Java test that is skipped counts as failed."""

import os
from collections.abc import Generator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

MUST_RUN = ("browser", "java")
"""Markers of tests that a developer's machine may skip and a build must run."""

settings.register_profile(
    "quick", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=bool(os.environ.get("CI"))
)
settings.register_profile("thorough", deadline=None, max_examples=1000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("SAYSO_HYPOTHESIS", "quick"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep tests of a kind on one worker, so that one browser or Java runtime is started and not one for each core."""
    for item in items:
        for name in MUST_RUN:
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.xdist_group(name))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[Any]) -> Generator[None, Any, Any]:
    """Turn a skip of a test that must run into a failure."""
    report = yield
    must_run = any(item.get_closest_marker(name) for name in MUST_RUN)
    if os.environ.get("SAYSO_CI") and must_run and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, but SAYSO_CI=1 demands it: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    """The same for a whole file of browser tests that skips itself."""
    report = yield
    if os.environ.get("SAYSO_CI") and report.outcome == "skipped" and "browser" in collector.nodeid:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, but SAYSO_CI=1 demands it: {report.longrepr}"
    return report
