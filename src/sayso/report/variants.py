"""Wordings of one utterance laid side by side, word by word."""

import re
from dataclasses import dataclass

from sayso.model import Place, Wording
from sayso.report.case import Case

WORDS = 200
"""Words of a wording that are aligned; the table of the alignment has at most 200 x 200 cells."""
GROUPS = 40
SHARED = 0.25
"""Share of the shortest wording's words that all wordings must have for a table side by side to show anything."""
WITNESSES = 12
BAND = 104
NARROW = 30
"""Characters that one band of the aligned table may be wide, and those after which words that differ go on below."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Column:
    """Aligned words of all witnesses; `same` if they all read alike."""

    cells: tuple[str, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Variants:
    """One utterance in two wordings or more, its columns cut into bands that fit a page."""

    claim: str
    witnesses: tuple[Wording, ...]
    bands: tuple[tuple[Column, ...], ...]
    changed: int
    """Places where the wordings differ."""
    shared: float
    """Share of the shortest wording's words that stand in all wordings."""
    left_out: int
    cut: bool


def variant_groups(case: Case, claim: str) -> list[list[Wording]]:
    """Wordings of a claim that are one utterance and stand in two documents or more, oldest document first."""
    groups: dict[int, dict[str, Wording]] = {}
    for wording in case.wordings.get(claim, ()):
        chosen = groups.setdefault(wording.variant, {})
        known = chosen.setdefault(wording.document, wording)
        chosen[wording.document] = min(known, wording, key=lambda w: _plainness(case, w))
    found = [list(group.values()) for group in groups.values() if len(group) > 1]
    for group in found:
        group.sort(
            key=lambda w: (
                case.by_id[w.document].published or "9999" if w.document in case.by_id else "",
                case.name(w.document),
                w.spans,
            )
        )
    return found


def collect_variants(case: Case) -> tuple[list[Variants], int]:
    """The utterances of the case that have several wordings, in the order of the claims: at most 40, and how many more
    are quoted."""
    found: list[Variants] = []
    left = 0
    for claim in case.claims:
        for group in variant_groups(case, claim.claim):
            if not is_quoted(case, group):
                continue
            if len(found) < GROUPS:
                variants = collate(case, claim.claim, group)
                found += [variants] if variants.shared >= SHARED else []
            else:
                left += 1
    return found, left


def _plainness(case: Case, wording: Wording) -> tuple[object, ...]:
    """Order of one document's wordings of an utterance: quoted in the text first, then reported, a headline last."""
    row = case.attributions.get(wording.attribution) if wording.attribution else None
    return (row is None, row is not None and row.headline, row is None or row.form == "indirect", wording.spans)


def is_quoted(case: Case, group: list[Wording]) -> bool:
    """Whether the words stand in quotation marks in one document at least."""
    rows = [case.attributions.get(wording.attribution) for wording in group if wording.attribution]
    return any(row is not None and row.form != "indirect" for row in rows)


def collate(case: Case, claim: str, group: list[Wording]) -> Variants:
    """The wordings aligned against the first of them."""
    kept = group[:WITNESSES]
    texts = [_WORD.findall(case.words(w.document, w.spans)) for w in kept]
    columns = merge_columns(align_words([words[:WORDS] for words in texts]))
    changed = sum(not column.same for column in columns)
    same = sum(len(column.cells[0].split()) for column in columns if column.same)
    shared = same / max(min(len(words) for words in texts), 1)
    cut = any(len(words) > WORDS for words in texts)
    return Variants(claim, tuple(kept), split_bands(columns), changed, shared, len(group) - len(kept), cut)


def fold(word: str) -> str:
    """What makes two words the same to the alignment: letters and digits, without case and outer punctuation."""
    return re.sub(r"^\W+|\W+$", "", word).casefold() or word


def common_words(first: list[str], second: list[str]) -> list[tuple[int, int]]:
    """Pairs of positions of a longest common subsequence, by the textbook table (at most 200 x 200 cells)."""
    first, second = first[:WORDS], second[:WORDS]
    lengths = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) - 1, -1, -1):
        row, below = lengths[i], lengths[i + 1]
        for j in range(len(second) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if first[i] == second[j] else max(below[j], row[j + 1])
    pairs, i, j = [], 0, 0
    while i < len(first) and j < len(second):
        if first[i] == second[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif lengths[i + 1][j] >= lengths[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def align_words(texts: list[list[str]]) -> list[list[str]]:
    """Rows of cells, one row for each place: words that match the first text's word, or what stands between two.

    Each further text is aligned with the first; what it has between two matches goes into the gap there.
    """
    base = texts[0]
    cells = [[[""] * len(texts) for _ in range(2)] for _ in range(len(base) + 1)]
    for at, word in enumerate(base):
        cells[at][1][0] = word
    for number, words in enumerate(texts[1:], 1):
        matched = dict(common_words([fold(w) for w in base], [fold(w) for w in words]))
        last = 0
        for at in range(len(base) + 1):
            upto = matched.get(at, len(words) if at == len(base) else None)
            if upto is None:
                continue
            cells[at][0][number] = " ".join(words[last:upto])
            last = upto
            if at < len(base):
                cells[at][1][number] = words[upto]
                last = upto + 1
    return [row for pair in cells for row in pair if any(row)]


def merge_columns(rows: list[list[str]]) -> list[Column]:
    """Neighbouring places joined: all that read alike into one column, all that differ into one."""
    columns: list[Column] = []
    for row in rows:
        same = len({fold(cell) if cell else "" for cell in row}) == 1
        if columns and columns[-1].same == same:
            joined = tuple(f"{a} {b}".strip() for a, b in zip(columns[-1].cells, row, strict=True))
            columns[-1] = Column(joined, same)
        else:
            columns.append(Column(tuple(row), same))
    return columns


def split_bands(columns: list[Column]) -> tuple[tuple[Column, ...], ...]:
    """Columns cut into bands of about `BAND` characters; a long column that reads alike is cut at a blank."""
    bands: list[list[Column]] = [[]]
    used = 0
    for column in columns:
        for piece in _pieces(column):
            width = min(max(len(cell) for cell in piece.cells), BAND if piece.same else NARROW) + 3
            if bands[-1] and used + width > BAND:
                bands.append([])
                used = 0
            bands[-1].append(piece)
            used += width
    return tuple(tuple(band) for band in bands if band)


def _pieces(column: Column) -> list[Column]:
    """A column that reads alike in pieces of at most a third of a band, so that bands fill up."""
    words = [cell.split(" ") for cell in column.cells]
    if not column.same or len({len(w) for w in words}) != 1:
        return [column]
    pieces, start, width = [], 0, 0
    for at, word in enumerate(words[0]):
        if width + len(word) > BAND // 3 and at > start:
            pieces.append(Column(tuple(" ".join(w[start:at]) for w in words), True))
            start, width = at, 0
        width += len(word) + 1
    return [*pieces, Column(tuple(" ".join(w[start:]) for w in words), True)]


def witness_place(wording: Wording) -> Place:
    """Where a wording begins."""
    return Place(wording.document, *wording.spans[0])
