"""The one writer to the terminal: whatever a text holds, nothing but visible characters comes out."""

import re
import sys
from typing import Any, TextIO

_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff\ud800-\udfff]"
)


def show_hidden(text: str) -> str:
    """The text with each control, bidi, zero-width and other invisible character as a mark: `␛`, `‹U+202E›`."""
    return _HIDDEN.sub(_mark, text)


def _mark(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"‹U+{code:04X}›"


def say(*lines: str, file: TextIO | None = None) -> None:
    """Print lines on standard output, or on `file`; a line end inside a line is shown, not printed."""
    stream = file or sys.stdout
    for line in lines:
        stream.write(show_hidden(line) + "\n")


def warn(*lines: str) -> None:
    """Print lines on standard error, each under the name of the program."""
    say(*(f"sayso: {line}" for line in lines), file=sys.stderr)


def is_terminal(stream: Any) -> bool:
    """Whether somebody looks at the stream."""
    return bool(stream.isatty())


def make_tolerant() -> None:
    """Let the standard streams print what their encoding lacks as `\\uXXXX` instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
