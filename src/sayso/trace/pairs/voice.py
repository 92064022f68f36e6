"""A voice: all roots of a claim that have one id, so one source or one article where the trail ends."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.language import lexicon
from sayso.model import OriginKind, Place, Source
from sayso.trace.evidence import Evidence
from sayso.trace.roots import Root

RANK: dict[OriginKind, int] = {"named": 0, "own": 1, "unnamed": 2, "unresolved": 3}
"""Kinds of roots, those that show most of their source first."""
_SHOWN = 60
"""Characters of an article's title that call it."""


@dataclass(slots=True)
class Voice:
    """Roots of one id, and those unnamed ones that are described in the same words."""

    key: str
    roots: list[Root]
    source: Source | None
    name: str
    """What to call it in a sentence."""
    alike: list[str] = field(default_factory=list)
    """Ids of unnamed sources that are described as this one is."""
    _heard: list[Place] | None = field(default=None, init=False, repr=False, compare=False)
    _passed: list[Place] | None = field(default=None, init=False, repr=False, compare=False)

    @property
    def kind(self) -> OriginKind:
        """The best that any of its roots is."""
        return self.roots[0].kind

    @property
    def words(self) -> list[Place]:
        """The wordings in which it is heard, each once; of a voice whose roots are all known."""
        if self._heard is None:
            self._heard = sorted({place for root in self.roots for place in root.words})
        return self._heard

    @property
    def passed(self) -> list[Place]:
        """The wordings of those who pass it on, each once; of a voice whose roots are all known."""
        if self._passed is None:
            self._passed = sorted({place for root in self.roots for place in root.passed})
        return self._passed

    @property
    def headline(self) -> bool:
        """Whether it is heard in headlines alone."""
        return all(root.headline for root in self.roots)


def voices_of(roots: Sequence[Root], evidence: Evidence) -> list[Voice]:
    """The roots by id, the telling ones first; unnamed ones that are described alike are one voice."""
    by_id: dict[str, list[Root]] = {}
    for root in roots:
        by_id.setdefault(root.key, []).append(root)
    voices: dict[str, Voice] = {}
    for key in sorted(by_id):
        found = sorted(by_id[key], key=lambda r: (RANK[r.kind], -len(r.path), r.path))
        source = evidence.sources.get(found[0].source or "")
        described = key
        if found[0].kind == "unnamed" and source is not None:
            described = f"unnamed {_description(source.name)}"
        if described in voices:
            voices[described].alike.append(key)
            voices[described].roots += found
        else:
            voices[described] = Voice(key, found, source, _called(found[0], source, evidence))
    return sorted(voices.values(), key=lambda v: (RANK[v.kind], -len({r.path[-1] for r in v.roots}), v.key))


def _description(name: str) -> str:
    """An unnamed source's description without its article."""
    parts = name.lower().split()
    listed = lexicon("unnamed")
    return " ".join(parts[1:] if parts and parts[0] in listed["articles"]["words"] else parts)


def _called(root: Root, source: Source | None, evidence: Evidence) -> str:
    if source is not None and root.kind in ("named", "unnamed", "own"):
        return f"“{source.name}”" if root.kind == "unnamed" else source.name
    article = article_name(root.path[-1], evidence)
    if source is not None:
        return f"{article} (from {source.name})"
    return article


def article_name(document: str, evidence: Evidence) -> str:
    """What to call an article: by its outlet, else its title, else its file."""
    row = evidence.documents[document]
    outlet = evidence.sources.get(row.outlet or "")
    if outlet is not None:
        return f"the article of {outlet.name}"
    if row.title:
        title = " ".join(row.title.split())
        return f"the article “{title if len(title) <= _SHOWN else title[: _SHOWN - 1].rstrip() + '…'}”"
    return f"the article {row.path.replace(chr(92), '/').rsplit('/', 1)[-1]}"
