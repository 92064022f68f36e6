"""Names spelled in two ways: transliterations and slips of a letter or two."""

from functools import lru_cache


@lru_cache(maxsize=50_000)
def is_spelled_like(name: str, names: tuple[str, ...]) -> bool:
    """Whether a name may be one of the names in another spelling."""
    return any(is_close_spelling(name, other) for other in names)


@lru_cache(maxsize=100_000)
def is_close_spelling(one: str, other: str) -> bool:
    """Whether two names may be one spelled in two ways: one letter apart from five letters on, two from eight on."""
    shorter, longer = sorted((one, other), key=lambda name: (len(name), name))
    allowed = 0 if len(shorter) < 5 else 1 if len(shorter) < 8 else 2
    if not allowed or len(longer) - len(shorter) > allowed or len(longer) > 40:
        return one == other
    if shorter[0] != longer[0] and shorter[-3:] != longer[-3:]:
        return False
    return _distance(shorter, longer) <= allowed


def _distance(one: str, other: str) -> int:
    """Levenshtein's edit distance (1966); names are short."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        previous, row[0] = row[0], i
        for j, against in enumerate(other, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (letter != against))
    return row[-1]
