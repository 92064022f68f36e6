"""From wordings to origins: what counts as one, what counts as several, and what does not count."""

from dataclasses import replace
from typing import Any

from sayso.model import Claim, Edge, Origin
from sayso.trace import trace_origins
from tests.trace.case import attribution, claim, copied, document, own_wording, source, wording

SAID = "the bells were sold"


def trace(documents: list[Any], wordings: list[Any], **tables: Any) -> tuple[Claim, list[Origin], list[Edge]]:
    """Trace one claim over made rows."""
    names = ("attributions", "relays", "sources", "mentions", "reuse", "figures", "dates", "promises")
    rows = {name: tables.get(name, []) for name in names}
    claims, origins, edges, *_ = trace_origins(
        documents=documents, regions=[], claims=[claim(documents[0])], wordings=wordings, **rows
    )
    return claims[0], origins, edges


def test_one_speaker_in_three_articles_is_one_origin() -> None:
    documents = [document(f"{n} {SAID}") for n in range(3)]
    rows = [attribution(d, SAID, "Ruk") for d in documents]
    found, origins, _ = trace(documents, [wording(r) for r in rows], attributions=rows, sources=[source("Ruk")])
    assert (found.independent_low, found.independent_high) == (1, 1)
    assert [(o.kind, o.source) for o in origins] == [("named", "Ruk")]
    assert origins[0].documents == tuple(sorted(d.document for d in documents))
    assert "Ruk" in found.reasons[0]


def test_two_named_speakers_are_two_and_an_unnamed_one_is_a_doubt() -> None:
    documents = [document(f"{n} {SAID}") for n in range(3)]
    rows = [attribution(d, SAID, name) for d, name in zip(documents, ("Ruk", "Olm", "a clerk"), strict=True)]
    sources = [source("Ruk"), source("Olm"), source("a clerk", "unnamed")]
    found, _, _ = trace(documents, [wording(r) for r in rows], attributions=rows, sources=sources)
    assert (found.independent_low, found.independent_high) == (2, 3)


def test_one_unnamed_voice_alone_is_one_origin() -> None:
    where = document(SAID)
    row = attribution(where, SAID, "a clerk")
    found, origins, _ = trace([where], [wording(row)], attributions=[row], sources=[source("a clerk", "unnamed")])
    assert (found.independent_low, found.independent_high, origins[0].kind) == (1, 1, "unnamed")


def test_unnamed_voices_described_alike_are_not_two() -> None:
    documents = [document(f"{n} {SAID}") for n in range(2)]
    names = ("a harbour clerk", "the harbour clerk")
    rows = [attribution(d, SAID, name) for d, name in zip(documents, names, strict=True)]
    sources = [source(name, "unnamed") for name in names]
    found, _, _ = trace(documents, [wording(r) for r in rows], attributions=rows, sources=sources)
    assert (found.independent_low, found.independent_high) == (1, 1)


def test_an_outlet_is_followed_to_its_own_article() -> None:
    first, second = document(f"1 {SAID}", outlet="Blatt"), document(f"2 {SAID}")
    rows = [attribution(first, SAID, "Ruk"), attribution(second, SAID, "Blatt")]
    sources = [source("Ruk"), source("Blatt", "outlet")]
    found, origins, edges = trace([first, second], [wording(r) for r in rows], attributions=rows, sources=sources)
    assert (found.independent_low, found.independent_high) == (1, 1)
    assert origins[0].path == ("Ruk", first.document, second.document)
    assert ("Ruk", first.document) in {(e.from_, e.to) for e in edges}


def test_an_outlet_that_is_not_in_the_case_stays_unresolved() -> None:
    where = document(SAID)
    row = attribution(where, SAID, "Blatt")
    found, origins, _ = trace([where], [wording(row)], attributions=[row], sources=[source("Blatt", "outlet")])
    assert (found.independent_low, found.independent_high) == (0, 1)
    assert origins[0].kind == "unresolved"
    assert origins[0].source == "Blatt"


def test_a_ring_has_no_origin() -> None:
    first, second = document(f"1 {SAID}", outlet="Blatt"), document(f"2 {SAID}", outlet="Post")
    rows = [attribution(first, SAID, "Post"), attribution(second, SAID, "Blatt")]
    sources = [source("Blatt", "outlet"), source("Post", "outlet")]
    found, origins, _ = trace([first, second], [wording(r) for r in rows], attributions=rows, sources=sources)
    assert (found.independent_low, found.independent_high) == (0, 1)
    assert {o.kind for o in origins} == {"unresolved"}


def test_the_holder_of_a_nested_statement_is_no_origin() -> None:
    where = document(f"the aide said that Ruk had said that {SAID}")
    outer = attribution(where, f"that Ruk had said that {SAID}", "the aide")
    inner = attribution(where, SAID, "Ruk", within=outer.attribution)
    sources = [source("Ruk"), source("the aide", "unnamed")]
    found, origins, _ = trace([where], [wording(outer), wording(inner)], attributions=[outer, inner], sources=sources)
    assert (found.independent_low, found.independent_high) == (1, 1)
    assert origins[0].path == ("Ruk", "the aide", where.document)


def test_a_headline_is_no_second_voice() -> None:
    where = document(f"Bells sold, says Minister\n\nRuk said {SAID}")
    head = attribution(where, "Bells sold", "Minister", headline=True)
    body = attribution(where, SAID, "Ruk")
    sources = [source("Ruk"), source("Minister")]
    found, _, _ = trace([where], [wording(head), wording(body)], attributions=[head, body], sources=sources)
    assert (found.independent_low, found.independent_high) == (1, 1)


def test_own_observation_is_an_origin_and_a_copy_of_it_is_none() -> None:
    seen = "a reporter of ours counted forty empty frames"
    first, second = document(f"{seen} here", outlet="Blatt"), document(f"{seen} there", outlet="Post")
    sources = [source("Blatt", "outlet"), source("Post", "outlet")]
    wordings = [own_wording(d, seen) for d in (first, second)]
    alone, _, _ = trace([first], wordings[:1], sources=sources)
    assert (alone.independent_low, alone.independent_high) == (1, 1)
    for direction in ("known", "unknown"):
        both, origins, _ = trace(
            [first, second], wordings, sources=sources, reuse=[copied(first, second, seen, direction)]
        )
        assert (both.independent_low, both.independent_high) == (1, 1), direction
        assert len(origins) == 1


def test_own_words_that_name_nobody_count_as_at_most_one_more() -> None:
    documents = [document(f"{n} {SAID}") for n in range(3)]
    row = attribution(documents[0], SAID, "Ruk")
    wordings = [wording(row), *(own_wording(d, SAID) for d in documents[1:])]
    found, origins, _ = trace(documents, wordings, attributions=[row], sources=[source("Ruk")])
    assert (found.independent_low, found.independent_high) == (1, 2)
    assert len([o for o in origins if o.kind == "unresolved"]) == 2


def test_words_copied_from_an_article_that_names_its_speaker() -> None:
    story = f"{SAID} and a long tale was told of it " * 12
    first, second = document(f"1 {story}"), document(f"2 {story}")
    row = attribution(first, SAID, "Ruk")
    reuse = [copied(first, second, story, "known")]
    found, _, edges = trace(
        [first, second],
        [wording(row), own_wording(second, SAID)],
        attributions=[row],
        sources=[source("Ruk")],
        reuse=reuse,
    )
    assert (found.independent_low, found.independent_high) == (1, 1)
    assert (first.document, second.document, "copies") in {(e.from_, e.to, e.how) for e in edges}


def test_a_denial_is_no_origin() -> None:
    where = document(SAID)
    row = attribution(where, SAID, "Ruk")
    found, origins, _ = trace([where], [wording(row, "denies")], attributions=[row], sources=[source("Ruk")])
    assert (found.independent_low, found.independent_high, origins) == (0, 0, [])
    assert found.reasons == ("nobody asserts it in these documents",)


def test_order_changes_nothing() -> None:
    first, second = document(f"1 {SAID}", outlet="Blatt"), document(f"2 {SAID}")
    rows = [attribution(first, SAID, "Ruk"), attribution(second, SAID, "Blatt")]
    sources = [source("Ruk"), source("Blatt", "outlet")]
    wordings = [wording(r) for r in rows]
    one = trace([first, second], wordings, attributions=rows, sources=sources)
    other = trace([second, first], wordings[::-1], attributions=rows[::-1], sources=sources[::-1])
    assert sorted(map(repr, one[1])) == sorted(map(repr, other[1]))
    assert sorted(map(repr, one[2])) == sorted(map(repr, other[2]))


def test_who_speaks_for_a_body_is_no_second_origin() -> None:
    documents = [document(f"{n} {SAID}") for n in range(2)]
    rows = [attribution(d, SAID, name) for d, name in zip(documents, ("Olm", "Orvik Works"), strict=True)]
    body = source("Orvik Works", "organisation")
    cases = [
        ("a spokesman for Orvik Works", "test", 1),
        ("its spokesman Olm", "speaks for Orvik Works; the same full name", 1),
        ("its spokesman Olm", "test", 2),
    ]
    for alias, rule, high in cases:
        person = replace(source("Olm"), aliases=(alias,), rule=rule)
        found, _, _ = trace(documents, [wording(r) for r in rows], attributions=rows, sources=[person, body])
        assert (found.independent_low, found.independent_high) == (1, high)


def test_articles_that_all_share_a_passage_are_followed_once() -> None:
    """Every article holds the same words and names nobody: a walk over all paths between them would never end."""
    documents = [document(f"{n} {SAID}") for n in range(60)]
    reuse = [copied(one, other, SAID) for n, one in enumerate(documents) for other in documents[n + 1 :]]
    found, _, _ = trace(documents, [own_wording(d, SAID) for d in documents], reuse=reuse)
    assert (found.independent_low, found.independent_high) == (0, 1)
    row = attribution(documents[-1], SAID, "Ruk")
    wordings = [*(own_wording(d, SAID) for d in documents[:-1]), wording(row)]
    found, origins, _ = trace(documents, wordings, attributions=[row], sources=[source("Ruk")], reuse=reuse)
    assert (found.independent_low, found.independent_high, len(origins)) == (1, 1, 1)
