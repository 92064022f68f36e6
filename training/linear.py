"""From PolNeAR to the weights of the linear model, in one command and on one core in some minutes.

    python -m training.linear TRAIN.jsonl DEV.jsonl --out src/sayso/language/en/linear/weights.json

A reading is right if it matches an attribution of the gold as the scorer's `relation` does: contents with a Dice of
half or more, sources too, cues that touch. One logistic regression over the values of all templates, fitted by proximal
gradient (FISTA) with a penalty on absolute weights, so that most of them are nought and stay out of the file. No words
but those that stand in `DOCUMENTS` or more articles are kept. Threshold and penalty: best relation F on dev. Nothing is
drawn at random, so two runs write the same bytes.
"""

import argparse
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

import sayso
from sayso.attribution.linear.features import CONTENT_TEMPLATES, CUE_TEMPLATES, content_features, cue_features
from sayso.attribution.linear.model import FORMAT, Linear, read_linear
from sayso.attribution.linear.verdict import Judged, as_frame, judge, readings
from sayso.attribution.rules.adverbials import read_adverbials
from sayso.attribution.rules.clauses import read_clauses
from sayso.attribution.rules.quotes import join_quotes, read_interview, read_signed
from sayso.attribution.rules.units import Frame, Unit, read_units
from sayso.model import Span, article_spans, grouped

DOCUMENTS = 3
"""Articles that a word, or a value of a template with words in it, has to stand in."""
CUE_SHARE = 0.2
"""Share of a form's occurrences that have to be cues, to be read for one; F on dev is the same from .08 to .2."""
COMMON = 25
"""Articles that a word has to stand in to be told by name without being a cue."""
CLASSES = "UVOK"
"""Tags of words that can be cues; function words never are."""
PENALTIES = (1e-5, 2e-5, 4e-5)
THRESHOLDS = tuple(n / 100 for n in range(20, 66, 3))
LOST_BY_FLOOR = 0.02
"""Share of the readings that would be kept which may fall under the floor of a cue's score."""
STEPS = 300
TEMPLATES = (*CUE_TEMPLATES, *CONTENT_TEMPLATES)
Letters = frozenset[int]
Roles = tuple[Letters, Letters, Letters]
"""Places of the letters of source, cue and content, blanks left out."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its gold, and what the rules make of it."""

    text: str
    gold: list[Roles]
    units: list[Unit]
    frames: list[list[Frame]]


@dataclass(frozen=True, slots=True)
class Rows:
    """Readings as columns of a matrix of noughts and ones: one column for each template, 0 where it has none."""

    columns: np.ndarray
    right: np.ndarray
    names: list[tuple[int, str]]
    """Template and value of each column but column 0."""


def read_articles(path: Path) -> list[Article]:
    """The articles of a gold file, read and cleaned as sayso does."""
    gold = {}
    with tempfile.TemporaryDirectory() as folder:
        for line in path.read_text("utf-8").split("\n"):
            if line:
                row = json.loads(line)
                gold[row["doc_id"]] = row["attributions"]
                Path(folder, row["doc_id"] + ".txt").write_text(row["text"], encoding="utf-8", newline="\n")
        tables = sayso.trace(folder, stages=["read", "clean"]).tables
    regions = grouped(tables.regions)
    articles = []
    for document in sorted(tables.documents, key=lambda d: d.path):
        units = read_units(document, article_spans(document, regions.get(document.document, [])))
        frames = join_quotes(units, [_ruled(unit) for unit in units])
        for n, answer in read_interview(units).items():
            frames[n].insert(0, answer)
        text, rows = document.text, gold[Path(document.path).stem]
        roles = [tuple(_letters(text, row.get(role) or ()) for role in ("source", "cue", "content")) for row in rows]
        articles.append(Article(text, roles, units, frames))
    return articles


def _ruled(unit: Unit) -> list[Frame]:
    return [*read_clauses(unit), *read_adverbials(unit)] or read_signed(unit)


def _letters(text: str, spans: Sequence[Sequence[int]]) -> Letters:
    return frozenset(n for start, end in spans for n in range(start, end) if not text[n].isspace())


def _roles(text: str, frame: Frame) -> Roles:
    return _letters(text, frame.source), _letters(text, frame.cue), _letters(text, frame.content)


def _dice(one: Letters, other: Letters) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 1.0


def likeness(gold: Roles, found: Roles) -> float:
    """Dice of the contents where the two are the same relation by the scorer's rule, else 0."""
    if not gold[2] & found[2] or (gold[1] and not gold[1] & found[1]):
        return 0.0
    alike = _dice(gold[2], found[2])
    return alike if alike >= 0.5 and (not gold[0] or _dice(gold[0], found[0]) >= 0.5) else 0.0


def _is_right(text: str, gold: Roles, found: Roles) -> bool:
    """As the scorer has it; and where the gold's source is a "who", the words that it stands for are right too."""
    if likeness(gold, found):
        return True
    source = sorted(gold[0])
    if not source or text[source[0] : source[-1] + 1].lower() not in ("who", "which", "that") or not found[0]:
        return False
    return 0 < source[0] - max(found[0]) <= len(", ") + 1 and likeness((frozenset(), *gold[1:]), found) > 0


def cue_vocabulary(articles: list[Article]) -> tuple[list[str], list[str]]:
    """Words that often are cues, and words that many articles have."""
    seen: Counter[str] = Counter()
    as_cue: Counter[str] = Counter()
    with_cue, having = defaultdict(set), defaultdict(set)
    for number, article in enumerate(articles):
        cues = frozenset[int]().union(*(gold[1] for gold in article.gold))
        for item in (item for unit in article.units for item in unit.items if item.text[0].isalpha()):
            if item.tag != "K":  # a name that the news of one year is full of teaches nothing
                having[item.lower].add(number)
            if item.tag in CLASSES:
                seen[item.lower] += 1
                if item.start in cues:
                    as_cue[item.lower] += 1
                    with_cue[item.lower].add(number)
    forms = sorted(w for w in as_cue if len(with_cue[w]) >= DOCUMENTS and as_cue[w] >= CUE_SHARE * seen[w])
    return forms, sorted(w for w in having if len(having[w]) >= COMMON)


def rows_of(article: Article, forms: frozenset[str], known: frozenset[str]) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Values and rightness of every reading of an article."""
    for unit, frames in zip(article.units, article.frames, strict=True):
        near = [gold for gold in article.gold if gold[1] and unit.span.start <= min(gold[1]) < unit.span.end]
        for setting, candidate, rule, held, frame in _judged(unit, frames, forms, known):
            of_cue = cue_features(setting, candidate, rule, held)
            for content in candidate.contents:
                roles = _roles(article.text, frame or as_frame(unit, candidate, content, 0.0))
                right = any(_is_right(article.text, gold, roles) for gold in near)
                yield (*of_cue, *content_features(setting, candidate, content, rule)), right


def _judged(unit: Unit, frames: list[Frame], forms: frozenset[str], known: frozenset[str]) -> Iterator[Judged]:
    return readings(unit, frames, forms, known) if unit.kind == "body" else iter(())


def gather(articles: list[Article], forms: list[str], common: list[str]) -> Rows:
    """All readings of all articles; values that fewer than `DOCUMENTS` articles have get no column."""
    known = frozenset(forms) | frozenset(common)
    ids: dict[tuple[int, str], int] = {}
    last, articles_with = [-1], [0]
    rows, right = [], []
    for number, article in enumerate(articles):
        for values, is_right in rows_of(article, frozenset(forms), known):
            row = []
            for name in enumerate(values):
                n = ids.setdefault(name, len(ids) + 1)
                if n == len(last):
                    last.append(-1)
                    articles_with.append(0)
                if last[n] != number:
                    last[n], articles_with[n] = number, articles_with[n] + 1
                row.append(n)
            rows.append(np.array(row, np.int32))
            right.append(is_right)
    kept = np.array(articles_with) >= DOCUMENTS
    renumbered = np.where(kept, np.cumsum(kept), 0).astype(np.int32)
    names = [name for name, n in ids.items() if kept[n]]
    return Rows(renumbered[np.stack(rows)], np.array(right, np.float64), names)


def fit(rows: Rows, penalty: float) -> np.ndarray:
    """Weights of the columns, the bias first: FISTA, each step as long as its column is rare."""
    x, y = rows.columns, rows.right
    count, width = x.shape
    size = len(rows.names) + 1
    share = np.bincount(x.ravel(), minlength=size) / count
    share[0] = 1.0  # column 0 stands for the bias: every row has it once
    step = 4 / ((width + 1) * np.maximum(share, 1 / count))
    limit = penalty * step
    limit[0] = 0.0
    weights = np.zeros(size)
    ahead, pace = weights, 1.0
    for _ in range(STEPS):
        table = ahead.copy()
        table[0] = 0.0
        scores = ahead[0] + table[x].sum(axis=1)
        wrong = (1 / (1 + np.exp(-scores)) - y) / count
        slope = np.bincount(x.ravel(), weights=np.repeat(wrong, width), minlength=size)
        slope[0] = wrong.sum()
        moved = ahead - step * slope
        new = np.sign(moved) * np.maximum(np.abs(moved) - limit, 0.0)
        next_pace = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        ahead = new + (pace - 1) / next_pace * (new - weights)
        weights, pace = new, next_pace
    return weights


def write(rows: Rows, weights: np.ndarray, forms: list[str], common: list[str], threshold: float) -> str:
    """The file: weights that are not nought, two decimals, sorted."""
    parts: dict[str, dict[str, dict[str, float]]] = {"cue": {}, "content": {}}
    places = [("cue" if n < len(CUE_TEMPLATES) else "content", name) for n, name in enumerate(TEMPLATES)]
    for part, name in places:
        parts[part][name] = {}
    told = set(forms)
    for (template, value), weight in sorted(zip(rows.names, weights[1:].tolist(), strict=True)):
        if abs(weight) >= 0.01:
            part, name = places[template]
            parts[part][name][value] = round(weight, 2)
            told.update(value.split(" "))
    floor = _floor(rows, weights, threshold)
    numbers = {"format": FORMAT, "bias": round(float(weights[0]), 2), "floor": floor, "threshold": threshold}
    lists = {"forms": forms, "words": [word for word in common if word in told and word not in forms]}
    return json.dumps(numbers | lists | parts, ensure_ascii=False, separators=(",", ":")) + "\n"


def _floor(rows: Rows, weights: np.ndarray, threshold: float) -> float:
    """The score of cue and source under which hardly any reading lies that is right and kept."""
    table = weights.copy()
    table[0] = 0.0
    of_cue = weights[0] + table[rows.columns[:, : len(CUE_TEMPLATES)]].sum(axis=1)
    whole = of_cue + table[rows.columns[:, len(CUE_TEMPLATES) :]].sum(axis=1)
    kept = (rows.right > 0) & (whole >= np.log(threshold / (1 - threshold)))
    return round(float(np.quantile(of_cue[kept], LOST_BY_FLOOR)), 2)


def measure(articles: list[Article], model: Linear) -> dict[float, tuple[float, float, float]]:
    """Relation precision, recall and F for each threshold, the least first."""
    least = replace(model, threshold=THRESHOLDS[0])
    found = dict.fromkeys(THRESHOLDS, 0)
    met = dict.fromkeys(THRESHOLDS, 0)
    for article in articles:
        frames = [frame for of_unit in judge(article.units, article.frames, least) for frame in of_unit]
        outer = [f for f in frames if not any(_inside(f, other) for other in frames if other is not f)]
        roles = [_roles(article.text, frame) for frame in outer]
        pairs = [(likeness(g, r), n, m) for n, g in enumerate(article.gold) for m, r in enumerate(roles)]
        pairs = sorted((pair for pair in pairs if pair[0]), reverse=True)
        for threshold in THRESHOLDS:
            kept = {m for m, frame in enumerate(outer) if frame.score >= threshold}
            found[threshold] += len(kept)
            met[threshold] += _matched(pairs, kept)
    gold = sum(len(article.gold) for article in articles)
    measured = {}
    for threshold in THRESHOLDS:
        p, r = met[threshold] / max(found[threshold], 1), met[threshold] / gold
        measured[threshold] = (p, r, 2 * p * r / (p + r) if p + r else 0.0)
    return measured


def _inside(frame: Frame, other: Frame) -> bool:
    spans = (*frame.source, *frame.cue, *frame.content)
    whole = Span(min(s.start for s in spans), max(s.end for s in spans))
    return any(span.contains(whole) for span in other.content)


def _matched(pairs: list[tuple[float, int, int]], kept: set[int]) -> int:
    """How many pairs, likest first, each gold and each frame taken once."""
    golds: set[int] = set()
    frames: set[int] = set()
    for _, n, m in pairs:
        if m in kept and n not in golds and m not in frames:
            golds.add(n)
            frames.add(m)
    return len(golds)


def main() -> int:
    """Fit for each penalty, keep the one that reads dev best, and say what was reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("train", type=Path)
    parser.add_argument("dev", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    train, dev = read_articles(options.train), read_articles(options.dev)
    forms, common = cue_vocabulary(train)
    rows = gather(train, forms, common)
    print(f"{len(rows.right)} readings, {int(rows.right.sum())} right, {len(rows.names)} values, {len(forms)} forms")
    best = (-1.0, "")
    for penalty in PENALTIES:
        weights = fit(rows, penalty)
        model = read_linear(write(rows, weights, forms, common, THRESHOLDS[0]))
        reached = measure(dev, model)
        threshold = max(reached, key=lambda t: reached[t][2])
        p, r, f = reached[threshold]
        text = write(rows, weights, forms, common, threshold)
        print(f"penalty {penalty:g} threshold {threshold} P {p:.3f} R {r:.3f} F {f:.3f} {len(text.encode()):,} bytes")
        best = max(best, (f, text))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(best[1], encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
