"""Quotations told from copying."""

from sayso.reuse import find_reuse
from tests.reuse.articles import SENTENCES, write

SPEECH = "We searched every cabin twice and found neither the ledger nor the yellow bolt that everybody asks about"
ONE = f"{SENTENCES[0]}\n\n“{SPEECH},” said the purser.\n\n{SENTENCES[1]}"


def test_one_speech_in_two_articles_is_quoted_and_cut_to_its_marks() -> None:
    two = write(f'{SENTENCES[2]}\n\nThe purser said: "{SPEECH}." {SENTENCES[3]}', name="two")
    one = write(ONE, name="one")
    (row,) = find_reuse([one, two], [])
    assert row.quoted
    known = {one.document: one.text, two.document: two.text}
    assert known[row.earlier][row.earlier_start : row.earlier_end] == SPEECH
    assert known[row.later][row.later_start : row.later_end] == SPEECH


def test_a_speech_taken_over_in_own_voice_is_copied() -> None:
    two = write(f"{SENTENCES[2]}\n\n{SPEECH}, it seems. {SENTENCES[3]}", name="two")
    (row,) = find_reuse([write(ONE, name="one"), two], [])
    assert not row.quoted


def test_a_paragraph_with_its_speech_is_copied() -> None:
    two = write(f"{SENTENCES[4]}\n\n{ONE}", name="two")
    (row,) = find_reuse([write(ONE, name="one"), two], [])
    assert not row.quoted
    assert row.kind == "verbatim"
    assert row.later_end - row.later_start >= len(ONE) - 1


def test_a_speech_with_a_word_changed_is_quoted_and_edited() -> None:
    two = write(f"{SENTENCES[2]}\n\n‘{SPEECH.replace('ledger', 'logbook')},’ the purser said.", name="two")
    (row,) = find_reuse([write(ONE, name="one"), two], [])
    assert (row.quoted, row.kind) == (True, "edited")
