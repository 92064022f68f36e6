"""The ledgers of small made cases: who is missing, whom all hangs on, who goes unnamed, in circles, unheard."""

import gc
from dataclasses import replace
from random import Random
from time import process_time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sayso.model import Attribution, Document, Entry, Ledger, Region, Relay, Source, Span, Tables, Wording
from sayso.trace import trace_origins
from sayso.trace.ledgers.findings import MOST_PLACES, MOST_ROWS
from sayso.trace.ledgers.sourcing.weak import _bottlenecks
from tests.trace.case import MADE, attribution, claim, document, own_wording, relay, source, wording

SAID = "the bells were sold"
Tale = tuple[list[Document], list[Wording], list[Attribution], list[Relay], list[Source]]


def keep(
    documents: list[Document],
    wordings: list[Wording],
    said: list[Attribution],
    relays: list[Relay],
    sources: list[Source],
    regions: list[Region] | None = None,
) -> list[Entry]:
    """The ledgers of made rows."""
    firsts = {w.claim: next(d for d in documents if d.document == w.document) for w in reversed(wordings)}
    *_, entries = trace_origins(
        documents=documents, regions=regions or [], attributions=said, relays=relays, sources=sources, mentions=[],
        reuse=[], claims=[claim(where, key) for key, where in sorted(firsts.items())], wordings=wordings, figures=[],
        dates=[], promises=[],
    )  # fmt: skip
    return entries


def of(entries: list[Entry], ledger: Ledger) -> list[Entry]:
    return [entry for entry in entries if entry.ledger == ledger]


def bells() -> Tale:
    """Three articles have it from the Herald, which is not there; one of them has a foreman, another a register."""
    first = document(f"Herald: {SAID}, foreman Oda Brisk said. A clerk said the tower leaned.", "Mail")
    second = document(f"Herald again: {SAID}, Oda Brisk said.", "Post")
    third = document("Herald once more. The parish register shows the roof was lead.", "Echo")
    one, two = attribution(first, SAID, "Oda Brisk"), attribution(second, SAID, "Oda Brisk")
    lean = attribution(first, "the tower leaned", "a clerk")
    lead = attribution(third, "the roof was lead", "parish register")
    sources = [source(name, "outlet") for name in ("Herald", "Mail", "Post", "Echo")]
    sources += [source("Oda Brisk"), source("a clerk", "unnamed"), source("parish register", "document")]
    words = [wording(one), wording(two), wording(lean, claim="d"), wording(lead, claim="e")]
    relays = [relay(first, "Herald", [one]), relay(second, "Herald", [two]), relay(third, "Herald", [])]
    return [first, second, third], words, [one, two, lean, lead], relays, sources


def test_a_cited_outlet_and_a_cited_register_are_missing() -> None:
    rows = of(keep(*bells()), "missing work")
    assert [(r.name, r.claims, len(r.documents)) for r in rows] == [
        ("parish register", ("e",), 1),
        ("Herald", ("c",), 3),
    ]
    assert rows[1].note == "Herald: cited in 3 articles, not in the case; 1 claim leads there."
    assert rows[0].note.endswith("1 claim leads there, and 1 trail ends there.")
    assert all(r.evidence and r.evidence_text for r in rows)


def test_an_outlet_whose_article_is_there_is_not_missing_however_it_is_spelled() -> None:
    documents, words, said, relays, sources = bells()
    own = replace(documents[2], outlet="Herald Online")
    entries = keep([*documents[:2], own], words, said, relays, [*sources, source("herald-online.com", "outlet")])
    assert "Herald" in [r.name for r in of(entries, "missing work")]  # Herald Online is another name
    spelled = [replace(r, outlet="herald-online.com") for r in relays]
    entries = keep([*documents[:2], own], words, said, spelled, [*sources, source("herald-online.com", "outlet"),
                                                                 source("Herald Online", "outlet")])  # fmt: skip
    assert [r.name for r in of(entries, "missing work")] == ["parish register"]


def test_a_document_called_by_one_common_word_is_nothing_to_fetch() -> None:
    documents, words, said, relays, sources = bells()
    renamed = [replace(s, name="the statements") if s.name == "parish register" else s for s in sources]
    assert [r.name for r in of(keep(documents, words, said, relays, renamed), "missing work")] == ["Herald"]


def test_a_weak_link_lies_on_every_trail() -> None:
    rows = of(keep(*bells()), "weak link")
    assert rows[0].name in ("Oda Brisk", "Herald")
    assert {r.name: r.claims for r in rows} == {"Oda Brisk": ("c",), "Herald": ("c",)}
    assert next(r for r in rows if r.name == "Oda Brisk").note == (
        "Without Oda Brisk 1 claim has nothing left to stand on, in 2 articles."
    )


def test_a_second_voice_takes_the_weight_off() -> None:
    documents, words, said, relays, sources = bells()
    other = document(f"Sexton Pim Tolley said {SAID}.", "Bugle")
    row = attribution(other, SAID, "Pim Tolley")
    sources += [source("Pim Tolley"), source("Bugle", "outlet")]
    rows = of(keep([*documents, other], [*words, wording(row)], [*said, row], relays, sources), "weak link")
    assert rows == []


@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=24))
def test_bottlenecks_are_what_cuts_root_from_end(pairs: set[tuple[int, int]]) -> None:
    """Against the obvious twin: take each node out and look whether the end can still be reached."""
    names = {0: "", 7: "\0"} | {n: str(n) for n in range(1, 7)}
    steps: dict[str, list[str]] = {}
    for giver, taker in sorted(pairs):
        steps.setdefault(names[giver], []).append(names[taker])

    def reaches(without: str | None) -> bool:
        seen, waiting = {""}, [""]
        while waiting:
            for taker in steps.get(waiting.pop(), ()):
                if taker not in seen and taker != without:
                    seen.add(taker)
                    waiting.append(taker)
        return "\0" in seen

    expected = {names[n] for n in range(1, 7) if not reaches(names[n])} if reaches(None) else set()
    assert set(_bottlenecks(steps)) == expected


def test_what_rests_on_unnamed_voices_alone_is_told() -> None:
    rows = of(keep(*bells()), "anonymous")
    assert [(r.name, r.claims) for r in rows] == [("a clerk", ("d",))]
    assert rows[0].note == "“a clerk” speaks without a name in 1 article; 1 claim rests on unnamed sources alone."


def test_two_described_alike_are_one_line_and_a_writer_is_none() -> None:
    documents, words, said, relays, sources = bells()
    more = document("The clerk said rain came. I said so, too.")
    clerk = attribution(more, "rain came", "the clerk")
    writer = replace(attribution(more, "so", "me"), source=(Span(26, 27),), source_text=("I",))
    sources += [source("the clerk", "unnamed"), source("me", "unnamed")]
    rows = of(keep([*documents, more], words, [*said, clerk, writer], relays, sources), "anonymous")
    assert len(rows) == 1
    assert len(rows[0].documents) == 2
    assert "perhaps one and the same" in rows[0].note


def ring() -> Tale:
    """The Mail has it from the Post and the Post from the Mail; the Echo has it from the Bugle, which names nobody."""
    mail, post = document(f"Post: {SAID}.", "Mail"), document(f"Mail has it that {SAID}.", "Post")
    bugle, echo = document("Snow fell on Quill.", "Bugle"), document("Bugle writes: Snow fell on Quill.", "Echo")
    one, two = attribution(mail, SAID, "Post"), attribution(post, SAID, "Mail")
    snow = attribution(echo, "Snow fell on Quill", "Bugle")
    words = [wording(one), wording(two), own_wording(bugle, "Snow fell on Quill", "d"), wording(snow, claim="d")]
    relays = [relay(mail, "Post", [one]), relay(post, "Mail", [two]), relay(echo, "Bugle", [snow])]
    sources = [source(name, "outlet") for name in ("Mail", "Post", "Bugle", "Echo")]
    return [mail, post, bugle, echo], words, [one, two, snow], relays, sources


def test_a_ring_and_a_credit_that_leads_nowhere() -> None:
    rows = of(keep(*ring()), "circular")
    assert [(r.name, r.claims, r.rule) for r in rows] == [
        ("Mail and Post", ("c",), "ring of a claim"),
        ("Bugle", ("d",), "leads nowhere"),
    ]
    assert rows[0].note == "Mail and Post have it from each other for 1 claim; a ring is no source."
    assert rows[1].note == "1 article credits Bugle for 1 claim, and Bugle's own article names nobody for it."


def accusation(more: str = "", speaker: str = "Oda Brisk") -> Tale:
    where = document(f"Oda Brisk said the Quill Water Board had poisoned the well. {more}".strip())
    row = attribution(where, "the Quill Water Board had poisoned the well", speaker)
    return [where], [wording(row)], [row], [], [source("Oda Brisk")]


def test_the_accused_without_a_voice_is_told() -> None:
    rows = of(keep(*accusation()), "silence")
    assert [(r.name, r.evidence_text) for r in rows] == [("Quill Water Board", ("Quill Water Board",))]
    assert rows[0].note == "Quill Water Board: accused by Oda Brisk in 1 article, no voice in the case."


def test_who_declined_is_told_with_the_sentence() -> None:
    rows = of(keep(*accusation("The Quill Water Board declined to comment.")), "silence")
    assert rows[0].rule.startswith("accused, declined to answer")
    assert rows[0].evidence_text == ("Quill Water Board", "The Quill Water Board declined to comment.")
    assert "declined to answer or could not be reached" in rows[0].note


def test_who_speaks_or_is_spoken_for_is_not_silent() -> None:
    documents, words, said, relays, sources = accusation("Its water is clean, the board said.")
    answer = attribution(documents[0], "Its water is clean", "the board")
    answer = replace(answer, source=(Span(80, 89),), source_text=("the board",))
    answered = [*sources, source("the board", "organisation")]
    assert of(keep(documents, words, [*said, answer], relays, answered), "silence") == []
    denied = [replace(row, act="denies") for row in said]
    assert of(keep(documents, words, denied, relays, sources), "silence") == []
    assert of(keep(*accusation(speaker="")), "silence") == []


def strip(entries: list[Entry], own: set[str]) -> list[Entry]:
    """Rows about some documents, without their rank."""
    return [replace(entry, rank=0) for entry in entries if set(entry.documents) <= own]


def mixed() -> Tale:
    tales = [bells(), ring(), accusation()]
    joined: list[Any] = [[row for tale in tales for row in tale[at]] for at in range(5)]
    joined[4] = list({row.source: row for row in joined[4]}.values())
    return joined[0], joined[1], joined[2], joined[3], joined[4]


def test_neither_order_nor_foreign_documents_change_a_row() -> None:
    tale = bells()
    alone = keep(*tale)
    foreign = document(
        "The orchestra of Sallow toured, cellist Ivo Renn said. Bandmaster Ute Gorm said it rained.", "Gong"
    )
    rows = [attribution(foreign, "The orchestra of Sallow toured", "Ivo Renn"),
            attribution(foreign, "it rained", "a bassoonist")]  # fmt: skip
    more = [[foreign], [wording(rows[0], claim="f"), wording(rows[1], claim="g")], rows, [],
            [source("Ivo Renn"), source("a bassoonist", "unnamed"), source("Gong", "outlet")]]  # fmt: skip
    joined: list[Any] = [[*mine, *others] for mine, others in zip(tale, more, strict=True)]
    own = {d.document for d in tale[0]}
    assert strip(keep(*joined), own) == [replace(entry, rank=0) for entry in alone]
    draw = Random(5)
    for _ in range(4):
        for table in joined:
            draw.shuffle(table)
        assert strip(keep(*joined), own) == [replace(entry, rank=0) for entry in alone]


def test_the_ranks_run_from_one_in_each_ledger() -> None:
    entries = keep(*mixed())
    assert {entry.ledger for entry in entries} == {"missing work", "weak link", "anonymous", "circular", "silence"}
    for ledger in ("missing work", "weak link", "anonymous", "circular", "silence"):
        assert [entry.rank for entry in of(entries, ledger)] == list(range(1, len(of(entries, ledger)) + 1))


def pile(number: int) -> Tale:
    """Articles that each cite an outlet of their own for what a voice of their own says, and all a common one."""
    documents, words, said, relays, sources = [], [], [], [], [source("Wire", "outlet"), source("Ana Rusk")]
    for n in range(number):
        where = document(f"W{n}: the mill of Ford {n} burned, a miller {n} said. Ana Rusk said mills burn.", None)
        own, common = (
            attribution(where, f"the mill of Ford {n} burned", f"m{n}"),
            attribution(where, "mills burn", "Ana Rusk"),
        )
        documents.append(where)
        said += [own, common]
        words += [wording(own, claim=f"c{n:05}"), wording(common, claim="common")]
        relays += [relay(where, f"o{n}", [own]), replace(relay(where, "Wire", [common]), relay=f"r{n}")]
        sources += [Source(f"m{n}", f"a miller {n}", "unnamed", (), (), *MADE), source(f"o{n}", "outlet")]
    return documents, words, said, relays, sources


def test_caps_are_told_and_three_thousand_articles_stay_linear() -> None:
    from sayso.trace.ledgers import keep_ledgers
    from sayso.trace.origins import count_origins

    spent = {}
    for number in (750, 3000):
        documents, words, said, relays, sources = pile(number)
        firsts = {w.claim: w.document for w in reversed(words)}
        texts = {d.document: d for d in documents}
        claims, origins, edges, pairs = count_origins(
            documents, [], said, relays, sources, [], [], [claim(texts[d], key) for key, d in firsts.items()], words
        )
        tables = Tables(
            documents=tuple(documents), attributions=tuple(said), relays=tuple(relays), sources=tuple(sources),
            claims=tuple(claims), wordings=tuple(words), origins=tuple(origins), edges=tuple(edges), pairs=tuple(pairs),
        )  # fmt: skip
        gc.collect()
        gc.disable()  # what other tests left behind is no cost of this one
        try:
            start = process_time()
            entries = keep_ledgers(tables)
            spent[number] = process_time() - start
        finally:
            gc.enable()
    assert len(of(entries, "missing work")) == len(of(entries, "anonymous")) == MOST_ROWS
    assert of(entries, "missing work")[-1].rule.endswith("capped, 2501 more")
    first = of(entries, "missing work")[0]
    assert first.name == "Wire" or len(first.evidence) <= MOST_PLACES
    wide = next(entry for entry in entries if entry.name == "Wire")
    assert len(wide.evidence) == MOST_PLACES
    assert "places left out" in wide.rule
    assert spent[3000] < 8 * max(spent[750], 0.05)
