"""The stage as a whole: rows that hold, whatever comes in, in whatever order."""

from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.attribution import extract_attributions
from sayso.model import Document, Span
from sayso.sources import Resolution, resolve_sources
from tests.sources.reading import make_attribution, parse, resolve, source, speakers
from tests.strategies import make_document, spans, texts

STORY = (
    "{Dam Minister Anna Vark|said|that the gates held all night}, <the Norrland Bugle> reported.\n"
    "{She|added|that it rained}.",
    "{a gate keeper|said|that the gates were open all night}.\n"
    "{The keeper|said|he saw the lamps}.\n{Reports|say|that lightning struck the tower}.",
    "{The dam minister|told|<Bugle>} {a gate keeper|claims|the gates were open all night}. {It|said|no}.",
    "{The Upland Dam Board|denies|that}. {The UDB|said|no}. "
    "{Norway and Chile|agree|with it}. {a spokesman for the board|said|so}.",
)
FOREIGN = (
    "{Judge Karl Hemp|said|that the cow was his}.\n{The judge|added|so}. "
    "{A farmer|said|that it mooed}, said <Alpine Cowbell>."
)


def rows(resolution: Resolution, documents: set[str]) -> list[object]:
    """All rows about some documents."""
    used = {m.source for m in resolution.mentions if m.document in documents}
    return [
        *sorted((d for d in resolution.documents if d.document in documents), key=lambda d: d.document),
        *sorted((a for a in resolution.attributions if a.document in documents), key=lambda a: a.attribution),
        *sorted((r for r in resolution.relays if r.document in documents), key=lambda r: r.relay),
        *[s for s in resolution.sources if s.source in used],
        *[m for m in resolution.mentions if m.document in documents],
    ]


def test_rows_hold() -> None:
    found = resolve(*STORY)
    texts_of = {d.document: d.text for d in found.documents}
    ids = [s.source for s in found.sources]
    assert ids == sorted(set(ids))
    for mention in found.mentions:
        assert mention.span.text_in(texts_of[mention.document]) == mention.text
        assert 0 <= mention.score <= 1
        assert mention.rule
        assert mention.made_by
    keys = [(m.document, *m.span) for m in found.mentions]
    assert keys == sorted(set(keys))
    assert {m.source for m in found.mentions} == set(ids)
    assert {a.speaker for a in found.attributions} - {None} <= set(ids)
    for row in found.sources:
        assert row.documents == tuple(sorted({m.document for m in found.mentions if m.source == row.source}))
        assert row.aliases == tuple(sorted(set(row.aliases) - {row.name}))
        assert row.rule
        assert 0 <= row.score <= 1


def test_the_order_of_everything_changes_nothing() -> None:
    parsed = [parse(text) for text in STORY]
    documents = [p[0] for p in parsed]
    said, passed = [a for p in parsed for a in p[1]], [r for p in parsed for r in p[2]]
    first = resolve_sources(documents, [], said, passed)
    for order in list(permutations(range(len(documents))))[::5]:
        other = resolve_sources([documents[n] for n in order], [], said[::-1], passed[::-1])
        assert rows(other, {d.document for d in documents}) == rows(first, {d.document for d in documents})


def test_a_foreign_document_changes_nothing() -> None:
    ours = resolve(*STORY)
    crowd = resolve(*STORY, FOREIGN)
    documents = {d.document for d in ours.documents}
    assert rows(crowd, documents) == rows(ours, documents)


def test_a_copy_of_a_document_adds_no_source() -> None:
    once = resolve(*STORY[:2])
    twice = resolve(*STORY[:2], STORY[1] + "\n")
    assert len(once.sources) == len(twice.sources)


def test_the_outlet_of_the_document() -> None:
    document, said, _ = parse("{The Bugle|wrote|that it fell}.")
    found = resolve_sources([replace(document, outlet_name="The Norrland Bugle")], [], said, [])
    (row,) = [s for s in found.sources if s.source == found.documents[0].outlet]
    assert row.kind == "outlet"
    assert row.name == "The Norrland Bugle"


def test_names_of_sources() -> None:
    found = resolve(
        "{Quarry boss Tom Ells|said|one}. {Ells|said|two}. {A senior rail official|said|three}. {The official|said|no}."
    )
    assert set(speakers(found)) == {"Tom Ells", "A senior rail official"}
    assert source(found, "Tom Ells").aliases == ("Ells", "Quarry boss Tom Ells")
    assert source(found, "A senior rail official").kind == "unnamed"


def _random(document: Document, cuts: list[Span]) -> list[object]:
    return [make_attribution(document, [cuts[n], Span(0, 0), cuts[n + 1]]) for n in range(0, len(cuts) - 1, 2)]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_text_and_any_spans(data: st.DataObject) -> None:
    text = data.draw(texts.filter(bool))
    document = make_document(text)
    cuts = data.draw(st.lists(spans(text), max_size=8))
    said = {a.attribution: a for a in _random(document, cuts)}  # type: ignore[attr-defined]
    found = resolve_sources([document], [], list(said.values()), [])  # type: ignore[arg-type]
    for mention in found.mentions:
        assert mention.span.text_in(text) == mention.text


def test_hostile_sources_finish() -> None:
    names = " ".join(f"Minister Anna V{n}k" for n in range(4000))
    for text in ("“I " * 60_000, "Minister Holt " * 20_000, names, "A, " * 40_000, "(" * 100_000, "the " * 60_000):
        document = make_document(text)
        spans_of = [Span(0, len(text)), Span(0, 0), Span(0, min(9, len(text)))]
        found = resolve_sources([document], [], [make_attribution(document, spans_of)], [])
        assert len(found.documents) == 1


def test_many_voices_finish() -> None:
    marked = "\n".join(f"{{the Lower {chr(97 + n % 26)}{n} Water Board|said|thing {n} fell}}" for n in range(800))
    assert len(resolve(marked).attributions) == 800
    crowd = resolve(*(f"{{A keeper|said|that the dam broke at dawn by the river {n % 3}}}" for n in range(150)))
    assert len({a.speaker for a in crowd.attributions}) <= 3


def test_a_trade_after_mr_is_a_surname() -> None:
    document = make_document("“It is old,” said Anna Dean. Mrs. Dean added that it was late. Mr Baker said it was not.")
    attributions, relays = extract_attributions([document], [])
    found = resolve_sources([document], [], attributions, relays)
    assert {(source.name, source.kind) for source in found.sources} == {("Anna Dean", "person"), ("Baker", "person")}


def test_the_agency_is_the_one_named_before() -> None:
    text = "“It is late,” Anna Dean said as per Fjordblick. “It was,” the agency quoted her as saying."
    document = make_document(text)
    attributions, relays = extract_attributions([document], [])
    found = resolve_sources([document], [], attributions, relays)
    assert len(relays) == 2
    assert len({relay.outlet for relay in found.relays}) == 1


def _speaker_of(words: str, source_text: str) -> str | None:
    document = make_document(words)
    attributions, relays = extract_attributions([document], [])
    found = resolve_sources([document], [], attributions, relays)
    names = {source.source: source.name for source in found.sources}
    last = [a for a in found.attributions if " ".join(a.source_text) == source_text][-1]
    return names[last.speaker] if last.speaker else None


def test_who_is_the_noun_before_it() -> None:
    assert _speaker_of("A senior officer who said that the road was closed left.", "who") == "A senior officer"
    text = "“No,” said Tom Holt. He spoke to Ada Miller, who said that the firm was sound."
    assert _speaker_of(text, "who") == "Ada Miller"


def test_whose_owners_are_nobody_by_themselves() -> None:
    assert _speaker_of("The firm, whose owners say that it is sound, closed.", "whose owners") is None


def test_the_only_doctor_is_the_doctor() -> None:
    one = "Dr Anna Reed said the ward was full. "
    said = "The doctor said that nobody died."
    assert _speaker_of(one + said, "The doctor") == "Anna Reed"
    assert _speaker_of(one + "Dr Tom Holt said it was not. " + said, "The doctor") == "The doctor"
