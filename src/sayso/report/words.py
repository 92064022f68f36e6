"""How words of the texts are shown: one line, cut where needed, and nothing in them hidden."""

import re
from hashlib import blake2b

from markupsafe import Markup, escape

_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Controls, bidirectional marks, zero-width and blank look-alikes, tags, lone surrogates (Unicode TR 36 and 39)."""
_RUN = re.compile(f"([{_HIDDEN}])\\1*")
_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")


def plain(text: str, limit: int | None = None) -> str:
    """The text on one line for places that take no markup (terminal, SVG, titles); `limit` counts characters."""
    line = _RUN.sub(_named, " ".join(text.split()) if limit is None else " ".join(text[: limit * 8 + 64].split()))
    return line if limit is None else clip(line, limit)


def clip(line: str, limit: int) -> str:
    """The line cut to `limit` characters, at a blank where one is near, an ellipsis at the end."""
    if len(line) <= limit:
        return line
    cut = line[: max(limit - 1, 0)]
    blank = cut.rfind(" ")
    return (cut[:blank] if blank > limit * 0.7 else cut).rstrip(" ,;:") + "…"


def shown(text: str) -> Markup:
    """The text as markup: escaped, and each character that would hide or turn others round as a visible mark."""
    parts: list[str] = []
    at = 0
    for found in _RUN.finditer(text):
        name = _named(found)
        if name != found.group():
            parts += (str(escape(text[at : found.start()])), f'<span class="x">{escape(name)}</span>')
            at = found.end()
    parts.append(str(escape(text[at:])))
    return Markup("".join(parts))


def _named(found: re.Match[str]) -> str:
    """The visible name of a run of one hidden character, or the run itself where scripts and emoji need it."""
    run, text = found.group(), found.string
    if len(run) == 1 and run in _JOINERS:
        before = text[found.start() - 1] if found.start() else " "
        after = text[found.end()] if found.end() < len(text) else " "
        if before > "\u02ff" and (run in "\ufe0e\ufe0f" or after > "\u02ff"):
            return run
    times = f"×{len(run)}" if len(run) > 1 else ""
    return f"‹U+{ord(run[0]):04X}{times}›"


def anchor(name: str) -> str:
    """The name itself if it can be a fragment and an element's id as it is, else one made from it."""
    return name if _SAFE.fullmatch(name) else "x-" + blake2b(name.encode("utf-8", "replace"), digest_size=6).hexdigest()


def count(number: int, noun: str, plural: str | None = None) -> str:
    """`1 document`, `4 documents`, `no document`."""
    amount = f"{number:,}" if number else "no"
    return f"{amount} {noun if number in (0, 1) else plural or noun + 's'}"


def between(low: int, high: int) -> str:
    """A range as people write it: `1`, `1–2`."""
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def amount(low: float | None, high: float | None) -> str:
    """A figure's normal form: `62`, `100 or more`, `62 or fewer`, `60–70`."""
    if low is None and high is None:
        return "not settled"
    if low is None:
        return f"{_number(high)} or fewer"
    if high is None:
        return f"{_number(low)} or more"
    return _number(low) if low == high else f"{_number(low)}–{_number(high)}"


def _number(value: float | None) -> str:
    if value is None or value != value or abs(value) == float("inf"):
        return "?"
    return f"{int(value):,}" if value == int(value) and abs(value) < 1e15 else f"{value:,g}"
