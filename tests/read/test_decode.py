"""Bytes to text: the order of decisions, and that each is recorded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.decode import decode, mend, signature_of

CAFE = "Le café de Lörve – « ouvert »"


@pytest.mark.parametrize(
    ("data", "encoding", "doubt"),
    [
        (CAFE.encode(), "utf-8 (strict)", None),
        (b"\xef\xbb\xbf" + CAFE.encode(), "utf-8 (byte order mark)", None),
        (b"\xff\xfe" + CAFE.encode("utf-16-le"), "utf-16-le (byte order mark)", None),
        (b"\xfe\xff" + CAFE.encode("utf-16-be"), "utf-16-be (byte order mark)", None),
        (b"\xff\xfe\x00\x00" + CAFE.encode("utf-32-le"), "utf-32-le (byte order mark)", None),
        ((CAFE + " and a longer tail of words").encode("cp1252"), "cp1252 (guessed)", "ENCODING_GUESSED"),
    ],
)
def test_order_of_decisions(data: bytes, encoding: str, doubt: str | None) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.doubt) == (encoding, doubt)
    assert decoded.text.startswith(CAFE)


def test_declaration_counts_only_for_pages_and_only_if_it_holds() -> None:
    page = '<meta charset="iso-8859-2"><p>Łódź płacze</p>'.encode("iso-8859-2")
    assert decode(page, page=True).encoding == "iso8859-2 (declared)"
    assert "Łódź" in decode(page, page=True).text
    good = '<meta charset="iso-8859-2"><p>Łódź</p>'.encode()
    assert decode(good, page=True).encoding == "utf-8 (strict)"


def test_utf_7_is_never_used() -> None:
    page = b'<meta charset="utf-7">+ADw-script+AD4- caf\xe9 in the long street of the town'
    assert "utf-7" not in decode(page, page=True).encoding
    assert "<script>" not in decode(page, page=True).text


def test_few_damaged_bytes_cost_only_themselves() -> None:
    decoded = decode(("Übermäßig lange Straße. " * 200).encode() + b"\xff")
    assert decoded.doubt == "ENCODING_DAMAGED"
    assert decoded.text.startswith("Übermäßig")


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"PK\x03\x04x", b"\x00\x01" * 40, b"\x89PNG\r\n", b"ab\x00cd"])
def test_binary_is_named(data: bytes) -> None:
    assert signature_of(data)


def test_text_is_no_binary() -> None:
    assert signature_of(CAFE.encode()) is None
    assert signature_of(CAFE.encode("utf-16-le")) is None


@given(st.binary(max_size=400))
def test_any_bytes_decode(data: bytes) -> None:
    mend(decode(data, page=True).text).encode("utf-8")


@given(st.text(max_size=200))
def test_sound_utf_8_is_kept(text: str) -> None:
    clean = mend(text)
    assert decode(clean.encode()).text == clean.removeprefix("\ufeff") or len(clean) >= 16
