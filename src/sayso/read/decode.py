"""Bytes to text: strict UTF-8 first, then a byte order mark, a declaration, and last a guess; the choice is recorded.

Guessers harm sound UTF-8 (`anchors/reliability.md`, finding 8), so they see only what is no UTF-8. UTF-7 is never
used.
"""

import codecs
import re
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})"
    rb"|<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.I,
)
_NEVER = {"utf-7", "unicode_escape", "raw_unicode_escape", "punycode", "idna", "undefined", "mbcs", "oem"}
_SIGNATURES = (
    (b"%PDF-", "a PDF"), (b"PK\x03\x04", "a zip archive or office document"), (b"\x1f\x8b", "a gzip file"),
    (b"\x89PNG", "a picture"), (b"\xff\xd8\xff", "a picture"), (b"GIF8", "a picture"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"{\\rtf", "an RTF document"), (b"\x28\xb5\x2f\xfd", "a zstd file"), (b"BZh", "a bzip2 file"),
    (b"PAR1", "a Parquet file"),
)  # fmt: skip
_CONTROLS = bytes(n for n in range(32) if n not in (9, 10, 11, 12, 13, 27))
_SAMPLE = 1 << 16


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, how it was decoded (`utf-8 (strict)`), and the code of a doubt if there is one."""

    text: str
    encoding: str
    doubt: str | None = None


def signature_of(data: bytes) -> str | None:
    """What binary data says of itself in its first bytes, or that it is binary at all; None if it may be text.

    Data with NUL bytes that are no UTF-16, or of which more than 1 in 300 bytes is another control byte, is no text.
    """
    for mark, name in _SIGNATURES:
        if data.startswith(mark):
            return name
    if any(data.startswith(mark) for mark, _ in _MARKS) or _wide(data):
        return None
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return "binary data" if controls * 300 > len(sample) and (controls > 3 or 0 in sample) else None


def decode(data: bytes, page: bool = False) -> Decoded:
    """The text of `data`. Only where the bytes are no UTF-8 and bear no mark do a page's declaration and a guess count.

    A byte order mark is no part of the text. Never raises.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _by_mark(data[len(mark) :], name)
    wide = _wide(data)
    if wide:
        return Decoded(data.decode(wide, "replace"), f"{wide} (guessed)", "ENCODING_GUESSED")
    try:
        return Decoded(data.decode("utf-8"), "utf-8 (strict)")
    except UnicodeDecodeError:
        return (_by_declaration(data) if page else None) or _by_guess(data)


def mend(text: str) -> str:
    """The text with lone surrogates, which no encoding can hold, replaced by U+FFFD."""
    if text.isascii():
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _by_mark(data: bytes, name: str) -> Decoded:
    try:
        return Decoded(data.decode(name), f"{name} (byte order mark)")
    except UnicodeDecodeError:
        return Decoded(data.decode(name, "replace"), f"{name} (byte order mark, damaged)", "ENCODING_DAMAGED")


def _by_declaration(data: bytes) -> Decoded | None:
    """What the first 4 KiB of a page declare, if the whole page decodes by it. Latin-1 means cp1252, as in browsers."""
    found = _DECLARED.search(data, 0, 4096)
    if not found:
        return None
    name = (found.group(1) or found.group(2)).decode("ascii", "replace")
    try:
        codec = codecs.lookup(name)
        if codec.name in _NEVER or not getattr(codec, "_is_text_encoding", True):
            return None
        codec_name = "cp1252" if codec.name in ("iso8859-1", "ascii") else codec.name
        return Decoded(data.decode(codec_name), f"{codec_name} (declared)")
    except (LookupError, ValueError):
        return None


def _by_guess(data: bytes) -> Decoded:
    """UTF-8 with a few damaged bytes, else cp1252 where that gives words, else what charset_normalizer says."""
    text = data.decode("utf-8", "replace")
    lost, wide = text.count("\ufffd"), sum(sign > "\x7f" for sign in text[:_SAMPLE])
    if lost * 1000 < len(text) and lost * 4 < wide:
        return Decoded(text, "utf-8 (damaged)", "ENCODING_DAMAGED")
    western = data.decode("cp1252", "replace")
    signs = [sign for sign in western[:_SAMPLE] if sign > "\x7f"]
    likely = sum(sign.isalpha() or sign in "’‘“”–—…•€£§°«»\xa0©®½" for sign in signs)
    if "\ufffd" not in western and likely == len(signs) and len(signs) * 8 < len(western[:_SAMPLE]):
        return Decoded(western, "cp1252 (guessed)", "ENCODING_GUESSED")
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    best = from_bytes(data[:_SAMPLE]).best()
    if best is not None and best.encoding not in _NEVER:
        return Decoded(data.decode(best.encoding, "replace"), f"{best.encoding} (guessed)", "ENCODING_GUESSED")
    return Decoded(western, "cp1252 (guessed)", "ENCODING_GUESSED")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of the start is NUL in text of Western letters."""
    sample = data[:1024]
    if len(sample) < 16 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    name = "utf-16-le" if odd * 10 > half * 7 and even * 10 < half else ""
    name = name or ("utf-16-be" if even * 10 > half * 7 and odd * 10 < half else "")
    shown = sample.decode(name, "replace") if name else ""
    return name if name and sum(sign < " " for sign in shown) * 4 < len(shown) else None
