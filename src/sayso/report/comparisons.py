"""Claim cards, who says what, and where the documents disagree: rows for the page, each with its places."""

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model import Claim, Date, Figure, Origin, Place, Promise, Span, Wording
from sayso.report.case import Case, Voice
from sayso.report.words import amount, between, count, plain

LETTERS = {"asserts": "A", "denies": "D", "doubts": "?"}
ROWS, COLUMNS = 40, 12
"""Speakers and claims in the matrix: what one page holds across."""
NAMES, DISPUTES, QUANTITIES, FIGURES, DATES, PLACES = 6, 40, 40, 60, 60, 20
"""Names of a speaker, claims denied, groups of figures, figures of a group, dates and places of a date that are listed;
the page says how many more there are."""
OWN = Voice("own", "documents in their own voice", "own", True)
"""All documents' own voices taken together, where a row for each would only be long."""
_SIDES = ("asserts", "denies", "doubts")


@dataclass(frozen=True, slots=True)
class Said:
    """One wording with who puts it so and how it came."""

    place: Place
    words: str
    voice: Voice
    route: str
    """`as relayed by RT`, or nothing where the document has it from the voice itself."""
    stance: str
    form: str
    score: float
    rule: str


@dataclass(frozen=True, slots=True)
class Side:
    """All wordings of one stance of a claim, voice by voice."""

    stance: str
    voices: tuple[tuple[Voice, tuple[Said, ...]], ...]
    wordings: int


@dataclass(frozen=True, slots=True)
class Card:
    """One claim as the page shows it."""

    claim: Claim
    number: int
    documents: tuple[str, ...]
    folded: tuple[str, ...]
    """The documents that assert it, those of one origin side by side."""
    origins: tuple[Origin, ...]
    span: str
    """`1–2`: independent origins, low to high."""
    sides: tuple[Side, ...]
    promises: tuple[Promise, ...]
    echo: str
    """`4 documents, 1 named origin and 1 with no origin named`."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A speaker's wordings of one claim with one stance."""

    letter: str
    stance: str
    wordings: int
    claim: int
    place: Place


@dataclass(frozen=True, slots=True)
class Row:
    """A speaker: every name the texts use, why they were taken for one, and one list of cells for each claim."""

    voice: Voice
    names: tuple[tuple[str, str, int, Place], ...]
    """Words, how they name the source, how often, and where first."""
    names_left: int
    """How many more names the texts use."""
    reason: str
    cells: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Quantity:
    """Figures of one group: the words beside the normal form."""

    id: str
    """The group's id, for `sayso why`."""
    what: str
    disagrees: bool
    rows: tuple["Told", ...]
    left_out: int
    """Figures of the group that are not among `rows`."""
    low: float
    high: float
    """The ends of the scale that the bars share."""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure and whose it is; `left` and `right` are shares of the scale, in [0, 1], null where open."""

    figure: Figure
    form: str
    who: str
    left: float | None
    right: float | None
    became: str = ""
    """What became of it since the figure it was taken from, and what shows that; empty where none is known."""
    shown_by: str = ""


def describe_claim(case: Case, claim: Claim) -> Card:
    """A claim with its sides, origins and promises."""
    rows = [_said(case, wording) for wording in case.wordings.get(claim.claim, ())]
    order = list(_KINDS)
    origins = tuple(sorted(case.origins.get(claim.claim, ()), key=lambda o: (order.index(o.kind), o.origin)))
    documents = sorted({w.document for w in case.wordings.get(claim.claim, ())}, key=case.name)
    first = {d: at for at, origin in reversed(list(enumerate(origins))) for d in origin.documents}
    carrying = sorted({r.place.document for r in rows if r.stance == "asserts"} or documents, key=case.name)
    folded = sorted(carrying, key=lambda d: first.get(d, len(origins)))
    named = [
        count(sum(o.kind == k for o in origins), *names)
        for k, names in _KINDS.items()
        if any(o.kind == k for o in origins)
    ]
    echo = f"{count(claim.documents, 'document')}, " + (" and ".join(named) or "origins not traced")
    return Card(
        claim, case.numbers[claim.claim], tuple(documents), tuple(folded),
        origins,
        between(claim.independent_low, claim.independent_high),
        tuple(side for stance in _SIDES if (side := _side(stance, rows)).wordings),
        tuple(case.promises.get(claim.claim, ())), echo,
    )  # fmt: skip


_KINDS = {
    "named": ("named origin", "named origins"),
    "unnamed": ("unnamed source", "unnamed sources"),
    "own": ("own observation", "own observations"),
    "unresolved": ("with no origin named", "with no origin named"),
}


def _said(case: Case, wording: Wording) -> Said:
    attribution = case.attributions.get(wording.attribution) if wording.attribution else None
    return Said(
        Place(wording.document, *wording.spans[0]), case.words(wording.document, wording.spans), case.voice(wording),
        ", ".join(case.via(attribution)) if attribution else "", wording.stance,
        attribution.form if attribution else "own voice", wording.score, wording.rule,
    )  # fmt: skip


def _side(stance: str, rows: Iterable[Said]) -> Side:
    voices: dict[str, tuple[Voice, list[Said]]] = {}
    for row in rows:
        voice = OWN if row.voice.kind == "own" else row.voice
        if row.stance == stance:
            voices.setdefault(voice.key, (voice, []))[1].append(row)
    ranked = sorted(voices.values(), key=lambda pair: (pair[0].kind == "own", -len(pair[1]), pair[0].name, pair[0].key))
    return Side(stance, tuple((voice, tuple(said)) for voice, said in ranked), sum(len(said) for _, said in ranked))


def compare_speakers(case: Case) -> tuple[list[Claim], list[Row], int]:
    """The matrix: claims across (those told most), speakers down, and how many speakers it leaves out."""
    claims = list(case.claims[:COLUMNS])
    voices: dict[str, Voice] = {}
    cells: dict[tuple[str, str, str], list[Wording]] = {}
    for claim in claims:
        for wording in case.wordings.get(claim.claim, ()):
            voice = case.voice(wording)
            voice = OWN if voice.kind == "own" else voice
            voices.setdefault(voice.key, voice)
            cells.setdefault((voice.key, claim.claim, wording.stance), []).append(wording)
    total: dict[str, int] = {}
    for (key, _, _), found in cells.items():
        total[key] = total.get(key, 0) + len(found)
    ranked = sorted(voices.values(), key=lambda v: (v.kind == "own", not v.settled, -total[v.key], v.name, v.key))
    rows = [
        Row(voice, *_names(case, voice), tuple(_cells(case, voice, claim, cells) for claim in claims))
        for voice in ranked[:ROWS]
    ]
    return claims, rows, len(ranked) - len(rows)


def _cells(
    case: Case, voice: Voice, claim: Claim, cells: dict[tuple[str, str, str], list[Wording]]
) -> tuple[Cell, ...]:
    found = []
    for stance in _SIDES:
        wordings = cells.get((voice.key, claim.claim, stance))
        if wordings:
            place = Place(wordings[0].document, *wordings[0].spans[0])
            found.append(Cell(LETTERS[stance], stance, len(wordings), case.numbers[claim.claim], place))
    return tuple(found)


def _names(case: Case, voice: Voice) -> tuple[tuple[tuple[str, str, int, Place], ...], int, str]:
    """The other names of a source with how and where, how many more, and the reason why they were taken for one."""
    source = case.sources.get(voice.key)
    if source is None:
        return (), 0, ""
    names: dict[str, tuple[str, int, Place]] = {}
    for mention in case.mentions.get(voice.key, ()):
        words = plain(mention.text, 80)
        how, number, place = names.get(words, (mention.how, 0, Place(mention.document, mention.start, mention.end)))
        names[words] = (how, number + 1, place)
    rows = [(words, how, number, place) for words, (how, number, place) in names.items() if words != voice.name]
    rows.sort(key=lambda row: (-row[2], row[0]))
    return tuple(rows[:NAMES]), max(len(rows) - NAMES, 0), source.rule


def find_disputed(case: Case) -> list[Claim]:
    """Claims that somebody denies or doubts, most echoed first; of two that mirror each other only the first."""
    found: list[Claim] = []
    seen: set[tuple[frozenset[object], frozenset[object]]] = set()
    for claim in case.claims:
        rows = case.wordings.get(claim.claim, ())
        pro, con = (
            frozenset((w.document, w.spans) for w in rows if (w.stance == "asserts") is asserting)
            for asserting in (True, False)
        )
        if con and (con, pro) not in seen:
            seen.add((pro, con))
            found.append(claim)
    return found


def compare_figures(case: Case) -> list[Quantity]:
    """Quantities that the documents put differently, with a bar for each figure on the group's own scale."""
    found = []
    for group in case.figure_groups[:QUANTITIES]:
        ends = [end for figure in group for end in (figure.low, figure.high) if end is not None and abs(end) < 1e15]
        low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
        room = (high - low) or max(abs(high), 1.0)
        low, high = low - room * 0.25, high + room * 0.25
        rows = tuple(
            Told(
                f,
                amount(f.low, f.high),
                _whose(case, f),
                _share(f.low, low, high),
                _share(f.high, low, high),
                _CHANGES.get(f.change or "", ""),
                _DESCENTS.get(f.descent or "", ""),
            )
            for f in group[:FIGURES]
        )
        found.append(
            Quantity(
                group[0].group, plain(group[0].what, 60), group[0].disagrees, rows, len(group) - len(rows), low, high
            )
        )
    return found


_CHANGES = {
    "same": "the same", "rounded": "rounded", "hedged": "hedge added", "firmed": "hedge dropped", "changed": "changed",
}  # fmt: skip
_DESCENTS = {
    "passage": "the passage was copied",
    "relay": "its outlet is credited",
    "article": "other parts come from there",
    "value": "only the number itself shows it",
}


def _share(value: float | None, low: float, high: float) -> float | None:
    return None if value is None else min(max((value - low) / (high - low), 0.0), 1.0)


def _whose(case: Case, figure: Figure) -> str:
    attribution = case.attributions.get(figure.attribution) if figure.attribution else None
    if attribution is None:
        return "in its own voice"
    return ", ".join([case.speaker(attribution).name, *case.via(attribution)])


def list_dates(case: Case) -> tuple[list[tuple[str, tuple[tuple[str, Place], ...], int]], int]:
    """Dates by value with the words that give them and how many more do, those that the texts do not settle last; and
    how many more values there are."""
    values: dict[str, list[Date]] = {}
    for date in case.tables.dates:
        values.setdefault(date.value or "", []).append(date)
    ranked = sorted(values.items(), key=lambda pair: (not pair[0], pair[0]))
    rows = [
        (
            plain(value, 40) or "not settled",
            tuple((d.text, Place(d.document, *Span(d.start, d.end))) for d in dates[:PLACES]),
            max(len(dates) - PLACES, 0),
        )
        for value, dates in ranked[:DATES]
    ]
    return rows, len(ranked) - len(rows)
