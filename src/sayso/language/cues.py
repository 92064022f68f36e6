"""Cue verbs in all their forms, with what each may govern."""

from dataclasses import dataclass
from functools import cache

from sayso.language.lexicon import lexicon

_VOWELS = "aeiou"


SPEAKING = frozenset({"say", "tell", "quoting"})
"""Kinds of cue verbs that a quotation can stand beside."""


@dataclass(frozen=True, slots=True)
class CueForm:
    """One form of a cue verb: `shape` is `base`, `s`, `past`, `participle` or `ing`."""

    lemma: str
    shapes: frozenset[str]
    kinds: frozenset[str]
    """Lists of `cues.toml` the lemma stands in: `say`, `tell`, `noun`, `show`, `belief`, `denies`, ..."""
    rest: tuple[str, ...]
    """Further words of a cue of several words: `out` of `point out`."""


@cache
def cue_forms(language: str = "en") -> dict[str, tuple[CueForm, ...]]:
    """Lower-case form -> what it may be; the longest readings first, so that `pointed out` wins over `pointed`."""
    data = lexicon("cues", language)
    kinds: dict[str, set[str]] = {}
    for kind, lemmas in data["verbs"].items():
        for lemma in lemmas:
            kinds.setdefault(lemma, set()).add(kind)
    forms: dict[str, dict[tuple[str, ...], CueForm]] = {}
    for lemma in sorted(kinds):
        head, *rest = lemma.split()
        shapes: dict[str, set[str]] = {}
        for shape, form in inflect(head, data["irregular"]).items():
            shapes.setdefault(form, set()).add(shape)
        for form, of_form in shapes.items():
            reading = CueForm(lemma, frozenset(of_form), frozenset(kinds[lemma]), tuple(rest))
            forms.setdefault(form, {})[tuple(rest)] = reading
    return {
        form: tuple(readings[r] for r in sorted(readings, key=lambda r: (-len(r), r)))
        for form, readings in forms.items()
    }


def inflect(lemma: str, irregular: dict[str, list[str]]) -> dict[str, str]:
    """The five forms of an English verb: base, third person (`s`), past, participle, `ing`."""
    if lemma in irregular:
        return dict(zip(("base", "s", "past", "participle", "ing"), (lemma, *irregular[lemma]), strict=True))
    consonant_y = lemma.endswith("y") and lemma[-2] not in _VOWELS
    if consonant_y:
        third, past = lemma[:-1] + "ies", lemma[:-1] + "ied"
    else:
        third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
        past = lemma + ("d" if lemma.endswith("e") else "ed")
    participle_ing = (lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma) + "ing"
    return {"base": lemma, "s": third, "past": past, "participle": past, "ing": participle_ing}
