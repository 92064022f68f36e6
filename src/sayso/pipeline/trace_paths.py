"""From paths to a case: the one call that does all."""

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.language.weights import Weights, WeightsError, load_weights, shipped_weights
from sayso.pipeline.plan import plan
from sayso.pipeline.run_inline import Progress, run_inline
from sayso.pipeline.settings import Settings, Tier
from sayso.store import Case, CaseError, opening, read_inputs

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
) -> Case:
    """Trace articles to their origins: who says what, from whom they have it, on how many origins each claim rests.

    `paths` are files, folders, patterns or `-` for standard input. With `out`, the case is also written there, whole
    or not at all. `stages` chooses stages by name; `aliases` are groups of names that are one source; `columns` maps
    our column names to those of `.jsonl` and `.parquet` inputs, e.g. `{"text": "body"}`. `tier` is `story` or, for
    millions of pages, `crawl`; `model` is a folder with a tagger to use in place of the one that comes with sayso.

    Raises:
        CaseError: wrong use, a model that is not what its card says, or `out` cannot be written.
        NothingReadError: none of the inputs could be read; its `inputs` say why.
    """
    named = [fspath(paths)] if isinstance(paths, (str, PathLike)) else [fspath(path) for path in paths]
    items = read_inputs(named, skip=None if out is None else Path(out))
    return trace_items(items, out, stages, aliases, columns, progress, tier, model)


def trace_items(
    items: "Iterable[Item]",
    out: AnyPath | None = None,
    stages: Sequence[str] | None = None,
    aliases: Sequence[Sequence[str]] = (),
    columns: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    tier: Tier = "story",
    model: AnyPath | None = None,
) -> Case:
    """As `trace`, for inputs that are in memory already."""
    steps = plan(stages)
    reads = tier == "story" and "attribution" in [step.name for step in steps]
    if model is not None and not reads:
        raise CaseError("a model is used by the stage attribution in tier story only; leave --model out")
    weights = _load(model) if reads else None
    chosen = Settings(tuple(tuple(group) for group in aliases), columns, tier, weights)
    if out is None:
        return run_inline(items, steps, chosen, progress)
    with opening(fspath(out)) as folder:
        case = run_inline(items, steps, chosen, progress)
        case.write_into(folder)
    return case


def _load(model: AnyPath | None) -> Weights | None:
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
