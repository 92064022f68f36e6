"""Claims corrected: two that are one, one that is two, a wording that takes another stance."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.model import Claim, Place, Tables, Wording, identify
from sayso.pipeline.corrections.marks import MADE_BY, mark, marks_of
from sayso.pipeline.corrections.outcomes import Orphan, Texts, tell_outcome
from sayso.store.corrections import Corrections, Line, Put, Spot

Extent = tuple[str, int, int]
"""Document, and from where to where a wording runs."""


def correct_claims(tables: Tables, corrections: Corrections) -> Tables:
    """Claims and wordings as corrected; the outcome of each correction of a claim or stance."""
    lines = corrections.of_kinds("merge claims", "split claim", "stance")
    if not lines:
        return tables
    texts = Texts(tables.documents)
    work = _Work(tables, texts)
    told = []
    for line in lines:
        try:
            if line.kind == "merge claims":
                message = work.merge(line)
            elif line.kind == "split claim":
                message = work.split(line)
            else:
                message = work.turn(line)
            told.append(tell_outcome(line, texts, message=message))
        except Orphan as orphan:
            told.append(tell_outcome(line, texts, orphan))
    return tables.having(claims=work.claims(), wordings=work.wordings(), corrections=[*tables.corrections, *told])


def extent_of(row: Wording) -> Extent:
    """Where a wording runs."""
    return (row.document, row.spans[0].start, row.spans[-1].end)


class _Work:
    """Claims and wordings while lines change them one after another."""

    def __init__(self, tables: Tables, texts: Texts) -> None:
        self._texts = texts
        self._claims = {row.claim: row for row in tables.claims}
        self._rows: dict[int, Wording] = dict(enumerate(tables.wordings))
        self._first = {number: row.stance for number, row in self._rows.items()}
        """What each wording did with its claim before any correction."""
        self._at: dict[Extent, list[int]] = {}
        self._of: dict[str, set[int]] = {}
        for number, row in self._rows.items():
            self._at.setdefault(extent_of(row), []).append(number)
            self._of.setdefault(row.claim, set()).add(number)

    def claims(self) -> list[Claim]:
        return list(self._claims.values())

    def wordings(self) -> list[Wording]:
        return list(self._rows.values())

    def merge(self, line: Line) -> str | None:
        kept, gone = self._claim_of(line.before), self._claim_of(line.after)
        if kept == gone:
            self._claims[kept] = mark(self._claims[kept], [line.correction])
            return "they are one claim already"
        known = {self._key(number) for number in self._of[kept]}
        first = 1 + max((self._rows[number].variant for number in self._of[kept]), default=-1)
        for number in sorted(self._of.pop(gone)):
            row = self._rows[number]
            if self._key(number) in known:
                self._forget(number)
                continue
            moved = replace(row, claim=kept, variant=first + row.variant)
            self._rows[number] = mark(moved, [line.correction])
            self._of[kept].add(number)
        one, other = self._claims[kept], self._claims.pop(gone)
        score = min(one.score, other.score)
        self._count(kept, replace(one, score=score), (line.correction, *marks_of(other.rule)))
        return None

    def split(self, line: Line) -> str | None:
        spots: Sequence[Spot] = line.after
        claim = self._claim_of(line.before)
        moving, missing = self._of_claim(claim, spots)
        if moving == self._of[claim]:
            if not self._claims[claim].made_by.startswith(MADE_BY):
                raise Orphan("IN_THE_WAY", "nothing would be left of the claim")
            self._claims[claim] = mark(self._claims[claim], [line.correction])
            return "they are a claim of their own already"
        gist = self._gist(moving)
        name = identify("c", "split", line.before.spot.sha256, *line.before.spot.span)
        while name in self._claims:  # the same wording was taken out of another claim before
            name = identify("c", name)
        self._of[claim] -= moving
        self._of[name] = moving
        for number in sorted(moving):
            self._rows[number] = mark(replace(self._rows[number], claim=name), [line.correction])
        place = Place(gist.document, *gist.spans[0])
        self._count(name, Claim(name, place, gist.text[0], 1, 1, 1, (), MADE_BY, "set apart", 1.0), [line.correction])
        left = self._claims[claim]
        if any(self._rows[n].document == left.gist.document and left.gist.span.overlaps(span)
               for n in moving for span in self._rows[n].spans):  # fmt: skip
            other = self._gist(self._of[claim])
            left = replace(left, gist=Place(other.document, *other.spans[0]), gist_text=other.text[0])
        self._count(claim, left, [line.correction])
        return f"{missing} of its {len(spots)} places were not found" if missing else None

    def turn(self, line: Line) -> str | None:
        claim = self._claim_of(line.before)
        numbers, _ = self._of_claim(claim, [line.before.spot])
        for number in sorted(numbers):
            changed = replace(self._rows[number], stance=line.after)
            self._rows[number] = mark(changed, [line.correction])
        self._count(claim, self._claims[claim], [line.correction])
        return None

    def _claim_of(self, put: Put) -> str:
        """The one claim that a wording with this stance is of; a stance that was corrected before counts too."""
        numbers = self._find(put.spot)
        for fits in (
            [n for n in numbers if self._rows[n].stance == put.stance],
            [n for n in numbers if self._first[n] == put.stance],
            numbers,
        ):
            claims = {self._rows[number].claim for number in fits}
            if len(claims) == 1:
                return claims.pop()
            if claims:
                break
        raise Orphan("AMBIGUOUS", f"{put.spot.text[:40]!r} stands in more than one claim so; name another wording")

    def _find(self, spot: Spot) -> list[int]:
        document = self._texts.find(spot)
        found = [n for n in self._at.get((document.document, spot.start, spot.end), ()) if n in self._rows]
        if not found:
            raise Orphan("NO_ROW", f"{spot.text[:40]!r} at {spot.start} of {document.path} is no wording of a claim")
        return found

    def _of_claim(self, claim: str, spots: Iterable[Spot]) -> tuple[set[int], int]:
        """The wordings of a claim at those places, and how many places have none."""
        found: set[int] = set()
        fault, missing = None, 0
        for spot in spots:
            try:
                here = [n for n in self._find(spot) if self._rows[n].claim == claim]
                if not here:
                    raise Orphan("NO_ROW", f"{spot.text[:40]!r} is no wording of the claim")
                found.update(here)
            except Orphan as orphan:
                fault, missing = fault or orphan, missing + 1
        if not found:
            assert fault is not None
            raise fault
        return found, missing

    def _gist(self, numbers: Iterable[int]) -> Wording:
        """The first that asserts, as they stand in the table."""
        rows = [self._rows[number] for number in sorted(numbers)]
        return min(rows, key=lambda row: (row.stance != "asserts", row.document, row.spans))

    def _count(self, name: str, claim: Claim, corrections: Iterable[str]) -> None:
        """Keep the claim, with its documents counted anew as the stage counts them."""
        rows = [self._rows[number] for number in self._of[name]]
        documents = {row.document for row in rows if row.stance == "asserts"} or {row.document for row in rows}
        self._claims[name] = mark(replace(claim, documents=len(documents)), corrections)

    def _key(self, number: int) -> tuple[object, ...]:
        row = self._rows[number]
        return (row.document, row.spans, row.attribution)

    def _forget(self, number: int) -> None:
        del self._rows[number]
