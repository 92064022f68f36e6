"""Attributions as in corpora that mark nothing but source, cue and content (PolNeAR, PARC).

exact      a contiguous piece of a source, cue or content, less punctuation and space at its ends, stands in both
relation   contents share half (Dice), sources share half, cues touch, each where the gold has one
speech     recall of relations whose cue is a word of speech, and precision of those found whose cue is one
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from evals.matching import Measure, Spans, fraction, pair

Json = dict[str, Any]
ROLES = ("source", "cue", "content")
WORD = re.compile(r"\w+")
SPEECH = frozenset(
    stem + ending
    for stem, endings in (
        ("a", "dd dds dded dding ccording"),
        ("announc", "e es ed ing"),
        ("argu", "e es ed"),
        ("ask", " s ed ing"),
        ("assert", " s ed"),
        ("call", " s ed"),
        ("claim", " s ed ing"),
        ("c", "omment ommented ontinue ontinues ontinued"),
        ("confirm", " s ed"),
        ("de", "clare clares clared mand mands manded ny nies nied nying scribe scribed"),
        ("ex", "plain plains plained press pressed"),
        ("insist", " s ed"),
        ("mention", " ed"),
        ("not", "e es ed ing"),
        ("p", "er oint ointed romise romised"),
        ("quot", "e ed"),
        ("re", "call called mark marked ply plied port ports ported porting spond sponded veal veals vealed"),
        ("s", "ay ays aid aying tate tates tated tating tress tressed uggest uggests uggested"),
        ("t", "ell ells old elling weet weeted"),
        ("w", "arn arns arned rite rites rote"),
    )
    for ending in endings.split(" ")
)
"""Forms of the words of speech whose recall is measured apart: just these, so that numbers compare."""


@dataclass(frozen=True)
class Article:
    """One text with the attributions wanted and those found, each with spans for the three roles."""

    text: str
    wanted: Sequence[Json]
    found: Sequence[Json]


def as_spans(row: Any) -> Json:
    """A found row reduced to the spans of its roles."""
    return {role: [[span.start, span.end] for span in getattr(row, role)] for role in ROLES}


def pieces(text: str, spans: Spans | None) -> set[tuple[int, int]]:
    """Spans shrunk to their first and last word; those without a word are left out."""
    shrunk = set()
    for start, end in spans or ():
        if words := list(WORD.finditer(text, start, end)):
            shrunk.add((words[0].start(), words[-1].end()))
    return shrunk


def printed(text: str, spans: Spans | None) -> set[int]:
    """The positions in spans that are not white space."""
    return {i for start, end in spans or () for i in range(start, end) if not text[i].isspace()}


def dice(one: set[int], other: set[int]) -> float:
    """Twice what is shared over all there is; two empty sets are alike."""
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def is_speech(text: str, row: Json) -> bool:
    """Whether a word of speech stands in the cue."""
    words = (word for start, end in row.get("cue") or () for word in WORD.findall(text[start:end]))
    return any(word.lower() in SPEECH for word in words)


def related(wanted: dict[str, set[int]], found: dict[str, set[int]]) -> float:
    """Dice of the contents of two attributions that are one, else 0."""
    alike = dice(wanted["content"], found["content"])
    if alike < 0.5 or not wanted["content"] & found["content"]:
        return 0.0
    if wanted["source"] and dice(wanted["source"], found["source"]) < 0.5:
        return 0.0
    return 0.0 if wanted["cue"] and not wanted["cue"] & found["cue"] else alike


def relations_of(article: Article) -> dict[int, int]:
    """Index of a wanted attribution -> index of the one found for it."""

    def roles(rows: Iterable[Json]) -> Iterator[dict[str, set[int]]]:
        return ({role: printed(article.text, row.get(role)) for role in ROLES} for row in rows)

    return pair(list(roles(article.wanted)), list(roles(article.found)), related)


def exact(articles: Sequence[Article], role: str) -> Measure:
    """Pieces of one role that stand in the gold and in what was found."""
    both = ours = theirs = 0
    for article in articles:
        wanted, found = (
            {piece for row in rows for piece in pieces(article.text, row.get(role))}
            for rows in (article.wanted, article.found)
        )
        both += len(wanted & found)
        ours += len(found)
        theirs += len(wanted)
    return fraction(both, ours, both, theirs)


def score_relations(articles: Sequence[Article]) -> dict[str, Measure]:
    """All measures over some articles."""
    right = wanted = found = 0
    spoken = {"wanted": 0, "right wanted": 0, "found": 0, "right found": 0}
    for article in articles:
        chosen = relations_of(article)
        right, wanted, found = right + len(chosen), wanted + len(article.wanted), found + len(article.found)
        for side, rows, hit in (("wanted", article.wanted, chosen.keys()), ("found", article.found, chosen.values())):
            speech = {i for i, row in enumerate(rows) if is_speech(article.text, row)}
            spoken[side] += len(speech)
            spoken[f"right {side}"] += len(speech & set(hit))
    measures = {f"exact {role}": exact(articles, role) for role in ROLES}
    measures["relation"] = fraction(right, found, right, wanted)
    measures["speech"] = fraction(spoken["right found"], spoken["found"], spoken["right wanted"], spoken["wanted"])
    return measures
