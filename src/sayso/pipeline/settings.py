"""What a user may choose for a run."""

import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from sayso.store.corrections import Corrections
from sayso.store.faults import CaseError

if TYPE_CHECKING:
    from sayso.language.weights import Weights

Tier = Literal["story", "crawl"]
TIERS: tuple[Tier, ...] = get_args(Tier)

LEAST_MEMORY = 64 * 1024**2
"""Bytes; Python and the stages' own tables take about as much before the first article."""
MOST_BY_DEFAULT = 4 * 1024**3
_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,6})?) ?([KMGT]?)(?:i?B)?", re.ASCII | re.IGNORECASE)
_UNITS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3, "T": 1024**4}


def read_size(given: str) -> int:
    """Bytes of a size such as `2G`, `1.5 GiB` or `500M`; the units are powers of 1024.

    Raises:
        CaseError: it is no size, or too little to work with.
    """
    found = _SIZE.fullmatch(given.strip())
    if found is None:
        raise CaseError(f"memory {given!r} is no size; give e.g. 2G or 500M")
    size = int(float(found[1]) * _UNITS[found[2].upper()])
    if size < LEAST_MEMORY:
        raise CaseError(f"memory {given!r} is too little; give at least {LEAST_MEMORY // 1024**2}M")
    return size


def default_memory() -> int:
    """Half of the machine's memory in bytes, or of what a container may use; at most 4 GiB."""
    known = [2 * MOST_BY_DEFAULT]
    with suppress(OSError, ValueError, AttributeError):  # no such call on Windows
        known.append(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    for limit in ("memory.max", "memory/memory.limit_in_bytes"):  # of a container, by either version of its rules
        with suppress(OSError, ValueError):  # "max": no limit
            known.append(int(Path("/sys/fs/cgroup", limit).read_text("ascii")))
    return max(LEAST_MEMORY, min(known) // 2)


Engine = Literal["inline", "spark"]
ENGINES: tuple[Engine, ...] = get_args(Engine)


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of one run; each field is a setting that stages ask for by name.

    Raises:
        CaseError: no such tier or engine, or a master for another engine than Spark.
    """

    aliases: tuple[tuple[str, ...], ...] = ()
    """Groups of names that are one source."""
    columns: Mapping[str, str] | None = None
    """Our names of columns -> theirs, for `.jsonl` and `.parquet`."""
    tier: Tier = "story"
    """`story` reads with the trained tagger, `crawl` with rules and a linear judge alone: the same rows, sooner."""
    weights: "Weights | None" = None
    """A tagger in place of the one that comes with sayso."""
    memory: int = field(default_factory=default_memory, compare=False)
    """Bytes that stages may use, roughly; changes no row, so the run card does not name it."""

    engine: Engine = "inline"
    """What runs the stages; the rows are the same, so the run card does not name it."""
    master: str | None = None
    """Of Spark: `local[2]`, `spark://...`, `yarn`; None is what `spark-submit` said, else all cores of this machine."""

    corrections: Corrections | None = None
    """What people have corrected by hand, applied to the tables between the stages."""
    owners: tuple[tuple[str, ...], ...] = ()
    """Groups of an owner or agency and the outlets under it, which are not independent eyes."""

    def __post_init__(self) -> None:
        if self.tier not in TIERS:
            raise CaseError(f"no tier {self.tier!r}; tiers: {', '.join(TIERS)}")
        if self.engine not in ENGINES:
            raise CaseError(f"no engine {self.engine!r}; engines: {', '.join(ENGINES)}")
        if self.master is not None and self.engine != "spark":
            raise CaseError(f"a master ({self.master}) is for the engine spark; add --engine spark")

    def card(self, reads: bool) -> dict[str, Any]:
        """The choices as the run card states them; `reads` says whether attributions were read at all."""
        card: dict[str, Any] = {
            "aliases": [list(group) for group in self.aliases],
            "owners": [list(group) for group in self.owners],
            "columns": dict(sorted((self.columns or {}).items())),
            "tier": self.tier,
            "tagger": _card_of(self.weights) if reads and self.tier == "story" else None,
        }
        return card if self.corrections is None else {**card, "corrections": self.corrections.digest}

    def stated(self, names: Sequence[str]) -> dict[str, Any]:
        """Of the choices that stages ask for by these names, those that can change a row, as the run card has them."""
        card = self.card("weights" in names)
        return {name: value for name, value in card.items() if name in names or name in ("tagger", "corrections")}


def _card_of(weights: "Weights | None") -> dict[str, str]:
    """Name and digest of the tagger that reads."""
    from sayso.language.weights import shipped_weights

    chosen = weights or shipped_weights("tagger")
    return {"name": chosen.name, "sha256": chosen.digest}
