import pytest

from sayso.language.spelling import is_close_spelling, is_spelled_like


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("korbel", "korbal", True),
        ("zhumabek", "jumabek", False),
        ("orvelle", "orvell", True),
        ("sund", "lund", False),
        ("sund", "sund", True),
        ("korbel", "marbel", False),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str, same: bool) -> None:
    assert is_close_spelling(one, other) == is_close_spelling(other, one) == same
    assert is_spelled_like(one, ("unlike", other)) == same
