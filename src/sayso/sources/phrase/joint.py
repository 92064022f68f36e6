"""Several voices that speak as one: "Britain and Denmark", "Holt and her deputy", "shopkeepers and cyclists"."""

from itertools import pairwise

from sayso.language import Token, lexicon
from sayso.language.names import fold_name
from sayso.language.roles import known_bodies, office_of, particles
from sayso.sources.phrase.parts import is_possessive, read_part
from sayso.sources.phrase.shape import Phrase, shape

_MOST = 8  # voices named together


def read_joint(tokens: list[Token], surnames: frozenset[str]) -> Phrase | None:
    """The voices that a phrase joins, as one phrase that names them all; None where it may be one voice."""
    if not any(t.lower in shape("joining") for t in tokens):
        return None
    return _all_named(tokens, surnames) or _described(tokens, surnames)


def split_at(tokens: list[Token], marks: tuple[str, ...] | frozenset[str]) -> list[list[Token]]:
    """Tokens between marks; there is always a first part."""
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.lower in marks:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _all_named(tokens: list[Token], surnames: frozenset[str]) -> Phrase | None:
    """Named voices only: "Britain, Australia and Denmark"."""
    pieces = [p for part in split_at(tokens, (",", ";")) for p in split_at(part, shape("joining")) if p]
    if not 2 <= len(pieces) <= _MOST:
        return None
    read = [read_part(piece, surnames) for piece in pieces]
    if not all(_stands_alone(piece, phrase) for piece, phrase in zip(pieces, read, strict=True)):
        return None
    kinds = {p.kind for p in read}
    if "organisation" in kinds and (kinds & {"name", "person"} or any("of" in p.name for p in read)):
        return None  # the Ministry of Health and Welfare
    kind = "country" if kinds == {"country"} else "person" if kinds <= {"person", "name"} else "organisation"
    return _joined(kind, [" ".join(p.name) for p in read], read)


def _joined(kind: str, names: list[str], members: list[Phrase]) -> Phrase:
    return Phrase("joint", tuple(sorted(names, key=fold_name)), plural=True, pronoun=kind, members=tuple(members))


def _stands_alone(piece: list[Token], phrase: Phrase) -> bool:
    if phrase.kind == "country":
        return True
    if phrase.kind in ("person", "name"):
        return bool(phrase.name) and all(t.is_capital or t.lower in ("the", *particles()) for t in piece if t.is_word)
    known = " ".join(t.lower for t in piece if t.lower != "the") in known_bodies()
    clear = known or piece[0].lower == "the" or (piece[0].is_capital and "of" not in phrase.name)
    return phrase.kind == "organisation" and not phrase.generic and clear


def _described(tokens: list[Token], surnames: frozenset[str]) -> Phrase | None:
    """Voices of which some are described: each must be a voice by itself, and the last begin anew."""
    end = next((at for at, t in enumerate(tokens) if at and t.lower in shape("clauses")), len(tokens))
    tokens = tokens[tokens[0].lower in shape("pairing") : end]
    if sum(t.lower in shape("joining") for t in tokens) != 1:
        return None
    segments = split_at(tokens, (",", ";"))
    at = next(n for n, s in enumerate(segments) if any(t.lower in shape("joining") for t in s))
    left, right = split_at(segments[at], shape("joining"))
    pieces = [p for p in (*segments[:at], left, right) if p]
    if not right or len(pieces) > _MOST or len(pieces) < 2:
        return None
    read = [read_part(piece, surnames) for piece in pieces]
    if len(pieces) > 2 and any(_is_apposed(a, b) for a, b in pairwise(read)):
        if left:
            return None  # "Ada Holt, mayor of Sorrel and its harbour master"
        pieces, read = [pieces[0], pieces[-1]], [read[0], read[-1]]
    if not all(map(_is_voice, read)) or not _begins_anew(pieces[-2:], read[-2:]):
        return None
    return _joined(_kind_of(read), [" ".join(t.text for t in p if t.is_word) for p in pieces], read)


def _is_apposed(one: Phrase, other: Phrase) -> bool:
    """Whether the second of two phrases with a comma between may say who the first is."""
    return other.kind == "empty" or {one.kind, other.kind} in ({"person", "role"}, {"name", "role"})


def _is_voice(phrase: Phrase) -> bool:
    """Whether a phrase is surely somebody: a name, a body, a country, or an office that the table knows."""
    if phrase.kind == "role":
        return any(_is_known(o.word) for o in phrase.offices)
    return phrase.kind in ("person", "name", "organisation", "country")


def _is_known(word: str) -> bool:
    return bool(word) and bool(office_of(word) or word in lexicon("unnamed")["crowds"]["heads"])


def _begins_anew(pieces: list[list[Token]], read: list[Phrase]) -> bool:
    """Whether the voice behind "and" is another: it has a word of its own before it, or is named, or both are many."""
    (left, right), (one, other) = pieces, read
    unnamed = lexicon("unnamed")
    inside = any(t.lower in shape("prepositions") for t in left)
    led = right[0].lower in (*unnamed["definite"]["words"], *unnamed["indefinite"]["words"]) or is_possessive(right[0])
    if inside and other.kind not in ("person", "role"):
        return False  # "the head of the police and the army" is one
    if led:
        return True
    if other.kind in ("person", "name") and other.name:
        return one.kind in ("person", "name", "organisation", "country") or (one.definite and not other.offices)
    bare = not (one.definite or one.indefinite or (one.name and one.kind in ("person", "name")))
    many = one.plural or other.plural or "organisation" in (one.kind, other.kind)
    return bare and many and len([t for t in right if t.is_word]) == 1


def _kind_of(read: list[Phrase]) -> str:
    """What voices named together are: persons, bodies, or unnamed if none has a name."""
    if not any(p.name and not p.generic for p in read):
        return "role"
    return "person" if {p.kind for p in read} <= {"person", "name", "role"} else "organisation"
