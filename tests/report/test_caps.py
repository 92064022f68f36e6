"""What one page has no room for is counted on it: no list ends in silence."""

import re
from html import unescape

from sayso.model import Attribution, Claim, Date, Document, Figure, Mention, Place, Source, Span, Tables, Wording
from sayso.report import write_report

TEXT = "ten nine eight seven six five four three two one " * 8
MADE = ("hand", "hand", 0.9)


def build_crowd() -> Tables:
    """Two documents with more of everything than a page lists."""
    ids = ("d-000000000001", "d-000000000002")
    spans = [Span(at, at + 3) for at in range(0, 360, 4)]
    documents = [
        Document(key, f"{key}.txt", None, None, None, None, None, None, (), None, None, "en", "utf-8", key, len(TEXT),
                 TEXT, ())
        for key in ids
    ]  # fmt: skip
    said, wordings, claims, figures = [], [], [], []
    for at, span in enumerate(spans[:45]):
        words = (span.text_in(TEXT),)
        claims.append(Claim(f"c-{at:02}", Place(ids[0], *span), words[0], 2, 1, 1, (), *MADE))
        for key in ids:
            name = f"a-{key[-1]}-{at:02}"
            said.append(Attribution(name, key, "direct", (), (), (span,), (), (), words, "s-1", None, "asserts",
                                    False, False, *MADE))  # fmt: skip
            wordings.append(Wording(f"c-{at:02}", key, name, (span,), words, "asserts", 0, *MADE))
            figures.append(Figure(key, *span, words[0], "hurt", None, float(key[-1]), None, None, None, f"g-{at:02}",
                                  False, *MADE))  # fmt: skip
        wordings.append(Wording(f"c-{at:02}", ids[1], None, (spans[at + 45],), ("",), "denies", 1, *MADE))
    figures += [Figure(ids[0], *s, "", "boats", None, float(at), None, None, None, "g-all", True, *MADE)
                for at, s in enumerate(spans[:70])]  # fmt: skip
    dates = [Date(ids[0], *s, s.text_in(TEXT), f"20{at:02}", *MADE) for at, s in enumerate(spans[:70])]
    dates += [Date(ids[1], *s, s.text_in(TEXT), "1999", *MADE) for s in spans[:25]]
    mentions = [Mention(ids[0], *s, f"Name {at}", "s-1", "name", *MADE) for at, s in enumerate(spans[:9])]
    return Tables().having(
        documents=documents, attributions=said, claims=claims, wordings=wordings, figures=figures, dates=dates,
        sources=[Source("s-1", "Ilvo Tarn", "person", (), (), *MADE)], mentions=mentions,
    )  # fmt: skip


def test_every_list_that_is_cut_says_how_much_is_left() -> None:
    page = write_report(build_crowd(), {})
    words = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
    assert "and 3 more names" in words
    assert "and 5 more quotes" in words
    assert "and 5 more claims" in words
    assert "and 10 more figures" in words
    assert "and 6 more groups of figures" in words
    assert "and 5 more places" in words
    assert "71 dates as the texts give them" in words
    assert "and 11 more dates" in words
