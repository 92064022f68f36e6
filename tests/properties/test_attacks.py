"""The attack bench on an invented story: what attackers write, and how claims before and after are held together."""

from dataclasses import replace
from functools import cache

import pytest

from benchmarks.attacks import attack, match_claims, trace
from benchmarks.forged import ATTACKS, SITES, Pile, find_victim, read_clause
from sayso.model import Wording
from sayso.read import Item

ARTICLES = {
    "1.txt": """Marsh Gazette

Weir at Oldfen was left open, keeper says

Published: 2031-03-04

Weir keeper Tove Brandal said that the weir at Oldfen had been left open all night.

“Nobody closed it, and nobody asked,” Brandal said.

The village lies between two lakes. The road has been closed since the storm.
""",
    "2.txt": """Coast Herald

Water board kept silent about the weir

Published: 2031-03-05

A clerk at the water board told the Coast Herald that the board had known about the broken gauge for a year.

According to the Marsh Gazette, the weir at Oldfen had been left open all night.

The school will stay shut until Monday.
""",
    "3.txt": """Fen Courier

What we saw at Oldfen

Published: 2031-03-05

The mayor of Oldfen, Ilmar Reesen, denied that the weir had been left open all night.

Some people had moved to the church hall.
""",
}
WITNESS = """Lower Fen Post

Ferryman: weir was open

Published: 2031-03-06

Ferryman Odo Kraal said that the weir at Oldfen had been left open all night.
"""


@cache
def pile() -> Pile:
    """The story and what is found in it."""
    items = tuple(Item(name, text.encode()) for name, text in ARTICLES.items())
    return Pile(items, trace(items))


def forged(name: str) -> dict[str, str]:
    """The articles of one attack."""
    return {item.path: (item.data or b"").decode() for item in ATTACKS[name](pile())}


def test_a_clone_has_another_masthead_and_other_words_but_the_same_claims() -> None:
    victim = find_victim(pile())
    (later,), (earlier,) = forged("clone, words swapped").values(), forged("clone, dated back").values()
    assert later.startswith(f"{SITES[0]}\n")
    assert "Published: 2031-03-06" in later
    assert "Published: 2031-03-03" in earlier
    assert later.replace("2031-03-06", "") == earlier.replace("2031-03-03", "")
    assert victim.text.split("\n")[0] not in later
    assert "stated that the weir at Oldfen had been left open all night." in later


def test_a_ring_cites_nobody_but_itself() -> None:
    one, other = forged("ring of two sites").values()
    assert f"According to {SITES[1]}, " in one
    assert f"{SITES[0]} reported that " in other
    for text in (one, other):
        assert not any(name in text for name in ("Brandal", "Reesen", "Herald", "Gazette"))


def test_borrowed_voices_and_halves() -> None:
    (voice,), (half,) = forged("same unnamed source elsewhere").values(), forged("copy cut to half").values()
    assert f"told {SITES[2]} that the board had known about the broken gauge for a year." in voice
    body = [line for line in find_victim(pile()).text.split("\n\n") if line.strip() in half]
    assert body
    assert len(half) < len(find_victim(pile()).text)
    assert "told" not in forged("re-worded, no credit").popitem()[1]


def test_nothing_added_is_nothing_changed() -> None:
    kept, lost = match_claims(pile().tables, trace(tuple(reversed(pile().items))))
    assert not lost
    assert {claim.rise for claim in kept} == {(0, 0)}
    assert len({claim.after.claim for claim in kept}) == len(kept)


def test_a_further_witness_is_told_as_the_new_root() -> None:
    tables = trace((*pile().items, Item("4.txt", WITNESS.encode())))
    risen = [claim for claim in match_claims(pile().tables, tables)[0] if claim.rise[0] > 0]
    assert [claim.why for claim in risen] == ["new root: named Odo Kraal"]
    assert [claim.rise[0] for claim in risen] == [1]


@pytest.mark.parametrize("name", list(ATTACKS))
def test_no_attack_raises_the_number_of_proved_origins(name: str) -> None:
    result = attack(pile(), name)
    assert result is not None
    assert [(claim.before.gist_text, claim.why) for claim in result[0] if claim.rise[0] > 0] == []


def test_only_clauses_are_told_again() -> None:
    def wording(*text: str) -> Wording:
        return replace(pile().tables.wordings[0], text=text)

    assert read_clause(wording("that The bells rang at noon.")) == "the bells rang at noon"
    assert read_clause(wording("“The bells rang at noon”")) is None
    assert read_clause(wording("the bells rang", "at noon today")) is None
    assert read_clause(wording("the bells rang")) is None
