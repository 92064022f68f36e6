"""The language of a text, offline and cheap: by common words, or by its script where that serves one language.

Stop-word profiles (Grefenstette 1995, "Comparing two language identification schemes") are right on a paragraph of
news and cost microseconds; a text that they do not settle has no language here rather than a wrong one.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files

READ = 1_000
"""Characters that are looked at."""
LEAST_WORDS = 6
LEAST_SHARE = 0.15  # of words that are in a profile: English news has 0.35 to 0.5, a list of names under 0.1
LEAST_HITS = 3
MARGIN = 1.15
WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile("[\u0370-\U0010ffff]")


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of the language of the first 1,000 characters, or None where they are too few or too mixed."""
    sample = text[:READ].lower()
    by_script = _by_script(sample)
    if by_script:
        return by_script
    found = WORD.findall(sample)
    if len(found) < LEAST_WORDS:
        return None
    hits: Counter[str] = Counter()
    known = profiles()
    for word, count in Counter(found).items():
        for language in known.get(word, ()):
            hits[language] += count
    ranked = sorted(hits.items(), key=lambda pair: (-pair[1], pair[0]))
    if not ranked or ranked[0][1] < LEAST_SHARE * len(found) or ranked[0][1] < LEAST_HITS:
        return None
    if len(ranked) > 1 and ranked[0][1] < ranked[1][1] * MARGIN:
        return None
    return ranked[0][0]


def _by_script(sample: str) -> str | None:
    """The language that most letters' script belongs to, where it belongs to one."""
    scripts: dict[str, str] = _data()["scripts"]
    head = sample[:600]
    if head.isascii() or not any(map(str.isalpha, _FOREIGN.findall(head))):  # all letters are Latin
        return None
    letters = [sign for sign in head if sign.isalpha()]
    if len(letters) < 10 or sum(sign < "\u0370" for sign in letters) * 2 > len(letters):
        return None
    counts = Counter(scripts.get(unicodedata.name(sign, "").split(" ")[0], "") for sign in letters)
    if counts["ja"] * 10 > len(letters):
        return "ja"
    best = max(sorted(counts), key=lambda language: counts[language])
    return best or None


@cache
def _data() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("profiles.toml").read_text("utf-8"))


@cache
def profiles() -> dict[str, tuple[str, ...]]:
    """Word -> languages in which it is common."""
    found: dict[str, tuple[str, ...]] = {}
    for language, listed in sorted(_data()["words"].items()):
        for word in listed.split():
            if language not in found.get(word, ()):
                found[word] = (*found.get(word, ()), language)
    return found
