"""Windows: every piece once, in its place, with its quotation and its case."""

import tokenizers
from hypothesis import given, settings

from sayso.attribution.tagger.pieces import MOST_PIECES, Window, read_windows
from sayso.language import split_paragraphs
from sayso.language.weights import shipped_weights
from sayso.model import Span
from tests.strategies import texts

PIECES = tokenizers.Tokenizer.from_str(shipped_weights("tagger").files["pieces.json"].decode())
PIECES.no_padding()
PIECES.no_truncation()


def windows(text: str) -> list[Window]:
    return read_windows(text, Span(0, len(text)), PIECES)


def words(window: Window, text: str) -> list[str]:
    return [text[a:b] for a, b in zip(window.starts, window.ends, strict=True)]


def test_pieces_point_into_the_text() -> None:
    text = "Zoë O’Dara, 62, said “no”."
    [window] = windows(text)
    assert "".join(words(window, text)) == text.replace(" ", "")


def test_states_of_quotation() -> None:
    text = "He said “no” and ‘not now’ and “never"
    [window] = windows(text)
    states = dict(zip(words(window, text), window.quotes.tolist(), strict=True))
    assert (states["said"], states["no"], states["now"], states["never"]) == (0, 1, 2, 3)


def test_cases() -> None:
    text = "the NATO Ruk 62 ,"
    [window] = windows(text)
    cases = dict(zip(words(window, text), window.cases.tolist(), strict=True))
    assert (cases["the"], cases["NATO"], cases["62"], cases[","]) == (2, 4, 5, 0)


def test_a_name_with_hidden_characters_keeps_its_place() -> None:
    text = "Ana R\u200buk said no."
    [window] = windows(text)
    joined = "".join(words(window, text))
    assert "said" in joined
    assert text[window.starts[-1] : window.ends[-1]] == "."


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    sentence = "The pier was sold in spring by a clerk of the town. "
    text = sentence * 60
    cut = windows(text)
    assert len(cut) > 1
    assert all(len(w.ids) <= MOST_PIECES for w in cut)
    assert {text[w.starts[0] :][:8] for w in cut} == {"The pier"}


def test_a_sentence_without_end_is_cut_too() -> None:
    text = "pier " * 1000
    assert [len(w.ids) for w in windows(text)][:-1] == [MOST_PIECES] * (1000 // MOST_PIECES)


@settings(max_examples=80, deadline=None)
@given(texts)
def test_windows_hold_each_piece_once_and_in_order(text: str) -> None:
    for paragraph in split_paragraphs(text):
        whole = PIECES.encode(text[paragraph.start : paragraph.end], add_special_tokens=False)
        found = read_windows(text, paragraph, PIECES)
        assert [i for w in found for i in w.ids.tolist()] == whole.ids
        starts = [s for w in found for s in w.starts.tolist()]
        assert starts == sorted(starts)
        assert all(paragraph.start <= s <= paragraph.end for s in starts)
