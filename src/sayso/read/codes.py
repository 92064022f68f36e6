"""The codes of the ledger `inputs`: what was wrong with an input or record, and what its owner can do."""

CODES: dict[str, str] = {
    "NOT_FOUND": "check the path",
    "EMPTY_FOLDER": "name a folder that holds articles",
    "NO_MATCH": "check the pattern, or put it in quotes",
    "UNREADABLE": "check the permissions",
    "NOT_A_FILE": "save it as a file, or pipe it in as `-`",
    "TOO_LARGE": "split the file",
    "HIDDEN": "name it to have it read",
    "LINK": "name its target to have it read",
    "CASE": "nothing: a case is no input",
    "CORRECTIONS": "nothing: corrections are no articles; apply them with --corrections",
    "EMPTY": "nothing to read; save the article again",
    "NOT_TEXT": "save it as .txt or .html",
    "NO_TEXT": "save the page as the browser shows it, or give its text",
    "ENCODING_GUESSED": "save it as UTF-8 if words look wrong",
    "ENCODING_DAMAGED": "look for U+FFFD where characters were lost",
    "BAD_JSON": "mend or remove the line",
    "NOT_AN_OBJECT": "give one JSON object a line",
    "BAD_PARQUET": "write the file again",
    "NO_COLUMN": "name the column that holds the text, e.g. text=body",
    "TOO_LONG": "split the document",
    "TOO_DEEP": "flatten it (a page is read all the same, by its markup alone)",
    "XML_ENTITY": "remove the entity declarations from the DOCTYPE",
    "PAGE_BY_MARKUP": "check the regions: the page's markup alone told article from the rest",
    "DUPLICATE": "it counts once, nothing need be done",
    "SOME_RECORDS": "see the rows of its records",
}
"""Code -> what to do about it. Part of the interface: codes are added, never renamed."""

CHARACTERS = 5_000_000
"""Characters of a document that are read; the default of `anchors/reliability.md` section 3."""
RECORD_BYTES = 16 * 1024 * 1024
"""Bytes of one record; likewise."""
JSON_DEPTH = 128
"""Brackets open at once in a record; likewise."""


def explain(code: str, what: str, offset: int | None = None) -> str:
    """One line for people: at what byte, what was wrong, what to do."""
    place = "" if offset is None else f"at byte {offset}: "
    return f"{place}{what}; {CODES[code]}"
