"""The measures themselves: perfect rows score 1, and each kind of fault costs what it should."""

from dataclasses import replace
from typing import Any

import pytest

from evals.measures import COSTS, MISTAKEN, score
from evals.origins import WIDTH
from evals.score import articles_of, load_gold
from sayso.model import (
    Attribution,
    Claim,
    Date,
    Document,
    Edge,
    Figure,
    Origin,
    Place,
    Promise,
    Region,
    Relay,
    Source,
    Span,
    Tables,
    Wording,
)

GOLD = load_gold("tally")
TEXTS = {name: data.decode("utf-8") for name, data in articles_of("tally")}
BY = ("gold", "gold", 1.0)


def attribution(item: dict[str, Any]) -> Attribution:
    roles = [tuple(Span(*span) for span in item[role]) for role in ("source", "cue", "content")]
    words = [tuple(item[role + "_text"]) for role in ("source", "cue", "content")]
    return Attribution(
        item["id"], item["doc"], item["kind"], *roles, *words, item["speaker"], None, "asserts", False, False, *BY
    )


def perfect() -> Tables:
    documents = [
        Document(key, d["file"], *[None] * 6, (), None, None, "en", "utf-8", "", 1, TEXTS[d["file"]], ())
        for key, d in GOLD["documents"].items()
    ]  # fmt: skip
    kinds = {"anonymous": "unnamed"}
    sources = [
        Source(key, s["name"], kinds.get(s["kind"], s["kind"]), tuple(s.get("aliases", ())), (), *BY)
        for key, s in GOLD["speakers"].items()
    ]
    relays = [
        Relay(r["id"], r["doc"], r["outlet"], *r["mention"], r["words"], r["scope"], 0, 1, (), *BY)
        for r in GOLD["relays"]
    ]
    figures = [
        Figure(f["doc"], *f["span"], f["words"], f["what"], None, f["low"], f["high"], None, None, "g", False, *BY)
        for f in GOLD["figures"]
    ]
    dates = [Date(d["doc"], *d["span"], d["words"], d["value"], *BY) for d in GOLD["dates"]]
    stances = {"members": "asserts", "denied_by": "denies", "doubted_by": "doubts"}
    said = {item["id"]: attribution(item) for item in GOLD["attributions"]}
    wordings = [
        Wording(c["id"], said[m].document, m, said[m].content, said[m].content_text, stance, 0, *BY)  # type: ignore[arg-type]
        for c in GOLD["claims"]
        for side, stance in stances.items()
        for m in c[side]
    ]
    claims = [
        Claim(c["id"], Place("01", 0, 1), "", 1, c["independent_origins"], c["independent_origins"], (), *BY)
        for c in GOLD["claims"]
    ]
    origins = [
        Origin(c["id"], o["speaker"], o["kind"], o["speaker"], ("01",), (), (), *BY)
        for c in GOLD["claims"]
        for o in c["origins"]
    ]
    promises = [
        Promise(a["id"], a["doc"], Span(0, 1), "", None, *BY)
        for a in GOLD["attributions"]
        if a.get("promised_evidence")
    ]
    edges = [Edge(None, d["parent"], d["child"], "relays", "stated", (), (), *BY) for d in GOLD["descent"]]
    return Tables().having(
        documents=documents, regions=regions(), attributions=list(said.values()), sources=sources, relays=relays,
        figures=figures, dates=dates, claims=claims, wordings=wordings, promises=promises, edges=edges,
        origins=origins,
    )  # fmt: skip


def regions() -> list[Region]:
    rows = []
    for key, document in GOLD["documents"].items():
        at, end = 0, len(TEXTS[document["file"]])
        for region in sorted((r for r in GOLD["regions"] if r["doc"] == key), key=lambda r: r["span"]):
            rows += [Region(key, at, region["span"][0], "body", "", *BY)] if at < region["span"][0] else []
            at = region["span"][1]
        rows += [Region(key, at, end, "body", "", *BY)] if at < end else []
    return rows


def test_perfect_rows_score_one() -> None:
    measures, misses = score(GOLD, perfect())
    assert {name: measure.f for name, measure in measures.items() if name not in COSTS and measure.f < 1} == {}
    assert [measures[name].f for name in COSTS] == [0, 0]
    assert [line for line in misses if not line.startswith("attribution")] == []


FAULTS: list[tuple[str, str, Any]] = [
    ("attributions", "attributions", lambda rows: rows[3:]),
    ("attributions", "form", lambda rows: [replace(row, form="indirect") for row in rows]),
    ("sources", "speaker named", lambda rows: [replace(row, name="Nobody", aliases=()) for row in rows]),
    ("relays", "relay scope", lambda rows: [replace(row, scope="passage") for row in rows]),
    ("figures", "figures", lambda rows: [replace(row, low=1.0) for row in rows]),
    ("dates", "dates", lambda rows: rows[:-1]),
    ("regions", "article text", lambda rows: [replace(row, kind="comment") for row in rows]),
    ("wordings", "claims", lambda rows: [row for row in rows if row.claim != "dark"]),
    ("wordings", "denials", lambda rows: [replace(row, stance="asserts") for row in rows]),
    ("wordings", "quote variants", lambda rows: [replace(row, variant=i) for i, row in enumerate(rows)]),
    ("claims", "origins in range", lambda rows: [replace(row, independent_high=9) for row in rows]),
    ("origins", "origin's speaker right", lambda rows: [replace(row, source="wren") for row in rows]),
    ("promises", "promised evidence", lambda rows: []),
    ("edges", "descent", lambda rows: []),
]


@pytest.mark.parametrize(("table", "measure", "spoil"), FAULTS)
def test_each_fault_costs(table: str, measure: str, spoil: Any) -> None:
    tables = perfect()
    spoilt = tables.having(**{table: spoil(getattr(tables, table))})
    assert score(GOLD, spoilt)[0][measure].f < 1


def test_the_width_is_the_mean_over_the_claims_found() -> None:
    tables = perfect()
    *rest, last = tables.claims
    wide = tables.having(claims=[*rest, replace(last, independent_high=last.independent_low + 2)])
    assert score(GOLD, wide)[0][WIDTH].f == 2 / len(tables.claims)
    assert score(GOLD, tables.having(wordings=[]))[0][WIDTH].f == 0


@pytest.mark.parametrize(
    ("kind", "source", "right"),
    [("unnamed", "knower", 1), ("unnamed", "they", 0), ("unnamed", None, 0), ("named", "ledger", 0)],
)
def test_an_unnamed_origin_is_the_one_who_speaks(kind: Any, source: str | None, right: int) -> None:
    gold = GOLD | {"claims": [claim for claim in GOLD["claims"] if claim["id"] == "entered"]}
    tables = perfect().having(origins=[Origin("entered", "o", kind, source, ("04",), (), (), *BY)])
    assert score(gold, tables)[0]["origin's speaker right"].f == right


@pytest.mark.parametrize(
    ("kind", "documents", "right"), [("own", ("03",), 1), ("own", ("01",), 0), ("unresolved", ("03",), 0)]
)
def test_an_outlets_own_report_is_known_by_its_article(kind: Any, documents: tuple[str, ...], right: int) -> None:
    (dark,) = [claim for claim in GOLD["claims"] if claim["id"] == "dark"]
    gold = GOLD | {"claims": [dark | {"origins": [{"kind": "own", "speaker": "plume"}]}]}
    tables = perfect().having(origins=[Origin("dark", "o", kind, None, documents, (), (), *BY)])
    assert score(gold, tables)[0]["origin's speaker right"].f == right


CHOSEN = GOLD | {"measures": ["attributions", "acts", "nesting"]}


def test_a_gold_may_name_its_measures() -> None:
    assert set(score(CHOSEN, perfect())[0]) == {
        "documents read", "attributions", MISTAKEN, "form", "exact content", "acts", "nesting"
    }  # fmt: skip


def test_an_act_not_told_apart_costs() -> None:
    first, *rest = GOLD["attributions"]
    denied = CHOSEN | {"attributions": [first | {"act": "denies"}, *rest]}
    rows = perfect().attributions
    known = perfect().having(attributions=[replace(rows[0], act="denies"), *rows[1:]])
    assert score(denied, known)[0]["acts"].f == 1
    assert score(denied, perfect())[0]["acts"].recall == 0
    assert score(CHOSEN, known)[0]["acts"].precision == 0


def test_nesting_in_the_wrong_one_costs() -> None:
    first, second, third, *rest = GOLD["attributions"]
    nested = CHOSEN | {"attributions": [first, second | {"nested_in": first["id"]}, third, *rest]}
    rows = perfect().attributions

    def with_outer(name: str | None) -> Tables:
        return perfect().having(attributions=[rows[0], replace(rows[1], within=name), *rows[2:]])

    assert score(nested, with_outer(first["id"]))[0]["nesting"].f == 1
    assert score(nested, with_outer(third["id"]))[0]["nesting"].f == 0
    assert score(nested, with_outer(None))[0]["nesting"].recall == 0


def test_a_saying_of_nobody_is_right_without_a_speaker() -> None:
    first, *rest = GOLD["attributions"]
    gold = GOLD | {"attributions": [first | {"source": [], "speaker": "they"}, *rest]}
    rows = perfect().attributions
    tables = perfect().having(attributions=[replace(rows[0], speaker=None), *rows[1:]])
    assert score(gold, tables)[0]["speaker named"].f == 1
