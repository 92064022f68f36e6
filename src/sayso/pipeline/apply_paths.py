"""Corrections applied to a case: only what they can change is done again."""

from os import fspath
from pathlib import Path

from sayso.pipeline.add_paths import as_made, corrected_before, load_first_made, read_again
from sayso.pipeline.kept import hold_still
from sayso.pipeline.progress import Progress, Teller
from sayso.pipeline.run_tasks import is_large, run_large
from sayso.pipeline.trace_paths import AnyPath
from sayso.store import Case, CaseError, opening, read_card
from sayso.store.corrections import FILE
from sayso.store.tasks import working


def apply(
    case: AnyPath,
    corrections: AnyPath | None = None,
    out: AnyPath | None = None,
    progress: Progress | None = None,
    model: AnyPath | None = None,
    memory: int | str | None = None,
) -> Case:
    """Apply corrections to the case in the folder `case`: the same bytes as `trace` with them over all its inputs.

    The articles need not be there any more. `corrections` is a file of them, by default `corrections.jsonl` in the
    case; all of its lines count, whatever was applied before, so that a line which is taken out of it is undone. With
    `out` the case is written there and the old one stays. Only documents whose regions or attributions a line corrects
    are read for attributions again; what must see all documents is done over all. The table `corrections` says what
    became of each line.

    Raises:
        CaseError: there is no case or no file of corrections, the case was made by another version or another tagger,
            or it cannot be written.
    """
    folder = Path(case).resolve() if Path(case).is_symlink() else Path(case)
    target = folder if out is None else Path(fspath(out))
    card = read_card(folder)
    steps, chosen = as_made(folder, card, model, memory, corrections, target)
    if chosen.corrections is None:
        raise CaseError(f"{folder}/{FILE}: no corrections there; `sayso correct` writes them, or name a file")
    old = load_first_made(folder, steps, card)
    tables, fresh = read_again(old, (), corrected_before(folder, card), chosen)
    tell = Teller(steps, progress)
    tell.begin(steps[0])
    with working(target) as work, opening(target, "make room, or check its permissions") as place:
        made = run_large(tables, fresh, steps, chosen, tell, work if is_large(tables.documents) else None)
        made.write_into(place)
        hold_still(chosen.corrections, target)
        if read_card(folder) != card:
            raise CaseError(f"{folder}: another run has replaced it meanwhile; apply again")
    tell.end()
    return made
