"""Our stories for the property tests: traced in memory, each distinct set of articles once."""

from functools import cache

from evals.score import articles_of
from sayso.model import Tables
from sayso.pipeline import NAMES, trace_items
from sayso.read import Item

Articles = tuple[tuple[str, bytes], ...]
STAGES = [name for name in NAMES if name != "report"]


@cache
def trace(articles: Articles) -> Tables:
    """The tables of these articles, in the order given."""
    return trace_items([Item(name, data, None, None) for name, data in articles], stages=STAGES).tables


def articles(name: str) -> Articles:
    """The articles of one of our stories, named after it."""
    return tuple((f"{name}/{file}", data) for file, data in articles_of(name))
