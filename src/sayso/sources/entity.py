"""A source as one document shows it, and whether a name or description may be his."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from sayso.language import lexicon, words
from sayso.language.names import (
    country_of,
    differ_in_vowels,
    fold_name,
    is_given_name,
    same_place,
    skeleton,
    spelled_alike,
)
from sayso.language.roles import document_heads, singular
from sayso.model import Mention, Span
from sayso.model.source import How
from sayso.sources.phrase import Office, Phrase

PEOPLE = ("person", "role", "name", "author")
_SAYINGS = 64  # sayings of an entity that are compared with another's
THINGS = ("organisation", "country", "outlet", "document", "name")


@dataclass(slots=True)
class Use:
    """A mention of an entity: where, how, by which rule, how sure."""

    span: Span
    text: str
    how: How
    rule: str
    score: float


@dataclass(slots=True, eq=False)
class Entity:
    """All that one document shows of one source."""

    document: str
    position: int
    """Number of the entity in its document, by first mention."""
    kind: str
    names: list[tuple[str, ...]] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    gender: str = ""
    plural: bool = False
    generic: bool = False
    indefinite: bool = False
    uses: list[Use] = field(default_factory=list)
    said: list[frozenset[str]] = field(default_factory=list)
    """Content words of what is attributed to it, one set an attribution."""
    told_of: set[int] = field(default_factory=set)
    """Positions of the entities whose words it passed on."""
    rules: set[str] = field(default_factory=set)
    joint: str = ""
    body: tuple[str, ...] = ()
    """Whose spokesperson it is, if so described."""
    given: str = ""
    """A name it has from the input rather than from the text."""

    @property
    def about(self) -> frozenset[str]:
        """What all its offices are about."""
        return frozenset(word for office in self.offices for word in office.about)

    @property
    def proper(self) -> frozenset[str]:
        """What of that is a proper name."""
        return frozenset(word for office in self.offices for word in office.proper)

    @property
    def named(self) -> bool:
        """Whether it has a proper name."""
        return bool(self.names) and not self.generic

    def place(self) -> tuple[str, int]:
        """Where it stands among all entities."""
        return self.document, self.position

    def learn(self, phrase: Phrase) -> None:
        """Takes in what a phrase for it adds."""
        if phrase.kind in ("person", "name", "organisation", "country", "document", "joint"):
            proper = phrase.name and not phrase.generic
            if proper and self.generic:
                self.names, self.generic = [], False
            if phrase.name and phrase.name not in self.names and (proper or self.generic):
                self.names.append(phrase.name)
        if phrase.kind == "person" and self.kind in ("role", "name"):
            self.kind, self.indefinite = "person", False
        for office in phrase.offices:
            if office not in self.offices:
                self.offices.append(office)
        self.gender = self.gender or phrase.gender
        self.plural = self.plural or phrase.plural


def surname(name: tuple[str, ...]) -> str:
    """The last word of a name that is no suffix, without a particle joined to it: Muallem of al-Muallem."""
    words = [w for w in name if fold_name(w) not in _suffixes()] or list(name)
    last = fold_name(words[-1]).split()[-1]  # "van der Berg" may stand as one word
    head, dash, rest = last.partition("-")
    return rest if dash and head in _particles() and rest else last


def same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names may be one person's: the surname alike and no two given names at odds."""
    if len(one) == 1 or len(other) == 1:
        short, full = (one, other) if len(one) == 1 else (other, one)
        wanted = skeleton(surname(short))
        if wanted == skeleton(surname(full)):
            return True
        return len(full) > 2 and any(skeleton(surname((w,))) == wanted for w in full[1:])
    if {fold_name(one[-1]), fold_name(other[-1])} >= {"jr", "sr"}:
        return False
    first, second = fold_name(one[0]), fold_name(other[0])
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0] and skeleton(surname(one)) == skeleton(surname(other))
    if skeleton(first) != skeleton(second):
        return False
    front, whole = sorted(([skeleton(w) for w in one], [skeleton(w) for w in other]), key=len)
    last = surname(one), surname(other)
    return spelled_alike(*last) or differ_in_vowels(*last) or whole[: len(front)] == front


def ends_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one name is the end of the other, a surname of two words or more: Varga Toll of Ana Varga Toll."""
    short, full = sorted(([skeleton(w) for w in one], [skeleton(w) for w in other]), key=len)
    first = one[0] if len(one) < len(other) else other[0]
    return 1 < len(short) < len(full) and full[-len(short) :] == short and not is_given_name(first)


def is_ending(name: tuple[str, ...], others: Iterable[tuple[str, ...]]) -> bool:
    """Whether a name is one word, or the end of one of the others."""
    return len(name) == 1 or any(ends_name(name, other) and len(name) < len(other) for other in others)


def genders_clash(one: str, other: str) -> bool:
    """Whether both genders are known and not the same."""
    return bool(one and other and one != other)


def best_name(names: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The fullest of several names; between equals the one that sorts first."""
    return min(names, key=lambda n: (-len(n), fold_name(" ".join(n))))


def body_words(name: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a body's name for comparison: folded, countries under one name, small words left out."""
    small = frozenset(lexicon("source_phrases")["shape"]["empty"])
    words = [country_of(w) or fold_name(w) for w in name]
    return tuple(skeleton(w) if w.isalpha() else fold_name(w) for w in words if w not in small and w[:1].isalnum())


def acronym_of(name: tuple[str, ...]) -> str:
    """The initials of a body's name: LWA of Lowland Water Authority; parts of a hyphened word count."""
    small = frozenset(lexicon("source_phrases")["shape"]["empty"])
    return "".join(part[0] for w in name if w.lower() not in small for part in w.split("-") if part).upper()


def is_acronym(name: tuple[str, ...]) -> bool:
    """Whether a name is one word of capitals."""
    word = name[0].replace(".", "") if len(name) == 1 else ""
    return 2 <= len(word) <= 7 and word.isupper()


def is_cut_acronym(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether one is the initials of a longer form of the other: LRB and River Board, of the Lower River Board."""
    short, full = (one, other) if is_acronym(one) else (other, one)
    letters = short[0].replace(".", "") if is_acronym(short) else ""
    initials = acronym_of(full)
    return 1 < len(initials) < len(letters) and len(full) > 1 and letters.endswith(initials)


@lru_cache(maxsize=65536)
def same_body(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How surely two names are one body's, in [0, 1]: equal words, initials, or one the end of the other."""
    if is_acronym(one) != is_acronym(other):
        short, full = (one, other) if is_acronym(one) else (other, one)
        if len(full) > 1 or "-" in full[0]:
            return 0.9 if acronym_of(full) == short[0].replace(".", "") else 0.0
    first, second = body_words(one), body_words(other)
    if not first or not second:
        return 0.0
    if ("and" in map(str.lower, one)) != ("and" in map(str.lower, other)):
        return 0.0  # "the government and the rebels" is neither
    if first == second or "".join(first) == "".join(second) or sorted(first) == sorted(second):
        return 1.0
    if _differ_in_place_form(one, other):
        return 0.95
    dropped = _droppable()
    kept, others = (tuple(w for w in ws if w not in dropped) for ws in (first, second))
    if kept and kept == others:
        return 0.95
    if min(len("".join(first)), len("".join(second))) >= 8 and spelled_alike("".join(first), "".join(second)):
        return 0.85
    return _part_of(kept or first, others or second)


def _differ_in_place_form(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names differ in nothing but the form of a place's name: Ilmar's coastguard, Ilmari coastguard."""
    small = frozenset(lexicon("source_phrases")["shape"]["empty"])
    first, second = ([fold_name(w) for w in n if w.lower() not in small] for n in (one, other))
    left, right = [w for w in first if w not in second], [w for w in second if w not in first]
    return len(first) == len(second) > 1 == len(left) == len(right) and same_place(left[0], right[0])


def _part_of(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Whether one name is the other with words left out at its front or end: "the Water Authority"."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long) or not short:
        return 0.0
    left_out = long[: -len(short)] if long[-len(short) :] == short else long[len(short) :]
    if long[-len(short) :] != short and long[: len(short)] != short:
        return 0.0
    if any(w in _telling_apart() for w in left_out):
        return 0.0
    if len(short) == 1 and (is_common(short[0]) or country_of(short[0])):
        return 0.0
    return 0.8


def headline_body_fit(short: tuple[str, ...], name: tuple[str, ...]) -> float:
    """How well a headline's "Water agency" fits a body's name: the same name, or a like head and a shared word."""
    if same := same_body(short, name):
        return same
    head, other = skeleton(singular(fold_name(short[-1]))), {skeleton(singular(fold_name(w))) for w in name}
    shared = {skeleton(singular(fold_name(w))) for w in short[:-1]} & other
    kinds = [k for k, listed in lexicon("bodies")["kinds"].items() if fold_name(short[-1]) in listed]
    alike = head in other or any(fold_name(w) in lexicon("bodies")["kinds"][k] for k in kinds for w in name)
    return 0.8 if alike and shared else 0.6 if alike else 0.5 if shared else 0.0


def content_words(texts: Sequence[str]) -> frozenset[str]:
    """Stems of the content words of an attribution, for telling whether two voices say the same thing."""
    empty = words("stop_words", "words")
    folded = fold_name(" ".join(texts)[:2000].replace("-", " "))
    letters = "".join(c if c.isalnum() else " " for c in folded)
    return frozenset(singular(w)[:5] for w in letters.split() if len(w) > 2 and w not in empty)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Share of the smaller set of content words that the other holds too; 0 below three words."""
    least = min(len(one), len(other))
    return len(one & other) / least if least >= 3 else 0.0


def overlaps(one: Entity, other: Entity, least: float) -> bool:
    """Whether two entities are quoted with like words, at least once."""
    return any(overlap(a, b) >= least for a in one.said[:_SAYINGS] for b in other.said[:_SAYINGS])


@cache
def _droppable() -> frozenset[str]:
    return frozenset(skeleton(w) for w in lexicon("bodies")["companies"]["droppable"])


@cache
def _telling_apart() -> frozenset[str]:
    return frozenset(skeleton(w) for w in lexicon("bodies")["apart"]["words"])


@cache
def common_words() -> frozenset[str]:
    """Skeletons of the words that any body may carry in its name."""
    bodies, titles = lexicon("bodies"), lexicon("titles")
    listed = [*bodies["organisations"]["heads"], *titles["portfolios"]["words"], *document_heads()]
    return frozenset(skeleton(w) for w in listed) | frozenset(skeleton(singular(w)) for w in listed)


def is_common(word: str) -> bool:
    """Whether a word is no body's alone."""
    return word in common_words()


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(lexicon("given_names")["names"]["suffixes"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(lexicon("given_names")["names"]["particles"])


def as_mention(entity: Entity, use: Use, source: str) -> Mention:
    """The mention's row."""
    span = use.span
    return Mention(entity.document, span.start, span.end, use.text, source, use.how, MADE_BY, use.rule, use.score)


MADE_BY = "sources.rules/1"
