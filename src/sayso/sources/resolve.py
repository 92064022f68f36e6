"""The stage `sources`: from source phrases to sources, as rows."""

from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from sayso.language import lexicon
from sayso.language.names import fold_name
from sayso.language.outlets import display_name, known_outlet
from sayso.model import Attribution, Document, Mention, Region, Relay, Source, SourceKind, grouped, identify
from sayso.sources.across import join_readings
from sayso.sources.entity import MADE_BY, Entity, as_mention, is_acronym
from sayso.sources.groups import Groups
from sayso.sources.phrase import read_phrase
from sayso.sources.within import read_document

_ALIASES = 64  # other names kept per source; the mentions keep them all


class Resolution(NamedTuple):
    """The rows that the stage sets or makes."""

    documents: tuple[Document, ...]
    """With `outlet` set where the input names one."""
    attributions: tuple[Attribution, ...]
    """With `speaker` set, or None where the text does not settle it."""
    relays: tuple[Relay, ...]
    """With `outlet` set."""
    sources: tuple[Source, ...]
    mentions: tuple[Mention, ...]


def resolve_sources(
    documents: Sequence[Document],
    regions: Sequence[Region] = (),
    attributions: Sequence[Attribution] = (),
    relays: Sequence[Relay] = (),
    aliases: Sequence[tuple[str, ...]] = (),
) -> Resolution:
    """Merges all mentions of a source, within and across documents, and sets who speaks in each attribution.

    Sieves from the surest evidence to the weakest (Lee et al., "Deterministic coreference resolution based on
    entity-centric, precision-ranked rules", 2013); each merge keeps the rule that made it. `aliases` are groups of
    names that the user says are one. The order of the arguments changes nothing.
    """
    regions_of, attributions_of, relays_of = grouped(regions), grouped(attributions), grouped(relays)
    readings = [
        read_document(d, regions_of.get(i, []), attributions_of.get(i, []), relays_of.get(i, []))
        for i, d in sorted(((d.document, d) for d in documents), key=itemgetter(0))
    ]
    groups = join_readings(readings, aliases)
    sources, ids = _sources(groups)
    spoken = [e for r in readings for e in (*r.speakers.values(), *r.outlets.values(), r.published) if e]
    used = {ids[id(e)] for e in spoken if id(e) in ids}
    mentions = {
        (e.document, *use.span): as_mention(e, use, ids[id(e)])
        for e in groups.entities
        if ids[id(e)] in used
        for use in reversed(e.uses)
    }
    speakers = {key: ids.get(id(e)) for r in readings for key, e in r.speakers.items() if e is not None}
    outlets = {key: ids[id(e)] for r in readings for key, e in r.outlets.items()}
    published = {r.document: ids[id(r.published)] for r in readings if r.published is not None}
    return Resolution(
        tuple(replace(d, outlet=published.get(d.document)) for d in documents),
        tuple(replace(a, speaker=speakers.get(a.attribution)) for a in attributions),
        tuple(replace(r, outlet=outlets.get(r.relay)) for r in relays),
        tuple(s for s in sources if s.source in used),
        tuple(mentions[key] for key in sorted(mentions)),
    )


def _sources(groups: Groups) -> tuple[list[Source], dict[int, str]]:
    """One row per group, in the order of ids, and the id of each entity by identity."""
    rows: dict[str, Source] = {}
    ids: dict[int, str] = {}
    wanted: dict[tuple[str, ...], list[list[Entity]]] = {}
    for members in groups.members():
        kind, name = _kind(members), _name(members)
        key: tuple[str, ...] = (kind, fold_name(name))
        if kind == "unnamed" or members[0].kind == "comment" or not any(e.names or e.given for e in members):
            key = (*key, min(e.document for e in members), str(min(members, key=Entity.place).position))
        wanted.setdefault(key, []).append(members)
    for key, rivals in sorted(wanted.items()):
        for members in rivals:
            more = () if len(rivals) == 1 else (min(members, key=Entity.place).document,)
            source = identify("s", *key, *more)
            reasons = groups.reasons.get(groups.find(members[0]), set())
            rows[source] = _row(source, members, reasons)
            ids.update((id(e), source) for e in members)
    return [rows[s] for s in sorted(rows)], ids


def _row(source: str, members: list[Entity], reasons: set[tuple[str, float]]) -> Source:
    name = _name(members)
    shown = [u.text.strip() for e in members for u in e.uses if u.how not in ("pronoun", "implied")]
    shown += [e.given for e in members if e.given]
    others = sorted({t for t in shown if t and t != name})[:_ALIASES]
    why = sorted({r for r, _ in reasons} | {r for e in members for r in e.rules})
    score = min([s for _, s in reasons] or [max((u.score for e in members for u in e.uses), default=0.9)])
    documents = tuple(sorted({e.document for e in members}))
    rule = "; ".join(why) or ("one mention" if len(shown) < 2 else "the same name or description in one document")
    return Source(source, name, _kind(members), tuple(others), documents, MADE_BY, rule, round(score, 2))


def _kind(members: list[Entity]) -> SourceKind:
    kinds = {e.kind for e in members}
    order: tuple[SourceKind, ...] = ("outlet", "country", "document", "organisation", "person")
    for kind in order:
        if kind in kinds and not (kind == "organisation" and "person" in kinds):
            return kind
    if kinds & {"reports", "author", "comment"}:
        return "unnamed"
    if "name" in kinds:
        return "organisation" if all(is_acronym(n) for e in members for n in e.names) else "person"
    office = any(o.head in _HELD for e in members for o in e.offices)
    indefinite = any(e.indefinite or e.plural for e in members)
    return "person" if office and not indefinite else "unnamed"


_HELD = frozenset(
    ["minister", "president", "speaker", "governor", "mayor", "ambassador", "prosecutor", "leader", "deputy"]
)
"""Offices whose holder everybody can name, so that "the mayor" is no unnamed source."""


def _name(members: list[Entity]) -> str:
    """The fullest proper name; of an outlet the table's; of the unnamed their fullest description."""
    kinds = {e.kind for e in members}
    if "outlet" in kinds:
        texts = sorted({t for e in members if e.kind == "outlet" for t in (" ".join(n) for n in e.names)})
        longest = min(texts, key=lambda t: (t.isupper(), -len(t.split()), -len(t), fold_name(t), t))
        return known_outlet(longest) or display_name(longest)
    if "reports" in kinds:
        return "unnamed reports"
    if "author" in kinds:
        return "author of the article"
    names = [n for e in members for n in e.names if not e.generic] or [n for e in members for n in e.names]
    if names:
        joint = any(e.joint for e in members)
        return _joined(min(names)) if joint else _as_written(members, _best(names))
    shown = [u.text.strip() for e in members for u in e.uses if u.how not in ("pronoun", "implied")]
    return min(shown, key=_fullest) if shown else "unnamed source"


def _best(names: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The longest name, then the one used most; a long run of capitals met but once comes last."""
    once = {n for n in names if len(n) > 3 and names.count(n) == 1 and len(names) > 1}
    return min(set(names), key=lambda n: (n in once, -len(n), -names.count(n), fold_name(" ".join(n)), n))


def _as_written(members: list[Entity], name: tuple[str, ...]) -> str:
    """A name with the possessives and marks that the texts write inside it, or its bare words."""
    plain = " ".join(name)
    if not {e.kind for e in members} & {"organisation", "document"}:
        return plain
    texts = sorted({" ".join(u.text.split()) for e in members for u in e.uses if u.how in ("name", "title")})
    bare = [t.split(" ", 1)[1] if fold_name(t).startswith(("the ", "a ", "an ")) else t for t in texts]
    return next((t for t in bare if read_phrase(t).name == name and len(t) <= len(plain) + 6), plain)


def _joined(names: tuple[str, ...]) -> str:
    return ", ".join(names[:-1]) + f" and {names[-1]}" if len(names) > 1 else names[0]


def _fullest(text: str) -> tuple[bool, int, str]:
    """Descriptions with an indefinite article first, then the shorter, so that no relative clause is part of a name."""
    words = fold_name(text).split()
    indefinite = bool(words) and words[0] in lexicon("unnamed")["indefinite"]["words"]
    return not indefinite, len(words) if indefinite else -len(words), text
