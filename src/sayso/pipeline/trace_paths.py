"""From paths to a case: the one call that does all."""

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.language.weights import Weights, WeightsError, load_weights, shipped_weights
from sayso.pipeline.bulk import is_bulk
from sayso.pipeline.plan import Step, plan
from sayso.pipeline.progress import Progress, Teller
from sayso.pipeline.run_inline import run_inline
from sayso.pipeline.settings import Settings, Tier, default_memory, read_size
from sayso.store import Case, CaseError, opening, read_inputs
from sayso.store.tasks import working

if TYPE_CHECKING:
    from sayso.read import Item

AnyPath = str | PathLike[str]


def trace(
    paths: AnyPath | Iterable[AnyPath],
    out: AnyPath | None = None,
    stages: Sequence[str] | None = None,
    aliases: Sequence[Sequence[str]] = (),
    columns: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    tier: Tier = "story",
    model: AnyPath | None = None,
    memory: int | str | None = None,
) -> Case:
    """Trace articles to their origins: who says what, from whom they have it, on how many origins each claim rests.

    `paths` are files, folders, patterns or `-` for standard input. With `out`, the case is also written there, whole
    or not at all. `stages` chooses stages by name; `aliases` are groups of names that are one source; `columns` maps
    our column names to those of `.jsonl` and `.parquet` inputs, e.g. `{"text": "body"}`. `tier` is `story` or, for
    millions of pages, `crawl`; `model` is a folder with a tagger to use in place of the one that comes with sayso.
    `memory` is what stages may use, roughly, in bytes or as `2G`; by default half of the machine's, at most 4 GiB.

    A large run with `out` that was killed is gone on with by the next run of the same inputs.

    Raises:
        CaseError: wrong use, a model that is not what its card says, or `out` cannot be written.
        NothingReadError: none of the inputs could be read; its `inputs` say why.
    """
    named = [fspath(paths)] if isinstance(paths, (str, PathLike)) else [fspath(path) for path in paths]
    steps = plan(stages)
    if out is not None and is_bulk(named, steps, Path(out)):
        return _trace_bulk(named, Path(out), steps, columns, progress, tier, memory)
    items = read_inputs(named, skip=None if out is None else Path(out))
    return trace_items(items, out, stages, aliases, columns, progress, tier, model, memory)


def trace_items(
    items: "Iterable[Item]",
    out: AnyPath | None = None,
    stages: Sequence[str] | None = None,
    aliases: Sequence[Sequence[str]] = (),
    columns: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    tier: Tier = "story",
    model: AnyPath | None = None,
    memory: int | str | None = None,
) -> Case:
    """As `trace`, for inputs that are in memory already."""
    steps = plan(stages)
    reads = tier == "story" and "attribution" in [step.name for step in steps]
    if model is not None and not reads:
        raise CaseError("a model is used by the stage attribution in tier story only; leave --model out")
    weights = load_tagger(model) if reads else None
    groups = tuple(tuple(group) for group in aliases)
    chosen = Settings(groups, columns, tier, weights, count_memory(memory))
    if out is None:
        return run_inline(items, steps, chosen, progress)
    with working(Path(out)) as work, opening(fspath(out)) as folder:
        case = run_inline(items, steps, chosen, progress, work)
        case.write_into(folder)
    return case


def _trace_bulk(
    named: Sequence[str],
    out: Path,
    steps: Sequence[Step],
    columns: Mapping[str, str] | None,
    progress: Progress | None,
    tier: Tier,
    memory: int | str | None,
) -> Case:
    from sayso.pipeline.run_bulk import run_bulk

    chosen = Settings((), columns, tier, None, count_memory(memory))
    tell = Teller(steps, progress)
    with opening(out) as folder:
        case = run_bulk(named, steps, chosen, tell, folder, out)
    tell.end()
    return case


def count_memory(given: int | str | None) -> int:
    """Bytes that stages may use.

    Raises:
        CaseError: it is no size, or too little to work with.
    """
    return default_memory() if given is None else read_size(str(given))


def load_tagger(model: AnyPath | None) -> Weights | None:
    """The tagger in a folder, tried on a sentence; None for the one that comes with sayso, once its files are checked.

    None, because the stage keeps that one loaded between runs.
    """
    from sayso.attribution.tagger import try_weights

    try:
        if model is None:
            shipped_weights("tagger")
            return None
        weights = load_weights(Path(model))
        try_weights(weights)
    except WeightsError as fault:
        raise CaseError(str(fault)) from None
    return weights
