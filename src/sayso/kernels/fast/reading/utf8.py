"""Code points of UTF-8 bytes, one at a time."""

from numba import njit


@njit(cache=True, nogil=True)
def decode_sign(text, at):
    """The code point whose first byte stands at `at`, and where the next one begins; the bytes are valid UTF-8."""
    sign = int(text[at])
    at += 1
    if sign < 0x80:
        return sign, at
    follow = 1 if sign < 0xE0 else 2 if sign < 0xF0 else 3
    sign &= 0x3F >> follow
    end = min(at + follow, text.size)  # a valid text never ends inside a sign
    while at < end:
        sign = sign << 6 | (int(text[at]) & 0x3F)
        at += 1
    return sign, at
