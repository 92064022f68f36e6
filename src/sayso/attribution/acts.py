"""What a source does with a content, read off the words of the cue."""

from sayso.language import tokenize, words
from sayso.language.cues import cue_forms
from sayso.language.verbs import cue_words
from sayso.model import Act

_ACTS: tuple[Act, ...] = ("denies", "doubts", "demands", "promises")


def act_of(kinds: frozenset[str], negated: bool) -> Act:
    """What the source does, by the lists its cue verb stands in; "did not confirm that" never asserts."""
    if negated:
        return "asserts" if kinds & {"denies", "doubts"} else "doubts"
    return next((act for act in _ACTS if act in kinds), "asserts")


def is_oath(word: str, following: str = "") -> bool:
    """Whether a verb promises by the word behind it: "swore to resign", not "swore that it was so"."""
    return following == "to" and word in cue_words("acts", "oaths")


def act_in(cue: str) -> Act:
    """What the source does, by the words of a cue that no rule has taken apart: "refused to say", "is sceptical"."""
    lowers = [token.lower for token in tokenize(cue)]
    words_of = f" {' '.join(lowers)} "
    for act in ("denying", "doubting"):
        if any(f" {phrase} " in words_of for phrase in cue_words("acts", act)):
            return "denies" if act == "denying" else "doubts"
    if any(f" {phrase} " in words_of for phrase in cue_words("acts", "plain")):
        return "asserts"
    kinds: set[str] = set()
    for n, word in enumerate(lowers):
        forms = [
            form for form in cue_forms().get(word, ()) if tuple(lowers[n + 1 : n + 1 + len(form.rest)]) == form.rest
        ]
        kinds |= {kind for form in forms[:1] for kind in form.kinds}
        kinds |= {"doubts"} if word in cue_words("predicates", "doubting_adjectives") else set()
        kinds |= {kind for kind in _ACTS if word in cue_words("acts", kind)}
        kinds |= {"promises"} if is_oath(word, *lowers[n + 1 : n + 2]) else set()
    negated = any(
        word in words("grammar", "negations") or word.endswith("n't") or word in cue_words("acts", "refuses")
        for word in lowers
    )
    return act_of(frozenset(kinds), negated)
