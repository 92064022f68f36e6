"""Which entities of different documents are one source, and on what evidence."""

from collections.abc import Iterable, Sequence

from sayso.kernels.sets import DisjointSets
from sayso.language import lexicon
from sayso.language.names import country_of, fold_name, is_given_name, skeleton, spelled_alike
from sayso.language.outlets import is_descriptor, last_word, outlet_key
from sayso.language.roles import office_of
from sayso.sources.entity import (
    Entity,
    acronym_of,
    body_words,
    genders_clash,
    is_acronym,
    is_common,
    is_cut_acronym,
    is_ending,
    overlaps,
    same_body,
    same_person,
    surname,
)
from sayso.sources.groups import LIKE_WORDS, SAME_WORDS, Groups, blocks_of, join_copies, join_pairs
from sayso.sources.memory import Reading
from sayso.sources.offices import join_offices
from sayso.sources.offices.fit import office_fit, shares_about

_COPIED_WORDS = 0.8  # share at which one passage is a copy of the other with words exchanged


def join_readings(readings: Sequence[Reading], aliases: Sequence[Sequence[str]]) -> Groups:
    """Joins the entities of all documents by name, alias, office and description, surest evidence first."""
    groups = Groups([e for r in readings for e in r.entities if e.uses or e.given])
    join_copies(groups, {r.document: r.text for r in readings})
    outlets = [e for e in groups.entities if e.kind == "outlet"]
    _join_outlets(groups, outlets)
    _join_by_alias(groups, [*aliases, *(pair for r in readings for pair in r.stated)])
    for one, other in (pair for r in readings for pair in r.same):
        groups.join(one, other, "a spokesperson without a name is the body", 0.75)
    _settle_names(groups)
    _join_persons(groups)
    _join_bodies(groups)
    join_offices(groups)
    _join_unnamed(groups)
    return groups


def _texts(entity: Entity) -> list[str]:
    return [" ".join(n) for n in entity.names] + ([entity.given] if entity.given else [])


def _join_outlets(groups: Groups, outlets: list[Entity]) -> None:
    """One key, one outlet; "the Post" is the one outlet of its document, else of the case, whose name ends so."""
    short = {id(e): e for e in outlets if all(_is_one_word(t) for t in _texts(e))}
    full = [e for e in outlets if id(e) not in short]
    endings = blocks_of(full, lambda e: [last_word(t) for t in _texts(e)])
    settled = set()
    for entity in short.values():
        word = last_word(_texts(entity)[0])
        found = [] if is_descriptor(word) else endings.get(word, [])
        here = [e for e in found if e.document == entity.document]
        if len({outlet_key(_texts(e)[0]) for e in here or found}) == 1:
            groups.join((here or found)[0], entity, "the one outlet of the case whose name ends so", 0.8)
            settled.add(id(entity))
    rest = [e for e in outlets if id(e) not in settled]
    for block in blocks_of(rest, lambda e: [outlet_key(t) for t in _texts(e)]).values():
        for other in block[1:]:
            groups.join(block[0], other, "the same outlet by its spelling or domain", 0.95)


def _is_one_word(text: str) -> bool:
    return len(text.split()) - text.lower().startswith("the ") == 1


def _settle_names(groups: Groups) -> None:
    """A bare name that is an outlet's or a body's in another document of the case is that there too."""
    known = blocks_of([e for e in groups.entities if e.kind == "outlet"], lambda e: [outlet_key(t) for t in _texts(e)])
    for entity in groups.entities:
        person = entity.kind == "person" and (entity.gender or any(is_given_name(n[0]) for n in entity.names))
        if (
            entity.kind in ("name", "person", "organisation", "document")
            and entity.names
            and not entity.generic
            and not person
        ):
            same = [e for t in _texts(entity) for e in known.get(outlet_key(t), [])]
            if groups.meet(same) and not entity.offices:
                groups.join(same[0], entity, "the name of an outlet of the case", 0.85)
        elif entity.kind == "role" and len(entity.uses) == 1 and entity.uses[0].text.split()[-1][:1].isupper():
            same = known.get(outlet_key(entity.uses[0].text), [])
            if groups.meet(same):
                groups.join(same[0], entity, "the name of an outlet of the case", 0.7)


def _join_by_alias(groups: Groups, aliases: Iterable[Sequence[str]]) -> None:
    """Entities whose names the user or a text says are one; statements that share a name are one statement."""
    by_name = blocks_of(groups.entities, _own)
    sets, stated = DisjointSets(), set[str]()
    for names in aliases:
        bare = [_bare(n) for n in names if _bare(n)]
        stated.update(bare if len(bare) > 1 else ())
        for other in bare[1:]:
            sets.join(bare[0], other)
    together: dict[object, list[Entity]] = {}
    for name in sorted(stated):
        together.setdefault(sets.find(name), []).extend(by_name.get(name, []))
    for found in together.values():
        for entity in found[1:]:
            groups.join(found[0], entity, "stated to be one", 0.95)


def _bare(name: str) -> str:
    folded = fold_name(name)
    return folded.removeprefix("the ")


def _own(entity: Entity) -> set[str]:
    """Folded names and descriptions by which an entity may be listed as an alias; no pronouns."""
    texts = [u.text for u in entity.uses if u.how not in ("pronoun", "implied")]
    return {_bare(t) for t in [*_texts(entity), *texts]}


def _join_persons(groups: Groups) -> None:
    people = [e for e in groups.entities if e.kind in ("person", "name") and e.names and not e.joint]
    whole = {id(e) for e in people if any(len(n) > 1 for n in e.names)}
    for block in blocks_of(people, _surnames).values():  # "Varga Toll" is a surname where there is an Ana Varga Toll
        long = sorted({n for e in block for n in e.names if len(n) > 2})
        whole -= {id(e) for e in block if all(is_ending(n, long) for n in e.names)}
    full = [e for e in people if id(e) in whole]
    for keys in (_surnames, lambda e: [skeleton(n[0]) for n in e.names if len(n) > 1]):
        for block in blocks_of(full, keys).values():
            join_pairs(groups, block, _called, _one_person)
    singles = [e for e in people if id(e) not in whole]
    by_word = blocks_of(full, lambda e: _surnames(e) + [skeleton(w) for n in e.names for w in n[1:]])
    for entity in singles:
        key = skeleton(surname(entity.names[0]))
        near = [e for e in by_word.get(key, []) if is_ending(max(entity.names, key=len), e.names)]
        fits = [e for e in near if not genders_clash(e.gender, entity.gender)]
        if len({groups.find(e) for e in fits}) > 1:
            fits = [e for e in fits if _offices_agree(e, entity)]
        if fits and len({groups.find(e) for e in fits}) == 1:
            groups.join(fits[0], entity, "the one person of the case with that surname", 0.85)
    alone = [e for e in singles if not by_word.get(skeleton(surname(e.names[0])))]
    for block in blocks_of(alone, lambda e: [skeleton(surname(e.names[0]))]).values():
        genders = {e.gender for e in block} - {""}
        for gender in sorted(genders) if len(genders) > 1 else [""]:
            join_pairs(groups, [e for e in block if gender in ("", e.gender)], _called, _one_surname)


def _surnames(entity: Entity) -> list[str]:
    return [skeleton(surname(n)) for n in entity.names]


def _called(entity: Entity) -> str:
    """All by which persons are compared."""
    return repr((sorted(entity.names), entity.gender))


def _one_surname(one: Entity, other: Entity) -> tuple[str, float] | None:
    """Two who are called by a surname alone."""
    if genders_clash(one.gender, other.gender) or not spelled_alike(one.names[0][-1], other.names[0][-1]):
        return None
    return "the same surname, and no fuller name in the case", 0.7


def _one_person(one: Entity, other: Entity) -> tuple[str, float] | None:
    if genders_clash(one.gender, other.gender):
        return None
    pairs = [(a, b) for a in one.names for b in other.names if len(a) > 1 and len(b) > 1]
    if any([fold_name(w) for w in a] == [fold_name(w) for w in b] for a, b in pairs):
        return "the same full name", 0.95
    if any(same_person(a, b) for a, b in pairs):
        return "spellings of one full name", 0.85
    return None


def _offices_agree(one: Entity, other: Entity) -> bool:
    return any(office_fit(o, one) >= 0.9 for o in other.offices)


# -- bodies, countries, documents


def _join_bodies(groups: Groups) -> None:
    things = [e for e in groups.entities if e.kind in ("organisation", "country", "document", "name") and e.names]
    together = [e for e in groups.entities if e.joint and e.kind != "role"]
    for block in blocks_of(together, lambda e: [e.joint]).values():
        for other in block[1:]:
            groups.join(block[0], other, "the same voices named together", 0.9)
    surnames = {key for e in groups.entities if e.kind == "person" for key in _surnames(e)}
    single = [e for e in things if not e.joint and not (e.kind == "name" and surnames & set(_surnames(e)))]
    proper = [e for e in single if not e.generic]
    for block in blocks_of(proper, lambda e: [f"{_sort(e)} {' '.join(body_words(n))}" for n in e.names]).values():
        for other in block[1:]:
            groups.join(block[0], other, "the same name", 0.95)
    for block in blocks_of(single, _body_keys).values():
        join_pairs(groups, block, _called_saying, _one_body)


def _body_keys(entity: Entity) -> list[str]:
    keys = []
    for name in entity.names:
        folded = [w for w in body_words(name) if not is_common(w)]
        keys += [w[:4] for w in folded]
        letters = name[0].replace(".", "") if is_acronym(name) else acronym_of(name)
        keys += ["short:" + letters, *(["short:" + letters[1:]] if is_acronym(name) and len(letters) > 2 else [])]
        keys += ["all:" + "".join(body_words(name))[:3]]
    return keys


def _sort(entity: Entity) -> str:
    """The sort of body that an entity is; a bare name may be an organisation's."""
    return "organisation" if entity.kind == "name" else entity.kind


def _called_saying(entity: Entity) -> str:
    """All by which bodies are compared."""
    said = sorted(sorted(words) for words in entity.said)
    return repr((entity.kind, sorted(entity.names), entity.generic, entity.gender, said))


def _one_body(one: Entity, other: Entity) -> tuple[str, float] | None:
    if _sort(one) != _sort(other) or one.kind == "country" or _is_person_name(one) or _is_person_name(other):
        return None
    if (one.generic or other.generic) and not overlaps(one, other, SAME_WORDS):
        return None
    best = max(same_body(a, b) for a in one.names for b in other.names)
    if best >= 0.85:
        return "one name, spelled or shortened", best
    if best and not (one.generic or other.generic):
        return "one name is the end or the beginning of the other", best
    if any(is_cut_acronym(a, b) for a in one.names for b in other.names) and overlaps(one, other, SAME_WORDS):
        return "initials of a longer name, saying the same thing", 0.6
    if _related(one, other) and overlaps(one, other, LIKE_WORDS if _one_sort(one, other) else SAME_WORDS):
        return "names that share a word, saying the same thing", 0.6
    return None


def _is_person_name(entity: Entity) -> bool:
    return entity.kind == "name" and (entity.gender != "" or any(is_given_name(n[0]) for n in entity.names))


def _related(one: Entity, other: Entity) -> bool:
    """Whether two names share the beginning of a word that is no common one: Ashen Front, the Ashen Brigades."""
    first, second = ({w[:4] for n in e.names for w in body_words(n) if _is_telling(w)} for e in (one, other))
    return bool(first & second)


def _is_telling(word: str) -> bool:
    return len(word) > 3 and not is_common(word) and not country_of(word)


def _one_sort(one: Entity, other: Entity) -> bool:
    """Whether two bodies are called by words for one sort of body: a front, brigades."""
    heads = [{fold_name(w) for n in e.names for w in n} for e in (one, other)]
    return any(heads[0] & set(k) and heads[1] & set(k) for k in lexicon("bodies")["kinds"].values())


# -- unnamed voices


def _join_unnamed(groups: Groups) -> None:
    """Unnamed voices of different documents: one if the same description says the same thing."""
    voices = [e for e in groups.entities if e.kind in ("role", "reports") and not e.names and (e.said or e.told_of)]
    at = {(e.document, e.position): e for e in groups.entities}
    told = {id(v): {groups.find(at[v.document, p]) for p in v.told_of if (v.document, p) in at} for v in voices}
    for block in blocks_of([v for v in voices if _says_much(v)], lambda e: [_described_saying(e)]).values():
        for other in block[1:]:
            groups.join(block[0], other, "described alike in the same words", 0.6)
    spread = groups.documents()
    found_in = {id(v): spread[groups.find(v)] for v in voices}

    def one_voice(one: Entity, other: Entity) -> tuple[str, float] | None:
        if found_in[id(one)] & found_in[id(other)] or one.plural != other.plural:
            return None  # one text keeps them apart
        clash = genders_clash(one.gender, other.gender)
        return None if clash else _one_voice(one, other, bool(told[id(one)] & told[id(other)]))

    for block in blocks_of(voices, lambda e: [o.head for o in e.offices] or [e.kind]).values():
        join_pairs(groups, block, _described_saying, one_voice)


def _says_much(entity: Entity) -> bool:
    """Whether an entity says enough for others to be known by the same words."""
    return any(len(said) >= 3 for said in entity.said)


def _described_saying(entity: Entity) -> str:
    """All by which unnamed voices are compared; who says next to nothing is compared by himself."""
    said = sorted(sorted(words) for words in entity.said)
    offices = sorted((o.head, o.word, sorted(o.about)) for o in entity.offices)
    alone = () if _says_much(entity) else (entity.document, entity.position)
    return repr((offices, said, entity.plural, entity.gender, alone))


def _one_voice(one: Entity, other: Entity, same_tale: bool) -> tuple[str, float] | None:
    """`same_tale`: both passed on the words of one source."""
    if one.kind == "reports" or other.kind == "reports":
        both = one.kind == other.kind and overlaps(one, other, SAME_WORDS)
        return ("reports of nobody named that say the same thing", 0.5) if both else None
    like = min(
        max((office_fit(a, other) for a in one.offices), default=0.0),
        max((office_fit(b, one) for b in other.offices), default=0.0),
    )
    known = all(office_of(o.word) for e in (one, other) for o in e.offices)
    specific = shares_about(one, other) and known and not one.plural
    alike = overlaps(one, other, LIKE_WORDS if specific else SAME_WORDS) or (specific and same_tale)
    if like >= 0.75 and alike:
        return "described alike and saying the same thing", 0.6
    if like >= 0.55 and overlaps(one, other, _COPIED_WORDS):
        return "one description reworded, in a passage that is copied", 0.6
    return None
