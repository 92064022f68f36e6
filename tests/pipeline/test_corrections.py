"""Corrections applied between the stages: what they change, what says so, what becomes an orphan; same bytes always."""

import json
import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.score import articles_of
from sayso.model import ROWS, Attribution, Tables
from sayso.pipeline import add, apply, check_rows, plan, run_inline, run_tasks, trace
from sayso.pipeline.corrections import compose
from sayso.pipeline.corrections.marks import mark, marks_of, shorten, unmark
from sayso.pipeline.settings import Settings
from sayso.read import Item
from sayso.store import Case, CaseError
from sayso.store.corrections import parse_corrections, write_line

SIGNED = {"who": "Ada Holm", "when": "2026-11-21T18:00:00Z", "why": "heard it again"}


@cache
def items() -> tuple[Item, ...]:
    return tuple(Item(f"demo/{name}", data) for name, data in articles_of("demo"))


@cache
def untouched() -> Tables:
    return run_inline(items(), plan(), Settings(tier="crawl")).tables


def signed(*said: dict[str, Any], **others: Any) -> bytes:
    return b"".join(write_line({**one, **SIGNED, **others}) for one in said)


def run(data: bytes, *pages: Item) -> Tables:
    """The tables of the demo story with these corrections; every row of them says what its text says."""
    chosen = Settings(tier="crawl", corrections=parse_corrections(data))
    tables = run_inline(pages or items(), plan(), chosen).tables
    for name in ROWS:
        check_rows(tables, name)
    _check_ids(tables)
    return tables


def _check_ids(tables: Tables) -> None:
    """Every id points at a row, whatever was corrected."""
    sources = {row.source for row in tables.sources}
    attributions = {row.attribution for row in tables.attributions}
    claims = {row.claim for row in tables.claims}
    assert {row.speaker for row in tables.attributions} <= sources | {None}
    assert {row.within for row in tables.attributions} <= attributions | {None}
    assert {row.source for row in tables.mentions} <= sources
    assert {row.outlet for row in (*tables.relays, *tables.documents)} <= sources | {None}
    assert {name for row in tables.relays for name in row.attributions} <= attributions
    assert {row.attribution for row in (*tables.wordings, *tables.promises, *tables.figures)} <= attributions | {None}
    assert {row.claim for row in tables.wordings} == claims
    assert {row.claim for row in tables.origins} <= claims
    for claim in tables.claims:
        put = [row for row in tables.wordings if row.claim == claim.claim]
        assert 0 <= claim.independent_low <= claim.independent_high
        assert claim.documents <= len({row.document for row in put})


def outcomes(tables: Tables) -> list[str]:
    return [row.code or row.outcome for row in tables.corrections]


def saying(tables: Tables, words: str, source: str = "", document: str = "") -> Attribution:
    """The first attribution outside comments whose content has these words."""
    return next(row for row in tables.attributions if words in " ".join(row.content_text) and not row.comment
                and source in " ".join(row.source_text) and document in row.document)  # fmt: skip


def speaker_of(tables: Tables, row: Attribution) -> str | None:
    names = {source.source: source.name for source in tables.sources}
    return names.get(row.speaker or "")


def claim_of(tables: Tables, attribution: str) -> str:
    return next(row.claim for row in tables.wordings if row.attribution == attribution and row.stance == "asserts")


STANCES = ("asserts", "denies", "doubts")
QUOTE = "turned off two days before"


def test_without_corrections_nothing_changes() -> None:
    tables = run(b"")
    assert tables == untouched()
    card = run_inline(items()[:1], plan(), Settings(tier="crawl")).run
    assert "corrections" not in card
    assert "corrections" not in card["settings"]


def test_another_speaker() -> None:
    row = saying(untouched(), QUOTE)
    assert speaker_of(untouched(), row) == "Darina Volk"
    tables = run(signed(compose.compose_speaker(untouched(), row.attribution, "Ilse Marant", None)))
    assert outcomes(tables) == ["applied"]
    now = saying(tables, QUOTE)
    (name,) = marks_of(now.rule)
    assert (now.attribution, speaker_of(tables, now)) == (row.attribution, "Ilse Marant")
    assert [w for w in tables.wordings if w.attribution == now.attribution and name not in marks_of(w.rule)] == []
    claim = next(one for one in tables.claims if one.claim == claim_of(tables, now.attribution))
    assert claim.reasons[0] == f"rests on a correction made by hand: {name}"
    origins = {speaker_of(tables, replace(now, speaker=o.source)): marks_of(o.rule)
               for o in tables.origins if o.claim == claim.claim}  # fmt: skip
    assert origins["Ilse Marant"] == (name,)
    assert tables.corrections[0].correction == name


def test_a_speaker_whom_the_case_does_not_know_and_nobody_at_all() -> None:
    row, other = saying(untouched(), QUOTE), saying(untouched(), "natural tremor", "Brill")
    with pytest.raises(CaseError, match="no source of the case is called 'Mira Tarn'"):
        compose.compose_speaker(untouched(), row.attribution, "Mira Tarn", None)
    said = (compose.compose_speaker(untouched(), row.attribution, "Mira Tarn", "person"),
            compose.compose_speaker(untouched(), other.attribution, None, None))  # fmt: skip
    tables = run(signed(*said))
    assert outcomes(tables) == ["applied", "applied"]
    (source,) = [one for one in tables.sources if one.name == "Mira Tarn"]
    assert (source.kind, source.made_by, source.documents) == ("person", "correction/1", (row.document,))
    assert saying(tables, QUOTE).speaker == source.source
    assert saying(tables, "natural tremor", "Brill").speaker is None


def test_the_later_line_counts() -> None:
    row = saying(untouched(), QUOTE)
    said = [
        compose.compose_speaker(untouched(), row.attribution, name, None) for name in ("Ilse Marant", "Anton Brill")
    ]
    for first, then in (said, said[::-1]):
        tables = run(signed(first, then))
        assert speaker_of(tables, saying(tables, QUOTE)) == then["after"]["name"]


def test_no_attribution_at_all() -> None:
    row = saying(untouched(), QUOTE)
    said = compose.compose_removal(untouched(), row.attribution)
    tables = run(signed(said) + signed(said, who="Eva Brandt"))
    assert outcomes(tables) == ["applied", "applied"]
    assert "removed already" in str(tables.corrections[1].message)
    assert row.attribution not in {one.attribution for one in tables.attributions}
    assert row.attribution not in {one for relay in tables.relays for one in relay.attributions}
    assert len(tables.attributions) == len(untouched().attributions) - 1


def test_what_stood_within_a_removed_attribution_stands_within_its_holder() -> None:
    held = next(row for row in untouched().attributions if row.within)
    holder = next(row for row in untouched().attributions if row.attribution == held.within)
    tables = run(signed(compose.compose_removal(untouched(), holder.attribution)))
    now = next(row for row in tables.attributions if row.attribution == held.attribution)
    assert now.within == holder.within


def test_an_extent_and_then_a_speaker_by_either_words() -> None:
    row = saying(untouched(), QUOTE)
    document = compose.find_document(untouched(), row.document)
    start = row.content[0].start
    shorter = [(start, document.text.index(" two days", start))]
    extent = compose.compose_extent(untouched(), row.attribution, (), (), shorter, "mixed")
    old = compose.compose_speaker(untouched(), row.attribution, "Ilse Marant", None)
    once = run(signed(extent))
    now = saying(once, "was turned off", document=row.document)
    assert now.content_text == (document.text[slice(*shorter[0])],)
    assert (now.form, now.attribution == row.attribution) == ("mixed", False)
    assert len(marks_of(now.rule)) == 1
    new = compose.compose_speaker(once, now.attribution, "Anton Brill", None)
    both = run(signed(extent, old, new))
    assert outcomes(both) == ["applied"] * 3
    assert speaker_of(both, saying(both, "was turned off", document=row.document)) == "Anton Brill"
    other = run(signed(extent, new, old))
    assert speaker_of(other, saying(other, "was turned off", document=row.document)) == "Ilse Marant"
    twice = run(signed(extent) + signed(extent, who="Eva Brandt"))
    assert outcomes(twice) == ["applied", "applied"]
    assert saying(twice, "was turned off", document=row.document).content_text == now.content_text


def test_sources_merged_and_set_apart() -> None:
    names = {row.name: row.source for row in untouched().sources}
    merge = compose.compose_source_merge(untouched(), names["Anton Brill"], names["Ilse Marant"])
    tables = run(signed(merge))
    assert outcomes(tables) == ["applied"]
    merged = next(row for row in tables.sources if row.name == "Anton Brill")
    assert "Ilse Marant" in merged.aliases
    assert "Ilse Marant" not in {row.name for row in tables.sources}
    assert marks_of(merged.rule) == (tables.corrections[0].correction,)
    where = sorted({row.document for row in tables.mentions if row.source == merged.source})[0]
    split = compose.compose_source_split(tables, merged.source, [where], "Otto Renk", None)
    apart = run(signed(merge, split))
    assert outcomes(apart) == ["applied", "applied"]
    one, other = (next(row for row in apart.sources if row.name == name) for name in ("Anton Brill", "Otto Renk"))
    assert where in other.documents
    assert where not in one.documents
    assert {row.document for row in apart.attributions if row.speaker == other.source} == {where}


def test_merging_is_associative() -> None:
    names = {row.name: row.source for row in untouched().sources}
    a, b, c = (names[name] for name in ("Anton Brill", "Ilse Marant", "Emeric Tallow"))
    pairs = [compose.compose_source_merge(untouched(), *pair) for pair in ((a, b), (b, c))]
    one, other = run(signed(*pairs)), run(signed(*pairs[::-1]))
    plain = [[unmark(replace(row, rule="")) for row in tables.sources] for tables in (one, other)]
    assert plain[0] == plain[1]
    assert [row.speaker for row in one.attributions] == [row.speaker for row in other.attributions]


def test_names_that_are_one() -> None:
    tables = run(signed(compose.compose_alias(["Plainface", "The Daily Flare"]), compose.compose_alias(["Aa", "Bb"])))
    assert outcomes(tables) == ["applied", "NO_ROW"]
    joined = [row for row in tables.sources if {"Plainface", "The Daily Flare", "The Flare"} & {row.name, *row.aliases}]
    assert len(joined) == 1
    assert marks_of(joined[0].rule) == (tables.corrections[0].correction,)


def test_claims_merged_and_set_apart_and_stances_turned() -> None:
    ids = [row.claim for row in untouched().claims]
    quote = saying(untouched(), QUOTE)
    kept = claim_of(untouched(), quote.attribution)
    gone = next(
        one for one in ids if one != kept and any(w.claim == one and w.attribution for w in untouched().wordings)
    )
    merge = compose.compose_claim_merge(untouched(), kept, gone)
    merged = run(signed(merge))
    assert outcomes(merged) == ["applied"]
    assert {row.claim for row in merged.claims} == set(ids) - {gone}
    split = compose.compose_claim_split(untouched(), kept, [quote.attribution])
    apart = run(signed(split))
    (fresh,) = [row for row in apart.claims if row.claim not in ids]
    assert (fresh.made_by, fresh.gist_text) == ("correction/1", quote.content_text[0])
    assert claim_of(apart, quote.attribution) == fresh.claim
    assert fresh.reasons[0].startswith("rests on a correction")
    turned = run(signed(compose.compose_stance(untouched(), kept, quote.attribution, "denies")))
    assert {w.stance for w in turned.wordings if (w.attribution, w.claim) == (quote.attribution, kept)} == {"denies"}
    back = run(signed(compose.compose_stance(untouched(), kept, quote.attribution, "denies"))
               + signed(compose.compose_stance(untouched(), kept, quote.attribution, "doubts"), who="Eva"))  # fmt: skip
    assert {w.stance for w in back.wordings if (w.attribution, w.claim) == (quote.attribution, kept)} == {"doubts"}


def test_a_region_says_what_counts() -> None:
    row = saying(untouched(), QUOTE)
    document = compose.find_document(untouched(), row.document)
    start = document.text.rindex("\n", 0, row.content[0].start) + 1
    end = document.text.index("\n", row.content[-1].end)
    said = compose.compose_region(untouched(), document.path, start, end, "comment")
    tables = run(signed(said))
    here = next(one for one in tables.regions if (one.document, one.start) == (document.document, start))
    assert (here.end, here.kind, here.made_by) == (end, "comment", "correction/1")
    now = [
        one for one in tables.attributions if one.document == document.document and QUOTE in " ".join(one.content_text)
    ]
    assert all(one.comment and marks_of(one.rule) for one in now)
    undone = run(signed(said) + signed({**said, "after": "body"}))
    kinds = [(one.start, one.end, one.kind) for one in undone.regions if one.document == document.document]
    assert kinds == [(r.start, r.end, r.kind) for r in untouched().regions if r.document == document.document]


# Orphans --------------------------------------------------------------------------------------------------------------


def test_an_article_that_changed_by_a_byte_leaves_an_orphan() -> None:
    row = saying(untouched(), QUOTE)
    said = compose.compose_speaker(untouched(), row.attribution, "Ilse Marant", None)
    path = compose.find_document(untouched(), row.document).path
    pages = [Item(i.path, i.data + b"\n", None, None) if i.path == path and i.data else i for i in items()]
    tables = run(signed(said), *pages)
    assert outcomes(tables) == ["NO_DOCUMENT"]
    assert speaker_of(tables, saying(tables, QUOTE)) == "Darina Volk"
    assert not [r for name in ROWS for r in getattr(tables, name) if "corrected" in getattr(r, "rule", "")]
    assert tables.corrections[0].document is None


def test_what_cannot_be_applied_is_told_and_nothing_else_is_done() -> None:
    row = saying(untouched(), QUOTE)
    fine = compose.compose_speaker(untouched(), row.attribution, "Ilse Marant", None)
    words = fine["text"]
    bad = [
        {**fine, "text": words[::-1]},
        {**fine, "before": {**fine["before"], "cue": ["sang"]}},
        {**fine, "after": {"name": "Mira Tarn"}},
        {**fine, "kind": "extent", "after": {"content": [[0, 4, "nono"]]}},
        {**fine, "kind": "merge sources", "before": "x", "after": {"name": "x", "mention": {k: fine[k] for k in
                                                    ("document", "start", "end", "text")}}},
        {**fine, "kind": "stance", "before": {"stance": "asserts"}, "after": "denies", "start": 0, "end": 1,
         "text": compose.find_document(untouched(), row.document).text[0]},
    ]  # fmt: skip
    tables = run(signed(*bad) + b"<<<<<<< HEAD\n")
    assert outcomes(tables) == ["OTHER_TEXT", "NO_ROW", "NO_ROW", "OTHER_TEXT", "NO_ROW", "NO_ROW", "BAD_LINE"]
    assert all(row.message and "\n" not in row.message for row in tables.corrections)
    assert replace(tables, corrections=()) == untouched()


def test_a_claim_keeps_a_wording() -> None:
    claim = next(c.claim for c in untouched().claims if sum(w.claim == c.claim for w in untouched().wordings) == 1)
    (wording,) = [row for row in untouched().wordings if row.claim == claim]
    number = untouched().wordings.index(wording)
    with pytest.raises(CaseError, match="nothing would be left"):
        compose.compose_claim_split(untouched(), claim, [f"wordings:{number}"])
    place = compose._place_of(untouched(), wording)
    said = {**place, "kind": "split claim", "before": {"stance": wording.stance}, "after": {"wordings": [place]}}
    assert outcomes(run(signed(said))) == ["IN_THE_WAY"]


def test_stages_that_were_not_run() -> None:
    row = saying(untouched(), QUOTE)
    data = signed(compose.compose_removal(untouched(), row.attribution),
                  compose.compose_speaker(untouched(), row.attribution, "Ilse Marant", None))  # fmt: skip
    chosen = Settings(tier="crawl", corrections=parse_corrections(data))
    case = run_inline(items(), plan(["read", "clean", "attribution"]), chosen)
    assert outcomes(case.tables) == ["applied", "NO_STAGE"]
    assert len(case.attributions) == len(untouched().attributions) - 1


# Same bytes -----------------------------------------------------------------------------------------------------------


@cache
def everything() -> bytes:
    """One of each kind, a repeated line, a line that is none and an orphan."""
    tables = untouched()
    names = {row.name: row.source for row in tables.sources}
    row, other = saying(tables, QUOTE), saying(tables, "natural tremor", "Brill")
    document = compose.find_document(tables, other.document)
    claim = claim_of(tables, row.attribution)
    return signed(
        compose.compose_speaker(tables, row.attribution, "Ilse Marant", None),
        compose.compose_removal(tables, other.attribution),
        compose.compose_region(tables, document.document, 0, 12, "furniture"),
        compose.compose_source_merge(tables, names["Anton Brill"], names["Halvek Mining"]),
        compose.compose_alias(["Plainface", "The Daily Flare"]),
        compose.compose_stance(tables, claim, row.attribution, "denies"),
        compose.compose_speaker(tables, row.attribution, "Ilse Marant", None),
    ) + b"nothing\n" + signed(compose.compose_alias(["Nobody", "No One"]))  # fmt: skip


def lay_out(folder: str = "demo") -> list[str]:
    Path(folder).mkdir()
    for name, data in articles_of("demo"):
        Path(folder, name).write_bytes(data)
    return sorted(str(path) for path in Path(folder).iterdir())


def files(folder: str) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(Path(folder).rglob("*")) if p.is_file()}


def test_the_order_of_inputs_changes_nothing_and_a_repeated_line_is_one() -> None:
    tables = run(everything())
    assert outcomes(tables).count("applied") == 7
    assert tables.corrections[6].message == "says the same as line 1"
    shuffled = random.Random(5).sample(items(), len(items()))
    assert run(everything(), *shuffled) == tables
    once = run(b"\n".join(dict.fromkeys(everything().split(b"\n"))))
    assert replace(once, corrections=()) == replace(tables, corrections=())


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(tmp_path)
    Path("all.jsonl").write_bytes(everything())
    return lay_out()


def test_apply_add_and_trace_give_the_same_files(here: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    whole = trace(here, "whole", tier="crawl", corrections="all.jsonl")
    assert Path("whole/corrections.jsonl").read_bytes() == everything()
    assert whole.run["corrections"] == {"applied": 7, "orphan": 2}
    trace(here, "plain", tier="crawl")
    assert apply("plain", "all.jsonl", "new") == whole
    assert files("new") == files("whole")
    assert "corrections.jsonl" not in files("plain")
    apply("new")
    assert files("new") == files("whole")
    trace(here, "whole", tier="crawl")
    assert files("new") == files("whole"), "a case keeps its corrections when it is traced again"
    trace(here[1::2], "some", tier="crawl", corrections="all.jsonl")
    add("some", here)
    assert files("some") == files("whole")
    Path("some/corrections.jsonl").write_bytes(b"")
    apply("some")
    assert replace(Case.load("some").tables, corrections=()) == Case.load("plain").tables, "what is taken out is undone"
    monkeypatch.setattr(run_tasks, "LARGE_DOCUMENTS", 1)
    monkeypatch.setattr(run_tasks, "BATCH_DOCUMENTS", 3)
    trace(here, "tasks", tier="crawl", corrections="all.jsonl")
    assert files("tasks") == files("whole")


def test_a_killed_run_goes_on_with_the_corrections(here: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_tasks, "LARGE_DOCUMENTS", 1)
    trace(here, "whole", tier="crawl", corrections="all.jsonl")
    make = run_tasks.make_case

    def fail(*arguments: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(run_tasks, "make_case", fail)
    with pytest.raises(KeyboardInterrupt):
        trace(here, "again", tier="crawl", corrections="all.jsonl")
    monkeypatch.setattr(run_tasks, "make_case", make)
    ran: list[str] = []
    step = run_tasks.run_step
    monkeypatch.setattr(run_tasks, "run_step", lambda one, *others: ran.append(one.name) or step(one, *others))
    trace(here, "again", tier="crawl", corrections="all.jsonl")
    assert ran == ["trace"]
    assert files("again") == files("whole")


def test_lines_of_a_case_are_never_lost(here: list[str]) -> None:
    trace(here[:2], "case", tier="crawl", stages=["read", "clean"], corrections="all.jsonl")
    Path("other.jsonl").write_bytes(everything().split(b"\n")[0])
    with pytest.raises(CaseError, match=r"has lines that other\.jsonl lacks"):
        trace(here[:2], "case", tier="crawl", stages=["read", "clean"], corrections="other.jsonl")
    with pytest.raises(CaseError, match="lacks"):
        apply("case", "other.jsonl")
    apply("case", "other.jsonl", "elsewhere")
    Path("case/corrections.jsonl").unlink()
    with pytest.raises(CaseError, match=r"corrections\.jsonl: is gone; put it back"):
        add("case", here[2:3])
    trace(here[:2], "case", tier="crawl", stages=["read", "clean"])
    with pytest.raises(CaseError, match="no corrections there"):
        apply("case")


def test_marks() -> None:
    row = saying(untouched(), QUOTE)
    once = mark(row, ["k-0123456789ab"])
    assert once.rule == f"{row.rule} (corrected: k-0123456789ab)"
    assert mark(once, ["k-0123456789ab"]) is once
    assert unmark(mark(once, ["k-000000000000"])) == row
    many = mark(row, [f"k-{n:012x}" for n in range(20)])
    assert len(marks_of(many.rule)) == 20
    assert shorten(many).rule.endswith("-000000000007, and 12 more)")
    assert unmark(many) == unmark(shorten(many)) == row
    source = mark(untouched().sources[0], ["k-0123456789ab"])
    assert source.rule.split("; ")[-1] == "(corrected: k-0123456789ab)"


def test_lines_are_for_people() -> None:
    line = json.loads(everything().split(b"\n")[0])
    assert list(line) == ["document", "start", "end", "text", "kind", "before", "after", "who", "when", "why"]
    assert (line["before"]["speaker"], line["after"]) == ("Darina Volk", {"name": "Ilse Marant"})


# Any corrections ------------------------------------------------------------------------------------------------------


@st.composite
def corrected(draw: st.DrawFn) -> dict[str, Any]:
    """A correction of something in the demo story, sensible or not."""
    tables = untouched()
    row = draw(st.sampled_from(tables.attributions))
    document = compose.find_document(tables, row.document)
    one, other = draw(st.sampled_from(tables.sources)), draw(st.sampled_from(tables.sources))
    claim, rival = draw(st.sampled_from(tables.claims)), draw(st.sampled_from(tables.claims))
    number = draw(st.sampled_from([n for n, w in enumerate(tables.wordings) if w.claim == claim.claim]))
    start = draw(st.integers(0, len(document.text) - 2))
    end = draw(st.integers(start + 1, min(len(document.text), start + 900)))
    makers: list[Callable[[], dict[str, Any]]] = [
        lambda: compose.compose_region(
            tables, document.document, start, end, draw(st.sampled_from(["body", "comment"]))
        ),
        lambda: compose.compose_removal(tables, row.attribution),
        lambda: compose.compose_extent(tables, row.attribution, (), (), [(start, end)], "indirect"),
        lambda: compose.compose_speaker(tables, row.attribution, one.source, None),
        lambda: compose.compose_speaker(tables, row.attribution, "Milo Tarn", "unnamed"),
        lambda: compose.compose_source_merge(tables, one.source, other.source),
        lambda: compose.compose_source_split(tables, one.source, [row.document], "Otto Renk", None),
        lambda: compose.compose_alias([one.name, other.name]),
        lambda: compose.compose_claim_merge(tables, claim.claim, rival.claim),
        lambda: compose.compose_claim_split(tables, claim.claim, [f"wordings:{number}"]),
        lambda: compose.compose_stance(tables, claim.claim, f"wordings:{number}", draw(st.sampled_from(STANCES))),
    ]
    try:
        return draw(st.sampled_from(makers))()
    except CaseError:  # nothing to point at, e.g. a source without a mention
        return compose.compose_removal(tables, row.attribution)


@settings(max_examples=4)
@given(st.lists(corrected(), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_any_corrections_leave_a_case_whose_rows_hold(said: list[dict[str, Any]], draw: random.Random) -> None:
    data = signed(*said)
    tables = run(data)
    assert [row.line for row in tables.corrections] == list(range(1, len(said) + 1))
    names = {row.correction for row in tables.corrections if row.outcome == "applied"}
    assert {
        name for table in ROWS for row in getattr(tables, table) for name in marks_of(getattr(row, "rule", ""))
    } <= names
    assert run(data, *draw.sample(items(), len(items()))) == tables
    assert replace(run(data + data), corrections=()) == replace(tables, corrections=())
