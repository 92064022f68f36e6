"""How evidence is announced, and what announces none; invented sentences."""

import pytest

from sayso.claims.promises import announces


@pytest.mark.parametrize(
    "sentence",
    [
        "details to follow",
        "the mill's footage will be made public",
        "footage of the gate to be shown on Friday",
        "pledged to release the footage",
        "they would publish the harbour's ledgers",
        "We have the first list and will show it soon.",
        "we'll let people hear the tape",
        "more proof would emerge at the trial",
        "publication of the minutes is planned for Monday",
        "the unit is preparing to release bodycam footage",
        "we shall put the photographs before the court",
        "the board would be given the recorded calls in a few days",
        "Weighing records to go to the inspectors",
        "further details would be given at a news briefing",
        "they would soon be in a position to share the recordings",
    ],
)
def test_evidence_is_announced(sentence: str) -> None:
    assert announces(sentence, "en", sentence.startswith("pledged"))


@pytest.mark.parametrize(
    "sentence",
    [
        "the footage was released on Monday",
        "we will never release the tapes",
        "he would not say whether the tape would be released",
        "the ferry line will provide information desks",
        "voters will see the results at the polls",
        "the figures will show what he is worth",
        "she will give evidence on Monday",
        "the band will play music from the film",
        "I would have told you about the emails",
        "details would not follow",
    ],
)
def test_nothing_is_announced(sentence: str) -> None:
    assert announces(sentence) is None
