"""What a source does, by the words of a cue."""

import pytest

from sayso.attribution.acts import act_in


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("said", "asserts"),
        ("has denied", "denies"),
        ("did not deny", "asserts"),
        ("did not confirm", "doubts"),
        ("refused to say", "doubts"),
        ("would not say", "doubts"),
        ("declined to confirm", "doubts"),
        ("is sceptical", "doubts"),
        ("wondered", "doubts"),
        ("called for", "demands"),
        ("is demanding", "demands"),
        ("vowed", "promises"),
        ("made a pledge", "promises"),
        ("issued a denial", "denies"),
        ("believes", "asserts"),
        ("", "asserts"),
    ],
)
def test_acts(cue: str, act: str) -> None:
    assert act_in(cue) == act
