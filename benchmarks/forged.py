"""Articles that somebody adds to a pile to make a claim look better founded than it is.

Each attack is a function of the pile and its tables; it gives articles as plain text, all of them made from words that
the pile has already. None of them brings a new origin, so none may raise the number of independent origins.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.model import Document, Tables, Wording
from sayso.read import Item

SITES = ("Brass Lantern Post", "Ninth Bell Online", "The Hollow Drum")
"""Mastheads of the attackers: names that no story has."""
MOST = 3
"""Claims that a ring repeats, and statements of unnamed sources that are told again."""
LONGEST, SHORTEST = 60, 4
"""Words of a clause that can be repeated in a sentence of its own."""
OPENERS = "A An The This These Some Many Several It He She They There In On At After Before No Nobody"
"""First words of a sentence that are written small after "that"."""
NEVER_REPORTED = "Should If When What That Whether Because Who How Why"
EXCHANGED = """said:stated told:informed also:likewise after:following people:persons big:large
    large:sizeable small:little show:reveal showed:revealed found:discovered began:started end:close ended:closed
    help:aid helped:aided buy:acquire bought:acquired wounded:injured died:perished dead:deceased near:close_to
    several:various many:numerous often:frequently quickly:swiftly house:dwelling houses:dwellings road:highway
    town:borough city:metropolis children:youngsters money:cash firm:company company:firm
    ship:vessel boat:craft crew:sailors doctor:physician doctors:physicians hospital:clinic police:officers
    soldiers:troops attack:assault attacked:assaulted fire:blaze letter:note papers:files
    report:account workers:employees jobs:posts votes:ballots opened:unlocked closed:shut broken:smashed
    stolen:taken missing:absent secret:hidden true:correct false:untrue
    says:states claims:contends denied:disputed denies:disputes confirmed:affirmed reported:related"""
"""Words that a thief exchanges, one for one."""
SWAPS = dict(pair.split(":") for pair in EXCHANGED.split())
WORD = re.compile(r"\b(" + "|".join(sorted(SWAPS, key=len, reverse=True)) + r")\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Pile:
    """Articles as they were given and what was found in them."""

    items: tuple[Item, ...]
    tables: Tables


def clone(pile: Pile) -> list[Item]:
    """An article under another masthead, a day after all others, with words swapped and its own name replaced."""
    victim = find_victim(pile)
    headline, paragraphs = read_article(pile, victim)
    texts = [swap(rename(pile, victim, text, SITES[0])) for text in (headline, *paragraphs)]
    return [write(SITES[0], day_of(pile, after=True), texts[0], texts[1:])]


def backdate(pile: Pile) -> list[Item]:
    """The same clone, dated a day before the earliest article."""
    victim = find_victim(pile)
    headline, paragraphs = read_article(pile, victim)
    texts = [swap(rename(pile, victim, text, SITES[0])) for text in (headline, *paragraphs)]
    return [write(SITES[0], day_of(pile, after=False), texts[0], texts[1:])]


def ring(pile: Pile) -> list[Item]:
    """Two sites that tell what is claimed and cite each other for it, and nobody else."""
    clauses, day = told_claims(pile), day_of(pile, after=True)
    one = [f"According to {SITES[1]}, {clause}." for clause in clauses]
    other = [f"{SITES[0]} reported that {clause}." for clause in clauses]
    pages = [(SITES[0], one, "the affair in brief"), (SITES[1], other, "what we read elsewhere")]
    return [write(site, day, heading.capitalize(), lines) for site, lines, heading in pages if lines]


def same_voice(pile: Pile) -> list[Item]:
    """What unnamed sources said, told to a further outlet by somebody of the same description."""
    sources = {source.source: source for source in pile.tables.sources}
    told: dict[str, str] = {}
    for attribution, clause in asserted_clauses(pile):
        source = sources.get(attribution or "")
        if source is not None and source.kind == "unnamed":
            told.setdefault(clause, source.name)
    lines = [f"{upper(name)} told {SITES[2]} that {clause}." for clause, name in sorted(told.items())[:MOST]]
    return [write(SITES[2], day_of(pile, after=True), "New voices in the affair", lines)] if lines else []


def reword(pile: Pile) -> list[Item]:
    """What an article tells, in other words and another order, in the site's own voice and without any credit."""
    victim = find_victim(pile)
    clauses = [clause for _, clause in asserted_clauses(pile, victim.document)]
    lines = [f"{upper(swap(clause))}." for clause in reversed(clauses)]
    return [write(SITES[1], day_of(pile, after=True), "What is known", lines)] if lines else []


def halve(pile: Pile) -> list[Item]:
    """The first half of an article under another masthead, its words as they were."""
    victim = find_victim(pile)
    headline, paragraphs = read_article(pile, victim)
    kept = [rename(pile, victim, text, SITES[2]) for text in paragraphs[: (len(paragraphs) + 1) // 2]]
    return [write(SITES[2], day_of(pile, after=True), headline, kept)]


ATTACKS: dict[str, Callable[[Pile], list[Item]]] = {
    "clone, words swapped": clone,
    "clone, dated back": backdate,
    "ring of two sites": ring,
    "same unnamed source elsewhere": same_voice,
    "re-worded, no credit": reword,
    "copy cut to half": halve,
}


def find_victim(pile: Pile) -> Document:
    """The article that asserts most; of equals, the one whose path sorts first."""
    counts = Counter(w.document for w in pile.tables.wordings if w.stance == "asserts")
    return min(pile.tables.documents, key=lambda document: (-counts[document.document], document.path))


def read_article(pile: Pile, document: Document) -> tuple[str, list[str]]:
    """Headline and paragraphs of an article, without what stands around it."""
    parts: dict[str, list[str]] = {"headline": [], "body": []}
    for region in pile.tables.regions:
        if region.document == document.document and region.kind in parts:
            words = document.text[region.start : region.end]
            parts[region.kind] += [line.strip() for line in words.split("\n") if line.strip()]
    return " ".join(parts["headline"]) or "News", parts["body"]


def asserted_clauses(pile: Pile, document: str | None = None) -> list[tuple[str | None, str]]:
    """Reported clauses and statements that carry a claim, with their speaker, in the order of the tables."""
    attributions = {row.attribution: row for row in pile.tables.attributions}
    found = []
    for wording in pile.tables.wordings:
        said = attributions.get(wording.attribution or "")
        hidden = wording.stance != "asserts" or (said is not None and (said.comment or said.headline))
        if not hidden and document in (None, wording.document) and (clause := read_clause(wording)):
            found.append((said.speaker if said is not None else None, clause))
    return found


def told_claims(pile: Pile) -> list[str]:
    """One clause for each of the claims that most articles assert; said clauses before what articles say themselves."""
    headings = {(r.document, r.start) for r in pile.tables.regions if r.kind == "headline"}
    clauses: dict[str, tuple[bool, str]] = {}
    for wording in pile.tables.wordings:
        heads = (wording.document, wording.spans[0].start) in headings
        if wording.stance == "asserts" and not heads and (clause := read_clause(wording)):
            own = wording.attribution is None
            clauses[wording.claim] = min(clauses.get(wording.claim, (True, "~")), (own, clause))
    claims = sorted(pile.tables.claims, key=lambda claim: (-claim.documents, claim.claim))
    return [clauses[claim.claim][1] for claim in claims if claim.claim in clauses][:MOST]


def read_clause(wording: Wording) -> str | None:
    """A wording as a clause that can follow "that", or null for quotes, pieces and what is too short or too long."""
    if len(wording.text) != 1 or re.search(r"[“”\"«»‘:!?]", wording.text[0]):
        return None
    words = wording.text[0].strip(" .,;").removeprefix("that ").removeprefix("That ").split()
    if not SHORTEST <= len(words) <= LONGEST:
        return None
    if words[0] in NEVER_REPORTED.split():
        return None
    if words[0] in OPENERS.split():
        words[0] = words[0].lower()
    return " ".join(words)


def swap(text: str) -> str:
    """The text with the words of the table exchanged, large letters kept."""

    def other(found: re.Match[str]) -> str:
        word = SWAPS[found[0].lower()].replace("_", " ")
        return upper(word) if found[0][0].isupper() else word

    return WORD.sub(other, text)


def rename(pile: Pile, document: Document, text: str, site: str) -> str:
    """The text with the names of the article's own outlet replaced by the attacker's."""
    outlet = next((source for source in pile.tables.sources if source.source == document.outlet), None)
    names = {document.outlet_name or "", *((outlet.name, *outlet.aliases) if outlet is not None else ())}
    for name in sorted(names - {""}, key=lambda name: (-len(name), name)):
        text = re.sub(rf"\b{re.escape(name)}\b", site, text)
    return text


def day_of(pile: Pile, after: bool) -> str | None:
    """A day after the latest, or before the earliest article; null where a copy need not say and none is dated."""
    published = [d.published for d in pile.tables.documents if re.fullmatch(r"\d{4}-\d\d-\d\d", d.published or "")]
    days = sorted(date.fromisoformat(day) for day in published if day)
    if not days:
        return None if after else "2001-01-01"
    return (days[-1] + timedelta(1) if after else days[0] - timedelta(1)).isoformat()


def write(site: str, day: str | None, headline: str, paragraphs: list[str]) -> Item:
    """An article as plain text."""
    stamp = [f"Published: {day}"] if day else []
    text = "\n\n".join([site, headline, *stamp, *paragraphs]) + "\n"
    return Item(f"attackers/{site.lower().replace(' ', '-')}.txt", text.encode("utf-8", "replace"))


def upper(text: str) -> str:
    """The text with a large first letter."""
    return text[:1].upper() + text[1:]
