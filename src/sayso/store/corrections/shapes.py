"""What each kind of correction must say in `before` and `after`: values from JSON, checked one by one.

Every fault is a ValueError whose words name the key: they end up in one line for the user.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Any, get_args

from sayso.model import Form, RegionKind, SourceKind, Stance
from sayso.store.corrections.lines import Apart, Extent, Named, Piece, Put, Said, Spot

MOST_NAMES, MOST_SPOTS = 64, 10_000
"""Names of one alias line; places that one line takes apart."""
_FARTHEST = 1 << 40
_HEX = frozenset("0123456789abcdef")


def read_spot(value: Any, key: str) -> Spot:
    """A place with its words: an object with `document`, `start`, `end` and `text`."""
    given = take(value, key, ("document", "start", "end", "text"))
    start, end, text = _stretch(given["start"], given["end"], given["text"], key)
    return Spot(read_sha256(given["document"], f"{key}.document"), start, end, text)


def read_sha256(value: Any, key: str) -> str:
    """64 hex digits in lower case."""
    if not isinstance(value, str) or len(value) != 64 or not _HEX.issuperset(value):
        raise ValueError(f"{key} must be a sha256, 64 hex digits")
    return value


def read_text(value: Any, key: str, empty: bool = False) -> str:
    """A text that UTF-8 can hold, on one line or more."""
    if not isinstance(value, str) or not (value.strip() or empty):
        raise ValueError(f"{key} must be a text" + ("" if empty else " that is not empty"))
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        raise ValueError(f"{key} holds half a character")
    return value


def take(value: Any, key: str, needed: tuple[str, ...], optional: tuple[str, ...] = ()) -> Mapping[str, Any]:
    """An object with these keys and no other."""
    if not isinstance(value, dict):
        raise ValueError(f"{key} must be an object with {', '.join(needed or optional)}")
    for name in needed:
        if name not in value:
            raise ValueError(f"{key} lacks {name!r}")
    for name in value:
        if name not in needed and name not in optional:
            raise ValueError(f"{key} has an unknown key {str(name)[:40]!r}")
    return value


def choose(value: Any, key: str, kind: Any) -> Any:
    """One of the words that a Literal lists."""
    known = get_args(kind)
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{key} must be one of {', '.join(known)}")
    return value


def _stretch(start: Any, end: Any, text: Any, key: str) -> tuple[int, int, str]:
    for name, value in (("start", start), ("end", end)):
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _FARTHEST:
            raise ValueError(f"{key}: {name} must be a code point offset, from 0")
    words = read_text(text, f"{key}: text", empty=True)
    if end - start != len(words) or start >= end:
        raise ValueError(f"{key}: [{start}, {end}] cannot hold a text of {len(words)} characters")
    return start, end, words


def _list(value: Any, key: str, least: int, most: int) -> list[Any]:
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise ValueError(f"{key} must be a list of {least} to {most} entries")
    return value


def _pieces(value: Any, key: str, least: int = 0) -> tuple[Piece, ...]:
    """`[start, end, "text"]` each, in text order."""
    pieces = []
    for part in _list(value, key, least, MOST_SPOTS):
        if not isinstance(part, list) or len(part) != 3:
            raise ValueError(f"{key} must be a list of [start, end, text]")
        start, end, text = part
        pieces.append(Piece(*_stretch(start, end, text, key)))
    if any(one.end > other.start for one, other in pairwise(pieces)):
        raise ValueError(f"{key}: its pieces are out of order or overlap")
    return tuple(pieces)


def _spots(value: Any, key: str) -> tuple[Spot, ...]:
    return tuple(read_spot(part, key) for part in _list(value, key, 1, MOST_SPOTS))


def _texts(value: Any, key: str, least: int = 0, most: int = MOST_SPOTS) -> tuple[str, ...]:
    return tuple(read_text(part, key) for part in _list(value, key, least, most))


def _said(value: Any, key: str) -> Said:
    given = take(value, key, ("source", "cue"), ("speaker", "content"))
    return Said(_texts(given["source"], f"{key}.source"), _texts(given["cue"], f"{key}.cue"))


def _stance_of(value: Any, key: str) -> Stance:
    given = take(value, key, ("stance",), ("gist",))
    stance: Stance = choose(given["stance"], f"{key}.stance", Stance)
    return stance


def _anything(value: Any, key: str) -> Any:
    """What is told for people alone: a text or null."""
    return None if value is None else read_text(value, key, empty=True)


def _nothing(value: Any, key: str) -> None:
    if value is not None:
        raise ValueError(f"{key} must be null")


def _extent(value: Any, key: str) -> Extent:
    given = take(value, key, (), ("source", "cue", "content", "form"))
    if not given:
        raise ValueError(f"{key} must name source, cue, content or form")
    source, cue = (_pieces(given[n], f"{key}.{n}") if n in given else None for n in ("source", "cue"))
    content = _pieces(given["content"], f"{key}.content", 1) if "content" in given else None
    return Extent(source, cue, content, choose(given["form"], f"{key}.form", Form) if "form" in given else None)


def _named(value: Any, key: str) -> Named | None:
    if value is None:
        return None
    given = take(value, key, ("name",), ("kind", "mention"))
    kind = choose(given["kind"], f"{key}.kind", SourceKind) if "kind" in given else None
    mention = read_spot(given["mention"], f"{key}.mention") if "mention" in given else None
    return Named(read_text(given["name"], f"{key}.name"), kind, mention)


def _other(value: Any, key: str) -> Named:
    given = take(value, key, ("name", "mention"))
    return Named(read_text(given["name"], f"{key}.name"), None, read_spot(given["mention"], f"{key}.mention"))


def _apart(value: Any, key: str) -> Apart:
    given = take(value, key, ("name", "mentions"), ("kind",))
    kind = choose(given["kind"], f"{key}.kind", SourceKind) if "kind" in given else None
    return Apart(read_text(given["name"], f"{key}.name"), kind, _spots(given["mentions"], f"{key}.mentions"))


def _put(value: Any, key: str) -> Put:
    given = take(value, key, ("wording", "stance"), ("gist",))
    return Put(read_spot(given["wording"], f"{key}.wording"), choose(given["stance"], f"{key}.stance", Stance))


def _wordings(value: Any, key: str) -> tuple[Spot, ...]:
    return _spots(take(value, key, ("wordings",))["wordings"], f"{key}.wordings")


def _names(value: Any, key: str) -> tuple[str, ...]:
    return _texts(value, key, 2, MOST_NAMES)


SHAPES: dict[str, tuple[Callable[[Any, str], Any], Callable[[Any, str], Any]]] = {
    "region": (_anything, lambda value, key: choose(value, key, RegionKind)),
    "remove": (_said, _nothing),
    "extent": (_said, _extent),
    "speaker": (_said, _named),
    "merge sources": (_anything, _other),
    "split source": (_anything, _apart),
    "alias": (_anything, _names),
    "merge claims": (_stance_of, _put),
    "split claim": (_stance_of, _wordings),
    "stance": (_stance_of, lambda value, key: choose(value, key, Stance)),
}
"""Kind -> how its `before` and its `after` are read."""
