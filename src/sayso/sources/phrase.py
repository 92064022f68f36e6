"""What the words of one source phrase show by themselves: a name, its offices, a description, a pronoun."""

from functools import cache, lru_cache
from typing import NamedTuple

from sayso.language import Token, lexicon, tokenize
from sayso.language.names import country_of, fold_name, gender_of, is_given_name, is_region, without_invisible
from sayso.language.persons import (
    apposed_name,
    name_after_trade,
    name_behind,
    name_run,
    without_brackets,
    without_description,
)
from sayso.language.roles import (
    body_heads,
    document_heads,
    gender_in,
    honorifics,
    is_body,
    is_domain,
    is_plural_office,
    is_silent,
    known_bodies,
    office_of,
    parliaments,
    particles,
    ranks,
    singular,
)  # fmt: skip

_LONGEST = 60  # tokens of a phrase that are read; a longer "source" has run into the sentence around it
_RANKED = ("general", "leader", "president", "minister", "mayor", "judge")


class Office(NamedTuple):
    """What a person is: the kind of office, the word used for it (neither for a mere affiliation), and of what."""

    head: str
    word: str
    about: frozenset[str]


class Phrase(NamedTuple):
    """One source phrase as read.

    `kind` is `person`, `organisation`, `outlet`, `country`, `document`, `role` (someone described but not named),
    `name` (a proper name that shows no more), `reports`, `pronoun`, `author`, `house`, `joint` or `empty`.
    """

    kind: str
    name: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    gender: str = ""
    pronoun: str = ""
    definite: bool = False
    indefinite: bool = False
    plural: bool = False
    generic: bool = False
    """A body or document described by common words only: "the company"."""
    body: tuple[str, ...] = ()
    """Whose spokesperson it is."""


def as_surname(text: str, phrase: Phrase) -> Phrase:
    """In running text a lone capitalised trade without an article is somebody's surname: Baker said."""
    lone = text.split(",")[0].strip()
    bare = phrase.kind == "role" and lone.isalpha() and lone.istitle() and singular(lone.lower()) == lone.lower()
    if not bare or phrase.definite or phrase.indefinite or phrase.plural:
        return phrase
    return Phrase("person", (lone,), phrase.offices[1:], phrase.gender)


@lru_cache(maxsize=16384)
def read_phrase(text: str, surnames: frozenset[str] = frozenset()) -> Phrase:
    """Reads a source phrase. `surnames` are folded surnames that the document has shown elsewhere."""
    if is_domain(text):
        return Phrase("outlet", (text.strip(),))
    tokens = without_brackets(_visible(tokenize(without_invisible(text[: 40 * _LONGEST]))))[:_LONGEST]
    if not any(t.is_word for t in tokens):
        return Phrase("empty")
    whole = " ".join(t.lower for t in tokens if t.is_word)
    for kind, listed in lexicon("pronouns")["pronouns"].items():
        if whole in listed:
            return _stand_in(kind)
    if joint := _joint(tokens, surnames):
        return joint
    parts = [_read_part(part, surnames) for part in _split(tokens, (",", ";", "—", "–", "…", ":"))[:4] if part]
    parts = [p for p in parts if p.kind != "empty"]
    return _combine(parts) if parts else Phrase("empty")


def _stand_in(kind: str) -> Phrase:
    if kind == "speaker":
        return Phrase("author", pronoun=kind)
    if kind == "house":
        return Phrase("house", pronoun=kind)
    return Phrase("pronoun", pronoun=kind, gender=kind if kind in ("male", "female") else "", plural=kind == "plural")


def _visible(tokens: list[Token]) -> list[Token]:
    """Tokens without possessive endings and quotation marks."""
    kept = []
    for token in tokens:
        text = token.text
        for ending in ("'s", "’s", "´s", "`s"):
            text = text.removesuffix(ending)
        if text not in ("’", "'", "‘", "“", "”", '"', "«", "»", "*", "•"):
            kept.append(Token(token.start, token.end, text, fold_name(text)))
    return kept


def _is_possessive(token: Token) -> bool:
    """Whether a possessive ending was taken off the token's text."""
    return token.end - token.start > len(token.text)


def _split(tokens: list[Token], marks: tuple[str, ...]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in marks:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _combine(parts: list[Phrase]) -> Phrase:
    """The first part with what the appositions behind it add: "the speaker of the council, NAME" and the reverse."""
    first = parts[0]
    for part in parts[1:]:
        if first.kind == "role" and part.kind in ("person", "name") and _is_apposed(part):
            first = first._replace(kind="person", name=part.name, gender=first.gender or part.gender, indefinite=False,
                                   offices=first.offices + part.offices, body=())  # fmt: skip
        elif first.kind in ("role", "organisation") and first.definite and part.kind == "organisation":
            head = first.offices[-1].word if first.offices else singular(fold_name(first.name[-1]))
            if head in body_heads() and not part.generic and (first.generic or first.kind == "role"):
                first = part  # "the operator, the group X"
        elif first.kind in ("person", "name") and part.kind == "role":
            first = first._replace(kind="person", gender=first.gender or part.gender,
                                   offices=first.offices + part.offices)  # fmt: skip
    return first


def _is_apposed(part: Phrase) -> bool:
    """Whether a name behind a comma is the person described before it, and not the state of a town."""
    place = is_region(" ".join(part.name)) or country_of(" ".join(part.name))
    return not part.definite and not place and (part.kind == "person" or len(part.name) > 1)


def _joint(tokens: list[Token], surnames: frozenset[str]) -> Phrase | None:
    """Several named voices that speak as one: "Britain, Australia and Denmark"."""
    if not any(t.lower in ("and", "&") for t in tokens):
        return None
    pieces = [p for part in _split(tokens, (",", ";")) for p in _split_at_and(part) if p]
    if not 2 <= len(pieces) <= 8:
        return None
    read = [_read_part(piece, surnames) for piece in pieces]
    if not all(_stands_alone(piece, phrase) for piece, phrase in zip(pieces, read, strict=True)):
        return None
    kinds = {p.kind for p in read}
    if "organisation" in kinds and (kinds & {"name", "person"} or any("of" in p.name for p in read)):
        return None  # the Ministry of Health and Welfare
    kind = "country" if kinds == {"country"} else "person" if kinds <= {"person", "name"} else "organisation"
    names = sorted((" ".join(p.name) for p in read), key=fold_name)
    return Phrase("joint", tuple(names), plural=True, pronoun=kind)


def _split_at_and(tokens: list[Token]) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.lower in ("and", "&"):
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _stands_alone(piece: list[Token], phrase: Phrase) -> bool:
    if phrase.kind == "country":
        return True
    if phrase.kind in ("person", "name"):
        return bool(phrase.name) and all(t.is_capital or t.lower in ("the", *particles()) for t in piece if t.is_word)
    known = " ".join(t.lower for t in piece if t.lower != "the") in known_bodies()
    clear = known or piece[0].lower == "the" or (piece[0].is_capital and "of" not in phrase.name)
    return phrase.kind == "organisation" and not phrase.generic and clear


def _read_part(tokens: list[Token], surnames: frozenset[str]) -> Phrase:
    """One part of a phrase, without commas."""
    rest, definite, indefinite, plural, author = _strip_opening([t for t in tokens if t.is_word or t.text in ".&-/"])
    if not rest:
        return Phrase("empty")
    if author:
        return Phrase("author", definite=True)
    opening = Phrase("", definite=definite, indefinite=indefinite, plural=bool(plural))
    cut = next((at for at, t in enumerate(rest) if at and t.lower in _shape("clauses")), len(rest))
    whole, rest = len(rest), rest[:cut]
    if rest[0].text[0].isdigit() or rest[0].lower in _shape("prepositions") - _shape("belonging"):
        return Phrase("empty")
    if rest[0].lower in _shape("prepositions"):
        about = frozenset(_about(rest[1:]))
        return Phrase("role", offices=(Office("", "", about),)) if about else Phrase("empty")
    if found := _plain_kind(rest, opening, surnames, cut < whole):
        return found
    if found := _with_office(rest, opening, surnames):
        return found._replace(plural=False) if plural is None else found
    return _without_office(rest, opening, surnames)


def _strip_opening(tokens: list[Token]) -> tuple[list[Token], bool, bool, bool | None, bool]:
    """The phrase without articles and "one of the"; definite, indefinite, plural (None: surely one), and the writer."""
    unnamed = lexicon("unnamed")
    definite = indefinite = plural = mine = False
    at = 0
    while at < len(tokens):
        word = tokens[at].lower
        after = [t.lower for t in tokens[at + 1 : at + 3]]
        if word in unnamed["definite"]["words"] and (word != "that" or at == 0):
            definite, mine = True, mine or word == "my"
            indefinite = False if not plural else indefinite
        elif word in _shape("opening") and after and at == 0:
            pass
        elif after[:1] == ["of"] and word in unnamed["partitives"]["words"]:
            indefinite, definite, plural, at = True, False, plural or word != "one", at + 1
            rest = [t for t in tokens[at + 1 :] if t.lower not in unnamed["definite"]["words"]]
            return rest, False, True, None if word == "one" else plural, False
        elif word in unnamed["indefinite"]["words"] and after:
            indefinite, plural = True, plural or word not in ("a", "an", "one", "another")
        else:
            break
        at += 1
    rest = tokens[at:]
    author = mine and bool(rest) and rest[0].lower in unnamed["authors"]["words"]
    return rest, definite, indefinite, plural, author


def _plain_kind(rest: list[Token], opening: Phrase, surnames: frozenset[str], more: bool) -> Phrase | None:
    """Reports, countries and bodies known by name; `more`: a clause about the source followed."""
    said = " ".join(t.lower for t in rest if t.is_word)
    name = tuple(t.text for t in rest if t.is_word)
    if country_of(said) and said not in surnames and any(t.is_capital for t in rest):
        return opening._replace(kind="country", name=name)
    if said in known_bodies() and rest[0].is_capital:
        return opening._replace(kind="organisation", name=name)
    head = next((at for at, t in enumerate(rest) if t.lower in _shape("prepositions")), len(rest))
    last = rest[head - 1].lower
    plain = head == len(rest) and not opening.definite and not more
    vague = last in lexicon("unnamed")["reports"]["heads"] and plain
    if vague and not any(t.is_capital for t in rest[1:]) and not any(country_of(t.lower) for t in rest):
        return Phrase("reports", plural=True)
    return None


def _with_office(rest: list[Token], opening: Phrase, surnames: frozenset[str]) -> Phrase | None:
    """A person by office or trade, named or not."""
    stop = next((at for at, t in enumerate(rest) if t.lower in _shape("prepositions")), len(rest))
    heads = [at for at in range(stop) if office_of(rest[at].lower) and not _is_name_part(rest, at, opening)]
    named = [at for at in range(stop, len(rest) - 2) if office_of(rest[at].lower)]
    if named and not heads and name_run(rest, named[-1] + 1, len(rest))[1] == len(rest):
        heads, stop = named[-1:], len(rest)  # "University of X president Ada Holt": the office behind has the name
    addresses = [at for at in range(min(stop, 3)) if rest[at].lower in honorifics() and rest[at].is_capital]
    if not heads and not (addresses and addresses[0] == 0):
        return None
    gender = gender_in([t.lower for t in rest[:stop]])
    last = heads[-1] if heads else addresses[-1]
    at = last + 1
    while at < stop and (rest[at].lower in honorifics() or rest[at].text == "."):
        at += 1
    name, end = name_run(rest, at, stop)
    if at < stop and not name:
        return None  # "the general strike", "Driver Unions": the word is no head here
    if name and is_body(name) and not is_given_name(name[0]):
        return None  # General Motors
    if not heads and not name:
        return None
    behind = rest[end:]
    if not name and end == stop:
        name, behind = name_behind(rest[stop:], surnames)
    offices, body = _offices_in(rest[: last + 1], heads, behind)
    if name:
        name = without_description(name)
        gender = gender or gender_of(name[0])
        return Phrase("person", name, offices, gender, definite=opening.definite)
    plural = opening.plural or is_plural_office(rest[last].lower)
    return opening._replace(kind="role", offices=offices, gender=gender, plural=plural, body=body)


def _is_name_part(rest: list[Token], at: int, opening: Phrase) -> bool:
    """Whether an office word is somebody's surname: Stephen King."""
    before = next((t for t in reversed(rest[:at]) if t.text != "."), None)
    if before is not None and before.lower in _shape("surname_follows") and rest[at].is_capital:
        return rest[at].lower not in _shape("addressed_offices") and at == len(rest) - 1  # Mr Dean, but Mr Speaker
    if (
        before is None
        or not (rest[at].is_capital and before.is_capital)
        or at < len(rest) - 1
        or office_of(before.lower)
    ):
        return False
    titled = at > 1 and bool(office_of(rest[at - 2].lower)) and not rest[at - 2].is_capital
    return titled or (is_given_name(before.lower) and not opening.definite)  # "its director Ada Miller" is definite


def _offices_in(
    front: list[Token], heads: list[int], behind: list[Token]
) -> tuple[tuple[Office, ...], tuple[str, ...]]:
    """The offices before a name (or alone) and, of a spokesperson, the words of the body he speaks for."""
    found: list[Office] = []
    at = 0
    for n, head in enumerate(heads):
        following = heads[n + 1] if n + 1 < len(heads) else None
        own = office_of(front[head].lower)
        if following is not None and (following > head + 1 or own not in _RANKED or front[head].lower in ranks()):
            continue  # "staff officer", "Chief Inspector": part of what the next word is
        pair = " ".join(t.lower for t in front[max(0, head - 1) : head + 1])
        kind = lexicon("titles")["compounds"].get(pair) or office_of(front[head].lower)
        about = _about(front[at:head] + (behind if following is None else []), kind)
        found.append(Office(kind, singular(front[head].lower), frozenset(about)))
        at = head + 1
    body: tuple[str, ...] = ()
    if found and found[-1].head == "spokesperson":
        behind = behind[1:] if behind and behind[0].lower in _shape("prepositions") else behind
        body = tuple(t.text for t in (behind or front[: heads[-1]]) if t.is_word and t.lower not in ranks())
        while body and fold_name(body[0]) in ("the", "a", "an", "its", "their", "his", "our"):
            body = body[1:]
        if body and (office_of(body[-1]) or is_given_name(body[0])):
            body = ()  # who speaks for a person is no body
    elif not found and behind:
        found.append(Office("", "", frozenset(_about(behind))))
    return tuple(found), body


def _about(tokens: list[Token], kind: str = "") -> list[str]:
    """What an office is about: content words, countries under their names, parliaments under one word."""
    houses = parliaments() if kind in ("speaker", "director", "deputy") else frozenset()
    empty = ranks() | frozenset(lexicon("titles")["companions"].get(kind, ()))
    found, skip = [], False
    for n, token in enumerate(tokens):
        word = token.lower
        if skip or not token.is_word or word in _shape("prepositions") or word in _shape("empty") or word in empty:
            skip = False
            continue
        pair = f"{word} {tokens[n + 1].lower}" if n + 1 < len(tokens) else ""
        if pair and country_of(pair):
            found.append(country_of(pair))
            skip = True
        else:
            found.append(country_of(word) or ("parliament" if word in houses else word))
    return found


def _without_office(rest: list[Token], opening: Phrase, surnames: frozenset[str]) -> Phrase:
    """A name without a title, a body, a document, or a description whose head no table has."""
    stop = next((at for at, t in enumerate(rest) if at and t.lower in _shape("prepositions")), len(rest))
    owner = next((at for at in range(stop - 2, 0, -1) if _is_possessive(rest[at - 1])), 0)
    name, end = name_run(rest, owner, stop)
    if owner and end == stop and 2 <= len(name) <= 4 and not is_body(name):
        about = frozenset(_about(rest[:owner]))  # "the Courier's Ada Holt"
        return Phrase("person", name, (Office("", "", about),), gender_of(name[0]))
    name, end = name_run(rest, 0, stop)
    named = bool(name) and end == stop
    name = without_description(name) if named else name
    given = named and is_given_name(name[0]) and 2 <= len(name) <= 4
    article = opening.definite or opening.indefinite
    head = singular(rest[stop - 1].lower)
    proper = any(t.is_capital for t in (rest if article else rest[1:])) or (len(rest) == 1 and rest[0].is_capital)
    if not (given and not article):
        full = tuple(t.text for t in rest[:10] if t.is_word or t.text in "&/")
        if head in document_heads() or rest[stop - 1].lower in document_heads():
            return opening._replace(kind="document", name=full, generic=not proper)
        last = rest[stop - 1]
        if is_body(tuple(t.text for t in rest[:stop])) and (last.is_capital or {last.lower, head} & body_heads()):
            full = apposed_name(rest[:stop]) or full
            bare = not proper or (len(rest) == 1 and article)
            return opening._replace(kind="organisation", name=full, generic=bare)
        if named and opening.definite:
            return opening._replace(kind="organisation", name=full)
    if is_silent(rest[:stop], named, article, surnames):
        return Phrase("empty")
    if named and not article:
        about = frozenset(_about(rest[stop:]))
        kind = "person" if given or fold_name(name[-1]) in surnames else "name"
        offices = (Office("", "", about),) if about else ()
        return Phrase(kind, name, offices, gender_of(name[0]) if len(name) > 1 or given else "")
    if not opening.indefinite and (found := name_after_trade(rest[:stop]))[0]:
        trade = found[1]
        office = Office(singular(trade[-1].lower), singular(trade[-1].lower), frozenset(_about(trade[:-1])))
        return Phrase("person", found[0], (office,), gender_of(found[0][0]))
    office = Office(head, head, frozenset(_about(rest[: stop - 1]) + _about(rest[stop:])))
    return opening._replace(kind="role", offices=(office,), gender=gender_in([t.lower for t in rest[:stop]]))


@cache
def _shape(section: str) -> frozenset[str]:
    return frozenset(lexicon("source_phrases")["shape"][section])
