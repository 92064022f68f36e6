"""The shapes of `forms.toml`, taken apart: what stands in a sentence, piece by piece, and where to look for it.

A shape is a row of pieces. `S` is a source, `N` one that is named or has an office, `O` an outlet, `D` a document.
`C` and `T` are what is said, `T` opening with "that" or "whether"; `Q` is a quotation, `P` a source with a verb of
saying ("X said", "said X"). `@name` is a list of phrases, `&name` a list of verbs in all their forms; words stand for
themselves, `a|b` for either. `~` is up to eight words of time, place or audience. Marks are marks, one of several:
`,;`. `^` is where the clause begins, `$` where it ends. A `?` behind a piece makes it optional; a `_` before it keeps
it out of cue and content.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple, get_args

from sayso.language.cues import inflect
from sayso.language.lexicon import lexicon
from sayso.model import Act

Kind = Literal["S", "N", "O", "D", "C", "T", "Q", "P", "~", "^", "$", "mark", "words", "verbs"]
_MARKS = frozenset(",;:()-|.")


class Piece(NamedTuple):
    """One piece of a shape; `phrases` are the phrases it may be, under their first word, or its marks."""

    kind: Kind
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    optional: bool
    in_cue: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """A form of attribution: its pieces, the one it is found by, and what its source does with what is said."""

    name: str
    pieces: tuple[Piece, ...]
    anchor: int
    """The first piece of words or verbs that must be there; what stands before it is read backwards."""
    act: Act
    score: float
    needs: tuple[frozenset[str], ...]
    """For each piece of words or verbs that must be there the words that may open it: a quick look before matching."""


@cache
def shapes_by_word(table: str = "forms", language: str = "en") -> dict[str, tuple[Shape, ...]]:
    """First word of an anchor, in lower case -> the shapes of a table it may open, in their order."""
    data = lexicon("forms", language)
    by_word: dict[str, list[Shape]] = {}
    for form in data[table]:
        for written in form["shapes"]:
            shape = _shape(form["name"], written, form.get("act", "asserts"), form.get("score", 0.85), language)
            for word in sorted(shape.pieces[shape.anchor].phrases):
                by_word.setdefault(word, []).append(shape)
    return {word: tuple(shapes) for word, shapes in by_word.items()}


def _shape(name: str, written: str, act: Act, score: float, language: str) -> Shape:
    pieces = tuple(_piece(word, language) for word in written.split())
    anchor = next(n for n, piece in enumerate(pieces) if piece.kind in ("words", "verbs") and not piece.optional)
    needs = tuple(frozenset(p.phrases) for p in pieces if p.kind in ("words", "verbs") and not p.optional)
    return Shape(name, pieces, anchor, act, score, needs)


def _piece(written: str, language: str) -> Piece:
    in_cue = not written.startswith("_")
    word = written.removeprefix("_")
    optional = len(word) > 1 and word.endswith("?")
    word = word.removesuffix("?") if optional else word
    if word in get_args(Kind):
        kind: Kind = word  # type: ignore[assignment]
        return Piece(kind, {}, optional, in_cue)
    if _MARKS.issuperset(word):
        return Piece("mark", dict.fromkeys(word, ()), optional, False)
    data = lexicon("forms", language)
    if word.startswith("&"):
        return Piece("verbs", _by_first(_inflected(data["verbs"][word[1:]], language)), optional, in_cue)
    phrases = data["words"][word[1:]] if word.startswith("@") else word.split("|")
    return Piece("words", _by_first([tuple(phrase.split()) for phrase in phrases]), optional, in_cue)


def _inflected(phrases: list[str], language: str) -> list[tuple[str, ...]]:
    """Verbs with what follows them, in every finite form and the participle."""
    irregular = lexicon("cues", language)["irregular"] | lexicon("forms", language)["irregular"]
    found: set[tuple[str, ...]] = set()
    for phrase in phrases:
        head, *rest = phrase.split()
        forms = inflect(head, irregular)
        found |= {(forms[shape], *rest) for shape in ("base", "s", "past", "participle", "ing")}
    return sorted(found)


def _by_first(phrases: list[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases under their first word, the longest first."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(set(phrases), key=lambda p: (-len(p), p)):
        by_first.setdefault(phrase[0], []).append(phrase)
    return {word: tuple(found) for word, found in by_first.items()}
