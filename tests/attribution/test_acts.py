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
        ("wants", "demands"),
        ("advises", "demands"),
        ("has solicited", "demands"),
        ("asked for", "demands"),
        ("called on", "demands"),
        ("asked", "asserts"),
        ("guarantees", "promises"),
        ("swore", "asserts"),
        ("swore to", "promises"),
        ("disputes", "denies"),
        ("dismisses", "denies"),
        ("repudiated", "denies"),
        ("is not sure", "doubts"),
        ("", "asserts"),
    ],
)
def test_acts(cue: str, act: str) -> None:
    assert act_in(cue) == act
