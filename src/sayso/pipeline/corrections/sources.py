"""Who speaks, corrected: another speaker, two sources that are one, one that is two, names that are one."""

from collections.abc import Iterable

from sayso.language.names import fold_name
from sayso.model import Attribution, Mention, Place, Source, Tables, identify
from sayso.pipeline.corrections.attributions import Key, follow, key_of, key_said, moves
from sayso.pipeline.corrections.marks import MADE_BY, mark
from sayso.pipeline.corrections.outcomes import Orphan, Texts, applied, tell_outcome
from sayso.pipeline.corrections.voices import Voices, other_names
from sayso.store.corrections import Apart, Corrections, Line, Named, Spot

_KINDS = ("speaker", "merge sources", "split source", "alias")


def correct_sources(tables: Tables, corrections: Corrections) -> Tables:
    """Sources, and all rows that name one, as corrected; the outcome of each correction of a source or speaker."""
    lines = corrections.of_kinds("speaker", "merge sources", "split source", "alias")
    if not lines:
        return tables
    texts = Texts(tables.documents)
    voices = Voices(tables, texts)
    done = applied(tables.corrections)
    moved = moves(tables.documents, (one for one in corrections.of_kinds("extent") if one.correction in done))
    by_key: dict[Key, list[str]] = {}
    for row in tables.attributions:
        by_key.setdefault(key_of(row), []).append(row.attribution)
    told = []
    for line in lines:
        try:
            if line.kind == "speaker":
                message = _say_who(line, voices, by_key, moved)
            elif line.kind == "merge sources":
                message = _merge(line, voices)
            elif line.kind == "split source":
                message = _split(line, voices)
            else:
                message = _join_names(line, voices)
            told.append(tell_outcome(line, texts, message=message))
        except Orphan as orphan:
            told.append(tell_outcome(line, texts, orphan))
    voices.tidy()
    return tables.having(**voices.tables(), corrections=[*tables.corrections, *told])


def _say_who(line: Line, voices: Voices, by_key: dict[Key, list[str]], moved: dict[Key, Key]) -> str | None:
    """Another speaker for one attribution, and for the words that name or stand for the speaker there."""
    assert line.spot is not None
    key = key_said(voices.texts.find(line.spot), line)
    found = by_key.get(key, []) or by_key.get(follow(key, moved), [])
    if len(found) != 1:
        code, how_many = ("AMBIGUOUS", "more than one") if found else ("NO_ROW", "no")
        raise Orphan(code, f"{how_many} attribution has this content, source and cue")
    row: Attribution = voices.attributions[found[0]]
    named: Named | None = line.after
    speaker = None if named is None else _source_of(named, voices, row.document, line)
    own = [Place(row.document, *span) for span in row.source]
    before = row.speaker
    voices.settle("attributions", row.attribution, speaker, [line.correction])
    for place in own:
        mention = voices.mentions.get(place)
        if mention is not None and mention.source == before and speaker is not None:
            voices.settle("mentions", place, speaker, [line.correction])
    return None


def _source_of(named: Named, voices: Voices, document: str, line: Line) -> str:
    """Id of the source a line names, made where the line says what it is and the case has none."""
    source = voices.find(named)
    if source is None:
        if named.kind is None:
            raise Orphan("NO_ROW", f"no source is called {named.name[:60]!r}; say its kind, and it is a new one")
        apart = (document,) if named.kind == "unnamed" else ()
        source = _new(identify("s", named.kind, fold_name(named.name), *apart), named.name, named.kind, (), line)
        voices.sources.setdefault(source.source, source)
    return source.source


def _new(name: str, called: str, kind: object, mentions: Iterable[Mention], line: Line) -> Source:
    """A source that only a correction knows."""
    rows = list(mentions)
    documents = tuple(sorted({row.document for row in rows}))
    source = Source(name, called, kind, other_names(called, rows), documents, MADE_BY, "named by hand", 1.0)  # type: ignore[arg-type]
    return mark(source, [line.correction])


def _merge(line: Line, voices: Voices) -> str | None:
    assert line.spot is not None
    kept, gone = voices.mentioned_at(line.spot).source, voices.mentioned_at(line.after.mention).source
    if kept == gone:
        voices.sources[kept] = mark(voices.sources[kept], [line.correction])
        return "they are one source already"
    voices.merge(kept, gone, [line.correction])
    return None


def _split(line: Line, voices: Voices) -> str | None:
    """Mentions that are another source; with them the attributions and credits that they name the speaker of."""
    apart: Apart = line.after
    found, missing = _find_all(apart.mentions, voices)
    first = found[0]
    kind = apart.kind or voices.sources[first.source].kind
    name = identify("s", kind, fold_name(apart.name), first.document, first.start)
    moving = [row for row in found if row.source != name]
    if moving and name not in voices.sources:
        voices.sources[name] = _new(name, apart.name, kind, found, line)
    for source in sorted({row.source for row in moving}):
        _move(source, name, [row for row in moving if row.source == source], voices, line)
    return f"{missing} of its {len(apart.mentions)} places were not found" if missing else None


def _find_all(spots: Iterable[Spot], voices: Voices) -> tuple[list[Mention], int]:
    """The mentions at those places that are there, and how many are not."""
    found, fault, missing = [], None, 0
    for spot in spots:
        try:
            found.append(voices.mentioned_at(spot))
        except Orphan as orphan:
            fault, missing = fault or orphan, missing + 1
    if not found:
        assert fault is not None
        raise fault
    return found, missing


def _move(source: str, name: str, moving: list[Mention], voices: Voices, line: Line) -> None:
    """Let those mentions of a source name another, and whatever hangs on them."""
    places = {Place(row.document, row.start, row.end) for row in moving}
    spans: dict[str, list[Mention]] = {}
    for row in moving:
        spans.setdefault(row.document, []).append(row)
    left = {row.document for row in voices.naming(source, "mentions")
            if Place(row.document, row.start, row.end) not in places}  # fmt: skip
    for place in sorted(places):
        voices.settle("mentions", place, name, [line.correction])
    for attribution in voices.naming(source, "attributions"):
        here = spans.get(attribution.document, ())
        whole = bool(here) and attribution.document not in left
        if whole or any(row.span.overlaps(span) for row in here for span in attribution.source):
            voices.settle("attributions", attribution.attribution, name, [line.correction])
    for relay in voices.naming(source, "relays"):
        here = spans.get(relay.document, ())
        if any(row.span.overlaps(relay.span) for row in here) or (here and relay.document not in left):
            voices.settle("relays", relay.relay, name, [line.correction])
    for document in voices.naming(source, "documents"):
        if document.document in spans and document.document not in left:
            voices.settle("documents", document.document, name, [line.correction])


def _join_names(line: Line, voices: Voices) -> str | None:
    """The stage has joined the names already; the sources that bear them say so."""
    if line.spot is not None:
        voices.texts.find(line.spot)
    names = {bare_name(name) for name in line.after}
    borne: set[str] = set()
    for source in voices.sources.values():
        known = names.intersection(map(bare_name, (source.name, *source.aliases)))
        if len(known) > 1:
            voices.sources[source.source] = mark(source, [line.correction])
        borne |= known
    if not borne:
        raise Orphan("NO_ROW", "no source of the case has one of these names")
    return None if len(borne) > 1 else "only one of these names is that of a source of the case"


def bare_name(name: str) -> str:
    """A name as the stage compares it: folded, without its article."""
    return fold_name(name).removeprefix("the ")
