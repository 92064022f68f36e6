"""What becomes of each correction: applied, or an orphan with a code and one line that says what was in the way."""

from collections.abc import Iterable, Mapping

from sayso.model import Correction, Document, grouped
from sayso.store.corrections import Line, Spot

CODES = {
    "BAD_LINE": "mend the line, or remove it; the others were applied without it",
    "NO_DOCUMENT": "the article is not in the case, or a byte of it has changed: look at it again and correct it anew",
    "OTHER_TEXT": "other words stand at this place of the document; the line was changed by hand",
    "NO_ROW": "nothing is there that it could correct: sayso reads the text otherwise now, or another line changed it",
    "AMBIGUOUS": "more than one thing answers to it: name it by a place",
    "IN_THE_WAY": "the result would be no case, e.g. a claim without wordings",
    "NO_STAGE": "the stage that makes what it corrects was not run",
}  # fmt: skip
"""Code of an orphan -> what it means for people; the table in `docs/corrections.md` is made from this."""


class Orphan(Exception):
    """A correction that cannot be applied: nothing is done in its stead."""

    def __init__(self, code: str, message: str) -> None:
        assert code in CODES
        super().__init__(message)
        self.code, self.message = code, message


class Texts:
    """The documents of the case by the sha256 of their bytes; a file and a record of the same bytes share it."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._by_digest = grouped(documents, "sha256")

    def having(self, spot: Spot) -> list[Document]:
        """The documents with these bytes in which the words stand at their place."""
        return [one for one in self._by_digest.get(spot.sha256, []) if one.text[spot.start : spot.end] == spot.text]

    def get(self, spot: Spot) -> Document | None:
        """The document that a place lies in: the first in which its words stand there, else the first of the bytes."""
        found = self.having(spot) or self._by_digest.get(spot.sha256, [])
        return found[0] if found else None

    def find(self, spot: Spot) -> Document:
        """The document in which the words stand at their place.

        Raises:
            Orphan: it is not in the case, or other words stand there.
        """
        document = self.get(spot)
        if document is None:
            raise Orphan("NO_DOCUMENT", f"no document with sha256 {spot.sha256[:12]}... is in the case")
        return self.check(document, spot.start, spot.end, spot.text)

    def check(self, document: Document, start: int, end: int, text: str) -> Document:
        """The document, if it has these words at this place.

        Raises:
            Orphan: it has others.
        """
        if document.text[start:end] != text:
            found = document.text[start:end][:40]
            raise Orphan("OTHER_TEXT", f"at {start} of {document.path} stands {found!r}, not {text[:40]!r}")
        return document


def tell_outcome(line: Line, texts: Texts, orphan: Orphan | None = None, message: str | None = None) -> Correction:
    """The row of a correction."""
    spot = line.spot
    document = texts.get(spot) if spot is not None else None
    return Correction(
        line=line.number,
        correction=line.correction,
        kind=line.kind,
        sha256=spot.sha256 if spot else None,
        document=document.document if document else None,
        start=spot.start if spot else None,
        end=spot.end if spot else None,
        text=spot.text if spot else "",
        before=line.stated[0],
        after=line.stated[1],
        who=line.who,
        when=line.when,
        why=line.why,
        outcome="orphan" if orphan else "applied",
        code=orphan.code if orphan else None,
        message=orphan.message if orphan else message,
    )


def applied(rows: Iterable[Correction]) -> Mapping[str, Correction]:
    """Short id -> row of each correction that was applied."""
    return {row.correction: row for row in rows if row.outcome == "applied"}
