"""Headlines: who is quoted in them, and what only says what kind of piece follows."""

import pytest

from tests.attribution.reading import found

TEXT = "Nothing more is known."


@pytest.mark.parametrize(
    ("headline", "row"),
    [
        ("Pier sold in spring | Mayor", ("Mayor", "", "Pier sold in spring")),
        ("Night watchman: Pier sold in spring", ("Night watchman", ":", "Pier sold in spring")),
        ("Owner insists pier safe", ("Owner", "insists", "pier safe")),
        ("“Pier sold in spring” (Mayor)", ("Mayor", "", "“Pier sold in spring”")),
    ],
)
def test_a_headline_names_who_says_so(headline: str, row: tuple[str, str, str]) -> None:
    assert found(TEXT, headline) == [row]


@pytest.mark.parametrize(
    "headline", ["Dossier: Pier sold in spring", "Live | Pier sold in spring", "Pier sold in spring | Linden Lamp"]
)
def test_a_label_names_nobody(headline: str) -> None:
    assert found(TEXT, headline) == []


def test_a_name_in_brackets_is_the_speaker_and_an_agency_is_not() -> None:
    assert found("“The pier was sold in spring” (Mayor Ana Ruk).") == [
        ("Mayor Ana Ruk", "", "“The pier was sold in spring”")
    ]
    assert all(source != "Seatel" for source, _, _ in found("“The pier was sold in spring” (Seatel)."))
