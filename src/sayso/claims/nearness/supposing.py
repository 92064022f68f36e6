"""Conditions against the facts: what would be if something were so is not said to be so."""

import re
from functools import cache

from sayso.claims.units import Unit
from sayso.language import lexicon

_WORD = re.compile(r"\w")


def supposes(unit: Unit) -> float:
    """Whether a content is a condition against the facts ("had the cutter rammed us, ..."): 1, or 0.5 for a part."""
    held = [_supposing(unit.language).search(text) for text in unit.text]
    opens = held[0] is not None and not _WORD.search(unit.text[0], 0, held[0].start())
    return 1.0 if opens else 0.5 if any(held) else 0.0


@cache
def _supposing(language: str) -> re.Pattern[str]:
    openers = "|".join(re.escape(word) for word in lexicon("polarity", language)["supposing"])
    return re.compile(
        rf"(?:^\W*(?:that )?|[.;:?!]\W+)(?:{openers})\b[^.;:?!]{{1,200}},[^.;:?!]{{1,100}}\b(?:would|could|might)\b",
        re.I,
    )
