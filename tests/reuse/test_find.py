"""Passages from end to end."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.kernels.checks import check_words
from sayso.model import Document, Reuse
from sayso.reuse import find_reuse
from tests.reuse.articles import BODY, SENTENCES, tile, write
from tests.strategies import texts

OTHER = "Gardeners at the Pellwick estate say that a late frost killed most of their early plums this spring."
SENTENCE = st.lists(st.sampled_from([*SENTENCES, OTHER, "He agreed.", "“No,” she said."]), max_size=8).map(" ".join)


def check_spans(rows: list[Reuse], documents: list[Document]) -> None:
    """Every row lies inside its documents and says what stands there."""
    known = {document.document: document.text for document in documents}
    for row in rows:
        for key, start, end, check in (
            (row.earlier, row.earlier_start, row.earlier_end, row.earlier_check),
            (row.later, row.later_start, row.later_end, row.later_check),
        ):
            assert 0 <= start < end <= len(known[key])
            assert check_words(known[key][start:end]) == check
        assert row.earlier != row.later
        assert (row.identity == 1.0) == (row.kind == "verbatim")
        assert 0.0 < row.identity <= 1.0
        assert 0.0 <= row.score <= 1.0


@settings(max_examples=40)
@given(st.lists(st.one_of(SENTENCE, texts), max_size=6), st.randoms())
def test_order_of_documents_does_not_matter(bodies: list[str], random: object) -> None:
    documents = [write(text, name=f"{number}") for number, text in enumerate(bodies)]
    rows = find_reuse(documents, [])
    check_spans(rows, documents)
    shuffled = documents.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert find_reuse(shuffled, []) == rows


@settings(max_examples=40)
@given(st.lists(SENTENCE, max_size=5), st.lists(texts, max_size=3))
def test_foreign_documents_change_nothing(bodies: list[str], foreign: list[str]) -> None:
    documents = [write(text, name=f"{number}") for number, text in enumerate(bodies)]
    others = [write(text, name=f"foreign {number}") for number, text in enumerate(foreign)]
    known = {document.document for document in documents}
    rows = [row for row in find_reuse([*others, *documents], []) if {row.earlier, row.later} <= known]
    assert rows == find_reuse(documents, [])


@given(st.permutations(SENTENCES), st.integers(4, 8))
def test_a_copy_is_one_verbatim_passage_over_the_body(sentences: list[str], count: int) -> None:
    text = "\n\n".join(sentences[:count])
    documents = [write(text, name="one"), write(f"Menu\n\n{text}\n\nShare", name="two")]
    (row,) = find_reuse(documents, [])
    check_spans([row], documents)
    assert (row.kind, row.quoted, row.direction) == ("verbatim", False, "unknown")
    texts_ = {document.document: document.text for document in documents}
    assert texts_[row.earlier][row.earlier_start : row.earlier_end] == text.rstrip(".")
    assert texts_[row.later][row.later_start : row.later_end] == text.rstrip(".")
    assert row.earlier < row.later


def test_only_headline_and_body_take_part() -> None:
    one = write(BODY, name="one")
    two = write(f"{OTHER}\n\n{BODY}", name="two")
    regions = tile(two, [(0, "body"), (len(OTHER), "comment")])
    assert find_reuse([one, two], regions) == []
    assert len(find_reuse([one, two], tile(two, [(0, "furniture"), (len(OTHER), "body")]))) == 1


def test_swapped_and_inserted_words_make_one_edited_passage() -> None:
    swaps = {"left": "departed", "late": "behind time", "storm": "gale", "printed": "written", "hurt": "injured"}
    text = BODY
    for word, other in swaps.items():
        text = text.replace(word, other)
    text = text.replace("the rudder", "the large old rudder").replace("through town", "around")
    documents = [write(BODY, name="one"), write(text, name="two")]
    (row,) = find_reuse(documents, [])
    check_spans([row], documents)
    assert row.kind == "edited"
    assert 0.85 < row.identity < 1.0
    assert row.earlier_end - row.earlier_start > 0.95 * len(BODY)


def test_every_fourth_word_swapped_is_still_found() -> None:
    words = BODY.split(" ")
    random_place = [3, 4, 4, 3, 7, 2, 6, 3]
    at, swapped = 0, words.copy()
    for step in random_place * 6:
        at += step
        if at < len(words):
            swapped[at] = f"other{at}"
    rows = find_reuse([write(BODY, name="one"), write(" ".join(swapped), name="two")], [])
    assert sum(row.later_end - row.later_start for row in rows) > 0.6 * len(BODY)
    assert all(row.kind == "edited" for row in rows)


def test_paragraphs_in_another_order_are_found_each() -> None:
    half = len(SENTENCES) // 2
    turned = "\n\n".join([*SENTENCES[half:], *SENTENCES[:half]])
    rows = find_reuse([write(BODY, name="one"), write(turned, name="two")], [])
    assert [row.kind for row in rows] == ["verbatim", "verbatim"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Deputy Speaker of the National Assembly of Greater Ostrand Halvard Brinke arrived.",
        "Members of the Ostrand Committee for Fisheries and Harbour Safety, the Brandle Institute of Marine Works",
        "He spoke on condition of anonymity because he was not authorised to speak publicly about the matter.",
    ],
)
def test_names_titles_and_stock_phrases_are_no_copying(sentence: str) -> None:
    one = write(f"{SENTENCES[0]} {sentence} {SENTENCES[1]}", name="one")
    two = write(f"{OTHER} {sentence} {SENTENCES[2]}", name="two")
    assert find_reuse([one, two], []) == []


def test_other_scripts() -> None:
    arabic = "وصلت العبارة إلى الميناء متأخرة بسبب العاصفة القوية التي ضربت الساحل الشمالي وأوقفت حركة"
    plain = "📰 " + arabic
    marked = arabic.replace("العبارة", "العَبّارة") + " 🎉🎉"
    documents = [write(plain, name="one"), write(marked, name="two")]
    (row,) = find_reuse(documents, [])
    check_spans([row], documents)
    assert row.kind == "verbatim"


def test_a_phrase_over_and_over_is_capped_and_said_so() -> None:
    phrase = "herring crates slid towards the broken saloon mirror "
    documents = [write(phrase * 12_000, name="one"), write(phrase * 13_000, name="two")]
    find_reuse(documents, [])  # compiles the kernels where that was never done
    before = time.process_time()
    rows = find_reuse(documents, [])
    assert time.process_time() - before < 10
    check_spans(rows, documents)
    assert rows
    assert {row.rule for row in rows} == {"capped"}
    assert "more than 64 times" in rows[0].why


def test_a_thousand_identical_documents_stay_linear() -> None:
    documents = [write(BODY, name=f"{number}") for number in range(1000)]
    rows = find_reuse(documents, [])
    assert len(rows) <= 9 * len(documents)
    assert {row.later for row in rows} | {row.earlier for row in rows} == {d.document for d in documents}


@pytest.mark.parametrize("text", ["", " ", "\u200b\u202e", "“" * 5000, "a" * 300_000, "word " * 40_000, "a\n" * 40_000])
def test_hostile_texts_end(text: str) -> None:
    documents = [write(text, name="one"), write(text + "x", name="two"), write(BODY, name="three")]
    check_spans(find_reuse(documents, []), documents)


def test_nothing_to_compare() -> None:
    assert find_reuse([], []) == []
    assert find_reuse([write(BODY)], []) == []
