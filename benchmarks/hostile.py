"""Inputs that are made to be hard for `reuse`: is the work linear, is a cap told, are the bytes the same?

    python -m benchmarks.hostile [--only one_word,...] [--scale 1]

Each case is written at half and at full size and traced by the command line (`--stages read,reuse`), the full one
twice, with other hash seeds. Growth is the CPU above start-up at full size over that at half size: 2 is linear. `caps`
are records that the ledger names and rows of reuse that say something was not compared. Ends with 1 where a run failed
or two runs of one input differ.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import numpy as np
from arro3.core import Array, DataType, Field, Table
from arro3.io import read_parquet, write_parquet

from benchmarks.spent import Spent, describe_machine, sayso_command, spend
from sayso.cli.exit_codes import ExitCode

Row = dict[str, str]
Rows = Iterator[Row]
FEWEST = 2
ENDED_WELL = {ExitCode.DONE, ExitCode.REFUSED}
"""The second: some inputs were read in part or not at all, and named."""
CAPPED = re.compile(r"capped|not compared|left out")


class Writer:
    """Writes articles of invented words, a few common and most rare, the same for every run."""

    def __init__(self) -> None:
        self.random = np.random.default_rng(7)
        parts = ["ba", "cor", "del", "fin", "gra", "hul", "lim", "mo", "nor", "pes", "ras", "tin", "vu", "wel", "yon"]
        self.words = np.array([a + b + c for a in parts for b in parts for c in parts])

    def sentence(self, length: int = 15) -> str:
        """A sentence of so many words."""
        ranks = (self.words.size * self.random.random(length) ** 2).astype(int)
        return " ".join(self.words[ranks]).capitalize() + ". "

    def article(self, sentences: int = 12) -> str:
        """So many sentences."""
        return "".join(self.sentence() for _ in range(sentences))


def dated(day: int) -> str:
    """A day of 2026, one after the other."""
    return str(np.datetime64("2026-01-01") + day % 300)


def row_of(number: int, text: str, published: str | None = None) -> Row:
    """An article of an outlet of its own."""
    row = {
        "id": f"a{number:06d}",
        "outlet": f"Outlet {number:06d}",
        "url": f"https://o{number:06d}.test/a",
        "text": text,
    }
    return row if published is None else {**row, "published": published}


def one_word(scale: float) -> Rows:
    """One word a million times in one article, and again in a second."""
    for number in range(FEWEST):
        yield row_of(number, f"Start {number}. " + "no " * int(1_000_000 * scale), dated(number))


def one_shingle(scale: float) -> Rows:
    """Five words a million times, in articles of a thousand times each."""
    write = Writer()
    for number in range(max(FEWEST, int(1000 * scale))):
        yield row_of(number, write.sentence() + "the price of bread rose " * 1000, dated(number))


def everywhere(scale: float) -> Rows:
    """One sentence in each of 20,000 articles, else strangers."""
    write = Writer()
    shared = write.sentence(25)
    for number in range(max(FEWEST, int(20_000 * scale))):
        yield row_of(number, write.article(4) + shared + write.article(4), dated(number))


def identical(scale: float) -> Rows:
    """10,000 equal articles, each of another outlet."""
    text = Writer().article(20)
    for number in range(max(FEWEST, int(10_000 * scale))):
        yield row_of(number, text, dated(number))


def long_article(scale: float) -> Rows:
    """An article of 50 MB, and one that copies ten sentences from it."""
    write = Writer()
    sentences = [write.sentence() for _ in range(max(20, int(520_000 * scale)))]
    yield row_of(0, "".join(sentences), dated(0))
    yield row_of(1, write.article(5) + "".join(sentences[5:15]) + write.article(5), dated(1))


def longest_read(scale: float) -> Rows:
    """An article of 4.8 million characters, just under the cap of `read`, and its copy with every 40th sentence new."""
    write = Writer()
    sentences = [write.sentence() for _ in range(max(20, int(47_000 * scale)))]
    yield row_of(0, "".join(sentences), dated(0))
    yield row_of(1, "".join(write.sentence() if at % 40 == 39 else s for at, s in enumerate(sentences)), dated(1))


def copying(scale: float, published: Callable[[int], str | None]) -> Rows:
    """4,000 articles, of which every third copies a paragraph of one of the twenty before it."""
    write, seen = Writer(), [""]
    for number in range(max(FEWEST, int(4000 * scale))):
        text = write.article()
        if number % 3 == 2:
            source = seen[-1 - int(write.random.integers(min(20, len(seen))))]
            text = write.article(5) + source[: len(source) // 3] + write.article(5)
        seen.append(text)
        yield row_of(number, text, published(number))


def no_dates(scale: float) -> Rows:
    """Copies without any date."""
    return copying(scale, lambda number: None)


def future(scale: float) -> Rows:
    """Copies with dates up to the last year that there is."""
    return copying(scale, lambda number: f"{2100 + (number * 37) % 7900}-06-01")


def equal_times(scale: float) -> Rows:
    """Copies that all came out in the same second."""
    return copying(scale, lambda number: "2026-05-01T12:00:00Z")


CASES: dict[str, tuple[Callable[[float], Rows], str]] = {
    "one_word": (one_word, "jsonl"),
    "one_shingle": (one_shingle, "jsonl"),
    "everywhere": (everywhere, "parquet"),
    "identical_lines": (identical, "jsonl"),
    "identical_rows": (identical, "parquet"),
    "long_article": (long_article, "parquet"),
    "longest_read": (longest_read, "parquet"),
    "no_dates": (no_dates, "jsonl"),
    "future": (future, "jsonl"),
    "equal_times": (equal_times, "parquet"),
}


def write_case(name: str, scale: float, folder: Path) -> Path:
    """The input of one case, `scale` times its full size."""
    make, ending = CASES[name]
    path, rows = folder / f"{name}.{ending}", list(make(scale))
    if ending == "jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    else:
        fields = [Field(column, DataType.string()) for column in rows[0]]
        columns = {field.name: Array([row[field.name] for row in rows], field.type) for field in fields}
        write_parquet(Table.from_pydict(columns), str(path))
    return path


def trace(path: Path, case: Path, seed: int, most: float) -> Spent:
    """Trace one input in a fresh process."""
    command = sayso_command("trace", str(path), "--stages", "read,reuse", "-o", str(case), "--quiet")
    return spend(command, {"PYTHONHASHSEED": str(seed)}, most_wall=most)


def digest(case: Path) -> str:
    """A hash over every table of a case."""
    whole = sha256()
    for file in sorted((case / "tables").rglob("*")):
        if file.is_file():
            whole.update(file.name.encode() + file.read_bytes())
    return whole.hexdigest()


def tell_caps(case: Path) -> str:
    """Codes of the ledger and rows of reuse that name a cap, with their counts."""
    tables = case / "tables"
    codes = read_parquet(str(tables / "inputs.parquet")).read_all()["code"].to_pylist()
    seen = Counter(code for code in codes if code)
    reuse = read_parquet(str(tables / "reuse.parquet")).read_all()
    for rule, why in zip(reuse["rule"].to_pylist(), reuse["why"].to_pylist(), strict=True):
        if CAPPED.search(f"{rule} {why}"):
            seen["rows of reuse"] += 1
    return ", ".join(f"{what} {count:,}" for what, count in sorted(seen.items())) or "none"


def measure(name: str, scale: float, start: float, most: float) -> tuple[list[str], bool]:
    """The cells of one case, and whether it ended well with the same bytes twice."""
    with tempfile.TemporaryDirectory() as folder:
        spent: list[Spent] = []
        for run, size in enumerate((scale / 2, scale, scale)):
            place = Path(folder, str(run))
            place.mkdir()
            spent.append(trace(write_case(name, size, Path(folder)), place / "case", run, most))
            if spent[-1].code not in ENDED_WELL:
                return [name, spent[-1].fault, *[""] * 6], False
        half, full = (max(one.cpu - start, 0.01) for one in spent[:2])
        cases = [Path(folder, str(run), "case") for run in range(3)]
        rows = json.loads((cases[1] / "run.json").read_text("utf-8"))["rows"]
        same = digest(cases[1]) == digest(cases[2])
        cells = [name, f"{rows['documents']:,}", f"{rows['reuse']:,}", f"{spent[1].cpu:.1f}", f"x{full / half:.1f}"]
        cells += [f"{spent[1].peak / 1e6:,.0f}", tell_caps(cases[1]), "yes" if same else "NO"]
    return cells, same


def main() -> int:
    """Runs the cases and prints a table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.hostile", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default=",".join(CASES), metavar="A,B,...")
    parser.add_argument("--scale", type=float, default=1.0, help="1 is full size")
    parser.add_argument("--most", type=float, default=1800.0, metavar="SECONDS", help="wall time that a run may take")
    options = parser.parse_args()
    names = options.only.split(",")
    if unknown := set(names) - set(CASES):
        parser.error(f"--only: no case {', '.join(sorted(unknown))}; there are {', '.join(CASES)}")
    print(describe_machine() + "\n")
    with tempfile.TemporaryDirectory() as folder:
        start = trace(write_case("no_dates", 0.0, Path(folder)), Path(folder, "case"), 0, options.most).cpu
    head = ["case", "articles", "rows", "CPU s", "growth, double size", "peak MB", "caps", "same bytes twice"]
    print("| " + " | ".join(head) + " |\n" + "| --- " * len(head) + "|")
    well = True
    for name in names:
        cells, same = measure(name, options.scale, start, options.most)
        print("| " + " | ".join(cells) + " |", flush=True)
        well &= same
    print(f"\nstart-up {start:.2f} CPU s, taken off before growth")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
