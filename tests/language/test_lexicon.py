"""The data files of each language load and hold what they should."""

import tomllib
from pathlib import Path

import pytest

import sayso.language
from sayso.language import LANGUAGES, lexicon, words

FILES = sorted(Path(sayso.language.__file__).parent.glob("*/*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_file_is_toml_of_lower_case_keys_without_doubles(path: Path) -> None:
    data = tomllib.loads(path.read_text("utf-8"))
    assert data
    assert path.parent.name in LANGUAGES
    for name, values in data.items():
        if isinstance(values, list) and all(isinstance(value, str) for value in values):
            doubles = {value for value in values if values.count(value) > 1}
            assert not doubles, f"{name} holds {doubles} twice"


def test_a_section_is_a_set_of_words() -> None:
    assert "mr" in words("sentences", "never_last") | words("sentences", "seldom_last")
    assert lexicon("sentences") is lexicon("sentences")


def test_an_unknown_file_or_language_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        lexicon("nonsense")
    with pytest.raises(FileNotFoundError):
        lexicon("sentences", "xx")
