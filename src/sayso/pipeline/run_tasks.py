"""A large run as tasks: batches of documents, then the steps over all; what is finished outlives a killed run."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from sayso.model import Document, Tables
from sayso.pipeline.plan import Step
from sayso.pipeline.progress import Teller
from sayso.pipeline.run_steps import join_tables, make_case, of_documents, over_case, run_batch, run_step, written_by
from sayso.pipeline.settings import Settings
from sayso.store.case import Case
from sayso.store.tasks import Tasks, Work

LARGE_DOCUMENTS, LARGE_CHARACTERS = 200, 5_000_000
"""A run of more is worth tasks; a smaller one is done again in less time than a user needs to notice."""
BATCH_DOCUMENTS, BATCH_CHARACTERS = 500, 1_000_000
"""Of one task at most: what a kill can cost."""
BYTES_PER_CHARACTER = 150
"""Memory that the document-scope stages take for a character of their batch: 140 in a text whose every sentence
attributes something, 14 in the articles of the bench."""


def is_large(documents: Sequence[Document]) -> bool:
    """Whether a run of these documents is worth keeping what is finished."""
    return len(documents) > LARGE_DOCUMENTS or sum(one.characters for one in documents) > LARGE_CHARACTERS


def split(documents: Sequence[Document], memory: int) -> list[tuple[Document, ...]]:
    """The documents in batches, in the order given; none is empty, and one that is too long stands alone."""
    most = max(1, min(BATCH_CHARACTERS, memory // BYTES_PER_CHARACTER))
    batches: list[tuple[Document, ...]] = []
    batch: list[Document] = []
    characters = 0
    for document in documents:
        if batch and (len(batch) >= BATCH_DOCUMENTS or characters + document.characters > most):
            batches.append(tuple(batch))
            batch, characters = [], 0
        batch.append(document)
        characters += document.characters
    return [*batches, tuple(batch)] if batch else batches


def run_large(
    tables: Tables, fresh: Sequence[Document], steps: Sequence[Step], chosen: Settings, tell: Teller, work: Work | None
) -> Case:
    """The case of documents and inputs: document-scope steps on the `fresh` ones, then the others over all.

    `tables` has all documents, and of those that are not fresh what the document-scope steps made of them.

    Raises:
        OSError: `work` cannot be written.
        StageError: a stage made a row that does not say what its text says.
    """
    tasks, run = None, ""
    if work is not None and (of_documents(steps) or len(_resumable(steps))):
        run = _digest(_code(), steps, chosen, map(_digest_of, tables.documents))
        tasks = work.open(run)
    parts = run_documents(fresh, steps, chosen, tell, tasks)
    joined = join_tables(tables, parts)
    for step in over_case(steps):
        tell.begin(step)
        if step.name != "report":
            joined = _run_over_case(step, joined, chosen, tasks if step in _resumable(steps) else None, run)
    return make_case(joined, steps, chosen)


def run_documents(
    documents: Sequence[Document], steps: Sequence[Step], chosen: Settings, tell: Teller, tasks: Tasks | None = None
) -> Iterator[Tables]:
    """What the document-scope steps make of each batch of the documents; a finished task is not run again.

    Raises:
        OSError: the place of the tasks cannot be written.
        StageError: a stage made a row that does not say what its text says.
    """
    mine = of_documents(steps)
    batches = split(documents, chosen.memory) if mine else []
    for done, batch in enumerate(batches):
        key = _digest(_code(), mine, chosen, map(_digest_of, batch)) if tasks is not None else ""
        found = tasks.find(key) if tasks is not None else None
        if found is not None and set(found) == set(written_by(mine)):
            yield Tables(**found)
            continue
        count = (done, len(batches)) if len(batches) > 1 else ()
        made = run_batch(batch, mine, chosen, lambda step, count=count: tell.begin(step, *count))  # type: ignore[misc]
        if tasks is not None:
            tasks.keep(key, {name: getattr(made, name) for name in written_by(mine)})
        yield made


def _resumable(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The case-scope steps worth keeping: after the last of them the case itself is written."""
    return tuple(step for step in over_case(steps) if step.name != "report")[:-1]


def _run_over_case(step: Step, tables: Tables, chosen: Settings, tasks: Tasks | None, run: str) -> Tables:
    """One case-scope step, or what an earlier run has kept of it; a run's documents and steps settle its rows."""
    key = f"{run} {step.name}"
    found = tasks.find(key) if tasks is not None else None
    writes = (*step.writes, "corrections") if chosen.corrections is not None else step.writes
    if found is not None and set(found) == set(writes):
        if "documents" in found:
            pairs = zip(found["documents"], tables.documents, strict=True)
            found["documents"] = tuple(replace(kept, text=whole.text, blocks=whole.blocks) for kept, whole in pairs)
        return tables.having(**found)
    tables = run_step(step, tables, chosen)
    if tasks is not None:
        made = {name: getattr(tables, name) for name in writes}
        if "documents" in made:  # the texts are at hand whenever the run is
            made["documents"] = tuple(replace(one, text="", blocks=()) for one in tables.documents)
        tasks.keep(key, made)
    return tables


def _digest(code: str, steps: Sequence[Step], chosen: Settings, documents: Iterator[str]) -> str:
    """The sha256 over all that rows depend on: the program, steps, choices and documents."""
    names = [name for step in steps for name in step.settings]
    said = [code, [step.name for step in steps], chosen.stated(names)]
    digest = sha256(json.dumps(said, sort_keys=True).encode())
    for one in documents:
        digest.update(one.encode())
    return digest.hexdigest()


def _digest_of(document: Document) -> str:
    """The sha256 of a document's row."""
    digest = sha256(repr(replace(document, text="")).encode("utf-8", "surrogatepass"))
    digest.update(document.text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


@cache
def _code() -> str:
    """Version and digest of the program and its language data; a tagger is named by the settings."""
    from sayso import __version__

    digest = sha256(__version__.encode())
    for name, data in _files_of(files("sayso")):
        digest.update(f"{name} {sha256(data).hexdigest()}\n".encode())
    return digest.hexdigest()


def _files_of(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        name = f"{above}/{entry.name}"
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _files_of(entry, name)
        elif entry.is_file() and not entry.name.endswith((".onnx", ".pyc")):
            yield name, entry.read_bytes()
