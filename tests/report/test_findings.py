"""The count's reasons, drift, time line and ledgers on the page; every code on it can be looked up."""

import re
from dataclasses import replace
from html import unescape

import pytest

from sayso.cli.why import _find_id, _find_row
from sayso.model import Moment, Pair
from sayso.report import summarise, write_report
from sayso.report.case import index_case
from sayso.report.findings import explain_count, lay_out_time, list_drift, read_ledgers
from sayso.report.findings.moments import when
from tests.report.case import CLAIM, DOCUMENT, MADE, RUN, build_tables, find


def section(page: str, name: str) -> str:
    """The words of one section of the page, tags left out."""
    inside = page.split(f'<section id="{name}"')[1].split("</section>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", inside)).split())


def test_a_card_says_pair_by_pair_why() -> None:
    page = write_report(build_tables(), RUN)
    card = page.split('id="claim-1"')[1].split("</article>")[0]
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", card)).split())
    assert "Why 1–3: 3 origins, pair by pair" in words
    assert "perhaps two" in words
    assert "the reports may have it from her" in words
    assert words.index("perhaps two") < words.index("one origin ")


def test_pairs_and_origins_are_capped_and_counted() -> None:
    tables = build_tables()
    pairs = [Pair(CLAIM["sawn"], f"x{n}", "y", "open", "why", (), *MADE) for n in range(35)]
    origins = [replace(tables.origins[0], claim=CLAIM["sawn"], origin=f"o-{n}") for n in range(33)]
    case = index_case(tables.having(pairs=pairs, origins=origins), RUN)
    why = explain_count(case, next(c for c in case.claims if c.claim == CLAIM["sawn"]))
    assert (len(why.pairs), why.pairs_left, len(why.origins), why.origins_left) == (30, 5, 30, 3)


def test_drift_shows_both_wordings_of_each_step() -> None:
    words = section(write_report(build_tables(), RUN), "drift")
    assert "attribution dropped" in words
    assert "said that the roof beams had been sawn through before the storm" in words
    assert "The beams were cut through" in words
    tables = build_tables()
    told = [
        "Odalys",
        "Penk",
        "said",
        "fresh",
        "saw",
        "marks",
        "were",
        "found",
        "on",
        "each",
        "beam",
        "More",
        "than",
        "ten",
    ]
    rows = [replace(tables.drift[0], claim=CLAIM["sawn"], later=find("pilot", word), later_text=word) for word in told]
    (found,), left = list_drift(index_case(tables.having(drift=rows), RUN))
    assert (len(found.steps), found.left, left) == (12, 2, 0)


def test_the_time_line_is_in_order_and_what_nothing_dates_comes_last() -> None:
    words = section(write_report(build_tables(), RUN), "timeline")
    order = ["2024-03-04", "2024-03-05", "May, year not given", "2024-03-05 or before", "not dated"]
    at = -1
    for one in order:
        at = words.index(one, at + 1)
    assert "1 moment with bounds only" in words
    assert "2 moments that nothing dates" in words


@pytest.mark.parametrize(
    ("value", "first", "last", "words"),
    [
        ("2016-09-17", "2016-09-17", "2016-09-17", "2016-09-17"),
        ("2016-09", "2016-09-01", "2016-09-30", "2016-09-01 to 2016-09-30"),
        ("../2016-09-17", "", "2016-09-17", "2016-09-17 or before"),
        ("2016-09-17/..", "2016-09-17", "", "2016-09-17 or after"),
        ("XXXX-09-17", "", "", "17 September, year not given"),
        ("XXXX-09-17", "", "2016-09-17", "17 September, 2016-09-17 or before"),
        ("XXXX-09-17/XXXX-09-19", "", "", "17 September to 19 September, year not given"),
        (None, "", "", "not dated"), ("XXXX-99", "", "", "not dated"),
    ],
)  # fmt: skip
def test_days_in_words(value: str | None, first: str, last: str, words: str) -> None:
    place = find("brine", "4 March")
    assert when(Moment("t", "event", value, first, last, place, "", None, None, (), (), *MADE)) == words


def test_the_picture_leaves_out_what_is_far_off_and_says_so() -> None:
    tables = build_tables()
    event = next(m for m in tables.timeline if m.kind == "event" and m.latest)
    days = ["1980-08-26", *(f"2024-03-{day:02}" for day in range(1, 9))]
    rows = [*tables.timeline, *(replace(event, moment=f"t-{d}", value=d, earliest=d, latest=d) for d in days)]
    rows += [replace(event, moment=f"t-{n}") for n in range(9)]
    strip = lay_out_time(index_case(tables.having(timeline=rows), RUN)).strip
    assert strip is not None
    assert strip.outside == 1
    assert max(dot.number for dot in strip.dots) == 11
    assert max(dot.shown for dot in strip.dots) == 5
    assert all(0 <= dot.x <= 760 for dot in strip.dots)
    assert lay_out_time(index_case(tables.having(timeline=[event]), RUN)).strip is None


def test_many_moments_are_cut_and_counted() -> None:
    tables = build_tables()
    rows = [replace(m, moment=f"{m.moment}{n}") for m in tables.timeline for n in range(130)]
    line = lay_out_time(index_case(tables.having(timeline=rows), RUN))
    assert (len(line.dated), line.dated_left) == (120, 270)
    assert (len(line.bounded), line.bounded_left, len(line.undated), line.undated_left) == (60, 70, 60, 200)
    words = section(write_report(tables.having(timeline=rows), RUN), "timeline")
    assert "and 270 more moments: sayso show CASE timeline" in words


def test_ledgers_stand_apart_from_disagreements() -> None:
    case = index_case(build_tables(), RUN)
    assert [book.ledger for book in read_ledgers(case)] == ["weak link", "anonymous", "missing work"]
    assert [book.ledger for book in read_ledgers(case, disagreeing=True)] == ["date"]
    page = write_report(build_tables(), RUN)
    assert "If one source fell away" in section(page, "ledgers")
    assert "Dates that disagree" in section(page, "disagreements")
    rows = [replace(case.tables.ledgers[0], entry=f"l-{n}", rank=n) for n in range(30)]
    (book,) = read_ledgers(index_case(build_tables().having(ledgers=rows), RUN), rows[0].ledger == "date")
    assert (len(book.lines), book.left) == (25, 5)


def test_every_code_of_page_and_summary_is_an_answer_of_sayso_why() -> None:
    tables = build_tables()
    page, lines = write_report(tables, RUN), summarise(tables, RUN)
    codes = {unescape(code) for code in re.findall(r'<code class="id">([^<]+)</code>', page)}
    ended = {line.rsplit("  ", 1)[-1] for line in lines if line.startswith(("CLAIM", "DISAGREE", "FIGURES"))}
    assert {code.split("-")[0] for code in codes} >= {"c", "t", "l", "a", "d"}
    assert {claim.claim for claim in tables.claims} <= codes
    assert ended <= codes | {"hurt"}
    for code in sorted(codes | ended):
        assert _find_row(tables, code) if ":" in code else _find_id(tables, code), code
    moment, entry = tables.timeline[0], tables.ledgers[0]
    assert _find_id(tables, moment.moment)[0] == ("timeline", moment)
    assert _find_id(tables, entry.entry)[0] == ("ledgers", entry)


def test_an_address_that_is_no_table_finds_nothing() -> None:
    assert _find_row(build_tables(), "having:0") == []
    assert _find_row(build_tables(), "drift:0")[0][0] == "drift"
    assert DOCUMENT["brine"] in {m.documents[0] for m in build_tables().timeline}


def test_the_summary_counts_what_to_check() -> None:
    lines = summarise(build_tables(), RUN)
    check = next(line for line in lines if line.startswith("CHECK"))
    assert "weak links: 1" in check
    assert "dates that disagree: 1" in check
    assert len(lines) <= 25
    assert max(map(len, lines)) <= 100


def test_a_figure_says_what_it_was_taken_from_and_what_became_of_it() -> None:
    tables = build_tables()
    brine, pilot = find("brine", "Eleven stallholders were hurt"), find("pilot", "More than ten people were hurt")
    figures = [
        replace(f, parent=brine, change="rounded", descent="passage") if f.span == pilot.span else f
        for f in tables.figures
    ]
    words = section(write_report(tables.having(figures=figures), RUN), "disagreements")
    assert "brine rounded; the passage was copied" in words
    assert "Taken from" in words
