"""The steps of a trace."""

from sayso.trace.edges import claim_edges, document_edges
from sayso.trace.evidence import gather
from tests.trace.case import attribution, copied, document, relay, source, wording

SAID = "the bells were sold"


def test_speaker_to_outlet_to_document_with_evidence() -> None:
    where = document(f"Blatt: {SAID}")
    row = attribution(where, SAID, "Ruk")
    credit = relay(where, "Blatt", [row])
    sources = [source("Ruk"), source("Blatt", "outlet")]
    evidence = gather([where], [row], [credit], sources, [], [], [wording(row)])
    edges = {(e.from_, e.to, e.how, e.tier) for e in claim_edges("c", [wording(row)], evidence)}
    assert edges == {("Ruk", "Blatt", "quotes", "stated"), ("Blatt", where.document, "relays", "stated")}
    for edge in claim_edges("c", [wording(row)], evidence):
        for place, words in zip(edge.evidence, edge.evidence_text, strict=True):
            assert place.span.text_in(where.text) == words


def test_an_outlets_article_in_the_case_stands_for_it() -> None:
    first, second = document(f"1 {SAID}", outlet="Blatt"), document(f"2 {SAID}")
    rows = [attribution(first, SAID, "Ruk"), attribution(second, SAID, "Ruk")]
    credit = relay(second, "Blatt", rows[1:])
    sources = [source("Ruk"), source("Blatt", "outlet")]
    evidence = gather([first, second], rows, [credit], sources, [], [], [wording(r) for r in rows])
    edges = {(e.from_, e.to, e.how) for e in claim_edges("c", [wording(r) for r in rows], evidence)}
    assert (first.document, second.document, "relays") in edges
    assert {(e.from_, e.to, e.claim) for e in document_edges([credit], [], evidence)} == {
        (first.document, second.document, None)
    }


def test_a_copy_in_no_known_direction_is_no_edge() -> None:
    words = f"{SAID} " * 20
    first, second = document(f"1 {words}"), document(f"2 {words}")
    evidence = gather([first, second], [], [], [], [], [], [])
    assert document_edges([], [copied(first, second, words)], evidence) == []
    (edge,) = document_edges([], [copied(first, second, words, "guessed")], evidence)
    assert (edge.how, edge.tier) == ("copies", "suggested")


def test_a_stock_sentence_in_common_is_no_edge() -> None:
    first, second = document(f"1 {SAID}"), document(f"2 {SAID}")
    evidence = gather([first, second], [], [], [], [], [], [])
    assert document_edges([], [copied(first, second, SAID, "known")], evidence) == []


def test_many_wordings_are_one_edge_with_all_their_evidence_in_order_and_the_best_tier() -> None:
    long, again = f"{SAID} " * 20, "the bells are gone " * 25
    first, second = document(f"1 {long}{again}"), document(f"2 {again}{long}")
    evidence = gather([first, second], [], [], [], [], [], [])
    passages = [copied(first, second, long, "guessed"), copied(first, second, again, "known")]
    (edge,) = document_edges([], passages, evidence)
    assert (edge.tier, edge.score, len(edge.evidence)) == ("shown", 0.8, 4)
    assert list(edge.evidence) == sorted(edge.evidence)
    assert [edge] == document_edges([], passages[::-1], evidence)
