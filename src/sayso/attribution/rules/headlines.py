"""Attributions of headlines, which leave out what a sentence needs: X: C, C | X, X insists C; and "Q" (X) anywhere."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.attribution.acts import act_of
from sayso.attribution.rules.clauses import clause_end
from sayso.attribution.rules.units import Frame, Unit
from sayso.language.items import Item, span_of
from sayso.language.names import is_given_name
from sayso.language.phrases import is_role, phrase_after
from sayso.language.roles import document_heads, office_words
from sayso.language.verbs import cue_words, verb_group
from sayso.model import Span

HEADLINE_QUOTE = "headline quote"
LONGEST_LABEL = 6  # items of what names a speaker beside a headline or a quotation


def read_headline(unit: Unit, voices: frozenset[str] = frozenset(), read: Sequence[Frame] = ()) -> list[Frame]:
    """Headlines of the forms X: 'Q', X: C, X insists C, C - X and C | X.

    Without a quotation X ends in a word for a role, body or document, or is one of `voices`: the last words, in lower
    case, of those whom the article itself quotes. "Dossier:" and "Live |" only say what kind of piece follows.
    """
    items = list(unit.items)
    if len(items) > 2 and items[0].quotation is not None and items[1].tag == ":":
        quote = span_of(items, 0, 1)
        beside = [replace(f, content=tuple(c for c in f.content if c != quote)) for f in read]
        return [Frame((), (), (quote,), HEADLINE_QUOTE, 0.7), *(f for f in beside if f.content)]
    if read:
        return list(read)
    found = _before_colon(items, voices) or _behind_dash(items, voices) or _insisting(items, voices)
    return [found] if found is not None else read_bracketed(unit, voices)


def _before_colon(items: list[Item], voices: frozenset[str]) -> Frame | None:
    """Reads X: 'Q' and X: C."""
    colon = next((n for n, i in enumerate(items[:8]) if i.tag == ":"), None)
    if not colon or is_label(items[:colon]):
        return None
    source, cue = span_of(items, 0, colon), span_of(items, colon, colon + 1)
    quoted = colon + 1 < len(items) and items[colon + 1].tag == "Q" and colon + 2 >= clause_end(items)
    if quoted and phrase_after(items, 0) == colon:
        return Frame((source,), (cue,), (span_of(items, colon + 1, colon + 2),), "headline colon", 0.85)
    if len(items) - colon <= 2 or not _is_voice(items[:colon], voices):
        return None
    content = span_of(items, colon + 1, max(colon + 2, clause_end(items)))
    return Frame((source,), (cue,), (content,), "headline colon", 0.7)


def is_label(label: Sequence[Item]) -> bool:
    """Whether words before a colon or bar say what kind of piece follows: "Dossier", "Live"."""
    return " ".join(i.lower for i in label) in cue_words("letters", "labels")


def _behind_dash(items: list[Item], voices: frozenset[str]) -> Frame | None:
    """Reads C - X and C | X; a bar sets off sections and outlets too, so behind it X is an office or a voice."""
    at = next((n for n in range(len(items) - 1, 0, -1) if items[n].tag in "-|"), None)
    if not at or not 1 <= len(items) - at - 1 < LONGEST_LABEL or not (at >= 2 or items[0].tag == "Q"):
        return None
    tail, last = items[at + 1 :], items[-1].lower
    if items[at].tag == "|":
        sure = last in office_words() or last in document_heads() or last in voices
        if not sure or items[at].start == items[at - 1].end or is_label(tail):
            return None
    elif items[at].text not in "–—-" or items[at].start <= items[at - 1].end:
        return None
    if not _is_voice(tail, voices):
        return None
    return Frame((span_of(items, at + 1, len(items)),), (), (span_of(items, 0, at),), "headline dash", 0.7)


def _insisting(items: list[Item], voices: frozenset[str]) -> Frame | None:
    """Reads X insists C, where C has no verb that would make it a clause: "Owner insists boat safe"."""
    for head in range(1, min(LONGEST_LABEL, len(items) - 2)):
        verb = verb_group(items, head) if items[head].tag == "U" else None
        if verb is None:
            continue
        plain = verb.first == head and "say" in verb.form.kinds and "s" in verb.form.shapes and not verb.negated
        if not plain or not _is_voice(items[:head], voices) or items[verb.last].tag not in "KODNQ":
            return None
        cue, content = span_of(items, head, verb.last), span_of(items, verb.last, clause_end(items))
        return Frame(
            (span_of(items, 0, head),), (cue,), (content,), "headline verb", 0.7, act_of(verb.form.kinds, False)
        )
    return None


def read_bracketed(unit: Unit, voices: frozenset[str]) -> list[Frame]:
    """Reads "Q" (X), where X ends in an office or is one of `voices`; else the brackets may name an agency."""
    items = list(unit.items)
    if len(items) < 4 or items[0].tag != "Q" or items[1].tag != "(":
        return []
    close = next((n for n in range(2, min(len(items), 3 + LONGEST_LABEL)) if items[n].tag == ")"), None)
    if (
        close is None
        or close == 2
        or clause_end(items[close + 1 :])
        or any(i.tag not in "KODR'UN" for i in items[2:close])
    ):
        return []
    named = any(i.lower in office_words() or is_given_name(i.text) for i in items[2:close])
    if not named and items[close - 1].lower not in voices:
        return []
    source, content = span_of(items, 2, close), Span(items[0].start, items[0].end)
    return [Frame((source,), (), (content,), "signed quote", 0.8)]


def _is_voice(label: list[Item], voices: frozenset[str]) -> bool:
    """Whether a headline's label names a speaker: it opens with a capital and ends in a role or a voice of the text."""
    last = label[-1].lower.removesuffix("'s")
    if any(i.tag in "OU" and i.lower.endswith(("ed", "found", "ing")) and not is_role(i.lower) for i in label):
        return False  # "Vaccine contaminated at plant: what we know"
    if not label[0].text[0].isupper() or len(label) > 5 or any(i.tag not in "KODR'UN" for i in label[1:]):
        return False
    if label[0].tag not in "KODR'UNT" or is_label(label):  # "Night watchman: ..."
        return False
    return is_role(last) or (label[-1].tag == "K" and last in voices)
