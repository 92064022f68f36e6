"""Pairs of roots: what is found of two voices, and that the range is what follows from it."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from sayso.model import Claim, Pair, Reuse
from sayso.trace import trace_origins
from tests.trace.case import attribution, claim, copied, document, own_wording, relay, source, wording

SAID = "the bells were sold"
LONG = "The old foundry on the hill had rung every hour for ninety years and nobody in the valley needed a clock. "


def judge(documents: list[Any], wordings: list[Any], **tables: Any) -> tuple[Claim, dict[tuple[str, str], Pair]]:
    """The claim with its range, and its pairs by their ids."""
    names = ("attributions", "relays", "sources", "mentions", "reuse", "figures", "dates", "promises")
    rows = {name: tables.get(name, []) for name in names}
    claims, _, _, pairs, *_ = trace_origins(
        documents=documents, regions=[], claims=[claim(documents[0])], wordings=wordings,
        owners=tables.get("owners", ()), **rows,
    )  # fmt: skip
    assert all(pair.one < pair.other for pair in pairs)
    return claims[0], {(pair.one, pair.other): pair for pair in pairs}


def speak(*speakers: Any, within: str = "{n} {said}") -> tuple[list[Any], list[Any], list[Any]]:
    """One article for each speaker, the attributions, the sources."""
    documents = [document(within.format(n=n, said=SAID)) for n in range(len(speakers))]
    rows = [attribution(d, SAID, s.source) for d, s in zip(documents, speakers, strict=True)]
    return documents, rows, list({s.source: s for s in speakers}.values())


def found_of(*speakers: Any) -> tuple[tuple[int, int], str]:
    """The range, and what is found of the pair."""
    documents, rows, sources = speak(*speakers)
    counted, pairs = judge(documents, [wording(r) for r in rows], attributions=rows, sources=sources)
    key = tuple(sorted(s.source for s in speakers))
    return (counted.independent_low or 0, counted.independent_high or 0), pairs[key[0], key[1]].distinct


BODY = "organisation"
PAIRS = [
    (source("Ana Ruk"), source("Boro Olm"), (2, 2), "proved"),
    (source("Ana Ruk"), source("A. Ruk"), (1, 2), "open"),
    (source("Ana Varga Toll"), source("Varga Toll"), (1, 2), "open"),
    (source("Tamo Kersava"), source("Tamo Karsova"), (1, 2), "open"),
    (source("Ana Ruk-Varga"), source("Ana Ruk"), (1, 2), "open"),
    (source("Ana Ruk"), source("Expert"), (1, 2), "open"),
    (source("Ana Ruk"), source("a clerk", "unnamed"), (1, 2), "open"),
    (source("a clerk", "unnamed"), source("a guard", "unnamed"), (1, 2), "open"),
    (source("a clerk", "unnamed"), source("the clerk", "unnamed"), (1, 1), "same"),
    (source("Lower River Board", BODY), source("River Board", BODY), (1, 2), "open"),
    (source("Lower River Board", BODY), source("LRB", BODY), (1, 2), "open"),
    (source("Orvik Works", BODY), source("the company", BODY), (1, 2), "open"),
    (source("Orvik Works", BODY), source("River Board", BODY), (2, 2), "proved"),
    (source("Orvik Works", BODY), source("officials at Orvik Works", "unnamed"), (1, 1), "same"),
    (source("Orvik Works", BODY), source("audit of Orvik Works", "document"), (1, 2), "open"),
]


@pytest.mark.parametrize(
    ("one", "other", "counted", "distinct"), PAIRS, ids=[f"{a.name}, {b.name}" for a, b, *_ in PAIRS]
)
def test_two_voices(one: Any, other: Any, counted: tuple[int, int], distinct: str) -> None:
    assert found_of(one, other) == (counted, distinct)


def test_an_officer_of_a_body_may_speak_for_it() -> None:
    officer = replace(source("Ana Ruk"), aliases=("the head of the River Board",))
    assert found_of(officer, source("River Board", BODY)) == ((1, 2), "open")


def test_every_pair_of_roots_is_told_once_and_the_reasons_are_sentences() -> None:
    documents, rows, sources = speak(
        source("Ana Ruk"), source("Boro Olm"), source("a clerk", "unnamed"), source("Blatt", "outlet")
    )
    counted, pairs = judge(documents, [wording(r) for r in rows], attributions=rows, sources=sources)
    assert set(pairs) == set(combinations(sorted(s.source for s in sources), 2))
    assert (counted.independent_low, counted.independent_high) == (2, 4)
    assert all(pair.reason and pair.evidence and "\n" not in pair.reason for pair in pairs.values())


def test_who_says_that_another_said_it_is_not_proved_to_be_a_second() -> None:
    where, other = document(f"Ruk says that Olm says that {SAID}"), document(f"1 {SAID}")
    outer = attribution(where, f"that Olm says that {SAID}", "Ana Ruk")
    inner = attribution(where, SAID, "Boro Olm", within=outer.attribution)
    alone = attribution(other, SAID, "Ana Ruk")
    rows = [outer, inner, alone]
    sources = [source("Ana Ruk"), source("Boro Olm")]
    counted, pairs = judge([where, other], [wording(r) for r in rows], attributions=rows, sources=sources)
    assert pairs["Ana Ruk", "Boro Olm"].distinct == "open"
    assert (counted.independent_low, counted.independent_high) == (1, 2)


def clones(name: str, other: str) -> tuple[list[Any], list[Any], list[Any], list[Reuse]]:
    """An article and a clone of it with another name in it: shared before and after, not in between."""
    after = LONG.replace("hill", "quay")
    first = document(f"{LONG}“{SAID},” said {name}. {after}", outlet="Blatt")
    second = document(f"{LONG}“{SAID.replace('sold', 'sold off')},” said {other}. {after}", outlet="Post")
    rows = [attribution(first, SAID, name), attribution(second, "the bells were sold off", other)]
    sources = [source(name), source(other), source("Blatt", "outlet"), source("Post", "outlet")]
    return [first, second], rows, sources, [copied(first, second, LONG), copied(first, second, after)]


def test_a_clone_with_another_name_in_it_is_no_second_origin() -> None:
    documents, rows, sources, reuse = clones("Ana Ruk", "Zeno Halm")
    counted, pairs = judge(documents, [wording(r) for r in rows], attributions=rows, sources=sources, reuse=reuse)
    assert pairs["Ana Ruk", "Zeno Halm"].distinct == "open"
    assert {place.document for place in pairs["Ana Ruk", "Zeno Halm"].evidence} == {d.document for d in documents}
    assert (counted.independent_low, counted.independent_high) == (1, 2)


def test_two_who_are_named_in_one_article_are_two_also_where_it_is_copied() -> None:
    documents, rows, sources, reuse = clones("Ana Ruk", "Zeno Halm")
    third = document(f"Ruk said {SAID}. So did Halm: yes, {SAID} by night.")
    both = [attribution(third, SAID, "Ana Ruk"), attribution(third, f"yes, {SAID} by night", "Zeno Halm")]
    rows = [*rows, *both]
    counted, _ = judge([*documents, third], [wording(r) for r in rows], attributions=rows, sources=sources, reuse=reuse)
    assert (counted.independent_low, counted.independent_high) == (2, 2)


SEEN = "Our reporter counted forty empty frames in the tower. "


@pytest.mark.parametrize("direction", ["known", "guessed", "unknown"])
def test_a_clone_of_an_observation_is_nobodys_own_whatever_its_date(direction: Any) -> None:
    honest, thief = document(f"1 {SEEN}{LONG}", outlet="Blatt"), document(f"2 {SEEN}{LONG}", outlet="Post")
    sources = [source("Blatt", "outlet"), source("Post", "outlet")]
    wordings = [own_wording(d, SEEN) for d in (honest, thief)]
    reuse = [copied(thief, honest, SEEN + LONG, direction)]  # the thief's date is the earlier one
    counted, pairs = judge([honest, thief], wordings, sources=sources, reuse=reuse)
    assert (counted.independent_low, counted.independent_high) == (1, 1)
    assert "own observation: Post" not in counted.reasons
    assert [pair.distinct for pair in pairs.values()] == ["same"]


def test_an_observation_told_again_in_a_clone_is_not_proved_to_be_a_second() -> None:
    first = document(f"Our reporter counted forty empty frames. {LONG}", outlet="Blatt")
    second = document(f"Our correspondent noticed some forty bare racks up there. {LONG}", outlet="Post")
    wordings = [own_wording(d, d.text.partition(". ")[0]) for d in (first, second)]
    sources = [source("Blatt", "outlet"), source("Post", "outlet")]
    alone, pairs = judge([first, second], wordings, sources=sources)
    assert (alone.independent_low, pairs["Blatt", "Post"].distinct) == (2, "proved")
    counted, pairs = judge([first, second], wordings, sources=sources, reuse=[copied(first, second, LONG)])
    assert (counted.independent_low, counted.independent_high) == (1, 2)
    assert pairs["Blatt", "Post"].distinct == "open"


def test_outlets_under_one_owner_by_the_users_list_are_not_proved_to_be_two_pairs_of_eyes() -> None:
    first = document("Our reporter counted forty empty frames.", outlet="Blatt")
    second = document("We saw the bell tower stand bare.", outlet="Post")
    wordings = [own_wording(d, d.text) for d in (first, second)]
    sources = [source("Blatt", "outlet"), source("Post", "outlet")]
    assert judge([first, second], wordings, sources=sources)[0].independent_low == 2
    counted, pairs = judge(
        [first, second], wordings, sources=sources, owners=[("Harbour News Agency", "The Blatt", "Post")]
    )
    assert (counted.independent_low, counted.independent_high) == (1, 2)
    assert "“Harbour News Agency” by the list given" in pairs["Blatt", "Post"].reason


def test_a_ring_is_told_for_what_it_is() -> None:
    first, second = document(f"1 {SAID}", outlet="Blatt"), document(f"2 {SAID}", outlet="Post")
    rows = [attribution(first, SAID, "Post"), attribution(second, SAID, "Blatt")]
    sources = [source("Blatt", "outlet"), source("Post", "outlet")]
    counted, pairs = judge([first, second], [wording(r) for r in rows], attributions=rows, sources=sources)
    assert (counted.independent_low, counted.independent_high) == (0, 1)
    assert pairs["Blatt", "Post"].rule == "a ring"


def test_articles_that_rest_on_one_root_say_why_they_add_none() -> None:
    first, second = document(f"1 {SAID} {LONG}", outlet="Blatt"), document(f"2 {SAID} {LONG}")
    third, fourth = document(f"3 {SAID}"), document(f"4 {SAID}")
    rows = [attribution(d, SAID, "Ana Ruk") for d in (first, third)]
    passed_on = attribution(fourth, SAID, "Blatt")
    sources = [source("Ana Ruk"), source("Blatt", "outlet")]
    reuse = [copied(first, second, f"{SAID} {LONG}", "known")]
    wordings = [*(wording(r) for r in rows), wording(passed_on), own_wording(second, SAID)]
    rows.append(passed_on)
    documents = [first, second, third, fourth]
    counted, pairs = judge(documents, wordings, attributions=rows, sources=sources, reuse=reuse)
    assert (counted.independent_low, counted.independent_high) == (1, 1)
    rules = {frozenset(pair): row.rule for pair, row in pairs.items() if row.distinct == "same"}
    ids = [d.document for d in documents]
    assert rules == {
        frozenset((ids[0], ids[1])): "a copy",
        frozenset((ids[0], ids[2])): "the same source",
        frozenset((ids[0], ids[3])): "one relays the other",
    }


def test_more_voices_than_are_compared_raise_high_alone_and_this_is_told() -> None:
    names = [f"{first}{n} Vor{second}" for n, first in enumerate(("Ana", "Boro", "Ceno", "Dora", "Egon")) for second in
             ("bat", "dem", "gil", "hux", "kanz", "lorf", "muts", "nyp")]  # fmt: skip
    documents, rows, sources = speak(*(source(name, "document") for name in names))
    counted, pairs = judge(documents, [wording(r) for r in rows], attributions=rows, sources=sources)
    assert (counted.independent_low, counted.independent_high) == (32, 40)
    assert len(pairs) == 32 * 31 // 2
    assert all(pair.rule.endswith("8 more of this claim were not compared") for pair in pairs.values())
    assert "only the first 32 of 40" in counted.reasons[-1]


def test_relays_name_the_outlet_whose_article_is_not_there() -> None:
    documents, rows, sources = speak(source("Ana Ruk"), source("information of Blatt", "unnamed"))
    sources.append(source("Blatt", "outlet"))
    credit = relay(documents[1], "Blatt", rows[1:])
    counted, _ = judge(documents, [wording(r) for r in rows], attributions=rows, sources=sources, relays=[credit])
    assert (counted.independent_low, counted.independent_high) == (1, 2)
