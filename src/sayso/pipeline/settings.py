"""What a user may choose for a run."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, get_args

from sayso.store.faults import CaseError

if TYPE_CHECKING:
    from sayso.language.weights import Weights

Tier = Literal["story", "crawl"]
TIERS: tuple[Tier, ...] = get_args(Tier)


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

    engine: Engine = "inline"
    """What runs the stages; the rows are the same, so the run card does not name it."""
    master: str | None = None
    """Of Spark: `local[2]`, `spark://...`, `yarn`; None is what `spark-submit` said, else all cores of this machine."""

    def __post_init__(self) -> None:
        if self.tier not in TIERS:
            raise CaseError(f"no tier {self.tier!r}; tiers: {', '.join(TIERS)}")
        if self.engine not in ENGINES:
            raise CaseError(f"no engine {self.engine!r}; engines: {', '.join(ENGINES)}")
        if self.master is not None and self.engine != "spark":
            raise CaseError(f"a master ({self.master}) is for the engine spark; add --engine spark")

    def card(self, reads: bool) -> dict[str, Any]:
        """The choices as the run card states them; `reads` says whether attributions were read at all."""
        return {
            "aliases": [list(group) for group in self.aliases],
            "columns": dict(sorted((self.columns or {}).items())),
            "tier": self.tier,
            "tagger": _card_of(self.weights) if reads and self.tier == "story" else None,
        }


def _card_of(weights: "Weights | None") -> dict[str, str]:
    """Name and digest of the tagger that reads."""
    from sayso.language.weights import shipped_weights

    chosen = weights or shipped_weights("tagger")
    return {"name": chosen.name, "sha256": chosen.digest}
