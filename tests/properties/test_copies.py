"""A copy of an article, renamed or under another masthead, never raises the number of independent origins."""

import pytest

from evals.score import STORIES
from sayso.model import Tables
from tests.properties.stories import articles, trace

MASTHEADS = {
    "demo/01-radio-karsen.txt": (b"Radio Karsen\nListen live", b"The Hollow Drum\nListen live"),
    "demo/02-veska-press.txt": (b"VESKA PRESS | National wire", b"THE HOLLOW DRUM | National wire"),
    "demo/03-olmist-courier.html": (b'content="The Olmist Courier"', b'content="The Hollow Drum"'),
    "demo/05-gorna-mirror.html": (b'content="Gorna Mirror"', b'content="The Hollow Drum"'),
    "archive/02-dockside-review.txt": (b"Dockside Review\n\n", b"The Hollow Drum\n\n"),
    "vaccine/02-island-herald.txt": (b"Island Herald\nPosted", b"The Hollow Drum\nPosted"),
    "tally/04-captain-ledger.txt": (b"Captain Ledger\nposted", b"The Hollow Drum\nposted"),
}
"""Article -> its masthead and another one."""

Key = tuple[object, ...]


def grouped(tables: Tables, documents: set[str]) -> dict[frozenset[Key], tuple[int, int]]:
    """The wordings of these documents that stand in one claim -> the claim's range of origins."""
    groups: dict[str, set[Key]] = {}
    for wording in tables.wordings:
        if wording.document in documents:
            key = (wording.document, wording.attribution, wording.spans, wording.stance)
            groups.setdefault(wording.claim, set()).add(key)
    ranges = {claim.claim: (claim.independent_low, claim.independent_high) for claim in tables.claims}
    return {frozenset(keys): ranges[claim] for claim, keys in groups.items()}


def before_and_after(name: str, copy: bytes) -> tuple[dict[frozenset[Key], tuple[int, int]], ...]:
    """The claims of a story without and with a copy of one of its articles."""
    story = articles(name.split("/")[0])
    once, twice = trace(story), trace((*story, (f"elsewhere/{name.split('/')[1]}", copy)))
    assert len(twice.documents) == len(once.documents) + 1
    documents = {document.document for document in once.documents}
    return grouped(once, documents), grouped(twice, documents)


def changed(name: str, copy: bytes) -> list[object]:
    """Claims whose wordings in the other articles differ with the copy, or that have more origins with it."""
    before, after = before_and_after(name, copy)
    return [
        (sorted(keys, key=repr), before[keys], after.get(keys))
        for keys in before
        if keys not in after or after[keys][0] > before[keys][0] or after[keys][1] > before[keys][1]
    ]


def masthead_changed(name: str) -> bytes:
    """The article under another masthead, or with one more line where it has none in its text."""
    data = dict(articles(name.split("/")[0]))[name]
    if name not in MASTHEADS:
        return data + b"\n\nThe Hollow Drum\n"
    ours, theirs = MASTHEADS[name]
    assert ours in data
    return data.replace(ours, theirs)


@pytest.mark.parametrize("name", [name for story in STORIES for name, _ in articles(story)])
def test_a_copy_leaves_the_claims_and_their_origins_as_they_were(name: str) -> None:
    assert changed(name, masthead_changed(name)) == []


def test_two_copies_leave_the_claims_as_they_were() -> None:
    story, name = articles("vaccine"), "vaccine/02-island-herald.txt"
    copies = [(f"elsewhere/{n}.txt", masthead_changed(name).replace(b"Hollow", word)) for n, word in
              enumerate((b"Hollow", b"Broken", b"Muffled"))]  # fmt: skip
    documents = {document.document for document in trace(story).documents}
    once, often = grouped(trace(story), documents), grouped(trace((*story, *copies)), documents)
    assert {keys: often.get(keys) for keys in once} == once


@pytest.mark.parametrize("name", ["demo/04-monde-carreau.html", "archive/03-north-quay-daily.txt"])
def test_a_copy_under_another_name_changes_nothing_but_the_ledger(name: str) -> None:
    story = articles(name.split("/")[0])
    once, twice = (
        trace(story),
        trace((*story, ("zz/copy.txt" if name.endswith("txt") else "zz/copy.html", dict(story)[name]))),
    )
    for table in ("regions", "attributions", "claims", "wordings", "origins", "edges", "sources", "figures", "reuse"):
        assert getattr(once, table) == getattr(twice, table), table
    assert [row.outcome for row in twice.inputs if row.path.startswith("zz/")] == ["duplicate"]


def test_a_copy_with_changed_words_adds_no_origin() -> None:
    name = "vaccine/04-ramp-notes.txt"
    data = dict(articles("vaccine"))[name]
    edited = data.replace(b"Ramp Notes\n", b"Sky Hooks\n").replace(b"A mechanic", b"One mechanic")
    assert changed(name, edited) == []
