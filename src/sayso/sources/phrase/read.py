"""A whole source phrase: its tokens, its pronoun, its parts between commas."""

from functools import lru_cache

from sayso.language import Token, lexicon, tokenize
from sayso.language.names import country_of, fold_name, is_region, without_invisible
from sayso.language.persons import without_brackets
from sayso.language.roles import body_heads, is_domain, office_of, singular
from sayso.sources.phrase.joint import read_joint, split_at
from sayso.sources.phrase.parts import read_part
from sayso.sources.phrase.shape import Office, Phrase, shape

_LONGEST = 60  # tokens of a phrase that are read; a longer "source" has run into the sentence around it
_MARKS = (",", ";", "—", "–", "…", ":")


def as_surname(text: str, phrase: Phrase, lowers: frozenset[str] = frozenset()) -> Phrase:
    """In running text a lone capitalised trade without an article is somebody's surname: Baker said.

    Not so if the document has the word in small letters too (`lowers`): "Neighbour says" and "a stunned neighbour".
    """
    lone = text.split(",")[0].strip()
    bare = phrase.kind == "role" and lone.isalpha() and lone.istitle() and singular(lone.lower()) == lone.lower()
    if not bare or phrase.definite or phrase.indefinite or phrase.plural or lone.lower() in lowers:
        return phrase
    if not office_of(lone):
        return phrase
    return Phrase("person", (lone,), phrase.offices[1:], phrase.gender)


def as_noun(phrase: Phrase, lowers: frozenset[str], surnames: frozenset[str]) -> Phrase:
    """A lone capital that the document also has in small letters, and nobody's name, is a common noun."""
    word = fold_name(phrase.name[0]) if phrase.kind == "name" and len(phrase.name) == 1 else ""
    if not word or word in surnames or word not in lowers or phrase.name[0].isupper():
        return phrase
    office = Office(singular(word), singular(word), frozenset(w for o in phrase.offices for w in o.about))
    return Phrase("role", offices=(office,), plural=singular(word) != word)


@lru_cache(maxsize=16384)
def read_phrase(text: str, surnames: frozenset[str] = frozenset()) -> Phrase:
    """Reads a source phrase. `surnames` are folded surnames that the document has shown elsewhere."""
    if is_domain(text):
        return Phrase("outlet", (text.strip(),))
    tokens = without_brackets(_visible(tokenize(without_invisible(text[: 40 * _LONGEST]))))[:_LONGEST]
    tokens = tokens[_behind_time(tokens) :]
    if not any(t.is_word for t in tokens):
        return Phrase("empty")
    if tokens[0].lower in lexicon("pronouns")["relative"]["owners"]:
        return Phrase("empty")
    whole = " ".join(t.lower for t in tokens if t.is_word)
    for kind, listed in lexicon("pronouns")["pronouns"].items():
        if whole in listed:
            return _stand_in(kind)
    if whole in lexicon("unnamed")["nameless"]["words"]:
        return Phrase("role", offices=(Office(whole, whole, frozenset()),), indefinite=True,
                      plural=whole in lexicon("unnamed")["nameless"]["plural"])  # fmt: skip
    if joint := read_joint(tokens, surnames):
        return joint
    parts = [read_part(part, surnames) for part in split_at(tokens, _MARKS)[:4] if part]
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


def _behind_time(tokens: list[Token]) -> int:
    """How many tokens at the front are a clock time, the entry of a live report: "10.30 Ada Holt", "9:05 pm"."""
    clock = "".join(t.text for t in tokens[:3])
    for length in (1, 3):
        digits = "".join(t.text for t in tokens[:length]).replace(".", ":").replace("h", ":").split(":")
        if len(digits) == 2 and all(d.isascii() and d.isdigit() for d in digits) and len(digits[1]) == 2:
            after = tokens[length : length + 1]
            return length + bool(after and after[0].lower in shape("clock")) if len(clock) > 3 else 0
    return 0


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
