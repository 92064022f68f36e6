"""How many independent origins a set of roots is: a range with its reasons.

Low counts what is proved distinct: different named speakers, and outlets that saw for themselves. Unnamed sources may
be the same person, or one of the named; they raise high only, and low only where nobody is named at all. Whatever
names nobody is together counted as at most one more: nothing in the texts shows that there is more than one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.language import words
from sayso.model import Source
from sayso.trace.evidence import Evidence
from sayso.trace.roots import Root

SPEAKS_FOR = "speaks for "
"""How a source's rule says whose voice a spokesperson is."""


@dataclass(frozen=True, slots=True)
class Count:
    """The range and the sentences that say why."""

    low: int
    high: int
    reasons: tuple[str, ...]


def count_independent(groups: Sequence[Sequence[Root]], evidence: Evidence) -> Count:
    """Range over groups of roots, each group being one origin."""
    by_kind: dict[str, list[Root]] = {}
    for group in groups:
        by_kind.setdefault(group[0].kind, []).append(group[0])
    named, own = by_kind.get("named", []), by_kind.get("own", [])
    unnamed, unresolved = by_kind.get("unnamed", []), by_kind.get("unresolved", [])
    doubted = _speak_for_others(named, evidence)
    proved = len(named) + len(own) - len(doubted)
    low = proved or min(len(unnamed), 1)
    high = len(named) + len(own) + len(unnamed) + min(len(unresolved), 1)
    reasons = _reasons(named, own, unnamed, unresolved, evidence)
    if doubted:
        names = ", ".join(sorted(evidence.sources[r.source or ""].name for r in doubted))
        reasons.append(f"{names} may speak for one of the bodies named; only the upper bound counts both")
    return Count(low, high, tuple(reasons))


def is_spokesperson(source: Source) -> bool:
    """Whether the texts call a person somebody's spokesman, spokeswoman or the like."""
    called = " ".join((source.name, *source.aliases)).lower().replace(",", " ").split()
    return source.kind == "person" and not words("observation", "spokespeople").isdisjoint(called)


def spoken_for(source: Source, evidence: Evidence) -> str | None:
    """The body a spokesperson speaks for: named in a way to call the person, or in the rule that found him."""
    if not is_spokesperson(source):
        return None
    given = {part.removeprefix(SPEAKS_FOR) for part in source.rule.split("; ") if part.startswith(SPEAKS_FOR)}
    called = " | ".join(alias.lower() for alias in source.aliases)
    named = []
    for body in evidence.sources.values():
        names = (body.name, *body.aliases) if body.kind in ("organisation", "country") else ()
        if given.intersection(names) or any(_core(name) in called for name in names if _core(name)):
            named.append(body.source)
    return named[0] if len(named) == 1 else None


def _core(name: str) -> str:
    """A body's name in lower case without its article; empty where it is a common noun such as "the company"."""
    core = name.removeprefix("the ").removeprefix("The ")
    return core.lower() if core[:1].isupper() else ""


def _speak_for_others(named: list[Root], evidence: Evidence) -> list[Root]:
    """Spokespersons among the roots, where a body is among them too that they may speak for."""
    sources = [evidence.sources.get(root.source or "") for root in named]
    if not any(s is not None and s.kind in ("organisation", "country") for s in sources):
        return []
    return [root for root, s in zip(named, sources, strict=True) if s is not None and is_spokesperson(s)]


def _reasons(
    named: list[Root], own: list[Root], unnamed: list[Root], unresolved: list[Root], evidence: Evidence
) -> list[str]:
    def names(roots: list[Root]) -> str:
        found = [evidence.sources[r.source].name for r in roots if r.source in evidence.sources]
        return ", ".join(sorted(set(found)))

    reasons = []
    if len(named) == 1:
        reasons.append(f"one named speaker: {names(named)}")
    elif named:
        reasons.append(f"{len(named)} named speakers, taken as distinct because their names are: {names(named)}")
    if own:
        reasons.append(f"own observation: {names(own) or 'an article in its own voice'}")
    if unnamed:
        doubt = "; may be one of the named, so only the upper bound counts it" if named or own else ""
        reasons.append(f"unnamed: {names(unnamed)}{doubt}")
    if unresolved:
        reasons.append(_unresolved_reason(unresolved, names(unresolved), bool(named or own or unnamed)))
    return reasons or ["nobody asserts it in these documents"]


def _unresolved_reason(unresolved: list[Root], names: str, others: bool) -> str:
    circular = any(r.rule.startswith("circular") for r in unresolved)
    documents = len({r.path[-1] for r in unresolved})
    said = f"{documents} document{'s' if documents != 1 else ''} name{'s' if documents == 1 else ''} no speaker"
    if names:
        said += f" (from {names})"
    if circular:
        said += "; outlets that have it from each other"
    return said + ("; counted as at most one further origin" if others else "; at most one origin, none found")
