"""Every Python block of the tour runs and prints what the page says."""

from pathlib import Path

from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

TOUR = Path(__file__).resolve().parents[2] / "docs" / "tour.md"


def test_the_tour_runs() -> None:
    document = Sybil(parsers=[PythonCodeBlockParser()], pattern="*.md").parse(TOUR)
    examples = list(document.examples())
    assert len(examples) > 10
    for example in examples:
        example.evaluate()
