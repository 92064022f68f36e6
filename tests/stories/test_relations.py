"""Relations, exact pieces and words of speech, against counts made by hand."""

import pytest

from evals.relations import Article, exact, is_speech, pieces, relations_of, score_relations

TEXT = "Ada Orr said it rained. Bo Lim fears a flood, and Cy Tull said no."


def row(source: str, cue: str, content: str) -> dict[str, list[list[int]]]:
    spans = {"source": source, "cue": cue, "content": content}
    return {name: [[TEXT.index(words), TEXT.index(words) + len(words)]] for name, words in spans.items()}


ADA = row("Ada Orr", "said", "it rained")
BO = row("Bo Lim", "fears", "a flood")
CY = row("Cy Tull", "said", "no.") | {"cue": [[TEXT.rindex("said"), TEXT.rindex("said") + 4]]}


def test_all_found_scores_one() -> None:
    measures = score_relations([Article(TEXT, [ADA, BO, CY], [CY, BO, ADA])])
    assert {name: measure.f for name, measure in measures.items()} == dict.fromkeys(measures, 1.0)


def test_a_missed_and_a_false_row_cost_what_they_should() -> None:
    false = row("Bo Lim", "said", "Ada Orr")
    measures = score_relations([Article(TEXT, [ADA, BO], [ADA, false])])
    assert measures["relation"] == (0.5, 0.5, 0.5)
    assert measures["speech"][:2] == (0.5, 1.0)
    assert measures["exact cue"][:2] == (1.0, 0.5)


@pytest.mark.parametrize(
    ("role", "words", "related"),
    [
        ("source", "Bo Lim", False),
        ("source", "Ada Orr said", True),
        ("cue", "fears", False),
        ("content", "rained", True),
    ],
)
def test_how_alike_the_roles_must_be(role: str, words: str, related: bool) -> None:
    start = TEXT.index(words)
    found = ADA | {role: [[start, start + len(words)]]}
    assert bool(relations_of(Article(TEXT, [ADA], [found]))) is related


def test_a_source_that_the_gold_lacks_is_not_asked_for() -> None:
    assert relations_of(Article(TEXT, [ADA | {"source": []}], [ADA])) == {0: 0}


def test_pieces_lose_punctuation_at_their_ends() -> None:
    assert pieces("“No!”, he said", [[0, 6], [4, 6]]) == {(1, 3)}
    assert exact([Article(TEXT, [CY], [CY | {"content": [[63, 65]]}])], "content").f == 1.0


def test_words_of_speech_are_whole_words() -> None:
    assert is_speech("He SAID so", {"cue": [[3, 7]]})
    assert not is_speech("He saids so", {"cue": [[3, 8]]})
    assert not is_speech("He said so", {})
