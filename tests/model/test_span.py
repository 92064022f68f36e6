"""Positions and the ids made from content."""

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Place, Span, checksum, identify
from tests.strategies import spans, texts


@given(texts.filter(bool).flatmap(lambda text: st.tuples(st.just(text), spans(text), spans(text))))
def test_spans_slice_by_code_point(drawn: tuple[str, Span, Span]) -> None:
    text, one, other = drawn
    assert one.text_in(text) == "".join(list(text)[one.start : one.end])
    shared = set(range(*one)) & set(range(*other))
    assert one.overlaps(other) == other.overlaps(one) == bool(shared)
    assert one.contains(other) == (set(range(*other)) <= set(range(*one)))


def test_a_span_after_an_emoji_counts_code_points_not_bytes_or_utf16_units() -> None:
    text = "👩\u200d🚀 e\u0301 said"
    assert Span(7, 11).text_in(text) == "said"


def test_a_place_has_a_span() -> None:
    assert Place("d-1", 3, 5).span == Span(3, 5)


def test_equal_parts_give_equal_ids_and_other_parts_others() -> None:
    assert identify("a", "d-1", (Span(1, 2),)) == identify("a", "d-1", (Span(1, 2),))
    assert identify("a", "x", "y") != identify("a", "xy") != identify("s", "xy")
    assert identify("d", "x").startswith("d-")
    assert len(identify("d", "x")) == 14


@given(st.text(), st.text())
def test_checksums_differ_where_texts_do(one: str, other: str) -> None:
    assert (checksum(one) == checksum(other)) == (one == other)
    assert len(checksum(one)) == 16


def test_half_a_surrogate_pair_has_a_checksum_too() -> None:
    assert checksum("\ud800") != checksum("\udc00")
    assert identify("d", "\ud800") != identify("d", "\udc00")
