"""From paths to a case: the one call that does all."""

from collections.abc import Iterable, Mapping, Sequence
from os import PathLike, fspath
from os.path import lexists
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.language.weights import Weights, WeightsError, load_weights, shipped_weights
from sayso.pipeline.bulk import is_bulk
from sayso.pipeline.kept import find_corrections, hold_still
from sayso.pipeline.plan import Step, plan
from sayso.pipeline.progress import Progress, Teller
from sayso.pipeline.run_inline import run_inline
from sayso.pipeline.settings import Engine, Settings, Tier, default_memory, read_size
from sayso.store import Case, CaseError, opening, read_inputs
from sayso.store.inputs import Named, find_inputs, has_scheme
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
    engine: Engine = "inline",
    master: str | None = None,
    corrections: AnyPath | None = None,
    owners: Sequence[Sequence[str]] = (),
) -> Case:
    """Trace articles to their origins: who says what, from whom they have it, on how many origins each claim rests.

    `paths` are files, folders, patterns or `-` for standard input. With `out`, the case is also written there, whole
    or not at all. `stages` chooses stages by name; `aliases` are groups of names that are one source; `owners` are
    groups of an owner or agency and its outlets, which then are not proved to be independent eyes. `columns` maps our
    column names to those of `.jsonl` and `.parquet` inputs, e.g. `{"text": "body"}`. `tier` is `story` or, for
    millions of pages, `crawl`; `model` is a folder with a tagger to use in place of the one that comes with sayso.
    `memory` is what stages may use, roughly, in bytes or as `2G`; by default half of the machine's, at most 4 GiB.
    `engine` is `inline` or `spark`, which also reads and writes URLs such as `s3a://...`; `master` is Spark's.
    `corrections` is a file of corrections made by hand; by default that of the case which `out` names, if there is one.

    A large run with `out` that was killed is gone on with by the next run of the same inputs.

    Raises:
        CaseError: wrong use, a model that is not what its card says, or `out` cannot be written.
        NothingReadError: none of the inputs could be read; its `inputs` say why.
    """
    named = [fspath(paths)] if isinstance(paths, (str, PathLike)) else [fspath(path) for path in paths]
    steps = plan(stages)
    target = None if out is None else fspath(out)
    urls = [path for path in named if has_scheme(path) and not lexists(path)]
    if engine == "spark":
        files = find_inputs([path for path in named if path not in urls], skip=_folder(target))
        chosen = _choose(steps, aliases, columns, tier, model, memory, engine, master, corrections, target, owners)
        return _trace_spark(files, urls, target, steps, chosen, progress)
    if urls or (target and has_scheme(target)):
        raise CaseError(f"{(*urls, target)[0]}: a path with a scheme is read and written by Spark; add --engine spark")
    if out is not None and is_bulk(named, steps, Path(out)) and find_corrections(corrections, Path(out)) is None:
        return _trace_bulk(named, Path(out), steps, columns, progress, tier, memory)
    items = read_inputs(named, skip=_folder(target))
    options = (progress, tier, model, memory, engine, master, corrections, owners)
    return trace_items(items, out, stages, aliases, columns, *options)


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
    engine: Engine = "inline",
    master: str | None = None,
    corrections: AnyPath | None = None,
    owners: Sequence[Sequence[str]] = (),
) -> Case:
    """As `trace`, for inputs that are in memory already."""
    steps = plan(stages)
    target = None if out is None else fspath(out)
    chosen = _choose(steps, aliases, columns, tier, model, memory, engine, master, corrections, target, owners)
    if engine == "spark":
        return _trace_spark(list(items), (), target, steps, chosen, progress)
    if out is None:
        return run_inline(items, steps, chosen, progress)
    with working(Path(out)) as work, opening(fspath(out)) as folder:
        case = run_inline(items, steps, chosen, progress, work)
        case.write_into(folder)
        hold_still(chosen.corrections, Path(out))
    return case


def _choose(
    steps: Sequence[Step],
    aliases: Sequence[Sequence[str]],
    columns: Mapping[str, str] | None,
    tier: Tier,
    model: AnyPath | None,
    memory: int | str | None,
    engine: Engine,
    master: str | None,
    corrections: AnyPath | None,
    target: str | None,
    owners: Sequence[Sequence[str]],
) -> Settings:
    """The choices of a run, checked."""
    reads = tier == "story" and "attribution" in [step.name for step in steps]
    if model is not None and not reads:
        raise CaseError("a model is used by the stage attribution in tier story only; leave --model out")
    weights = load_tagger(model) if reads else None
    groups, listed = (tuple(tuple(group) for group in given) for given in (aliases, owners))
    found = find_corrections(corrections, _folder(target))
    if found is not None and target is not None and has_scheme(target):
        raise CaseError(f"{target}: corrections need a case in a folder of this machine; choose another -o")
    return Settings(groups, columns, tier, weights, count_memory(memory), engine, master, found, listed)


def _trace_spark(
    inputs: "Sequence[Named | Item]",
    urls: Sequence[str],
    target: str | None,
    steps: Sequence[Step],
    chosen: Settings,
    progress: Progress | None,
) -> Case:
    try:
        from sayso.pipeline.spark import run_spark
    except ImportError as fault:
        raise CaseError(f"the engine spark needs PySpark 4 ({fault}): pip install 'sayso[spark]'") from None
    if target is None or has_scheme(target):
        return run_spark(inputs, urls, steps, chosen, progress, target)
    with opening(target) as folder:
        case = run_spark(inputs, urls, steps, chosen, progress)
        case.write_into(folder)
        hold_still(chosen.corrections, Path(target))
    return case


def _folder(target: str | None) -> Path | None:
    """The case to be written, if it is a folder of this machine."""
    return None if target is None or has_scheme(target) else Path(target)


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
