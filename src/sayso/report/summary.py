"""The terminal summary: what a reader wants to know in the first minute, in at most 25 plain lines."""

from collections.abc import Iterable, Mapping

from sayso.model import Claim, Figure, Promise, Tables, Wording, grouped
from sayso.report.case import OWN_VOICE, Case, index_case
from sayso.report.comparisons import find_disputed
from sayso.report.variants import is_quoted, variant_groups
from sayso.report.words import amount, between, clip, count, plain

LINES = 25
COLUMNS = 100
_QUOTED = (24, 18, 12)
"""Characters of a figure's words, the fewer the more figures a line has to hold."""
LEDGERS = {
    "weak link": "weak links", "anonymous": "nobody named", "circular": "circles", "silence": "not heard",
    "missing work": "works not here", "date": "dates that disagree", "place": "places that disagree",
}  # fmt: skip
_CLAIMS, _DISAGREEMENTS, _FIGURES = 3, 2, 2
"""How many of each are listed; what does not fit 25 lines is cut from the end, never the last three lines."""


def summarise(tables: Tables, run: Mapping[str, object]) -> list[str]:
    """What was found, most echoed first: at most 25 lines of at most 100 characters, without colour.

    `run` may carry `name`, `network`, `seconds` and `report` (path of the page, with its size in words if wanted);
    each is optional. Control characters and bidirectional marks in names are shown as visible marks.
    """
    case = index_case(tables, run)
    echoed = [claim for claim in case.claims if claim.documents > 1][:_CLAIMS] or list(case.claims[:1])
    lines = [_head(case), *_aside(case)]
    for claim in echoed:
        lines += _claim_lines(case, claim)
    lines += _loose_promises(case, echoed)
    lines += _disagreements(case)
    lines += _figures(case.figure_groups[:_FIGURES])
    tail = _tail(case)
    return [clip(line, COLUMNS) for line in [*lines[: LINES - len(tail)], *tail]]


def _head(case: Case) -> str:
    parts = [count(len(case.documents), "document"), count(len(case.claims), "claim")]
    name, seconds = case.run.get("name"), case.run.get("seconds")
    refused = sum(row.is_refused for row in case.tables.inputs)
    if refused:
        parts.append(f"{count(refused, 'input')} refused")
    parts.append(f"network: {plain(str(case.run.get('network') or 'off'), 12)}")
    if isinstance(seconds, int | float):
        parts.append(f"{seconds:.1f} s")
    return (f"{plain(str(name), 30)}: " if name else "") + " · ".join(parts)


def _aside(case: Case) -> list[str]:
    """What was set aside, so that nothing is dropped in silence."""
    comments = sum(region.kind == "comment" for region in case.tables.regions)
    furniture = sum(region.kind in ("furniture", "caption", "disclaimer") for region in case.tables.regions)
    if not comments + furniture:
        return []
    return [
        f"   set aside: {count(comments, 'block')} of reader comments, {furniture:,} of page furniture and captions"
    ]


def _claim_lines(case: Case, claim: Claim) -> list[str]:
    """A claim's number and gist, its chain, promised evidence and the count of wordings of one quote."""
    gist = plain(claim.gist_text, 400)
    lines = [
        _named(f"CLAIM {case.numbers[claim.claim]}  {gist}", claim.claim),
        f"   {count(claim.documents, 'document')} → {_origins(case, claim)}",
    ]
    chain = _chain(case, claim)
    if chain:
        lines.append(f"   {chain}")
    extra = [_promised(case, case.promises[claim.claim])] if claim.claim in case.promises else []
    groups = [group for group in variant_groups(case, claim.claim) if is_quoted(case, group)]
    if groups:
        extra.append(f"{count(max(len(group) for group in groups), 'wording')} of one quote")
    return [*lines, "   " + " · ".join(extra)] if extra else lines


def _origins(case: Case, claim: Claim) -> str:
    """`1 named origin + 1 with no origin named`, or the range where the origins are not listed."""
    kinds = [origin.kind for origin in case.origins.get(claim.claim, ())]
    parts = [
        count(number, singular, plural)
        for number, singular, plural in (
            (kinds.count("named"), "named origin", None),
            (kinds.count("unnamed"), "unnamed source", None),
            (kinds.count("own"), "outlet's own observation", "outlets' own observations"),
            (kinds.count("unresolved"), "with no origin named", "with no origin named"),
        )
        if number
    ]
    span = between(claim.independent_low, claim.independent_high)
    return (" + ".join(parts) + f"  (independent: {span})") if parts else f"independent origins: {span}"


def _chain(case: Case, claim: Claim) -> str:
    """`Speaker ← Outlet ← documents` for each origin, those without a name last; as many as a line holds."""
    origins = sorted(case.origins.get(claim.claim, ()), key=lambda o: (o.source is None, -len(o.documents), o.origin))
    edges = case.edges.get(claim.claim, [])
    reached: dict[str, set[str]] = {}
    givers: dict[str, set[str]] = {}
    for edge in edges:
        reached.setdefault(edge.from_, set()).add(edge.to)
        givers.setdefault(edge.to, set()).add(edge.from_)
    chains: list[str] = []
    for origin in origins[:6]:
        carried = sorted(origin.documents, key=lambda d: case.labels.get(d, d))
        if origin.source is None:
            chains.append(f"no origin named ← {_labels(case, carried)}")
            continue
        relays: dict[str, list[str]] = {}
        for document in carried:
            between_them = givers.get(document, set()) & reached.get(origin.source, set())
            relay = clip(case.name(min(between_them)), 30) if between_them else ""
            relays.setdefault(relay, []).append(document)
        legs = [(f"{relay} ← " if relay else "") + _labels(case, found) for relay, found in sorted(relays.items())]
        chains.append(f"{clip(case.name(origin.source), 40)} ← " + " · ← ".join(legs))
    return "   ".join(chains)


def _labels(case: Case, documents: Iterable[str], most: int = 6) -> str:
    """`001, 002, 004`, cut with a count of the rest."""
    names = [case.labels.get(d, "?") for d in documents]
    return ", ".join(names[:most]) + (f" and {len(names) - most:,} more" if len(names) > most else "")


def _promised(case: Case, promises: list[Promise]) -> str:
    documents = dict.fromkeys(promise.document for promise in promises)
    shown = dict.fromkeys(promise.shown.document for promise in promises if promise.shown)
    where = _labels(case, sorted(documents, key=case.name))
    return f"evidence promised in {where} · shown in: {_labels(case, shown) or 'none'}"


def _loose_promises(case: Case, echoed: list[Claim]) -> list[str]:
    """Promises that belong to none of the claims listed."""
    listed = {p.attribution for claim in echoed for p in case.promises.get(claim.claim, ())}
    rest = [p for p in case.tables.promises if p.attribution not in listed]
    return [_capital(_promised(case, rest))] if rest else []


def _disagreements(case: Case) -> list[str]:
    """Claims that somebody denies or doubts, both sides with who says so."""
    lines: list[str] = []
    for claim in find_disputed(case)[:_DISAGREEMENTS]:
        rows = case.wordings[claim.claim]
        against = [row for row in rows if row.stance != "asserts"]
        verb = "denied" if any(row.stance == "denies" for row in against) else "doubted"
        supporters = _who(case, [row for row in rows if row.stance == "asserts"]) or "nobody in these documents"
        lines.append(_named(f"DISAGREE {case.numbers[claim.claim]}: {plain(claim.gist_text, 400)}", claim.claim))
        lines.append(f"   says so: {supporters}")
        lines.append(f"   {verb} by: {_who(case, against)}")
    return lines


def _who(case: Case, rows: list[Wording]) -> str:
    """`Muallem, 001; Pentagon, 002, 004`."""
    voices: dict[str, dict[str, None]] = {}
    for row in rows:
        voice = case.voice(row)
        name = voice.name if voice.settled else f"“{voice.name}” (not settled)"
        voices.setdefault(name, {})[row.document] = None
    told = []
    for name, found in voices.items():
        own = name.endswith(OWN_VOICE)  # already says which document
        told.append(name if own else f"{name}, {_labels(case, sorted(found, key=case.name), 3)}")
    return "; ".join(told)


def _figures(groups: tuple[tuple[Figure, ...], ...]) -> list[str]:
    """One line for each quantity that the documents put differently, the original words beside the normal form."""
    lines = []
    for group in groups:
        forms: dict[str, list[Figure]] = {}
        for figure in group:
            forms.setdefault(amount(figure.low, figure.high), []).append(figure)
        verb = "disagree" if group[0].disagrees else "put differently"
        for length in _QUOTED:
            told = [f"{form} (“{clip(plain(rows[0].text, 80), length)}”)" for form, rows in sorted(forms.items())]
            line = f"FIGURES  {plain(group[0].what, 24)}, {verb}: " + " · ".join(told)
            if len(line) <= COLUMNS - 18:
                break
        lines.append(_named(line, group[0].group))
    return lines


def _to_check(case: Case) -> list[str]:
    """How many entries each ledger has, the heading of the page's tables of them."""
    entries = grouped(case.tables.ledgers, "ledger")
    found = [f"{title}: {len(entries[key]):,}" for key, title in LEDGERS.items() if key in entries]
    return [f"CHECK    {' · '.join(found)}  (sayso show CASE ledgers)"] if found else []


def _named(line: str, id: str) -> str:
    """A line with the id to give to `sayso why` at its end."""
    name = plain(id, 20)
    return f"{clip(line, COLUMNS - len(name) - 2)}  {name}"


def _tail(case: Case) -> list[str]:
    lines = []
    if case.unsure:
        need = "needs" if len(case.unsure) == 1 else "need"
        what = count(len(case.unsure), "attribution")
        lines.append(f"NOT SURE {what} {need} your eyes (speaker not settled, or a weak rule)")
    lines += _to_check(case)
    if case.claims:
        lines.append("WHY      sayso why CASE ID: the words behind a line, by the id at its end")
    lines.append("sayso says who says what and from whom they have it; it does not say what is true")
    report = case.run.get("report")
    return [*lines, f"report:  {plain(str(report), 90)}"] if report else lines


def _capital(line: str) -> str:
    return line[:1].upper() + line[1:]
