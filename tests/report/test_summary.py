"""The terminal summary: at most 25 lines of at most 100 characters, whatever the case holds."""

from dataclasses import replace

from sayso.model import Tables
from sayso.report import summarise
from tests.report.case import CLAIM, RUN, build_tables


def test_it_tells_chain_promise_denial_and_figures() -> None:
    lines = summarise(build_tables(), RUN)
    text = "\n".join(lines)
    assert lines[0].startswith("fish hall: 6 documents · 3 claims · 1 input refused · network: off")
    assert "4 documents → 1 named origin + 1 unnamed source + 1 with no origin named  (independent: 1–3)" in text
    assert "Odalys Penk ← brine · ← Tidewater FM ← gullery" in text
    assert "evidence promised in gullery · shown in: none · 2 wordings of one quote" in text
    assert "DISAGREE 1: the beams were sawn through" in text
    assert "denied by: Corvane & Sons, lantern" in text
    assert "FIGURES  injured, put differently" in text
    assert "NOT SURE 1 attribution needs your eyes" in text
    assert lines[-1] == "report:  fish-hall.sayso/report.html"


def test_it_never_grows_beyond_the_screen() -> None:
    tables = build_tables()
    claims = [replace(tables.claims[0], claim=f"c-{n}", documents=9, gist_text="word " * 300) for n in range(500)]
    wordings = [replace(w, claim=c.claim, text=("word " * 900,)) for c in claims for w in tables.wordings]
    figures = [replace(f, group=f"g{n}", what="w" * 500) for n in range(50) for f in tables.figures]
    promises = [replace(tables.promises[0], attribution=f"a-{n}") for n in range(50)]
    big = tables.having(claims=claims, wordings=wordings, figures=figures, promises=promises)
    lines = summarise(big, {**RUN, "name": "n" * 900, "report": "/" + "p" * 900})
    assert len(lines) <= 25
    assert max(map(len, lines)) <= 100
    assert lines[-1].startswith("report:")


def test_an_empty_case_has_a_summary() -> None:
    assert summarise(Tables(), {}) == [
        "no document · no claim · network: off",
        "sayso says who says what and from whom they have it; it does not say what is true",
    ]


def test_controls_in_names_are_shown_as_marks() -> None:
    tables = build_tables()
    sources = [replace(s, name=f"\x1b]52;c;YQ==\x07{s.name}\u202e\r") for s in tables.sources]
    text = "\n".join(summarise(tables.having(sources=sources), RUN))
    assert "‹U+001B›" in text
    assert not any(c in text for c in "\x1b\x07\u202e\r")


def test_claims_that_mirror_each_other_are_told_once() -> None:
    tables = build_tables()
    turned = {"asserts": "denies", "denies": "asserts"}
    pair = [w for w in tables.wordings if w.claim == CLAIM["sawn"] and w.stance != "doubts"]
    claims = [replace(tables.claims[0], claim=name) for name in ("c-1", "c-2")]
    rows = [replace(w, claim="c-1") for w in pair] + [replace(w, claim="c-2", stance=turned[w.stance]) for w in pair]
    lines = summarise(tables.having(claims=claims, wordings=rows), RUN)
    assert sum(line.startswith("DISAGREE") for line in lines) == 1
