"""Whether a phrase names an outlet, by itself and by the places it stands in."""

from collections.abc import Iterator
from functools import cache

from sayso.attribution.rules.asides import strong_places
from sayso.attribution.rules.clauses import clause_end
from sayso.attribution.rules.units import Unit
from sayso.language import lexicon, words
from sayso.language.items import Item
from sayso.language.names import country_of, is_given_name
from sayso.language.outlets import descriptors
from sayso.language.phrases import REACH, phrase_after, phrase_before
from sayso.language.roles import body_heads, document_heads, known_bodies, office_words
from sayso.language.verbs import cue_words
from sayso.model import Document

Standing = str
"""How sure a name is an outlet's: `known`, `shaped` (its words say so), `unknown`, `no`."""


class OutletJudge:
    """Tells outlets from persons and bodies by name, by table, and by how this one document uses the name."""

    def __init__(self, document: Document, units: list[Unit]) -> None:
        self._own = frozenset(_folded(document.outlet_name or "").split())
        self._uses: dict[str, int] = {}
        self._standings: dict[tuple[int, int], Standing] = {}
        for unit in units:
            for n, item in enumerate(unit.items):
                if item.tag == "K" and not _is_weak_place(unit.items, n):
                    name = _folded(item.text)
                    self._uses[name] = self._uses.get(name, 0) + 1
        self._persons = frozenset(name for unit in units for name in _surnames(unit.items))
        self._credits: dict[str, int] = {}
        for unit in units:
            for first, last in (*strong_places(list(unit.items)), *_telling_places(list(unit.items))):
                if self.standing(list(unit.items), first, last) != "no":
                    name = _folded(unit.items[last - 1].text)
                    self._credits[name] = self._credits.get(name, 0) + 1

    def standing(self, items: list[Item], first: int, last: int) -> Standing:
        """What the name itself says, without regard to its place."""
        if last <= first:
            return "no"
        place = items[first].start, items[last - 1].end
        if place not in self._standings:
            self._standings[place] = self._read_standing(items, first, last)
        return self._standings[place]

    def _read_standing(self, items: list[Item], first: int, last: int) -> Standing:
        phrase = [i for i in items[first:last] if i.tag not in "'" and i.text != "&"]
        article = bool(phrase) and phrase[0].lower == "the"
        while phrase and (phrase[0].tag == "D" or phrase[0].lower in ("news", "website")):
            phrase = phrase[1:]
        if len(phrase) == 2 and phrase[0].tag == "K" and phrase[1].text.isdigit() and len(phrase[1].text) <= 2:
            phrase = phrase[:1]  # Channel 4
        if not phrase or any(i.tag in "PXVS" or (i.tag == "N" and not i.text[0].isupper()) for i in phrase):
            return "no"
        if len(phrase) == 1 and phrase[0].lower in cue_words("nouns", "saying"):
            return "no"
        name = _folded(" ".join(i.text for i in phrase))
        if len(phrase) == 1 and phrase[0].lower in office_words() and not (article and phrase[0].text[0].isupper()):
            return "no"  # "the economist said", "Insider:"
        if any(
            _folded(" ".join(i.text for i in phrase[n:])) in _known_outlets()
            for n in range(1, len(phrase))
            if {i.lower for i in phrase[:n]} & descriptors()
        ):
            return "known"
        if name in _known_outlets() or self.is_own(name) or _is_domain(items, first, last):
            return "known"
        capitals = [i for i in phrase if i.text != i.text.lower()]
        if not capitals or (
            phrase[-1].tag == "O" and capitals[-1] is not phrase[-1] and phrase[-1].lower not in descriptors()
        ):
            return "no"
        proper = _folded(" ".join(i.text for i in capitals))
        if proper in _known_outlets():
            return "known"
        if len(phrase) > 2 and is_given_name(phrase[-2].text) and not any("'" in i.text for i in phrase):
            return "no"  # "Press Secretary Ana Ruk"
        common = {i.lower for i in phrase if i.text == i.text.lower()}
        if any(_is_outlet_word(i.text) for i in capitals) and not common & office_words():
            return "shaped"
        if common and common <= descriptors() and common & words("grammar", "outlet_nouns"):
            return "shaped"
        if common == {"agency"} and len(phrase) == 2 and phrase[0].text.isupper() and not country_of(phrase[0].lower):
            return "unknown"  # "the RPA agency": a news agency or an office
        titles = {i.lower for i in phrase[:1]} & (office_words() - _plain_people())
        if common or name in known_bodies() or titles or country_of(name):
            return "no"
        if phrase[-1].lower in office_words() or {i.lower for i in phrase} & (body_heads() | document_heads()):
            return "no"
        if len(phrase) == 1 and phrase[0].text.isupper() and items[first].lower == "the":
            return "no"  # an unknown body's initials
        if len(phrase) == 1 and name.removesuffix("'s") in self._persons:
            return "no"  # "Lemon", where "Don Lemon" stands elsewhere
        if len(phrase) >= 2 and is_given_name(phrase[0].text) and phrase[0].lower not in words("grammar", "articles"):
            return "no"
        return "unknown"

    def is_own(self, name: str) -> bool:
        """Whether a folded name is that of the document's own outlet, in full or in part ("the Courier")."""
        parts = frozenset(name.split()) - {"the"}
        return bool(parts) and parts <= self._own

    def credits_other(self, items: list[Item], first: int, last: int, strong: bool) -> bool:
        """Whether the phrase names an outlet other than the document's own: what is told to it is its own reporting."""
        phrase = _folded(" ".join(i.text for i in items[first:last] if i.tag not in "'"))
        return not self.is_own(phrase) and self.is_outlet(items, first, last, strong)

    def is_outlet(self, items: list[Item], first: int, last: int, strong: bool) -> bool:
        """Whether the phrase names an outlet; a `strong` place is one where hardly anything else can stand."""
        standing = self.standing(items, first, last)
        words_in = {i.lower for i in items[first:last]}
        if "the" in words_in and words_in & cue_words("relays", "outlets") and words_in <= descriptors() | {"the"}:
            return bool(self._credits)  # "the agency", where one was named
        if standing in ("known", "shaped") or (strong and standing == "unknown"):
            return True
        if standing == "no":
            return False
        name = _folded(items[last - 1].text)
        if self._credits.get(name):
            return True
        return self._uses.get(name, 0) == 0


def _surnames(items: tuple[Item, ...]) -> Iterator[str]:
    """Last words of names that open with a given name."""
    for n in range(1, len(items)):
        if items[n].tag == "K" and items[n - 1].tag == "K" and is_given_name(items[n - 1].text):
            yield _folded(items[n].text).removesuffix("'s")


def _is_weak_place(items: tuple[Item, ...], n: int) -> bool:
    """Whether a capitalised word stands where outlets do: "according to X", "X reported"."""
    first = n
    while first > 0 and n - first < REACH and (items[first - 1].tag in "KD" or items[first - 1].text == "&"):
        first -= 1
    if first > 1 and items[first - 1].lower == "to" and items[first - 2].lower == "according":
        return True
    if first > 1 and items[first - 1].lower in cue_words("relays", "reported") and items[first - 2].tag in ",Q":
        return True
    last = n + 1
    while last < len(items) and last - n < REACH and (items[last].tag == "K" or items[last].text == "&"):
        last += 1
    if (
        first
        and items[first - 1].lower == "as"
        and last < len(items)
        and items[last].lower in cue_words("relays", "revealed")
    ):
        return True
    return last < len(items) and items[last].lower in cue_words("relays", "reported")


def _folded(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").split()).removeprefix("the ")


def _is_domain(items: list[Item], first: int, last: int) -> bool:
    """Whether the phrase ends in a domain: a dot and a known ending without a blank before it."""
    for n in range(first, last):
        parts = items[n].lower.rsplit(".", 1)
        if len(parts) == 2 and parts[0] and parts[1] in ("com", "net", "org", "info", "news", "tv", "co", "press"):
            return True
        if n + 2 <= last and items[n].text == "." and n > first and items[n - 1].end == items[n].start:
            return n + 1 < last and items[n + 1].lower in ("com", "net", "org", "info", "news", "tv", "co", "press")
    return False


@cache
def _known_outlets() -> frozenset[str]:
    table = lexicon("outlets")["outlets"]
    return frozenset(_folded(name) for main, others in table.items() for name in (main, *others))


def _is_outlet_word(word: str) -> bool:
    """Whether a capitalised word is one of news media: Gazette, or with such a word in it: Newsday, Tagblatt, TVB24."""
    lower = word.lower()
    if lower in words("grammar", "outlet_words"):
        return True
    if lower in words("grammar", "outlet_words_not") or len(lower) < 4:
        return False
    fused = lower.startswith(tuple(words("grammar", "outlet_starts"))) or lower.endswith(
        tuple(words("grammar", "outlet_ends"))
    )
    return fused or (lower[:-2].isalpha() and lower.endswith("24"))


@cache
def _plain_people() -> frozenset[str]:
    """Words for people that are no title before a name."""
    offices = lexicon("titles")["offices"]
    return frozenset(
        w for group in ("resident", "witness", "source", "person", "member", "relative") for w in offices[group]
    )


def _telling_places(items: list[Item]) -> Iterator[tuple[int, int]]:
    """Names that are told something before a clause, that quote somebody as saying, or that have learned something."""
    for n in range(1, clause_end(items) - 1):
        lower, before = items[n].lower, items[n - 1].lower
        if lower == "told" and items[n + 1].tag in "KD":
            after = phrase_after(items, n + 1, apposition=False)
            if after is not None and after < len(items) and items[after - 1].tag == "K":
                yield n + 1, after
        elif (lower in ("learned", "learnt") and before in ("has", "have")) or lower == "quoted":
            first = phrase_before(items, n - 1 if before in ("has", "have") else n)
            last = n - 1 if before in ("has", "have") else n
            if first is not None and items[last - 1].tag == "K":
                yield first, last
