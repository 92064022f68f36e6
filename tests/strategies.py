"""What Hypothesis draws from: awkward texts, spans in them, rows of every table, whole cases whose rows hold."""

import types
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from sayso.model import ROWS, Block, Document, Place, Region, Span, checksum, identify
from sayso.model.tables import attribute_of, columns

AWKWARD = [
    *("plain words", "e\u0301tude", "👩\u200d🚀", "\u202eabc\u202c", "نص عربي", "İ", "ﬁ", "ß", "𝒳", "said", "=1+1"),
    *("\r\n", "\n\n", "\t", " ", "\u200b", "\u00ad", "\ufeff", "\x00", "\x85", "\u2028"),
    *("“", "”", "‘", "’", '"', "“We left,” said Ana Ruk."),
]

texts = st.lists(
    st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=["Cs"]), max_size=8)), max_size=12
).map("".join)
"""Any text a file can hold: emoji, combining marks, right-to-left, controls, line ends of all kinds; no half pairs."""


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    """A stretch of a text that is not empty."""
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Values of an annotation of a row."""
    if get_origin(hint) in (Union, types.UnionType):
        return st.one_of(*(st.none() if part is type(None) else values(part) for part in get_args(hint)))
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if get_origin(hint) is tuple:
        return st.lists(values(get_args(hint)[0]), max_size=4).map(tuple)
    numbers = st.integers(-(2**63), 2**63 - 1)
    known: dict[Any, st.SearchStrategy[Any]] = {
        str: texts,
        int: numbers,
        bool: st.booleans(),
        float: st.floats(allow_nan=False),
        Span: st.builds(Span, numbers, numbers),
        Place: st.builds(Place, texts, numbers, numbers),
    }
    if hint is Block:
        return st.builds(Block, numbers, numbers, values(get_type_hints(Block)["kind"]))
    return known[hint]


def rows(name: str) -> st.SearchStrategy[Any]:
    """Rows of a table with arbitrary values: what the file must hold, whether or not it makes sense."""
    noun = ROWS[name]
    return st.builds(noun, **{attribute_of(column): values(hint) for column, hint in columns(noun).items()})


def make_document(text: str, path: str = "made.txt") -> Document:
    """A document of a text, with nothing else known."""
    digest = checksum(text)
    nothing: dict[str, Any] = dict.fromkeys(
        ("record", "url", "outlet", "outlet_name", "outlet_from", "title", "published", "published_from", "language")
    )
    return Document(
        document=identify("d", digest), path=path, authors=(), encoding="utf-8 (strict)", sha256=digest,
        characters=len(text), text=text, blocks=(), **nothing,
    )  # fmt: skip


def make_region(document: Document, start: int, end: int, kind: Any = "body") -> Region:
    """A region of a document, made by a test."""
    check = checksum(document.text[start:end])
    return Region(document.document, start, end, kind, check, "test.rules/1", "test", 1.0)
