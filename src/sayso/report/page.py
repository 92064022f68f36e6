"""The report: one file, complete without script, that asks nothing of any network."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from sayso.model import Place, Span, Tables
from sayso.report.case import Case, index_case
from sayso.report.comparisons import (
    DISPUTES,
    Card,
    compare_figures,
    compare_speakers,
    describe_claim,
    find_disputed,
    list_dates,
)
from sayso.report.documents import choose_shown, render_documents
from sayso.report.findings import explain_count, lay_out_time, list_drift, read_ledgers
from sayso.report.stemma import draw_stemma
from sayso.report.variants import collect_variants, witness_place
from sayso.report.words import amount, anchor, between, clip, count, plain, shown

if TYPE_CHECKING:
    from jinja2 import Template

CARDS = 24
"""Claims with a card of their own; the rest stand in a table."""
LISTED = 400
"""Claims in that table."""
TIERS = {
    "story": "attributions read by rules and the trained tagger (tier story)",
    "crawl": "attributions read without the tagger (tier crawl)",
}
VOICES = 24
"""Voices that a side of a card lists."""
PICTURES = 2
"""Claims with a picture of their own, of those that the picture of the whole story has no room for."""


class Links:
    """Hands out links to spans and remembers which spans need a target."""

    def __init__(self, case: Case, limits: Mapping[str, int]) -> None:
        """`limits`: document id -> how many of its characters the page shows."""
        self.case, self.limits = case, limits
        self.places: dict[Place, None] = {}

    def href(self, place: Place) -> str | None:
        """`#d-...`, or None where the page does not show the span."""
        if place.start >= self.limits.get(place.document, 0):
            return None
        self.places[place] = None
        return "#" + self.case.place_id(place)


def write_report(tables: Tables, run: Mapping[str, object]) -> str:
    """The whole of `report.html`; the same tables and run give the same bytes.

    `run` may carry `name`, `sayso` (version), `input` (hash of the inputs), `date`, `stages`, `settings`, `rows` and
    `seconds`; each is optional. All words of the texts are escaped, and a Content-Security-Policy allows nothing but
    the page's own style and script, by their hashes. At most 200 documents and about eight million characters of
    them are shown; the page says what it leaves out.
    """
    case = index_case(tables, run)
    limits = choose_shown(case)
    links = Links(case, limits)
    style, script = squeeze_style(_part("style.css")), re.sub(r"\n\s*", "\n", _part("script.js")).strip()
    return _template().render(
        case=case, run=run, style=Markup(style), script=Markup(script), policy=_policy(style, script), limits=limits,
        href=links.href, anchor=anchor, shown=shown, plain=plain, clip=clip, count=count,
        between=between, amount=amount, safe_url=safe_url, witness_place=witness_place, place_of=place_of,
        settings=_settings(run), tier=_tier(run), voices=VOICES, **_sections(case),
        show_documents=lambda: render_documents(case, limits, links.places),
    )  # fmt: skip


def _sections(case: Case) -> dict[str, object]:
    """What the sections of the page show, in their order."""
    echoed = [claim for claim in case.claims if claim.documents > 1]
    cards = [describe_claim(case, claim) for claim in (echoed or list(case.claims))[:CARDS]]
    carded = {card.claim.claim for card in cards}
    rest = [describe_claim(case, claim) for claim in case.claims[: LISTED + CARDS] if claim.claim not in carded][
        :LISTED
    ]
    columns, rows, rows_left = compare_speakers(case)
    variants, variants_left = collect_variants(case)
    disputed, quantities, (dates, dates_left) = find_disputed(case), compare_figures(case), list_dates(case)
    story = draw_stemma(case, echoed or case.claims[:6])
    undrawn = [c.claim for c in cards[1:] if story is None or c.claim not in story.claims][:PICTURES]
    drifted, drifted_left = list_drift(case)
    inputs = [row for row in case.tables.inputs if row.outcome != "read"]
    return {
        "cards": cards, "rest": rest, "claims_left": len(case.claims) - len(cards) - len(rest), "echoed": len(echoed),
        "hero": draw_stemma(case, [cards[0].claim]) if echoed else None,
        "story": story,
        "pictures": {claim.claim: draw_stemma(case, [claim]) for claim in undrawn},
        "columns": columns, "rows": rows, "rows_left": rows_left,
        "variants": variants, "variants_left": variants_left,
        "disputed": [describe_claim(case, claim) for claim in disputed[:DISPUTES]],
        "disputed_left": max(len(disputed) - DISPUTES, 0),
        "quantities": quantities, "quantities_left": len(case.figure_groups) - len(quantities),
        "dates": dates, "dates_left": dates_left,
        "inputs": inputs[:200], "inputs_left": max(len(inputs) - 200, 0), "carded": carded,
        "card_numbers": {card.number for card in cards},
        "linked": carded | {card.claim.claim for card in rest},
        "linked_numbers": {card.number for card in (*cards, *rest)},
        "whys": {card.claim.claim: explain_count(case, card.claim) for card in cards},
        "drifted": drifted, "drifted_left": drifted_left,
        "time_line": lay_out_time(case), "books": read_ledgers(case), "disagreeing": read_ledgers(case, True),
        "voice_ids": _name_voices(cards),
        "refused": sum(row.is_refused for row in inputs),
        "promised": len({p.document for p in case.tables.promises}),
        "kept": sum(p.shown is not None for p in case.tables.promises),
    }  # fmt: skip


def _name_voices(cards: list[Card]) -> dict[tuple[int, str, str], str]:
    """Ids of the lines of the cards that say who puts a claim: `v1a2`; those that a card has room for."""
    return {
        (card.number, side.stance, voice.key): f"v{card.number}{side.stance[:2]}{at}"
        for card in cards
        for side in card.sides
        for at, (voice, _) in enumerate(side.voices[:VOICES])
    }


def place_of(document: str, span: Span) -> Place:
    """A span of a document as a place."""
    return Place(document, *span)


def safe_url(url: str | None) -> str | None:
    """The address if it is plain http or https without anything hidden in it, else None: then it is shown as text."""
    if url is None or not url.lower().startswith(("http://", "https://")) or len(url) > 2000:
        return None
    return url if url.isprintable() and " " not in url and plain(url) == url else None


def _tier(run: Mapping[str, object]) -> str:
    """How attributions were read, in words; empty where the run does not say."""
    settings = run.get("settings")
    return TIERS.get(str(settings.get("tier")), "") if isinstance(settings, Mapping) else ""


def _settings(run: Mapping[str, object]) -> list[tuple[str, str]]:
    """What the run says of itself, for the foot of the page."""
    rows = [(key, run[key]) for key in ("stages", "settings", "rows", "seconds") if run.get(key)]
    return [(key, plain(_words(value), 2000)) for key, value in rows]


def _words(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=lambda thing: type(thing).__name__)


def _policy(style: str, script: str) -> str:
    """Nothing from anywhere but the page's own style and script; `data:` only for the empty icon."""
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(part: str) -> str:
    return "sha256-" + b64encode(sha256(part.encode("utf-8")).digest()).decode("ascii")


def squeeze_style(style: str) -> str:
    """The style sheet without the blanks that only its editors need."""
    return re.sub(r"(?<=[\w-]): (?=\S)", ":", re.sub(r"\s*([{};,])\s*", r"\1", style)).strip()


def squeeze_markup(source: str) -> str:
    """A template without indents, and without line ends between elements where blanks mean nothing."""
    between = (
        r">\n(?=</?(?:table|thead|tbody|tr|t[dh]|[uod]l|li|d[td]|div|section|article|details|svg|path|rect|text|h\d)\b)"
    )
    return re.sub(between, ">", re.sub(r"\n\s+", "\n", source))


@cache
def _part(name: str) -> str:
    return files(__package__).joinpath("page", name).read_text("utf-8").replace("\r\n", "\n")


@cache
def _template() -> "Template":
    from jinja2 import DictLoader, Environment, StrictUndefined  # 60 ms that only a report needs

    names = ("report.html", "parts.html", "findings.html")
    sources = {name: squeeze_markup(_part(name)) for name in names}
    environment = Environment(
        loader=DictLoader(sources), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        undefined=StrictUndefined,
    )  # fmt: skip
    return environment.get_template("report.html")
