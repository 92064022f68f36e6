"""Articles added to a case: only they are read, and only what must see all articles at once is done again."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.model import Document, Input, Tables
from sayso.pipeline.corrections.marks import unmark
from sayso.pipeline.kept import find_corrections, hold_still
from sayso.pipeline.plan import Step, plan
from sayso.pipeline.progress import Progress, Teller
from sayso.pipeline.run_steps import of_documents, run_step, written_by
from sayso.pipeline.run_tasks import is_large, run_large
from sayso.pipeline.settings import Settings
from sayso.pipeline.trace_paths import AnyPath, count_memory, load_tagger
from sayso.store import Case, CaseError, NothingReadError, load_table, opening, read_card, read_inputs
from sayso.store.corrections import FILE, REREADING
from sayso.store.tasks import working

if TYPE_CHECKING:
    from sayso.read import Item

SET_LATER = {"documents": "outlet", "attributions": "speaker", "relays": "outlet"}
"""What `resolve_sources` sets in rows of earlier stages; the rest of them stays as it was made (tests hold it to that),
so a case needs to keep nothing beside its tables for articles to be added."""


def add(
    case: AnyPath,
    paths: AnyPath | Iterable[AnyPath],
    progress: Progress | None = None,
    model: AnyPath | None = None,
    memory: int | str | None = None,
) -> Case:
    """Add articles to the case in the folder `case`: the same bytes as one `trace` over all its inputs and these.

    Stages and settings are those that the case was made with; `model` must be given again if it was made with one. The
    old inputs need not be there any more. The corrections that lie in the case are applied. An input that is in the
    case already is not read again, and one that had no content then (not found, not readable, empty) takes its place.
    The case is replaced in one step, or left as it was: also where all of these inputs are in it already. `memory` is
    as for `trace`.

    Raises:
        CaseError: there is no case, it was made by another version or another tagger, an input of the same path is in
            it with other content, or it cannot be written.
        NothingReadError: none of these inputs could be read; its `inputs` say why.
    """
    folder = Path(case).resolve() if Path(case).is_symlink() else Path(case)
    named = [fspath(paths)] if isinstance(paths, (str, PathLike)) else [fspath(path) for path in paths]
    card = read_card(folder)
    steps, chosen = as_made(folder, card, model, memory)
    old = load_first_made(folder, steps, card)
    tell = Teller(steps, progress)
    tell.begin(steps[0])
    items = pick_new(read_inputs(named, skip=folder), old.inputs, folder)
    tables, fresh = join_read(old, run_step(steps[0], Tables(), chosen, items=items))
    changed = set(tables.inputs).difference(old.inputs)
    if not changed:
        return Case.load(folder)
    if not any(row.document for row in changed):
        raise NothingReadError(tuple(row for row in tables.inputs if row in changed))
    tables, fresh = read_again(tables, fresh, corrected_before(folder, card), chosen)
    with working(folder) as work, opening(folder, "make room, or check its permissions") as target:
        made = run_large(tables, fresh, steps, chosen, tell, work if is_large(tables.documents) else None)
        made.write_into(target)
        hold_still(chosen.corrections, folder)
        if read_card(folder) != card:
            raise CaseError(f"{folder}: another run has replaced it meanwhile; add again")
    tell.end()
    return made


def pick_new(items: "Iterable[Item]", inputs: Iterable[Input], case: Path) -> "Iterator[Item]":
    """The items that the ledger lacks, or has without content.

    Raises:
        CaseError: an item has another content than the input of the same path had.
    """
    known = {row.path: row.sha256 for row in inputs if row.record is None}
    for item in items:
        digest = known.get(item.path)
        if digest is None:
            yield item
        elif item.data is not None and sha256(item.data).hexdigest() != digest:
            again = f"name it otherwise, or trace again: `sayso trace INPUT... -o {case}`"
            raise CaseError(f"{item.path}: is in {case} with other content; {again}")


def join_read(old: Tables, new: Tables) -> tuple[Tables, tuple[Document, ...]]:
    """What `read` would have given for old and new inputs together, and the documents that it alone has.

    Of the other documents the tables have what the document-scope steps made of them. Where both have an input, the
    new one counts.
    """
    from sayso.read.documents import join_ledgers

    again = {row.path for row in new.inputs}
    ledger = [row for row in old.inputs if row.path not in again]
    documents, inputs = join_ledgers((old.documents, ledger), (new.documents, new.inputs))
    before = {document.document: document for document in old.documents}
    fresh = tuple(one for one in documents if before.get(one.document) != one)
    kept = {one.document for one in documents}.difference(one.document for one in fresh)
    others = {name: _rows_of(kept, getattr(old, name)) for name in ("regions", "attributions", "relays")}
    return old.having(documents=documents, inputs=inputs, **others), fresh


def as_first_made(tables: Mapping[str, Iterable[Any]]) -> Tables:
    """Rows of a case as the stages gave them that made them, before `sources` said who is meant.

    Corrections of who is meant leave marks in rules, which go too; `read_again` answers for all other corrections.
    """
    undone = {
        name: [unmark(replace(row, **{SET_LATER[name]: None})) for row in rows] if name in SET_LATER else rows
        for name, rows in tables.items()
    }
    return Tables().having(**undone)


def load_first_made(folder: Path, steps: Sequence[Step], card: Mapping[str, Any]) -> Tables:
    """What the document-scope steps made of the documents of a case, with its documents and ledger."""
    names = ("documents", "inputs", *written_by(of_documents(steps)))
    return as_first_made({name: load_table(folder, name, card) for name in names})


def corrected_before(folder: Path, card: Mapping[str, Any]) -> frozenset[str]:
    """sha256 of each document whose regions or attributions of a case are not as the stages made them."""
    rows = load_table(folder, "corrections", card)
    return frozenset(row.sha256 for row in rows if row.kind in REREADING and row.sha256)


def read_again(
    tables: Tables, fresh: Iterable[Document], before: frozenset[str], chosen: Settings
) -> tuple[Tables, tuple[Document, ...]]:
    """The tables and fresh documents, with those among the latter that corrections concern, now or in the case."""
    concerned = before | (chosen.corrections.rereading if chosen.corrections is not None else frozenset())
    known = {document.document for document in fresh}
    again = {one.document for one in tables.documents if one.sha256 in concerned} - known
    others = {
        name: [row for row in getattr(tables, name) if row.document not in again]
        for name in ("regions", "attributions", "relays")
    }
    return tables.having(**others), tuple(one for one in tables.documents if one.document in again | known)


def _rows_of(documents: set[str], rows: Iterable[Any]) -> list[Any]:
    return [row for row in rows if row.document in documents]


def as_made(
    folder: Path,
    card: Mapping[str, Any],
    model: AnyPath | None,
    memory: int | str | None,
    corrections: AnyPath | None = None,
    target: Path | None = None,
) -> tuple[Sequence[Step], Settings]:
    """The steps and settings that a case was made with, and its corrections as they are now, or those that are named.

    `target` is where the case will be written, if elsewhere.

    Raises:
        CaseError: it was made by another version of sayso or another tagger, or its corrections are gone.
    """
    from sayso import __version__

    if card.get("sayso") != __version__:
        raise CaseError(f"{folder}: made by sayso {card.get('sayso')}, this is {__version__}; trace again")
    try:
        steps = plan(card["stages"])
        given = card["settings"]
        tier, tagger = given["tier"], given["tagger"]
        groups, owners = (tuple(tuple(group) for group in given[name]) for name in ("aliases", "owners"))
        columns, digest = dict(given["columns"]), given.get("corrections")
    except (KeyError, TypeError, ValueError) as fault:
        raise CaseError(f"{folder}/run.json: damaged ({fault!r}); trace again") from fault
    if model is not None and tagger is None:
        raise CaseError("no tagger read this case; leave --model out")
    weights = load_tagger(model) if tagger is not None else None
    own = folder / FILE
    found = find_corrections(corrections or (own if own.exists() else None), target or folder)
    if digest is not None and found is None:
        raise CaseError(f"{folder}/{FILE}: is gone; put it back, or an empty file in its place")
    chosen = Settings(groups, columns, tier, weights, count_memory(memory), corrections=found, owners=owners)
    if tagger is not None and chosen.card(True)["tagger"] != tagger:
        raise CaseError(f"{folder}: made with the tagger {tagger.get('name')}; name its folder with --model")
    return steps, chosen
