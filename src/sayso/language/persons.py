"""Where a person's name stands among the words of a phrase."""

from collections.abc import Sequence

from sayso.language.names import country_of, fold_name, is_given_name
from sayso.language.roles import body_heads, honorifics, is_body, office_of, particles, standing_bodies
from sayso.language.tokens import Token

_LONGEST = 6  # words of a name


def name_run(tokens: Sequence[Token], start: int, stop: int) -> tuple[tuple[str, ...], int]:
    """The proper name that stands at `start` and the index behind it: capitals, with particles and initials between."""
    at = start
    name: list[str] = []
    while at < stop and len(name) < _LONGEST:
        token = tokens[at]
        if token.text == ".":
            at += 1
            continue
        particle = not token.is_capital and token.lower.split("-")[0] in particles()
        if not token.is_word or not (token.is_capital or (particle and (at + 1 < stop or "-" in token.text))):
            break
        name.append(token.text)
        at += 1
    while name and name[-1] in particles():
        name.pop()
        at -= 1
    return (_one_surname(name), at) if any(n[0].isupper() or "-" in n for n in name) else ((), start)


def _one_surname(name: list[str]) -> tuple[str, ...]:
    """The words of a name; a surname alone with its particles is one: "Van der Berg said"."""
    lone = len(name) > 1 and all(fold_name(w) in particles() for w in name[:-1]) and not is_given_name(name[0])
    return (" ".join(name),) if lone else tuple(name)


def without_description(name: tuple[str, ...]) -> tuple[str, ...]:
    """A person's name without capitalised words in front that describe him: Democrat Ada Holt, the US's Ada Holt."""
    while len(name) >= 3 and country_of(" ".join(name[:2])):
        name = name[2:]
    while len(name) >= 2 and country_of(name[0]) and not is_given_name(name[0]):
        name = name[1:]
    if len(name) >= 3 and not is_given_name(name[0]):
        first = next((at for at in range(1, len(name) - 1) if is_given_name(name[at]) and name[at][0].isupper()), 0)
        # a middle name is given too, but then what stands before it is no common word
        if first and (len(name) - first >= 2):
            return name[first:]
    return name


def name_behind(tokens: list[Token], surnames: frozenset[str]) -> tuple[tuple[str, ...], list[Token]]:
    """A personal name at the end of "Minister of Waterways Ada Holt", and the words before it."""
    addressed = next((at for at in range(len(tokens) - 1, 0, -1) if tokens[at].lower in honorifics()), 0)
    if addressed and tokens[addressed].is_capital:
        name, end = name_run(tokens, addressed + 1, len(tokens))
        if name and end == len(tokens):
            return name, tokens[:addressed]
    if (found := _behind_body(tokens))[0]:
        return found
    run = len(tokens)
    while run > 0 and tokens[run - 1].is_capital:
        run -= 1
    length = len(tokens) - run
    last = tuple(t.text for t in tokens[-2:])
    if not tokens or tokens[0].lower not in ("of", "for", "at", "in") or any(office_of(t.lower) for t in tokens[1:-2]):
        return (), tokens  # "adviser to President Ada Holt" is not Ada Holt
    if length >= 2 and not is_body(last) and not country_of(" ".join(last)) and not country_of(last[-1]):
        if len(tokens) > 3 and is_given_name(last[0]):
            return last, tokens[:-2]
        if length >= 3 and run and tokens[run - 1].lower not in ("the", "and"):
            return last, tokens[:-2]
        if fold_name(last[-1]) in surnames:
            return last[-1:], tokens[:-1]
    return (), tokens


def _behind_body(tokens: list[Token]) -> tuple[tuple[str, ...], list[Token]]:
    """A name that ends "of the harbour board Osk van Varrin": a body in small letters, of a sort that takes no name.

    "The head of the firm Orvik Works" has the firm's name there.
    """
    at = next((n for n, token in enumerate(tokens) if n and token.is_capital), 0)
    at -= at > 2 and tokens[at - 1].lower in particles()
    before = tokens[at - 1] if at > 1 else None
    if before is None or before.is_capital or before.lower not in body_heads() - standing_bodies():
        return (), tokens
    name, end = name_run(tokens, at, len(tokens))
    person = end == len(tokens) and 2 <= len(name) <= 5 and not is_body(name) and not country_of(name[-1])
    return (name, tokens[:at]) if person else ((), tokens)


def name_after_trade(tokens: list[Token]) -> tuple[tuple[str, ...], list[Token]]:
    """A name of two to four capitals at the end of "veteran pollster Ada Holt", whatever the trade; else nothing."""
    run = len(tokens)
    while run > 0 and tokens[run - 1].is_capital and tokens[run - 1].is_word:
        run -= 1
    name = tuple(t.text for t in tokens[run:])
    before = tokens[run - 1] if run else None
    if before is None or not 2 <= len(name) <= 4 or is_body(name) or country_of(name[-1]) or country_of(" ".join(name)):
        return (), tokens
    if not before.is_word or before.lower in body_heads() or before.lower in ("the", "and", "of", "'s"):
        return (), tokens
    return name, tokens[:run]


def apposed_name(rest: Sequence[Token]) -> tuple[str, ...]:
    """The proper name at the end of "the militant group X": capitals behind a body's word in lower case."""
    run = len(rest)
    while run > 0 and rest[run - 1].is_capital:
        run -= 1
    behind = 0 < run < len(rest) and rest[run - 1].lower in body_heads()
    return tuple(t.text for t in rest[run:]) if behind else ()


def without_brackets(tokens: Sequence[Token]) -> list[Token]:
    """The tokens that stand in no brackets."""
    kept, depth = [], 0
    for token in tokens:
        depth += (token.text in "([{") - (token.text in ")]}")
        if token.text in ")]}":
            depth = max(depth, 0)
        elif depth <= 0:
            kept.append(token)
    return kept
