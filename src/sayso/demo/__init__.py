"""The demo story: eleven invented articles about an invented mine, shipped with the package.

Every person, place, outlet and number in it is made up. It holds what sayso is for: one sensational claim that runs
from a radio studio through an agency into eight articles, an unnamed witness who turns up twice, a denial, figures
that disagree, a promise that is never kept, a rumour that two sites have only from each other, and a copy under
another masthead. `evals/demo` in the repository says what a careful reader finds in it.
"""

from importlib.resources import files

__all__ = ["story"]


def story() -> list[tuple[str, bytes]]:
    """The articles as `(file name, bytes)`, sorted by name."""
    found = [entry for entry in files(__name__).joinpath("story").iterdir() if entry.name.endswith((".txt", ".html"))]
    return [(entry.name, entry.read_bytes()) for entry in sorted(found, key=lambda entry: entry.name)]
