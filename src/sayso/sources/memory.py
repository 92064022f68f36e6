"""What a document has shown so far, and whom a name or description means in the light of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from sayso.language import lexicon
from sayso.language.names import fold_name, skeleton
from sayso.language.outlets import is_plain_outlet, outlet_key
from sayso.language.roles import office_of, standing_bodies
from sayso.model import Span
from sayso.model.source import How
from sayso.sources.entity import (
    PEOPLE,
    Entity,
    Use,
    best_name,
    ends_name,
    genders_clash,
    headline_body_fit,
    is_common,
    same_body,
    same_person,
    surname,
)
from sayso.sources.offices.fit import OFFICES, office_fit
from sayso.sources.phrase import Phrase

Found = tuple[Entity | None, How, str, float]
"""An entity (None: not settled), how it is mentioned, the rule that found it, and how sure that is."""

WINDOW = 200  # latest entities of a document that a description may mean; keeps hostile lists linear
_NAMESAKES = 24  # latest entities that share a word of their names and are compared


@dataclass(slots=True, eq=False)
class Reading:
    """One document read: its entities, and the entity of each attribution and relay (None: not settled)."""

    document: str
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    speakers: dict[str, Entity | None] = field(default_factory=dict)
    outlets: dict[str, Entity] = field(default_factory=dict)
    published: Entity | None = None
    stated: list[tuple[str, str]] = field(default_factory=list)
    """Pairs of names that the text itself says are one."""
    same: list[tuple[Entity, Entity]] = field(default_factory=list)
    """Pairs of entities that turned out to be one when all was read."""


class Memory:
    """The entities of one document, found again by name, by office, or by how lately they were met."""

    def __init__(self, document: str) -> None:
        self.document = document
        self.entities: list[Entity] = []
        self.by_word: dict[str, list[Entity]] = {}
        self.recent: dict[int, Entity] = {}
        self.limits: set[str] = set()

    def add(self, kind: str, key: str = "") -> Entity:
        """A new entity, under a key of its own where it has one."""
        entity = Entity(self.document, len(self.entities), kind)
        self.entities.append(entity)
        self.recent[entity.position] = entity
        if key:
            self.by_word.setdefault(key, []).append(entity)
        return entity

    def learn(self, entity: Entity, phrase: Phrase) -> None:
        """Lets an entity take in a phrase, and files it under its names."""
        before = len(entity.names)
        entity.learn(phrase)
        for name in entity.names[before:] if len(entity.names) > before else entity.names[-1:]:
            keys = [skeleton(w) for w in name] + [skeleton(surname(name))]
            keys += ["given:" + skeleton(name[0])] if len(name) > 1 else []
            for key in dict.fromkeys(keys):
                known = self.by_word.setdefault(key, [])
                if entity not in known[-_NAMESAKES:]:
                    known.append(entity)

    def use(
        self, entity: Entity, spans: Sequence[Span], texts: Sequence[str], how: How, rule: str, score: float
    ) -> None:
        """Notes mentions of an entity, which makes it the latest met."""
        entity.uses += [Use(s, t, how, rule, score) for s, t in zip(spans, texts, strict=True)]
        self.recent.pop(entity.position, None)
        self.recent[entity.position] = entity

    def latest(self) -> list[Entity]:
        """The entities met last, latest first."""
        if len(self.recent) > WINDOW:
            self.limits.add(f"only the {WINDOW} sources met last were looked at")
        return list(islice(reversed(self.recent.values()), WINDOW))

    # -- persons

    def named(self, key: str) -> list[Entity]:
        """Entities filed under a key, the latest of many."""
        known = self.by_word.get(key, [])
        if len(known) > _NAMESAKES:
            self.limits.add(f"only the {_NAMESAKES} sources last met with a word of that name were looked at")
        return known[-_NAMESAKES:]

    def find(self, phrase: Phrase, last: Entity | None) -> tuple[Entity, How, str, float]:
        """Whom a phrase names or describes; where a limit was met in looking for him, his rule says so."""
        self.limits.clear()
        if phrase.kind == "role":
            found = self.find_role(phrase)
        elif phrase.kind in ("person", "name"):
            found = self.find_person(phrase, last), "name", "named", 0.9
            self._speaks_for(phrase, found[0])
        else:
            found = self.find_body(phrase)
        found[0].rules |= self.limits
        return found

    def _speaks_for(self, phrase: Phrase, person: Entity) -> None:
        """Notes the body of "its spokesman" and "a spokesman for the company": the only one that was just named."""
        held = [o for o in phrase.offices if o.head == "spokesperson" and o.about <= standing_bodies()]
        bodies = [e for e in self.latest()[:6] if e.kind == "organisation" and e.named and e.uses and not e.joint]
        if len(bodies) == 1 and any(o.about or phrase.definite for o in held):
            person.rules.add(f"speaks for {' '.join(best_name(bodies[0].names))}")

    def find_person(self, phrase: Phrase, last: Entity | None) -> Entity:
        """The person of this name: one met before, one known so far by his office only, or a new one."""
        keys = {skeleton(surname(phrase.name)), *(skeleton(w) for w in phrase.name[1:])}
        near = [e for key in sorted(keys) for e in self.named(key)]
        if len(phrase.name) > 1:
            near += [e for e in self.named("given:" + skeleton(phrase.name[0])) if e not in near]
        fits = [e for e in near if self._may_be(phrase, e)]
        fits = [e for n, e in enumerate(fits) if e not in fits[:n]] or self._by_given_name(phrase)
        if fits:
            entity = self._likeliest(phrase, fits)
            self.learn(entity, phrase)
            return entity
        entity = self._known_by_office(phrase, last) or self.add(phrase.kind)
        self.learn(entity, phrase)
        return entity

    def _by_given_name(self, phrase: Phrase) -> list[Entity]:
        """The one person of the document whose given name the phrase is: "Benji" of Benji Okoro."""
        if len(phrase.name) != 1 or phrase.offices:
            return []
        called = self.named("given:" + skeleton(phrase.name[0]))
        called = [
            e for e in called if e.kind in ("person", "name") and fold_name(e.names[0][0]) == fold_name(phrase.name[0])
        ]
        return called if len(called) == 1 and not genders_clash(phrase.gender, called[0].gender) else []

    def _may_be(self, phrase: Phrase, entity: Entity) -> bool:
        """Whether a name may be an entity's: his full names count, and short ones only where he has no full one."""
        if entity.kind in ("organisation", "country", "document") or genders_clash(phrase.gender, entity.gender):
            return False
        full = [n for n in entity.names if len(n) > 1] or entity.names
        return any(same_person(phrase.name, n) or ends_name(phrase.name, n) for n in full if n)

    def _likeliest(self, phrase: Phrase, fits: list[Entity]) -> Entity:
        """Of several persons of one surname the one of that full name, else the one met most and then last."""
        same = [e for e in fits if phrase.name in e.names]
        if len(fits) > 1 and len(phrase.name) == 1:
            titled = [e for e in fits if any(o.word and office_fit(o, e) >= 0.9 for o in phrase.offices)]
            same = titled or same
        order = {e.position: n for n, e in enumerate(self.latest())}
        best = min(same or fits, key=lambda e: (-len(e.uses), order.get(e.position, WINDOW), e.position))
        if len(fits) > 1 and len(phrase.name) == 1:
            best.rules.add("of several persons of that surname the one named most")
        return best

    def _known_by_office(self, phrase: Phrase, last: Entity | None) -> Entity | None:
        """Someone met so far by office only: his office fits, or this name comes next and nobody between."""
        waiting = [e for e in self.latest() if e.kind == "role" and not (e.indefinite and not e.body) and e.uses]
        waiting = [e for e in waiting if not e.plural and not genders_clash(e.gender, phrase.gender)]
        for entity in waiting:
            if any(o.word and office_fit(o, entity) >= 0.9 for o in phrase.offices):
                entity.rules.add("the same office before and with the name")
                return entity
        if len(phrase.name) < 2 or last is None or (phrase.offices and not _commands(phrase, last)):
            return None
        latest = next((e for e in self.latest() if e.kind in PEOPLE), None)
        if (
            last is latest
            and last in waiting
            and last.about
            and any(o.head in OFFICES or phrase.offices for o in last.offices)
        ):
            last.rules.add("office in one sentence, name in the next")
            return last
        return None

    # -- descriptions

    def find_role(self, phrase: Phrase) -> tuple[Entity, How, str, float]:
        """Someone described: "the minister", "a porter in the town archive"."""
        found, fit = self._best_fit(phrase)
        how: How = "unnamed"
        if found is not None and fit >= 0.5:
            how = "unnamed" if found.kind == "role" and not found.named else "title"
            if fit >= 0.9:
                self.learn(found, phrase)
            return found, how, "nearest source before that the description fits", round(min(0.9, fit), 2)
        entity = self.add("role")
        self.learn(entity, phrase)
        entity.body = phrase.body if not phrase.plural else ()
        entity.indefinite = phrase.indefinite
        return entity, how, "described, not named", 0.7

    def _best_fit(self, phrase: Phrase) -> tuple[Entity | None, float]:
        best: Entity | None = None
        top = 0.0
        for entity in self.latest():
            fit = self.fit(phrase, entity)
            tier = 1.0 if fit >= 0.9 else 0.8 if fit >= 0.6 else fit
            if tier > top:
                best, top = entity, tier
        return best, top

    def fit(self, phrase: Phrase, entity: Entity) -> float:
        """How well a description fits an entity, in [0, 1]."""
        if not (entity.uses or entity.names) or genders_clash(phrase.gender, entity.gender):
            return 0.0
        if entity.kind not in PEOPLE:
            return 0.0
        if phrase.plural != entity.plural:
            return 0.0
        if phrase.indefinite:
            same = entity.kind == "role" and any(o in entity.offices for o in phrase.offices)
            return 1.0 if same and phrase.offices[-1].about else 0.0
        fit = max((office_fit(o, entity) for o in phrase.offices), default=0.0)
        if not fit and not entity.offices and entity.named and phrase.offices[-1].word in ("man", "woman"):
            return 0.5
        return fit

    def headline_fit(self, phrase: Phrase, entity: Entity) -> float:
        """How well a headline's short way to call a source fits an entity of the body, in [0, 1]."""
        if phrase.kind == "role":
            plain = phrase._replace(indefinite=False, plural=entity.plural)
            fit = self.fit(plain, entity)
            return 1.0 if fit >= 0.9 else 0.8 if fit >= 0.6 else fit
        if phrase.kind == "name":
            return 0.9 if any(same_person(phrase.name, n) for n in entity.names) else 0.0
        if entity.kind == phrase.kind:
            return max((headline_body_fit(phrase.name, n) for n in entity.names), default=0.0)
        about = {skeleton(w) for w in phrase.name}
        if phrase.generic and entity.kind in PEOPLE and about <= {skeleton(w) for w in entity.about}:
            return 0.5
        return 0.0

    # -- bodies, countries, documents, outlets

    def find_body(self, phrase: Phrase) -> tuple[Entity, How, str, float]:
        """The organisation, country, document or group of voices of this name."""
        kind = phrase.pronoun if phrase.kind == "joint" else phrase.kind
        if phrase.kind == "joint":
            key = "joint:" + "+".join(fold_name(n) for n in phrase.name)
            for member in phrase.members:
                if member.kind == "person" or (member.kind == "name" and len(member.name) > 1):
                    self.find_person(member, None)  # so that "Cole" alone is known later
            entity = next(iter(self.named(key)), None) or self.add(kind, key)
            entity.joint, entity.plural = key, True
            self.learn(entity, phrase)
            return entity, "name", "named together", 0.9
        keys = [skeleton(w) for w in phrase.name if not is_common(skeleton(w))] or [skeleton(phrase.name[-1])]
        near = [
            e for key in [*keys, *(f"short:{k}" for k in keys)] for e in self.named(key) if e.kind in (kind, "name")
        ]
        if phrase.generic:
            near += [e for e in self.latest() if e.kind == kind and e not in near]
        best, top = None, 0.0
        for entity in near:
            fit = self._body_fit(phrase, entity)
            if fit >= max(top, 0.5):
                best, top = entity, fit
        if phrase.generic and phrase.definite:
            best = self._latest_body(phrase) or best
        if best is None:
            best = self.add(kind)
            best.generic, best.indefinite = phrase.generic, phrase.indefinite
        self.learn(best, phrase)
        return best, "name" if not phrase.generic else "title", "named" if not phrase.generic else "described", 0.85

    def _latest_body(self, phrase: Phrase) -> Entity | None:
        """The body that "the company" or "the group" stands for: the one proper name of a body met last."""
        if len(phrase.name) != 1 or fold_name(phrase.name[0]) not in standing_bodies():
            return None
        near = self.latest()[:6]
        proper = [e for e in near if e.kind in ("organisation", "name") and e.named and e.uses and not e.joint]
        proper = [e for e in proper if not e.gender and not e.offices]
        if proper and proper[0].kind == "name":
            proper[0].kind = "organisation"
        return proper[0] if proper else None

    def _body_fit(self, phrase: Phrase, entity: Entity) -> float:
        best = max((same_body(phrase.name, n) for n in entity.names if n and not entity.joint), default=0.0)
        if phrase.generic and phrase.definite and not best:
            head = skeleton(phrase.name[-1])
            if any(skeleton(n[-1]) == head for n in entity.names):
                return 0.6 if len(phrase.name) == 1 else 0.0
        return best

    def find_outlet(self, text: str) -> Entity:
        """The outlet of this name; "the agency" is the one met last."""
        if is_plain_outlet(text):
            last = next((e for e in self.latest() if e.kind == "outlet" and e.uses), None)
            if last is not None:
                return last
        key = "outlet:" + outlet_key(text)
        entity = next(iter(self.named(key)), None) or self.add("outlet", key)
        name = (text.strip(),)
        if name not in entity.names:
            entity.names.append(name)
        return entity

    def find_reports(self) -> Entity:
        """The voice of nobody in particular."""
        return next(iter(self.named("reports")), None) or self.add("reports", "reports")


def _commands(phrase: Phrase, entity: Entity) -> bool:
    """Whether somebody's rank is one of those who command what the entity does: an admiral, a navy's commander."""
    titles = lexicon("titles")
    held = [o for o in entity.offices if not o.rank]
    return any(
        rank.word in titles["stands_for"].get(o.word, ()) and o.about & set(titles["branches"].get(rank.word, ()))
        for rank in phrase.offices
        for o in held
    )


def same_sort(phrase: Phrase, entity: Entity) -> bool:
    """Whether an entity is of the sort that a headline's description is: a body for a body, a person for a person."""
    if phrase.kind == "role" and phrase.offices:
        last = phrase.offices[-1]
        if office_of(last.word) and last.head not in lexicon("titles")["loose"]["heads"]:
            return False
        return entity.kind == "role" or (entity.kind == "person" and bool(last.about & entity.about))
    return phrase.generic and entity.kind in ("organisation", "name", "document") and phrase.kind == "organisation"
