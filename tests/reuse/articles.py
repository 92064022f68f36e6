"""Articles for the tests of this folder: invented, of words nobody needs to read."""

from collections.abc import Sequence

from sayso.model import Document, Region, checksum, identify

SENTENCES = (
    "The ferry Marigold had left the quay at Brandle eleven minutes late because a goods lorry blocked the ramp.",
    "Harbour pilots counted nineteen crates of smoked herring on the lower deck before the storm arrived.",
    "A spokeswoman for the island council promised that every passenger would receive a printed apology by Friday.",
    "Two engineers from Ostrand examined the rudder and found a cracked bolt no bigger than a thumb.",
    "Fishermen along the northern shore had warned about loose buoys since the second week of February.",
    "Nobody on board was hurt, although the piano in the saloon slid through a mirror.",
    "The shipping office refused to publish its maintenance ledger and cited an ongoing insurance dispute.",
    "Schoolchildren painted the replacement bolt yellow and carried it through town in a wheelbarrow.",
)
BODY = "\n\n".join(SENTENCES)


def write(
    text: str, *, name: str = "", published: str | None = None, outlet: str | None = None, title: str | None = None
) -> Document:
    """A document with an id made from its text, unless another name is given."""
    return Document(
        document=identify("d", name or text),
        path="invented.txt",
        record=None,
        url=None,
        outlet=None,
        outlet_name=outlet,
        outlet_from="text" if outlet else None,
        title=title,
        authors=(),
        published=published,
        published_from="text" if published else None,
        language="en",
        encoding="utf-8 (strict)",
        sha256="",
        characters=len(text),
        text=text,
        blocks=(),
    )


def tile(document: Document, parts: Sequence[tuple[int, str]]) -> list[Region]:
    """Regions of a document from the places where each kind begins."""
    ends = [start for start, _ in parts[1:]] + [len(document.text)]
    return [
        Region(document.document, start, end, kind, checksum(document.text[start:end]), "test", "test", None)  # type: ignore[arg-type]
        for (start, kind), end in zip(parts, ends, strict=True)
    ]
