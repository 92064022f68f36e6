"""Attributions corrected before anybody asks who speaks: what is none goes, what reaches too far is cut."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from sayso.model import Attribution, Correction, Document, Relay, Span, Tables, identify
from sayso.pipeline.corrections.marks import mark
from sayso.pipeline.corrections.outcomes import Orphan, Texts, tell_outcome
from sayso.store.corrections import Corrections, Extent, Line, Piece, Said


class Key(NamedTuple):
    """What a line knows an attribution by: from where to where its content runs, and the words around it."""

    document: str
    start: int
    end: int
    source: tuple[str, ...]
    cue: tuple[str, ...]


def key_of(row: Attribution) -> Key:
    """The key of a row."""
    return Key(row.document, row.content[0].start, row.content[-1].end, row.source_text, row.cue_text)


def correct_attributions(tables: Tables, corrections: Corrections) -> Tables:
    """Attributions and relays without what is no attribution, extents as corrected; the outcome of each correction."""
    lines = corrections.of_kinds("remove", "extent")
    if not lines:
        return tables
    texts = Texts(tables.documents)
    concerned = {found.document for line in lines if line.spot and (found := texts.get(line.spot))}
    work = _Work(tables.attributions, concerned)
    told = list(_apply(lines, work, texts))
    return tables.having(
        attributions=work.rows(tables.attributions),
        relays=[work.relay(row) for row in tables.relays],
        corrections=[*tables.corrections, *told],
    )


def _apply(lines: Iterable[Line], work: "_Work", texts: Texts) -> Iterator[Correction]:
    for line in lines:
        assert line.spot is not None
        try:
            document = texts.find(line.spot)
            if line.kind == "remove":
                message = work.remove(key_said(document, line), line)
            else:
                message = work.stretch(document, key_said(document, line), line)
            yield tell_outcome(line, texts, message=message)
        except Orphan as orphan:
            yield tell_outcome(line, texts, orphan)


def key_said(document: Document, line: Line) -> Key:
    """The key by which a line names an attribution."""
    assert line.spot is not None
    said: Said = line.before
    return Key(document.document, line.spot.start, line.spot.end, said.source, said.cue)


class _Work:
    """The attributions of the documents concerned, under their keys, while lines change them one after another."""

    def __init__(self, rows: Iterable[Attribution], concerned: set[str]) -> None:
        self._by_key: dict[Key, list[Attribution]] = {}
        self._ids: set[str] = set()
        for row in rows:
            if row.document in concerned:
                self._by_key.setdefault(key_of(row), []).append(row)
                self._ids.add(row.attribution)
        self._moved: dict[Key, Key] = {}
        self._removed: dict[Key, str] = {}
        self._became: dict[str, Attribution | None] = {}
        """Id that a row had at first -> what it is now; None: removed."""
        self._first: dict[str, str] = {}
        """Id of a changed row -> the id that it had at first."""
        self._renamed: dict[str, str | None] = {}
        """Id that rows may still point at -> id that stands for it."""

    def remove(self, key: Key, line: Line) -> str | None:
        if key in self._removed:
            return f"removed already, by {self._removed[key]}"
        row = self._find(key)
        here = key_of(row)
        del self._by_key[here]
        self._removed[key] = self._removed[here] = line.correction
        self._became[self._first.get(row.attribution, row.attribution)] = None
        self._renamed[row.attribution] = row.within
        return None

    def stretch(self, document: Document, key: Key, line: Line) -> str | None:
        row = self._find(key)
        here = key_of(row)
        changed = mark(_stretched(row, line.after, document), [line.correction])
        if changed.attribution != row.attribution and changed.attribution in self._ids:
            raise Orphan("IN_THE_WAY", "there is an attribution with these very words already; remove this one")
        del self._by_key[here]
        there = key_of(changed)
        self._by_key.setdefault(there, []).append(changed)
        if there != key:
            self._moved[key] = there
        if there != here:
            self._moved[here] = there
        self._moved.pop(there, None)
        first = self._first.pop(row.attribution, row.attribution)
        self._became[first] = changed
        self._ids.discard(row.attribution)
        self._ids.add(changed.attribution)
        self._first[changed.attribution] = first
        if changed.attribution != row.attribution:
            self._renamed[row.attribution] = changed.attribution
            self._renamed.pop(changed.attribution, None)
        return None

    def _find(self, key: Key) -> Attribution:
        found = self._by_key.get(follow(key, self._moved), [])
        if not found:
            gone = self._removed.get(key)
            why = f"it was removed by {gone}" if gone else "no attribution has this content, source and cue"
            raise Orphan("NO_ROW", why)
        if len(found) > 1:
            raise Orphan("AMBIGUOUS", "more than one attribution has this content, source and cue")
        return found[0]

    def rows(self, rows: Iterable[Attribution]) -> list[Attribution]:
        """All rows as they are now, pointing at what stands for the row they stood within."""
        now = [self._became.get(row.attribution, row) for row in rows]
        return [replace(row, within=self._name(row.within)) if row.within else row for row in now if row is not None]

    def relay(self, relay: Relay) -> Relay:
        """A relay with the names that its attributions have now."""
        if self._renamed.keys().isdisjoint(relay.attributions):
            return relay
        gone = {name for name in relay.attributions if self._became.get(name, relay) is None}
        names = {self._name(name) for name in relay.attributions if name not in gone}
        return replace(relay, attributions=tuple(sorted(name for name in names if name)))

    def _name(self, name: str | None) -> str | None:
        seen = set()
        while name is not None and name in self._renamed and name not in seen:
            seen.add(name)
            name = self._renamed[name]
        return name


def follow(key: Key, moved: dict[Key, Key]) -> Key:
    """The key that a row has now which had this one once."""
    seen = set()
    while key in moved and key not in seen:
        seen.add(key)
        key = moved[key]
    return key


def moves(documents: Iterable[Document], lines: Iterable[Line]) -> dict[Key, Key]:
    """Where corrections of extents that were applied have taken attributions: key before -> key after."""
    texts = Texts(documents)
    moved: dict[Key, Key] = {}
    for line in lines:
        assert line.spot is not None
        document = texts.get(line.spot)
        if document is None:
            continue
        here = key_said(document, line)
        extent: Extent = line.after
        at = follow(here, moved)
        content = extent.content
        there = Key(
            here.document,
            content[0].start if content else at.start,
            content[-1].end if content else at.end,
            at.source if extent.source is None else _words(extent.source),
            at.cue if extent.cue is None else _words(extent.cue),
        )
        for key in {here, at} - {there}:
            moved[key] = there
        moved.pop(there, None)
    return moved


def _stretched(row: Attribution, extent: Extent, document: Document) -> Attribution:
    """The row with new spans and the id that the stage would have given it with them.

    Raises:
        Orphan: other words stand at one of the places.
    """
    for piece in (*(extent.source or ()), *(extent.cue or ()), *(extent.content or ())):
        Texts(()).check(document, *piece)
    source = row.source if extent.source is None else _spans(extent.source)
    cue = row.cue if extent.cue is None else _spans(extent.cue)
    content = _spans(extent.content) if extent.content else row.content
    return replace(
        row,
        attribution=identify("a", row.document, source, cue, content),
        form=extent.form or row.form,
        source=source,
        cue=cue,
        content=content,
        source_text=tuple(span.text_in(document.text) for span in source),
        cue_text=tuple(span.text_in(document.text) for span in cue),
        content_text=tuple(span.text_in(document.text) for span in content),
    )


def _spans(pieces: tuple[Piece, ...]) -> tuple[Span, ...]:
    return tuple(Span(piece.start, piece.end) for piece in pieces)


def _words(pieces: tuple[Piece, ...]) -> tuple[str, ...]:
    return tuple(piece.text for piece in pieces)
