"""One part of a source phrase, between commas: who it names or describes."""

from sayso.language import Token, lexicon
from sayso.language.frequency import frequencies
from sayso.language.names import country_of, fold_name, gender_of, is_given_name
from sayso.language.persons import (
    apposed_name,
    name_after_trade,
    name_behind,
    name_run,
    without_description,
)
from sayso.language.roles import (
    body_heads,
    document_heads,
    gender_in,
    honorifics,
    is_body,
    is_compound_body,
    is_plural_office,
    is_silent,
    known_bodies,
    office_of,
    parliaments,
    ranks,
    singular,
    standing_bodies,
)  # fmt: skip
from sayso.sources.phrase.shape import Office, Phrase, shape

_RANKED = ("general", "leader", "president", "minister", "mayor", "judge")


def is_possessive(token: Token) -> bool:
    """Whether a possessive ending was taken off the token's text."""
    return token.end - token.start > len(token.text)


def read_part(tokens: list[Token], surnames: frozenset[str]) -> Phrase:
    """One part of a phrase, without commas."""
    rest, definite, indefinite, plural, author = _strip_opening([t for t in tokens if t.is_word or t.text in ".&-/"])
    if not rest:
        return Phrase("empty")
    if author:
        return Phrase("author", definite=True)
    opening = Phrase("", definite=definite, indefinite=indefinite, plural=bool(plural))
    cut = next((at for at, t in enumerate(rest) if at and t.lower in shape("clauses")), len(rest))
    whole, rest = len(rest), rest[:cut]
    if rest[0].text[0].isdigit():
        rest, opening = _behind_number(rest, opening)
    if not rest or rest[0].lower in shape("prepositions") - shape("belonging"):
        return Phrase("empty")
    if rest[0].lower in shape("prepositions"):
        about = frozenset(_about(rest[1:]))
        return Phrase("role", offices=(Office("", "", about),)) if about else Phrase("empty")
    if found := _plain_kind(rest, opening, surnames, cut < whole):
        return found
    found = _with_office(rest, opening, surnames) or _without_office(rest, opening, surnames)
    if found.kind == "role" and tokens[0].lower in shape("mine"):
        return _of_speaker(found)
    return found._replace(plural=False) if plural is None else found


def _behind_number(rest: list[Token], opening: Phrase) -> tuple[list[Token], Phrase]:
    """What follows a count or an age: "17 witnesses", "the 43-year-old nurse"; nothing where it is neither."""
    if rest[0].lower.endswith("-year-old"):
        person = Token(rest[0].start, rest[0].end, "person", "person")
        return rest[1:] or [person], opening
    if len(rest) > 1 and rest[0].text.isdigit() and is_plural_office(rest[1].lower):
        return rest[1:], opening._replace(plural=True, indefinite=not opening.definite)
    return [], opening


def _of_speaker(found: Phrase) -> Phrase:
    """ "My doctor": nobody whom the text has under that office, but the same whenever the speaker says so."""
    offices = tuple(o._replace(about=o.about | {"my"}) for o in found.offices)
    return found._replace(offices=offices, definite=False, indefinite=True)


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
        elif word in shape("opening") and after and at == 0:
            plural = plural or word in shape("pairing")
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
    head = next((at for at, t in enumerate(rest) if t.lower in shape("prepositions")), len(rest))
    last = rest[head - 1].lower
    plain = head == len(rest) and not opening.definite and not more
    if last in lexicon("unnamed")["crowds"]["heads"] and not any(t.is_capital for t in rest[1:head]):
        about = frozenset(_about(rest[: head - 1]) + _about(rest[head:]))
        return opening._replace(kind="role", offices=(Office(last, singular(last), about),), plural=True)
    if last == "reports" and 0 < head < len(rest) - 1 and rest[head].lower == "in" and rest[head + 1].is_capital:
        return Phrase("reports", plural=True)
    vague = last in lexicon("unnamed")["reports"]["heads"] and plain
    if vague and not any(t.is_capital for t in rest[1:]) and not any(country_of(t.lower) for t in rest):
        return Phrase("reports", plural=True)
    return None


def _with_office(rest: list[Token], opening: Phrase, surnames: frozenset[str]) -> Phrase | None:
    """A person by office or trade, named or not."""
    stop = next((at for at, t in enumerate(rest) if t.lower in shape("prepositions")), len(rest))
    heads = [at for at in range(stop) if office_of(rest[at].lower) and not _is_name_part(rest, at, opening)]
    named = [at for at in range(stop, len(rest) - 2) if office_of(rest[at].lower)]
    if named and not heads and name_run(rest, named[-1] + 1, len(rest))[1] == len(rest):
        heads, stop = named[-1:], len(rest)  # "University of X president Ada Holt": the office behind has the name
    addresses = [at for at in range(min(stop, 3)) if rest[at].lower in honorifics() and rest[at].is_capital]
    if not heads and not (addresses and addresses[0] == 0):
        return None
    if heads and heads[-1] == stop - 1 > 0 and is_compound_body(rest[stop - 2].lower, rest[stop - 1].lower):
        return None  # "the coast guard"
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
    if before is not None and before.lower in shape("surname_follows") and rest[at].is_capital:
        return rest[at].lower not in shape("addressed_offices") and at == len(rest) - 1  # Mr Dean, but Mr Speaker
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
        words = front[at:head] + (behind if following is None else [])
        proper = _about([t for t in words if t.is_capital and not (t is front[0] and _is_plain_word(t))], kind)
        word = singular(front[head].lower)
        found.append(Office(kind, word, frozenset(_about(words, kind)), frozenset(proper), _rank_in(front[: head + 1])))
        at = head + 1
    body: tuple[str, ...] = ()
    if found and found[-1].head == "spokesperson":
        behind = behind[1:] if behind and behind[0].lower in shape("prepositions") else behind
        body = tuple(t.text for t in (behind or front[: heads[-1]]) if t.is_word and t.lower not in ranks())
        while body and fold_name(body[0]) in ("the", "a", "an", "its", "their", "his", "our"):
            body = body[1:]
        if body and (office_of(body[-1]) or is_given_name(body[0])):
            body = ()  # who speaks for a person is no body
    elif not found and behind:
        found.append(Office("", "", frozenset(_about(behind))))
    return tuple(found), body


def _rank_in(front: list[Token]) -> str:
    """Whether words before an office say that somebody else holds it now: the former, the deputy commander."""
    said = {part for t in front[:-1] for part in (t.lower, t.lower.partition("-")[0])}
    standing = lexicon("titles")["standing"]
    return next((rank for rank in ("lesser", "past") if said & set(standing[rank])), "")


def _is_plain_word(token: Token) -> bool:
    """Whether a capital at the head of a phrase is only that: "Harbour master", not "Brask harbour master"."""
    return token.lower in frequencies() and not country_of(token.lower)


def _about(tokens: list[Token], kind: str = "") -> list[str]:
    """What an office is about: content words, countries under their names, parliaments under one word."""
    houses = parliaments() if kind in ("speaker", "director", "deputy") else frozenset()
    empty = ranks() | frozenset(lexicon("titles")["companions"].get(kind, ()))
    found, skip = [], False
    for n, token in enumerate(tokens):
        word = token.lower
        if skip or not token.is_word or word in shape("prepositions") or word in shape("empty") or word in empty:
            skip = False
            continue
        pair = f"{word} {tokens[n + 1].lower}" if n + 1 < len(tokens) else ""
        if pair and country_of(pair):
            found.append(country_of(pair))
            skip = True
        else:
            found.append(country_of(word) or ("parliament" if word in houses else word))
    return found


def _is_of_place(rest: list[Token], head: Token) -> bool:
    """Whether a body without an article is called by a place: "Tavrian navy", "Ilmar's coastguard"; not "Local police".

    Such a word is no common one; "Holt's company" is called by a person.
    """
    first = rest[0]
    known = first.lower in frequencies() and not country_of(first.lower)
    return first.is_capital and first is not head and not known and head.lower not in standing_bodies()


def _without_office(rest: list[Token], opening: Phrase, surnames: frozenset[str]) -> Phrase:
    """A name without a title, a body, a document, or a description whose head no table has."""
    stop = next((at for at, t in enumerate(rest) if at and t.lower in shape("prepositions")), len(rest))
    owner = next((at for at in range(stop - 2, 0, -1) if is_possessive(rest[at - 1])), 0)
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
    if owner and rest[stop - 1].lower in lexicon("bodies")["messages"]["heads"] and rest[0].is_capital:
        return read_part(rest[:owner], surnames)  # "Holt's last post"
    if rest[stop - 1].lower in lexicon("unnamed")["groups"]["heads"] and not any(t.is_capital for t in rest[1:stop]):
        return opening._replace(
            kind="role",
            offices=(Office(head, head, frozenset(_about(rest[: stop - 1]) + _about(rest[stop:]))),),
            plural=True,
        )
    proper = any(t.is_capital for t in (rest if article else rest[1:])) or (len(rest) == 1 and rest[0].is_capital)
    if not (given and not article):
        full = tuple(t.text for t in rest[:10] if t.is_word or t.text in "&/")
        if head in document_heads() or rest[stop - 1].lower in document_heads():
            return opening._replace(kind="document", name=full, generic=not proper)
        last = rest[stop - 1]
        if is_body(tuple(t.text for t in rest[:stop])) and (last.is_capital or {last.lower, head} & body_heads()):
            full = apposed_name(rest[:stop]) or full
            bare = (not proper and not _is_of_place(rest, last)) or (len(rest) == 1 and article)
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
