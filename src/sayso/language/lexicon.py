"""What a language needs, as data: TOML files in one folder per language, read once."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en",)
"""Languages that have a folder here; text in any other passes through, noted and unattributed."""


@cache
def lexicon(name: str, language: str = "en") -> dict[str, Any]:
    """The data file `name` of a language, e.g. `lexicon("cues")`.

    Raises:
        FileNotFoundError: no such file, or no such language.
    """
    return tomllib.loads(files(__package__).joinpath(language, f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, section: str, language: str = "en") -> frozenset[str]:
    """A section of a data file that is a list of words or phrases, as a set."""
    return frozenset(lexicon(name, language)[section])
