"""The time line: which dates date something, what is one event, and what the order of telling says of open days."""

from dataclasses import replace
from datetime import date
from random import Random
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.language import split_sentences
from sayso.language.calendar import read_dates
from sayso.language.items import read_items
from sayso.model import Attribution, Date, Document, Moment, Span, Tables, Wording
from sayso.pipeline.check import check_rows
from sayso.trace.timeline import order_moments
from sayso.trace.timeline.days import UNKNOWN, Days, agree, first_after, interval_text, last_before, read_days
from sayso.trace.timeline.roles import role_of
from tests.trace.case import MADE, attribution, claim, copied, document, own_wording, source, wording


def published(text: str, day: str | None) -> Document:
    """A document with its day of publication."""
    return replace(document(text), published=day, published_from="record" if day else None)


def dates_of(*documents: Document) -> list[Date]:
    """The dates of documents as the stage `figures` reads them."""
    return [
        Date(d.document, *seen.span, seen.span.text_in(d.text), seen.value, "figures.rules/1", seen.form, 0.9)
        for d in documents
        for seen in read_dates(d.text, published=d.published)
    ]


def line(*documents: Document, **rows: Any) -> list[Moment]:
    """The time line of documents, checked against their texts; of the kind `event` unless all are asked for."""
    tables = Tables().having(documents=documents, dates=dates_of(*documents), **rows)
    moments = order_moments(tables)
    check_rows(tables.having(timeline=moments), "timeline")
    return sorted(moments, key=lambda m: (m.kind, m.what))


def of_kind(kind: str, moments: list[Moment]) -> list[Moment]:
    """The moments of one kind."""
    return [moment for moment in moments if moment.kind == kind]


@pytest.mark.parametrize(
    ("value", "bounds"),
    [
        ("2016-09-17", "2016-09-17"), ("2016-09", "2016-09-01/2016-09-30"), ("2016-02", "2016-02-01/2016-02-29"),
        ("199X", "1990-01-01/1999-12-31"), ("2016-XX-XX", "2016-01-01/2016-12-31"), ("../2016-09", "../2016-09-30"),
        ("2016-09-12/2016-09-18", "2016-09-12/2016-09-18"), ("2016-09-17/..", "2016-09-17/.."),
        ("2016-09-17T23:59:59-11:00", "2016-09-17"), ("2014-22", "2013-12-01/2015-02-28"),
        ("9999-24", "9998-12-01/9999-12-31"),
        ("XXXX-09-17", None), ("2016-09~", None), ("0000", None), ("2016-13", None), ("2016-09-18/2016-09-17", None),
        ("", None), (None, None), ("٢٠١٦", None),
    ],
)  # fmt: skip
def test_days_of_a_value(value: str | None, bounds: str | None) -> None:
    days = read_days(value)
    assert interval_text(days.first, days.last) == bounds


def test_days_without_their_year() -> None:
    assert read_days("XXXX-09-17") == Days(None, None, (917, 917))
    assert read_days("XXXX-02-30") == UNKNOWN
    assert agree(read_days("XXXX-09-17"), read_days("2016-09"))
    assert not agree(read_days("XXXX-09-17"), read_days("2016-10"))
    assert agree(read_days("XXXX-02-29"), read_days("2016"))
    assert not agree(read_days("XXXX-02-29"), read_days("2015"))
    day = date(2015, 3, 1).toordinal()
    assert last_before(read_days("XXXX-02-29"), day) == date(2012, 2, 29).toordinal()
    assert first_after(read_days("XXXX-02-29"), day) == date(2016, 2, 29).toordinal()
    assert last_before(read_days("XXXX-12-31"), 1) is None
    assert first_after(read_days("XXXX-01-01"), date.max.toordinal()) is None


_VALUES = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"(\d{4}|\d\d\dX|XXXX)(-(\d\d|XX)(-(\d\d|XX))?)?(/(\d{4}-\d\d-\d\d|\.\.)?)?", fullmatch=True),
)


@given(_VALUES, _VALUES, st.integers(1, date.max.toordinal()))
def test_days_hold_for_any_value(one: str, other: str, bound: int) -> None:
    first, second = read_days(one), read_days(other)
    assert agree(first, second) == agree(second, first)
    assert agree(first, first)
    before, after = last_before(first, bound), first_after(first, bound)
    assert before is None or before <= bound
    assert after is None or after >= bound


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The weir gave way on Friday.", "main: The weir gave way on Friday."),
        ("On 3 May 2019 the weir gave way.", "main: On 3 May 2019 the weir gave way."),
        ("The weir was opened in early March 2019.", "main: The weir was opened in early March 2019."),
        ("Divers were sent down Friday.", "main: Divers were sent down Friday."),
        ("It was shut on the evening of 3 May.", "main: It was shut on the evening of 3 May."),
        ("Ruk, who was elected in 2014, has resigned.", "clause: who was elected in 2014"),
        ("It was closed after divers were sent down on 3 May.", "clause: after divers were sent down on 3 May."),
        ("It was closed following the collapse on 3 May.", "phrase: the collapse on 3 May"),
        ("The 3 May 2019 floods were worse.", "phrase: The 3 May 2019 floods"),
        ("Crews had worked after Friday's collapse.", "phrase: Friday's collapse"),
        ("Ruk left after the raid and was found on Friday.", "main: Ruk left after the raid and was found on Friday."),
        ("It was closed since the river gained height in June.", "clause: since the river gained height in June."),
        ("Odo Ruk, who led the crew, was freed, on Friday.", "main: Odo Ruk, who led the crew, was freed, on Friday."),
        ("It was closed after eleven on Friday.", "main: It was closed after eleven on Friday."),
        ("Crews have worked since finding it on Friday.", "clause: since finding it on Friday."),
        ("The Mail on Sunday was sold.", None),
        ("A picture posted by Odo Ruk on 3 May 2019", None),
        ("The vote will be held on Friday.", "main, planned: The vote will be held on Friday."),
        ("The weir has been shut since Friday.", None),
        ("It must be repaired by 3 May.", None),
        ("It was printed in its Friday edition.", None),
        ("If it had failed on Friday, boats would have been lost.", None),
        ("3 May 2019 by Odo Ruk", None),
        ("Tollbridge Friday Courier was sold.", None),
    ],
)
def test_what_a_date_says_in_its_sentence(sentence: str, expected: str | None) -> None:
    (found,) = read_dates(sentence)
    frame = Span(0, len(sentence))
    role = role_of(read_items(sentence, 0, len(sentence), True), found.span, frame)
    said = f"{role.shape}{', planned' * role.planned}: {role.what.text_in(sentence)}" if role else None
    assert said == expected


def test_without_dates_nothing_is_dropped_and_nothing_bound() -> None:
    here, there = document("The weir gave way, said Ruk."), document("Ruk said the weir gave way. ")
    said = [attribution(d, "he weir gave way", "Ruk") for d in (here, there)]
    moments = line(here, there, attributions=said, wordings=[wording(a) for a in said], sources=[source("Ruk")],
                   claims=[claim(here)])  # fmt: skip
    assert [m.kind for m in moments] == ["publication", "publication", "statement"]
    assert {(m.value, m.earliest, m.latest) for m in moments} == {(None, "", "")}
    assert moments[-1].documents == tuple(sorted((here.document, there.document)))


def test_an_event_of_one_claim_in_two_documents_is_one_row_with_the_closest_date() -> None:
    here = published("The weir gave way on Friday.", "2019-05-06")
    there = published("Engineers found that the sluice gate had burst on 3 May.", None)
    worded = [own_wording(here, here.text), own_wording(there, there.text)]
    (event,) = of_kind("event", line(here, there, wordings=worded, claims=[claim(here)]))
    assert (event.value, event.claim, len(event.documents), len(event.evidence)) == ("2019-05-03", "c", 2, 2)


def test_incompatible_dates_of_one_claim_stay_apart() -> None:
    here, there = published("The weir gave way on 3 May 2019.", None), published("The weir broke on 4 May 2019.", None)
    worded = [own_wording(here, here.text), own_wording(there, there.text)]
    events = of_kind("event", line(here, there, wordings=worded, claims=[claim(here)]))
    assert sorted(e.value or "" for e in events) == ["2019-05-03", "2019-05-04"]


def test_a_coarse_date_that_fits_two_days_joins_neither() -> None:
    texts = ("The weir gave way on 3 May 2019.", "The weir broke on 4 May 2019.", "The weir failed in May 2019.")
    documents = [document(text) for text in texts]
    worded = [own_wording(d, d.text) for d in documents]
    assert len(of_kind("event", line(*documents, wordings=worded, claims=[claim(documents[0])]))) == 3


def test_a_weekday_joins_the_day_it_may_be() -> None:
    here, there = document("The weir gave way on Friday, 3 May 2019."), document("The weir broke on Friday. ")
    worded = [own_wording(here, here.text), own_wording(there, there.text.strip())]
    assert len(of_kind("event", line(here, there, wordings=worded, claims=[claim(here)]))) == 1
    other = document("The weir broke on Sunday.")
    worded[1] = own_wording(other, other.text)
    assert len(of_kind("event", line(here, other, wordings=worded, claims=[claim(here)]))) == 2


def test_like_sentences_and_copies_tell_of_one_event() -> None:
    first = published("The Marrow Weir gave way on Friday, flooding Tollbridge.", "2019-05-06")
    like = published("The Marrow Weir gave way on 3 May, within sight of Tollbridge.", None)
    other = published("The Marrow Weir was painted on 3 May 2018.", None)
    events = of_kind("event", line(first, like, other))
    assert sorted((e.value or "", len(e.documents)) for e in events) == [("2018-05-03", 1), ("2019-05-03", 2)]
    words = "Crews came on 9 June 2019 and left."
    here, there = document(f"{words} One."), document(f"Two. {words}")
    (event,) = of_kind("event", line(here, there, reuse=[copied(here, there, words)]))
    assert len(event.documents) == 2


def test_dates_beside_a_cue_date_the_statement_and_those_inside_its_content_the_event() -> None:
    text = "Ruk said on Monday that the weir had failed on Friday."
    here = published(text, "2019-05-07")
    row = _said(here, "Ruk", "said", "that the weir had failed on Friday")
    moments = line(here, attributions=[row], wordings=[wording(row)], sources=[source("Ruk")], claims=[claim(here)])
    event, publication, statement = moments
    assert (event.value, statement.value, publication.value) == ("2019-05-03", "2019-05-06", "2019-05-07")
    assert (statement.source, statement.claim) == ("Ruk", "c")
    assert event.what_text == "that the weir had failed on Friday"


def _said(where: Document, who: str, cue: str, content: str) -> Attribution:
    def span(words: str) -> Span:
        start = where.text.index(words)
        return Span(start, start + len(words))

    row = attribution(where, content, who)
    return replace(row, source=(span(who),), source_text=(who,), cue=(span(cue),), cue_text=(cue,))


def test_yesterday_in_a_quotation_is_not_counted_from_the_day_of_printing() -> None:
    here = published("“The weir had failed yesterday,” Ruk said.", "2019-05-07")
    row = replace(_said(here, "Ruk", "said", "“The weir had failed yesterday,”"), form="direct")
    moments = line(here, attributions=[row], wordings=[wording(row)], sources=[source("Ruk")], claims=[claim(here)])
    assert of_kind("event", moments)[0].value == "../2019-05-07"
    assert of_kind("event", moments)[0].earliest == ""


def test_bounds_go_from_publications_to_statements_to_events_and_back() -> None:
    here = published("Ruk said that the weir had failed on 3 May.", "2019-05-07")
    row = _said(here, "Ruk", "said", "that the weir had failed on 3 May")
    rows: dict[str, Any] = {
        "attributions": [row], "wordings": [wording(row)], "sources": [source("Ruk")], "claims": [claim(here)],
    }  # fmt: skip
    event, _, statement = line(here, **rows)
    assert (event.value, event.earliest, event.latest) == ("XXXX-05-03", "", "2019-05-03")
    assert statement.value == "../2019-05-07"
    undated = published("Ruk said that the weir had failed on 3 May 2019.", None)
    row = _said(undated, "Ruk", "said", "that the weir had failed on 3 May 2019")
    rows |= {"attributions": [row], "wordings": [wording(row)], "claims": [claim(undated)]}
    event, publication, statement = line(undated, **rows)
    assert (event.value, statement.value, publication.value) == ("2019-05-03", "2019-05-03/..", "2019-05-03/..")


def test_a_copy_is_published_after_its_parent() -> None:
    words = "The weir is of stone."
    parent, copy, last = published(f"A {words}", None), published(f"B {words}", "2019-05-07"), document(f"C {words}")
    reuse = [copied(parent, copy, words, "known"), copied(copy, last, words, "known")]
    values = {m.what_text[0]: m.value for m in line(parent, copy, last, reuse=reuse)}
    assert values == {"A": "../2019-05-07", "B": "2019-05-07", "C": "2019-05-07/.."}
    guessed = [replace(row, direction="guessed") for row in reuse]
    assert [m.value for m in line(parent, copy, last, reuse=guessed)].count(None) == 2


def test_a_ring_of_copies_and_a_back_dated_copy_end() -> None:
    words = "The weir is of stone."
    one, two = published(f"A {words}", "2019-05-07"), published(f"B {words}", "2018-01-01")
    reuse = [copied(one, two, words, "known"), copied(two, one, words, "known")]
    moments = line(one, two, reuse=reuse)
    assert sorted(m.value or "" for m in moments) == ["2018-01-01", "2019-05-07"]
    assert any("does not fit" in m.rule for m in moments)


def test_what_is_planned_gets_no_bound() -> None:
    here = published("The vote will be held on 9 May.", "2019-05-07")
    (event,) = of_kind("event", line(here))
    assert (event.earliest, event.latest) == ("", "")
    assert "may lie ahead" in event.rule


def test_order_of_rows_and_foreign_documents_change_nothing() -> None:
    texts = ("The weir gave way on 3 May 2019.", "The weir broke on 4 May 2019.", "The weir failed in May 2019.")
    documents = [document(text) for text in texts]
    worded: list[Wording] = [own_wording(d, d.text) for d in documents]
    rows = {"claims": [claim(documents[0])]}
    expected = line(*documents, wordings=worded, **rows)
    dice = Random(7)
    for _ in range(5):
        dice.shuffle(documents)
        dice.shuffle(worded)
        assert line(*documents, wordings=worded, **rows) == expected
    foreign = document("A choir sang in Ostmere on 3 May 2019.")
    assert [
        m for m in line(*documents, foreign, wordings=worded, **rows) if m.documents != (foreign.document,)
    ] == expected


def test_a_line_of_nothing_but_dates_is_linear_and_says_what_it_left_out() -> None:
    took = []
    for times in (4_000, 16_000):
        long = document("It fell on Monday, " * times)
        dates = dates_of(long)
        began = process_time()
        (publication,) = order_moments(Tables().having(documents=[long], dates=dates))
        took.append(process_time() - began)
        assert "left out" in publication.rule
    assert took[1] < 12 * took[0] + 0.5


def test_a_text_of_blanks_has_no_words_to_show() -> None:
    assert line(document(" \n ")) == []
    assert split_sentences(" \n ") == []


def test_rows_name_their_maker() -> None:
    (moment,) = line(document("The weir is of stone."))
    assert moment.made_by.startswith("trace.timeline/")
    assert MADE[0] == "test.rules/1"
