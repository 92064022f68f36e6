"""Annotated texts of several kinds as one: paragraphs in windows, each with its attributions by piece."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.attribution import extract_attributions
from sayso.attribution.tagger.pieces import Window, read_windows
from sayso.language import split_paragraphs
from sayso.language.detection import detect_language
from sayso.read import Item, read_documents

Spans = list[list[int]]
EVALS = Path(__file__).parents[1] / "evals"
PACK_B = Path(__file__).parent / "pack_b.json"
MILL_STORIES = 24
SILENT_KEPT = 12  # of paragraphs without an attribution one in so many is kept, as PolNeAR has one in four


@dataclass(frozen=True, slots=True)
class Gold:
    """One attribution of a window: pieces of its cue (first, last), and a role label for each piece."""

    cue: tuple[int, int]
    roles: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Example:
    """A window with its attributions; where `known` is False nobody has looked for cues."""

    document: str
    window: Window
    golds: tuple[Gold, ...]
    known: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its attributions as spans of code points."""

    document: str
    text: str
    attributions: list[dict[str, Spans]]
    nests: bool
    """Whether inner attributions are annotated too."""
    unsure: Spans = field(default_factory=list)
    """Where there may be a cue that nobody has marked."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """Examples, and what a model card says of where they are from."""

    about: dict[str, object]
    examples: tuple[Example, ...]


def full_data(shared: Path, scratch: Path, tokenizer: Tokenizer) -> list[Corpus]:
    """Everything: news annotated by people, and stories that teach nesting and relays."""
    return [load_polnear(shared / "data/polnear/train.jsonl", tokenizer), *_annotated(shared, scratch, tokenizer)]


def clean_data(shared: Path, scratch: Path, tokenizer: Tokenizer) -> list[Corpus]:
    """What is invented or licensed for any use: little that people annotated, and pages as our rules read them."""
    return [*_annotated(shared, scratch, tokenizer), load_silver(shared / "data/plain-lines/articles.jsonl", tokenizer)]


def _annotated(shared: Path, scratch: Path, tokenizer: Tokenizer) -> list[Corpus]:
    return [
        load_mill(shared / "mill", shared / "mill/pack_a.json", 3001, scratch, tokenizer),
        load_mill(shared / "mill", PACK_B, 3002, scratch, tokenizer),
        load_own(tokenizer),
        load_gum(shared / "data/gum-news/train.jsonl", tokenizer),
    ]


def load_polnear(path: Path, tokenizer: Tokenizer) -> Corpus:
    """PolNeAR: 840 articles for training, 84 to tune on."""
    terms = "no licence file: research use; no text is kept in the model's files"
    return _corpus("PolNeAR " + path.stem, terms, polnear(path), tokenizer)


def load_mill(mill: Path, pack: Path, seed: int, scratch: Path, tokenizer: Tokenizer) -> Corpus:
    """Synthetic stories with known truth, each paragraph once."""
    out = scratch / pack.stem
    command = [sys.executable, str(mill / "story_mill.py"), "--pack", str(pack.resolve()), "--seed", str(seed)]
    subprocess.run([*command, "--stories", str(MILL_STORIES), "--out", str(out)], check=True, stdout=subprocess.DEVNULL)
    articles = (article for folder in sorted(out.iterdir()) for article in story(folder))
    return _corpus(f"story mill, {pack.stem}, seed {seed}", "invented, ours", articles, tokenizer)


def load_own(tokenizer: Tokenizer) -> Corpus:
    """The project's own stories but `forms`, which is kept to measure with."""
    folders = (EVALS / name for name in ("archive", "vaccine", "tally"))
    return _corpus("own stories", "invented, ours", (a for folder in folders for a in story(folder)), tokenizer)


def load_gum(path: Path, tokenizer: Tokenizer) -> Corpus:
    """GUM news: attribution units of its discourse trees; source and cue are parted by the rules of this project."""
    return _corpus("GUM news (Wikinews)", "text CC BY 2.5, annotations CC BY 4.0", gum(path), tokenizer)


def load_silver(path: Path, tokenizer: Tokenizer) -> Corpus:
    """Article lines of many kinds of pages, as the rules of this project read them."""
    read = _corpus("plain lines (WCXB), read by rules", "CC BY 4.0", silver(path), tokenizer)
    return Corpus(read.about, thin(read.examples))


def load_unread(shared: Path, tokenizer: Tokenizer) -> list[Corpus]:
    """Pages that nobody has annotated: article lines of the web at large, and news bodies of 2014."""
    data = shared / "data"
    return [
        _corpus(
            "plain lines (WCXB), read by the first round",
            "CC BY 4.0",
            plain(data / "plain-lines/articles.jsonl"),
            tokenizer,
        ),
        _corpus(
            "rumour stories (FNC-1), read by the first round",
            "no licence text: research use; no text is kept in the model's files",
            bodies(data / "rumour-stories/bodies.jsonl"),
            tokenizer,
        ),
    ]


def thin(found: Iterable[Example]) -> tuple[Example, ...]:
    """Examples with attributions, and of those without one in `SILENT_KEPT`."""
    return tuple(e for n, e in enumerate(found) if e.golds or n % SILENT_KEPT == 0)


def _corpus(name: str, terms: str, articles: Iterable[Article], tokenizer: Tokenizer) -> Corpus:
    read = list(articles)
    seen: set[bytes] = set()
    kept = []
    for example in (e for article in read for e in examples(article, tokenizer)):
        key = example.window.ids.tobytes()
        if key not in seen:  # furniture and copies teach nothing more the second time
            seen.add(key)
            kept.append(example)
    about = {
        "name": name,
        "terms": terms,
        "articles": len(read),
        "attributions": sum(len(e.golds) for e in kept),
    }
    return Corpus(about, tuple(kept))


def polnear(path: Path) -> Iterator[Article]:
    """PolNeAR as JSON Lines; one role a word, so nothing is known of cues inside contents."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield Article(row["doc_id"], row["text"], [a for a in row["attributions"] if a["cue"] and a["content"]], False)


def story(folder: Path) -> Iterator[Article]:
    """The articles of a story with a `gold.json` (mill, evals); offsets in code points."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    for document, about in sorted(gold["documents"].items()):
        path = folder / "articles" / Path(about["file"]).name
        rows = [a for a in gold["attributions"] if a["doc"] == document and a["cue"]]
        yield Article(f"{folder.name}/{path.name}", path.read_bytes().decode(), rows, True)


def gum(path: Path) -> Iterator[Article]:
    """GUM's units of attribution, where a rule finds the source and cue inside; the others are left open."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        read = by_rules(row["doc_id"], row["text"])
        rows, unsure = [], []
        for unit in row["attributions"]:
            first, last = unit["attribution_edu"][0]
            ruled = next((a for a in read.attributions if first <= a["cue"][0][0] < last), None)
            if ruled is None or not unit["content"]:
                unsure.append([first, last])
            else:
                rows.append({**ruled, "content": unit["content"]})
        unsure += [a["cue"][0] for a in read.attributions if a["cue"][0] not in [r["cue"][0] for r in rows]]
        yield Article(row["doc_id"], row["text"], rows, True, unsure)


def plain(path: Path) -> Iterator[Article]:
    """The article lines of flattened pages, without annotation."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        text = "\n\n".join(words for words, label in zip(row["lines"], row["labels"], strict=True) if label)
        if detect_language(text) == "en":
            yield Article(row["doc_id"], text, [], True)


def bodies(path: Path) -> Iterator[Article]:
    """Every sixth news body, without annotation."""
    for line in path.read_text("utf-8").splitlines()[::6]:
        row = json.loads(line)
        yield Article(row["doc_id"], row["text"], [], True)


def silver(path: Path) -> Iterator[Article]:
    """Pages read by the project's own rules: what they find is taken for true, what they do not is left open."""
    for article in plain(path):
        read = by_rules("silver", article.text) if article.text.strip() else None
        if read is not None and read.attributions:
            yield read


def by_rules(document: str, text: str) -> Article:
    """A text as the rules alone read it."""
    [made] = read_documents([Item(document + ".txt", text.encode(), None, None)])[0]
    rows, _ = extract_attributions([made], [], tier="crawl")
    sure = [row for row in rows if row.cue and row.source and row.score >= 0.7]
    spans = [{k: [list(s) for s in getattr(row, k)] for k in ("source", "cue", "content")} for row in sure]
    doubtful = [list(row.cue[0]) for row in rows if row.cue and row not in sure]
    return Article(document, text, spans, True, doubtful)


def examples(article: Article, tokenizer: Tokenizer) -> list[Example]:
    """The windows of an article; an attribution belongs to the window that holds its cue."""
    found = []
    for paragraph in split_paragraphs(article.text):
        for window in read_windows(article.text, paragraph, tokenizer):
            low, high = int(window.starts[0]), int(window.ends[-1])
            rows = [a for a in article.attributions if low <= a["cue"][0][0] < high]
            known = np.ones(len(window.ids), bool)
            golds = []
            for row in rows:
                cue = _pieces(window, [row["cue"][0]])
                if not cue.any():
                    continue
                places = np.flatnonzero(cue)
                roles = np.zeros(len(window.ids), np.int64)
                for label, key in ((1, "source"), (3, "content")):
                    for span in row[key]:
                        here = _pieces(window, [span]) & ~cue
                        roles[here] = label + 1
                        if here.any() and span[0] >= low:
                            roles[np.flatnonzero(here)[0]] = label
                roles[places] = 6
                roles[places[0]] = 5
                golds.append(Gold((int(places[0]), int(places[-1]) + 1), roles))
                if not article.nests:
                    known &= ~_pieces(window, row["content"])
            known &= ~_pieces(window, article.unsure)
            for gold in golds:
                known[gold.cue[0] : gold.cue[1]] = True
            found.append(Example(article.document, window, tuple(golds), known))
    return found


def _pieces(window: Window, spans: Spans) -> NDArray[np.bool_]:
    held = np.zeros(len(window.ids), bool)
    for start, end in spans:
        held |= (window.starts < end) & (window.ends > start)
    return held
