"""One speaker, one occasion, the same words in whatever translation: what counts as one utterance."""

import random
import re
from dataclasses import replace

import pytest

from sayso.claims.utterances import Occasion, Utterances, bind_renderings, read_occasions
from sayso.figures import compare_figures
from sayso.model import Mention, Reuse, Source, Tables, Wording, checksum
from tests.claims.telling import Said, claims_of, tell

QUOTE = "“Somebody unscrewed the points at Orvelle and walked away whistling”"
RENDERED = "“Someone loosened the points at Orvelle and went off whistling”"
OTHER = "“The ministry at Orvelle never answered any of our letters about whistling”"
OUTLETS = ("Vale Herald", "Radio Tamsin")


def heard(*articles: tuple[str, str], published: str | None = None) -> Tables:
    """Articles that each quote Hedda Quill once: the words between her name and what she said, then that."""
    told = tell(
        *([f"Points at Orvelle {n}", Said("Hedda Quill", content, cue)] for n, (cue, content) in enumerate(articles))
    )
    documents = [replace(document, published=published) for document in told.documents]
    mentions = [
        Mention(d.document, m.start(), m.end(), m.group(), f"s-{m.group()}", "name", "test", "test", 1.0)
        for d in documents
        for m in re.finditer("|".join(OUTLETS), d.text)
    ]
    sources = [Source(f"s-{name}", name, "outlet", (), (), "test", "test", 1.0) for name in OUTLETS]
    figures, dates = compare_figures(documents, told.regions, told.attributions)
    return told.having(documents=documents, mentions=mentions, sources=sources, figures=figures, dates=dates)


def variants(tables: Tables) -> list[set[str]]:
    """The direct quotations of each utterance, each by its cue and words."""
    cues = {a.attribution: " ".join(a.cue_text) for a in tables.attributions}
    found: dict[tuple[str, int], set[str]] = {}
    for row in claims_of(tables)[1]:
        if row.attribution and row.stance == "asserts":
            found.setdefault((row.claim, row.variant), set()).add(f"{cues[row.attribution]}: {row.text[0][:12]}")
    return sorted(found.values(), key=sorted)


def test_two_translations_are_one_utterance() -> None:
    assert len(variants(heard(("said", QUOTE), ("declared", RENDERED)))) == 1


def test_another_sentence_about_the_same_is_another_utterance() -> None:
    assert len(variants(heard(("said", QUOTE), ("declared", OTHER)))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("told the Vale Herald", "told Radio Tamsin"),
        ("said in an interview", "told reporters"),
        ("said at a press conference", "testified"),
        ("said during a visit to Norway", "said in a speech in Chile"),
        ("said on 3 March 2021", "said on 9 March 2021"),
    ],
)
def test_the_same_words_on_two_occasions_are_two_utterances(one: str, other: str) -> None:
    assert len(variants(heard((one, QUOTE), (other, QUOTE)))) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("said", "told Radio Tamsin"),
        ("said on 3 March 2021", "told reporters"),
        ("told the Vale Herald", "said in an interview with the Vale Herald"),
        ("said in a statement", "said at a press conference"),
        ("said during a visit to Norway", "said in a speech in Oslo"),
    ],
)
def test_what_is_unknown_or_may_be_one_agrees(one: str, other: str) -> None:
    assert len(variants(heard((one, QUOTE), (other, RENDERED)))) == 1


def test_weekdays_count_once_they_are_resolved() -> None:
    cues = (("said on Monday", QUOTE), ("said on Friday", QUOTE))
    assert len(variants(heard(*cues))) == 1
    assert len(variants(heard(*cues, published="2021-03-06"))) == 2


def test_a_copy_is_one_utterance_whatever_the_day_it_gives() -> None:
    told = heard(("said on 3 March 2021", QUOTE), ("said on 9 March 2021", QUOTE))
    one, other = told.documents
    passage = Reuse(
        one.document, other.document, 0, len(one.text), 0, len(other.text), checksum(one.text), checksum(other.text),
        "edited", False, 0.95, "known", "test", True, "p", "test", "test", 1.0,
    )  # fmt: skip
    assert len(variants(told.having(reuse=[passage]))) == 1
    assert len(variants(told.having(reuse=[replace(passage, quoted=True)]))) == 2


def test_each_wording_shows_the_words_that_tell_its_occasion() -> None:
    told = heard(("told the Vale Herald on 3 March 2021", QUOTE), ("said", RENDERED))
    shown = {row.occasion_text for row in claims_of(told)[1] if row.attribution}
    assert shown == {("told the Vale Herald", "3 March 2021"), ()}
    texts = {document.document: document.text for document in told.documents}
    for row in claims_of(told)[1]:
        assert tuple(span.text_in(texts[row.document]) for span in row.occasion) == row.occasion_text


def test_who_goes_on_is_at_the_same_occasion() -> None:
    told = tell(
        [
            "Points at Orvelle",
            Said("Hedda Quill", QUOTE, "said in an interview"),
            Said("Hedda Quill", OTHER, "added"),
            Said("Northline Rail", "that the points were sound", "added"),
        ]
    )
    found = read_occasions(told.documents, told.attributions, [], [], [], [])
    known = {
        a.cue_text[0]: found.get(a.attribution, Occasion()).venues
        for a in told.attributions
        if a.source_text == ("Hedda Quill",)
    }
    assert known == {"said in an interview": {"interview"}, "added": {"interview"}}
    assert len(found) == 2


def test_dates_of_what_was_said_are_no_occasion() -> None:
    told = heard(("said", "that on 3 March 2021 somebody unscrewed the points"))
    assert read_occasions(told.documents, told.attributions, [], told.sources, told.mentions, told.dates) == {}


def test_occasions_taken_together_know_what_either_knows() -> None:
    monday, court = Occasion(days=frozenset({"2021-03-01"})), Occasion(venues=frozenset({"court"}))
    both = monday.joined(court)
    assert both == court.joined(monday)
    assert both.conflicts(Occasion(venues=frozenset({"interview"})))
    assert not monday.conflicts(court)
    assert not monday.conflicts(Occasion(days=frozenset({"XXXX-03-01", "2021-03"})))


def test_order_of_inputs_changes_nothing() -> None:
    told = heard(("told the Vale Herald", QUOTE), ("told Radio Tamsin", QUOTE), ("said", RENDERED), ("said", QUOTE))
    expected = claims_of(told)[1]
    for seed in range(5):
        shuffled = random.Random(seed)
        turned = replace(
            told,
            **{n: tuple(shuffled.sample(getattr(told, n), len(getattr(told, n))))
               for n in ("documents", "regions", "attributions", "mentions", "dates", "sources")},
        )  # fmt: skip
        assert claims_of(turned)[1] == expected


def test_only_pairs_that_are_alike_are_bound() -> None:
    assert bind_renderings([], {}) == {}
    assert Utterances([], {}, []).number([], []) == []


def test_wordings_without_an_occasion_stay_as_they_are() -> None:
    row = Wording("c", "d", None, (), (), "asserts", 0, "m", "r", 1.0)
    assert Utterances([], {}, []).tell([row]) == [row]
