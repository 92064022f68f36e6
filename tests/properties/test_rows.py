"""Every row says what its text says; the order of inputs, foreign articles and comments change nothing."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.score import STORIES
from sayso.model import ROWS, Tables
from sayso.pipeline import check_rows
from tests.properties.stories import Articles, articles, trace

STANCES = (("asserts",), ("asserts", "denies", "doubts"))
APART = ("demo", "archive", "vaccine", "tally", "strait", "lamps")
"""Stories that share no name. `forms`, `foundry` and `dossier` have "the company", "a Ledger" or "the leader of the
opposition" as others do.
"""
OF_A_DOCUMENT = ("regions", "attributions", "mentions", "relays", "figures", "dates", "wordings", "promises")


@pytest.mark.parametrize("story", STORIES)
def test_every_row_says_what_its_text_says(story: str) -> None:
    tables = trace(articles(story))
    for name in ROWS:
        check_rows(tables, name)


@pytest.mark.parametrize("story", STORIES)
def test_regions_tile(story: str) -> None:
    tables = trace(articles(story))
    for document in tables.documents:
        edges = [(r.start, r.end) for r in tables.regions if r.document == document.document]
        assert edges[0][0] == 0
        assert edges[-1][1] == len(document.text)
        assert all(one[1] == other[0] for one, other in pairwise(edges))


@pytest.mark.parametrize("story", STORIES)
def test_every_id_points_at_a_row(story: str) -> None:
    tables = trace(articles(story))
    documents = {row.document for row in tables.documents}
    sources = {row.source for row in tables.sources}
    attributions = {row.attribution for row in tables.attributions}
    claims = {row.claim for row in tables.claims}
    assert {row.speaker for row in tables.attributions} - {None} <= sources
    assert {row.within for row in tables.attributions} - {None} <= attributions
    assert {row.source for row in tables.mentions} <= sources
    assert {row.outlet for row in tables.relays} | {row.outlet for row in tables.documents} <= sources | {None}
    assert {row.attribution for row in (*tables.wordings, *tables.promises, *tables.figures)} <= attributions | {None}
    assert {row.claim for row in (*tables.wordings, *tables.origins)} <= claims
    assert {row.claim for row in tables.edges} <= claims | {None}
    assert {end for row in tables.edges for end in (row.from_, row.to)} <= documents | sources
    assert {step for row in tables.origins for step in row.path} <= documents | sources


@pytest.mark.parametrize("story", STORIES)
def test_a_range_of_origins_is_a_range(story: str) -> None:
    tables = trace(articles(story))
    origins = Counter(row.claim for row in tables.origins)
    for claim in tables.claims:
        assert 0 <= claim.independent_low <= claim.independent_high <= max(1, origins[claim.claim])
        put = {
            stance: {w.document for w in tables.wordings if w.claim == claim.claim and w.stance in stance}
            for stance in STANCES
        }
        assert len(put[STANCES[0]]) <= claim.documents <= len(put[STANCES[1]])


@settings(max_examples=4)
@given(st.permutations(articles("tally")), st.permutations(articles("vaccine")))
def test_the_order_of_inputs_changes_nothing(one: list[tuple[str, bytes]], other: list[tuple[str, bytes]]) -> None:
    assert trace((*one, *other)) == trace((*articles("tally"), *articles("vaccine")))


def test_the_order_of_the_demo_changes_nothing() -> None:
    assert trace(tuple(reversed(articles("demo")))) == trace(articles("demo"))


@pytest.mark.parametrize("table", [*OF_A_DOCUMENT, "reuse", "claims", "origins", "edges"])
@pytest.mark.parametrize("story", APART)
def test_foreign_articles_change_no_row_of_ours(story: str, table: str) -> None:
    alone = trace(articles(story))
    crowd = trace(tuple(article for name in APART for article in articles(name)))
    ours = {document.document for document in alone.documents}
    if table in OF_A_DOCUMENT:
        theirs = [row for row in getattr(crowd, table) if row.document in ours]
    else:
        theirs = [row for row in getattr(crowd, table) if row in set(getattr(alone, table))]
    assert theirs == list(getattr(alone, table))


def said(tables: Tables) -> dict[str, Counter[tuple[object, ...]]]:
    """What the articles say, in words: ids and offsets differ when a file's bytes differ."""
    names = {source.source: source.name for source in tables.sources}
    rows = {
        "attributions": [
            (a.source_text, a.cue_text, a.content_text, a.form, a.act, a.rule, names.get(a.speaker or ""))
            for a in tables.attributions
            if not a.comment
        ],
        "relays": [(r.text, r.scope, names.get(r.outlet or "")) for r in tables.relays],
        "figures": [(f.text, f.what, f.low, f.high, f.disagrees) for f in tables.figures],
        "dates": [(d.text, d.value) for d in tables.dates],
        "claims": [(c.documents, c.independent_low, c.independent_high) for c in tables.claims],
        "promises": [(p.text,) for p in tables.promises],
    }
    return {table: Counter(values) for table, values in rows.items()}


COMMENTS = {
    "demo/03-olmist-courier.html": (b'<section id="comments"', b"</section>"),
    "demo/05-gorna-mirror.html": (b'<section class="comments"', b"</section>"),
    "demo/07-newsbarn.txt": (b"Leave a comment", None),
    "demo/11-pit-and-parliament.txt": (b"3 thoughts on", None),
}


def without_comments(name: str, data: bytes) -> bytes:
    """An article of the demo story without its readers' comments."""
    if name not in COMMENTS:
        return data
    first, last = COMMENTS[name]
    start = data.index(first)
    return data[:start] + (data[data.index(last, start) + len(last) :] if last else b"")


MORE = """

Comments (2)

mudlark says:
According to my uncle, 700 people are dead. “Ostrander paid for it,” he said.

Gilda says:
The Gorna Mirror reported yesterday that the alarm was never switched off.
"""


def with_more_comments(name: str, data: bytes) -> bytes:
    """A plain article of the demo story with two more comments at its end."""
    return data + MORE.encode() if name.endswith(("01-radio-karsen.txt", "02-veska-press.txt")) else data


@pytest.mark.parametrize("change", [without_comments, with_more_comments])
def test_comments_never_change_what_the_articles_say(change: object) -> None:
    changed: Articles = tuple((name, change(name, data)) for name, data in articles("demo"))  # type: ignore[operator]
    assert changed != articles("demo")
    before, after = said(trace(articles("demo"))), said(trace(changed))
    for table, rows in before.items():
        assert rows == after[table], (table, rows - after[table], after[table] - rows)
