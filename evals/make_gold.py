"""Turn a story's `gold.toml`, written by quotes, into `gold.json`, written by offsets into the text as sayso reads it.

    python -m evals.make_gold [--check] [STORY...]

Every quote must be found, and found once (or say which with `nth`, from 0); anything else is an error that names it.
`--check` writes nothing and fails if a `gold.json` is not what its source gives.
"""

import argparse
import json
import re
import sys
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

EVALS = Path(__file__).resolve().parent
STORIES = ("demo", "archive", "vaccine", "tally", "strait", "foundry", "dossier", "lamps", "forms")
MARK = re.compile(r"\[([scqrfd])\|((?:[^\[\]]|\[[^\]|]*\])*)\]")
ROLE = {"s": "source", "c": "cue", "q": "content"}
Json = dict[str, Any]


class NotFound(ValueError):
    """A quote of the gold that does not stand in the article, or stands there more than once."""


@cache
def texts_of(folder: Path) -> dict[str, str]:
    """File name -> the text of the article as `sayso.read` gives it."""
    from sayso.read import Item, read_documents

    items = [Item(path.name, path.read_bytes(), None, None) for path in sorted(folder.iterdir())]
    documents, _ = read_documents(items)
    return {Path(document.path).name: document.text for document in documents}


def find(text: str, quote: str, nth: int | None) -> re.Match[str]:
    """The match of a quote in a text; any run of white space matches any other."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    found = list(re.finditer(pattern, text))
    if not found or (nth is None and len(found) > 1) or (nth is not None and nth >= len(found)):
        raise NotFound(f"found {len(found)} times, wanted {'once' if nth is None else f'number {nth}'}: {quote!r}")
    return found[nth or 0]


def locate(text: str, marked: str, nth: int | None = None) -> dict[str, list[list[int]]]:
    """Letter of the mark -> spans in `text`, of a passage such as `[s|She] [c|said] [q|it rained]`."""
    pieces = MARK.split(marked)  # plain, letter, words, plain, letter, words, plain
    quote = "".join(piece for i, piece in enumerate(pieces) if i % 3 != 1)
    start = find(text, quote, nth).start()
    spans: dict[str, list[list[int]]] = {}
    for i, piece in enumerate(pieces):
        if i % 3 == 1 or not piece.strip():
            continue
        pattern = r"\s*" + r"\s+".join(re.escape(word) for word in piece.split())
        match = re.compile(pattern).match(text, start)
        if match is None:
            raise NotFound(f"marks do not line up: {marked!r}")
        start = match.end()
        if i % 3 == 2:
            begin = match.start() + len(match[0]) - len(match[0].lstrip())
            spans.setdefault(pieces[i - 1], []).append([begin, start])
    return spans


def stretch(text: str, region: Json) -> list[int]:
    """The span of a region given by its words, or by its first and last words."""
    first, last = region.get("from") or region["text"], region.get("to") or region["text"]
    begin = find(text, first, region.get("nth", 0))
    end = begin if first == last else re.compile(r"\s+".join(map(re.escape, last.split()))).search(text, begin.start())
    if end is None:
        raise NotFound(f"no end of the region: {last!r}")
    return [begin.start(), end.end()]


def as_list(value: Any) -> list[Any]:
    """A value, a list of values, or nothing, as a list."""
    return [] if value is None else value if isinstance(value, list) else [value]


def attribution_row(key: str, text: str, item: Json) -> Json:
    """One attribution with its offsets."""
    spans = locate(text, item["text"], item.get("nth"))
    row = {name: item[name] for name in ("id", "kind", "speaker")} | {"doc": key}
    for letter, role in ROLE.items():
        row[role] = spans.get(letter, [])
        row[role + "_text"] = [text[start:end] for start, end in row[role]]
    for name in ("shape", "act", "optional", "headline", "nested_in", "promised_evidence"):
        if name in item:
            row[name] = item[name]
    stance = next((s for s in ("denies", "doubts") if item.get(s) or item.get("act") == s), None)
    return row | ({"stance": stance} if stance else {})


def counted_row(key: str, text: str, item: Json, letter: str, number: int) -> Json:
    """One figure, date or relay with its offsets."""
    ((start, end),) = locate(text, item["text"], item.get("nth"))[letter]
    row = {"id": f"{key}-{letter}{number}", "doc": key, "words": text[start:end]}
    if letter == "r":
        return row | {"outlet": item["outlet"], "mention": [start, end], "scope": item["scope"]}
    if letter == "d":
        return row | {"span": [start, end], "value": item.get("value")}
    return row | {"span": [start, end], "what": item["what"], "low": item.get("low"), "high": item.get("high")}


def regions_of(key: str, text: str, item: Json) -> list[Json]:
    """The regions of a document that are no article text."""
    return [{"doc": key, "kind": region["kind"], "span": stretch(text, region)} for region in item.get("regions", ())]


def document_row(text: str, item: Json) -> Json:
    """What the gold says of a document as a whole."""
    title = stretch(text, {"text": item["title"]}) if "title" in item else None
    about = {name: item.get(name) for name in ("file", "published", "outlet")}
    return about | {"characters": len(text), "title": title, "authors": item.get("authors", [])}


def claims_of(source: Json) -> list[Json]:
    """The claims with their members, deniers and doubters, gathered from the attributions that name them."""
    claims = []
    for name, claim in source.get("claims", {}).items():
        sides: dict[str, list[str]] = {"claim": [], "denies": [], "doubts": []}
        documents, voices = set(), set()
        for key, document in source["documents"].items():
            for item in document.get("attributions", ()):
                if item.get("optional"):  # readers disagree whether it is there at all
                    continue
                for side, members in sides.items():
                    if name in as_list(item.get(side)):
                        members.append(item["id"])
                if name in as_list(item.get("claim")):
                    documents.add(key)
                    voices.add(item["speaker"])
        row = {"id": name, "members": sides["claim"], "voices": sorted(voices), "documents": sorted(documents)}
        claims.append(row | {"denied_by": sides["denies"], "doubted_by": sides["doubts"]} | claim)
    return claims


def variants_of(source: Json) -> list[list[str]]:
    """Attributions that render one utterance in different words."""
    groups: dict[str, list[str]] = {}
    for document in source["documents"].values():
        for item in document.get("attributions", ()):
            if "variant" in item:
                groups.setdefault(item["variant"], []).append(item["id"])
    return list(groups.values())


def build(source: Json, texts: dict[str, str]) -> Json:
    """The gold of a story, in the format of the shared stories.

    Raises:
        NotFound: a quote is missing or ambiguous.
    """
    gold: Json = {"story": source["story"], "offsets": "Unicode code points into Document.text, [start, end)"}
    gold |= {name: source[name] for name in ("measures", "held") if name in source}
    gold |= {"documents": {}, "speakers": source["speakers"], "attributions": []}
    rows: Json = {"relays": [], "figures": [], "dates": []}
    spare: Json = {"relays": [], "figures": [], "dates": []}
    regions, own = [], []
    for key, item in source["documents"].items():
        text = texts[item["file"]]
        try:
            gold["documents"][key] = document_row(text, item)
            gold["attributions"] += [attribution_row(key, text, a) for a in item.get("attributions", ())]
            for table, letter in (("relays", "r"), ("figures", "f"), ("dates", "d")):
                for number, entry in enumerate(item.get(table, ())):
                    (spare if entry.get("optional") else rows)[table].append(
                        counted_row(key, text, entry, letter, number)
                    )
            regions += regions_of(key, text, item)
            own += [
                {"doc": key, "claim": o["claim"], "span": locate(text, o["text"])["q"][0]} for o in item.get("own", ())
            ]
        except (NotFound, ValueError) as error:
            raise NotFound(f"{source['story']}, {item['file']}: {error}") from error
    pairs = [(pair.split(">"), group) for group in source.get("descent", ()) for pair in group["pairs"]]
    descent = [{"parent": p, "child": c, "how": g["how"], "credited": g["credited"]} for (p, c), g in pairs]
    gold |= rows | {"optional": spare, "regions": regions, "unattributed": own, "claims": claims_of(source)}
    return gold | {"quote_variants": variants_of(source), "descent": descent}


def make(story: str) -> str:
    """The JSON of a story's gold."""
    source = tomllib.loads((EVALS / story / "gold.toml").read_text("utf-8"))
    gold = build(source, texts_of(EVALS.parent / source.get("articles", f"evals/{story}/articles")))
    return json.dumps(gold, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write or check the gold of the stories asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", nargs="*")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if a gold.json is out of date")
    options = parser.parse_args()
    stale = []
    for story in options.stories or STORIES:
        path, text = EVALS / story / "gold.json", make(story)
        if options.check:
            stale += [] if path.exists() and path.read_text("utf-8") == text else [story]
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{story}: {len(json.loads(text)['attributions'])} attributions")
    print("out of date: " + ", ".join(stale) if stale else "gold is up to date")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
