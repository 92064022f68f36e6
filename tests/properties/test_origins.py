"""What must hold of every count of origins, whatever the pile: drawn from small piles of made rows."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Claim, Document, Pair, Reuse, Wording
from sayso.pipeline import trace_items
from sayso.read import Item
from sayso.trace import trace_origins
from tests.trace.case import attribution, claim, copied, document, own_wording, source, wording

SPEAKERS = (
    source("Ana Ruk"), source("Boro Olm"), source("A. Ruk"), source("a clerk", "unnamed"),
    source("Orvik Works", "organisation"), source("a spokesman for Orvik Works", "unnamed"),
    source("Blatt", "outlet"), source("Post", "outlet"),
)  # fmt: skip
OUTLETS = ("Blatt", "Post", None)
TAILS = ("by night", "at dawn", "to a dealer", "for scrap", "in spring", "without a word")
TELLING = (
    "and so the tower stands bare. The foundry on the hill had cast them in a year of floods, and for ninety years "
    "nobody in the valley had needed a clock; now the school keeps time with a whistle."
)
Pile = tuple[list[Document], list[Any], list[Wording], list[Reuse]]


@st.composite
def piles(draw: st.DrawFn) -> Pile:
    """Two to five articles on one claim: each names somebody, saw it itself, or says it in its own voice."""
    documents, rows, wordings = [], [], []
    for n in range(draw(st.integers(2, 5))):
        said = f"the bells were sold {draw(st.sampled_from(TAILS))}"
        voice = draw(st.sampled_from((*SPEAKERS, "own", "seen")))
        opening = "Our reporter saw that " if voice == "seen" else ""
        where = document(f"{n}: {opening}{said}, {TELLING}", draw(st.sampled_from(OUTLETS)))
        documents.append(where)
        if isinstance(voice, str):
            wordings.append(own_wording(where, opening + said))
        else:
            rows.append(attribution(where, said, voice.source))
            wordings.append(wording(rows[-1]))
    return documents, rows, wordings, []


def counted(pile: Pile) -> tuple[Claim, list[Pair]]:
    """The claim and its pairs."""
    documents, rows, wordings, reuse = pile
    none = dict.fromkeys(("regions", "relays", "mentions", "figures", "dates", "promises"), ())
    result = trace_origins(
        documents=documents, attributions=rows, sources=SPEAKERS, reuse=reuse, claims=[claim(documents[0])],
        wordings=wordings, **none,
    )  # fmt: skip
    return result[0][0], result[3]


def with_copy(pile: Pile, number: int, outlet: str | None, direction: Any, speaker: str | None) -> Pile:
    """The pile and a copy of one of its articles; under another speaker's name if one is given."""
    documents, rows, wordings, reuse = pile
    victim = documents[number]
    text = victim.text.replace(": ", ":  ", 1)
    clone = replace(document(text, outlet))
    shared = text.partition(":  ")[2]
    passages = [copied(clone, victim, shared, direction)]
    mine = [w for w in wordings if w.document == victim.document]
    made = []
    for one in mine:
        row = next((r for r in rows if r.attribution == one.attribution), None)
        if row is None:
            made.append(own_wording(clone, one.text[0]))
        else:
            rows = [*rows, attribution(clone, one.text[0], speaker or row.speaker)]
            made.append(wording(rows[-1]))
    return [*documents, clone], rows, [*wordings, *made], [*reuse, *passages]


@settings(max_examples=120, deadline=None)
@given(piles(), st.data())
def test_a_copy_never_adds_an_origin(pile: Pile, data: st.DataObject) -> None:
    number = data.draw(st.integers(0, len(pile[0]) - 1))
    direction = data.draw(st.sampled_from(("known", "guessed", "unknown")))
    before, _ = counted(pile)
    after, _ = counted(with_copy(pile, number, data.draw(st.sampled_from((*OUTLETS, "Third"))), direction, None))
    assert (after.independent_low or 0) <= (before.independent_low or 0)
    assert (after.independent_high or 0) <= (before.independent_high or 0)


@settings(max_examples=120, deadline=None)
@given(piles(), st.data())
def test_a_copy_under_another_speakers_name_never_raises_low(pile: Pile, data: st.DataObject) -> None:
    voiced = [n for n, d in enumerate(pile[0]) if any(r.document == d.document for r in pile[1])]
    if not voiced:
        return
    before, _ = counted(pile)
    forged = with_copy(pile, data.draw(st.sampled_from(voiced)), "Third", "unknown", "Boro Olm")
    after, _ = counted(forged)
    heard = [w for w in pile[2] if w.attribution] or pile[2]
    assert (after.independent_low or 0) <= max(before.independent_low or 0, min(1, len(heard)))


@settings(max_examples=60, deadline=None)
@given(piles(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(pile: Pile, random: Any) -> None:
    shuffled = tuple(random.sample(rows, len(rows)) for rows in pile)
    before, after = counted(pile), counted(shuffled)  # type: ignore[arg-type]
    assert (before[0].independent_low, before[0].independent_high) == (
        after[0].independent_low, after[0].independent_high,
    )  # fmt: skip
    assert before[0].reasons == after[0].reasons
    assert sorted(map(repr, before[1])) == sorted(map(repr, after[1]))


@settings(max_examples=60, deadline=None)
@given(piles())
def test_foreign_documents_change_nothing(pile: Pile) -> None:
    stranger = document("A heron stood in the reeds all afternoon.", "Post")
    more = ([*pile[0], stranger], *pile[1:])
    assert repr(counted(pile)) == repr(counted(more))


@settings(max_examples=60, deadline=None)
@given(piles())
def test_the_range_follows_from_the_pairs(pile: Pile) -> None:
    """Low needs as many proved pairs as its origins have; no proved pair, no low above one."""
    found, pairs = counted(pile)
    low, proved = found.independent_low or 0, sum(pair.distinct == "proved" for pair in pairs)
    assert proved >= low * (low - 1) // 2
    assert low <= (found.independent_high or 0)
    assert low >= (2 if proved else 0)


ALIASES = [("Orsa Telegraph", "OT"), ("OT", "The Wire Desk"), ("Mira Venn", "M. Halloway")]
PILE = [
    Item("a.txt", b"The bells were sold, the Orsa Telegraph reported. Mira Venn said the tower was bare.", None, None),
    Item("b.txt", b"OT reported that the bells were sold. M. Halloway said that the tower was bare.", None, None),
    Item("c.txt", b"According to The Wire Desk, the bells were sold.", None, None),
]  # fmt: skip


@settings(max_examples=8, deadline=None)
@given(st.permutations(ALIASES), st.booleans(), st.booleans())
def test_merging_aliases_is_associative(order: list[tuple[str, str]], joined: bool, turned: bool) -> None:
    """(A = B) = C is A = (B = C) is A = B = C, in any order of the lines and of the names in a line."""
    groups: list[tuple[str, ...]] = [names[::-1] if turned else names for names in order]
    if joined:
        groups = [("Orsa Telegraph", "OT", "The Wire Desk"), ("Mira Venn", "M. Halloway")]
    stages = ("read", "clean", "attribution", "sources")

    def sources(aliases: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        tables = trace_items(PILE, stages=stages, aliases=aliases, tier="crawl").tables
        return sorted((s.source, s.name, *s.aliases, *s.documents) for s in tables.sources)

    assert sources(groups) == sources([*ALIASES])
