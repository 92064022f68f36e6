"""What a line of a news page is, seen from its words alone: share bar, byline, photo credit, date stamp, masthead.

The patterns are data (`furniture.toml`); here they are compiled once and matched against whole lines. A line longer
than `LONGEST` is never taken for furniture: it is text, or no pattern could tell.
"""

import re
from functools import cache
from typing import NamedTuple

from sayso.language.lexicon import lexicon
from sayso.language.names import is_given_name
from sayso.language.stamps import DATE

LONGEST = 400
"""Characters: the longest line that patterns are tried on, which also bounds their cost."""

_WORD = r"(?-i:[^\W\d_a-zß-öø-ÿ][\w’'.&-]{0,30})"
_JOINT = r"(?:of |and |& |the |for |de |van |von |der |den |bin |ibn |al |la |le |el |da |di |del |dos |du |ter )"
_NAME = rf"(?:{_WORD}(?: (?:{_JOINT}){{0,2}}{_WORD}){{0,4}})"
_SITE = rf"(?:(?:the )?{_NAME}|[\w-]{{2,40}}\.(?:com|org|net|info|news|co\.uk|[a-z]{{2}}))"
_FRAGMENTS = {
    "<NAME>": _NAME,
    "<SITE>": _SITE,
    "<OUTLET>": f"(?P<outlet>{_SITE})",
    "<END>": r"[\s:.!?…»›>→+]{0,4}",
    "<ROLE>": r"(?:(?:, ?| ?[|–—-] ?| \()[^.!?]{2,80}\)?)",
    "<STAMP>": rf"(?:,? ?[|·•–—-]? ?(?:on |published |updated |posted )?{DATE}.{{0,40}})",
}
_ORDER = ("disclaimer", "metadata", "byline", "caption", "furniture")


class LineKind(NamedTuple):
    """What a line is taken for, by which rule."""

    kind: str
    rule: str


def classify_line(line: str, language: str = "en") -> LineKind | None:
    """What a trimmed line is, if its words alone tell, else None. Bounded by `LONGEST`."""
    if not line or len(line) > LONGEST:
        return None
    bare = line[1:-1].strip() if line[0] + line[-1] in ("[]", "()", "**") and len(line) > 4 else line
    for kind, pattern in _patterns(language):
        found = pattern.fullmatch(line) or (pattern.fullmatch(bare) if kind == "furniture" and bare != line else None)
        if found and found.lastgroup and not (kind == "byline" and _is_time(line, language)):
            return LineKind(kind, f"{kind}.{found.lastgroup}")
    return LineKind("furniture", "furniture.menu") if is_menu(line) else None


def is_menu(line: str) -> bool:
    """Whether a line is a row of short items set apart by bars, dots or runs of blanks, as navigation is."""
    if len(line) > LONGEST or line[-1:] in '.!?”"':
        return False
    items = [item for item in re.split(r"\s*(?:[|·•/]|::)\s+|\s+[|·•]\s*|\s{2,}", line) if item]
    return len(items) >= 3 and all(len(item.split()) <= 4 and len(item) <= 40 for item in items)


def outlet_in(line: str, language: str = "en") -> tuple[str, float] | None:
    """The outlet that a line of furniture names as its own, with the strength of the pattern, or None."""
    if len(line) > LONGEST:
        return None
    for pattern, strength in _outlet_patterns(language):
        found = pattern.fullmatch(line)
        if found:
            name = found.group("outlet").strip(" .,’'")
            if name.lower() not in lexicon("furniture", language)["lists"]["not_outlets"]:
                return name, strength
    return None


def names_in_byline(line: str, kind: str = "byline.by", language: str = "en") -> list[str]:
    """Persons that a byline or the head of an author's note names, in order; news agencies are not persons."""
    found = _byline_names(language).match(line[:LONGEST])
    if not found and kind in ("byline.role", "byline.correspondent"):
        found = re.match(rf"(?P<names>{_NAME})(?=,? ?[|,–—-]| (?:reports|reporting|writes))", line[:LONGEST])
    if not found:
        return []
    names = re.split(r"\s*(?:,| and | & |;| with )\s*", found.group("names"))
    agencies = lexicon("furniture", language)["lists"]["agencies"]
    return [n for n in (name.strip(" .") for name in names) if " " in n and n.lower() not in agencies]


def named_first(line: str, language: str = "en") -> list[str]:
    """The person that an author's note opens with: `NAME is a reporter ...`."""
    found = re.match(rf"(?P<name>{_NAME})(?=,? (?:is|was|has|covers|writes|reports|works)\b)", line[:LONGEST])
    return (
        [found.group("name")] if found and " " in found.group("name") and _note(language).match(line[:LONGEST]) else []
    )


def is_username(line: str) -> bool:
    """Whether a line can be the name under which somebody comments: short, no sentence, no mark at its end."""
    return (
        len(line) <= 40
        and len(line.split()) <= 4
        and bool(re.fullmatch(r"@?[\w.'’-]+(?: [\w.'’()-]+)*", line))
        and (line[-1] not in ".!?" or bool(re.search(r" \w{1,2}\.$", line)))
        and any(sign.isalpha() for sign in line)
    )


def is_person_line(line: str) -> bool:
    """Whether a line is nothing but a person's name: two to five words, the first a given name the table knows."""
    return (
        len(line) <= 60
        and len(line.split()) >= 2
        and bool(re.fullmatch(rf"{_WORD}(?: (?:{_JOINT}){{0,2}}{_WORD}){{1,4}}", line))
        and is_given_name(line.split()[0])
        and not masthead_word(line)
    )


def is_trade_note(line: str, language: str = "en") -> bool:
    """Whether a line tells that somebody is a journalist: NAME is a reporter who ..."""
    return len(line) <= LONGEST and bool(_trade(language).fullmatch(line))


@cache
def _trade(language: str) -> re.Pattern[str]:
    return re.compile("|".join(expand(p) for p in lexicon("furniture", language)["note"]["trade"]), re.IGNORECASE)


def comment_talk(text: str, language: str = "en") -> bool:
    """Whether a text speaks of itself as readers' comments do ("great article", "lol")."""
    return bool(_talk(language).search(text[:LONGEST].lower()))


def masthead_word(line: str, language: str = "en") -> bool:
    """Whether a short line holds a word that names of outlets end in, or is a domain name."""
    last = line.lower().split()[-1:]
    return bool(last) and (
        last[0] in lexicon("furniture", language)["lists"]["mastheads"]
        or bool(re.fullmatch(r"[\w-]+\.(com|org|net|info|news)", line.lower()))
    )


def expand(pattern: str) -> str:
    """A pattern of the data file with its fragments put in."""
    for name, fragment in _FRAGMENTS.items():
        pattern = pattern.replace(name, fragment)
    return pattern


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One pattern a kind; the group that matched last names the rule."""
    data = lexicon("furniture", language)
    compiled = []
    for kind in _ORDER:
        rules = (f"(?P<{rule}>{'|'.join(_plain(p) for p in patterns)})" for rule, patterns in data[kind].items())
        compiled.append((kind, re.compile("|".join(rules), re.IGNORECASE)))
    return tuple(compiled)


def _plain(pattern: str) -> str:
    """Groups made non-capturing, so that only rules are groups."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", expand(pattern))


@cache
def _outlet_patterns(language: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    rows = lexicon("furniture", language)["outlet"].items()
    return tuple((re.compile(expand(pattern), re.IGNORECASE), strength) for pattern, strength in rows)


@cache
def _byline_names(language: str) -> re.Pattern[str]:
    person = rf"{_WORD}(?: (?:{_JOINT}){{0,2}}{_WORD}){{0,4}}"
    opening = (
        r"(?:(?:written|posted|reported|story|report|words|text|edited)? ?by:? "
        r"(?:(?:our |a |the )?(?:own |staff |special |foreign )?(?:correspondent|reporter|writer) )?"
        r"|about |(?:author|writer|reporter|byline|words|text)s? ?: ?)"
    )
    return re.compile(rf"{opening}(?P<names>{person}(?:(?:,| and| &|;| with) {person})*)", re.IGNORECASE)


@cache
def _talk(language: str) -> re.Pattern[str]:
    phrases = sorted(lexicon("furniture", language)["lists"]["comment_talk"], key=lambda p: (-len(p), p))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, phrases))})(?!\w)")


def _is_time(line: str, language: str) -> bool:
    """`By Monday, ...` is no byline."""
    second = line.split()[1:2]
    word = second[0].strip(",.").lower() if second else ""
    months = lexicon("months", language)
    return word in months["weekdays"]["names"] or (word in months["months"] and word not in ("may", "april", "june"))


def author_note(line: str, authors: list[str], after_box: bool, language: str = "en") -> bool:
    """Whether a line speaks about one of the authors as an author box does; after its heading any sentence may."""
    for author in authors:
        short = {author, author.split()[0], author.split()[-1]}
        if after_box and any(line.startswith((f"{name} ", f"{name},", f"{name}’", f"{name}'")) for name in short):
            return True
        if line.startswith(author) and _note(language).match(line[:LONGEST]):
            return True
    return after_box and line.startswith(
        ("He is ", "She is ", "They are ", "He has ", "She has ", "He writes ", "She writes ")
    )


@cache
def _note(language: str) -> re.Pattern[str]:
    return re.compile("|".join(expand(p) for p in lexicon("furniture", language)["note"]["author"]), re.IGNORECASE)
