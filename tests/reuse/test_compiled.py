"""The compiled way of the whole stage gives the rows of the plain one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Document
from sayso.reuse import find, find_reuse
from tests.reuse.articles import SENTENCES, tile, write
from tests.strategies import texts

ANEW = (
    "A gale had delayed the ferry Marigold at Brandle, and the lorry that blocked her ramp was towed by Ostrand's crew."
)
SENTENCE = st.sampled_from([*SENTENCES, ANEW, "He agreed.", "“No,” she said.", *(f"“{one}”" for one in SENTENCES[:4])])
BODY = st.lists(st.one_of(SENTENCE, texts), max_size=9).map(lambda parts: "\n\n".join(parts))


def compare(documents: list[Document], regions: list[object], monkeypatch: pytest.MonkeyPatch) -> int:
    """Rows of both ways, which must be equal; gives how many."""
    monkeypatch.setattr(find, "COMPILED", 1 << 60)
    plain = find_reuse(documents, regions)  # type: ignore[arg-type]
    monkeypatch.setattr(find, "COMPILED", 0)
    assert find_reuse(documents, regions) == plain  # type: ignore[arg-type]
    return len(plain)


@settings(max_examples=60)
@given(
    st.lists(st.tuples(BODY, st.sampled_from([None, "2031-05-01", "2031-05-02"]), st.sampled_from("ABC")), max_size=7)
)
def test_rows_are_those_of_the_plain_form(pile: list[tuple[str, str | None, str]]) -> None:
    documents = [
        write(text, name=f"{number}", published=published, outlet=f"Outlet {outlet}")
        for number, (text, published, outlet) in enumerate(pile)
    ]
    with pytest.MonkeyPatch.context() as patch:
        compare(documents, [], patch)


def test_furniture_of_an_outlet_is_none_of_its_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    footer = "This house prints on paper made of reeds that grow behind the lighthouse of Brandle since its founding."
    documents = [
        write(f"{SENTENCES[number]}\n\n{footer}", name=f"{number}", outlet="Brandle Beacon") for number in range(6)
    ]
    assert compare(documents, [], monkeypatch) == 0
    other = write(f"{SENTENCES[7]}\n\n{footer}", name="other", outlet="Ostrand Mail")
    assert compare([*documents, other], [], monkeypatch) == 6


def test_regions_that_take_no_part(monkeypatch: pytest.MonkeyPatch) -> None:
    body = "\n\n".join(SENTENCES[:5])
    one, two = write(body, name="one"), write(f"{SENTENCES[6]}\n\n{body}", name="two")
    regions = tile(two, [(0, "body"), (len(SENTENCES[6]), "comment")])
    assert compare([one, two], [*regions], monkeypatch) == 0
    assert compare([one, two], [], monkeypatch) == 1
