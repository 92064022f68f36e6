"""An invented pile for tests of engines: articles that copy each other, and inputs that are broken in most ways."""

import json
import random
from io import BytesIO
from pathlib import Path
from typing import Any

from arro3.core import Array, DataType, Field, RecordBatch, Schema
from arro3.io import write_parquet

ARTICLES = 260
"""Enough for the compiled comparison, which is what Spark spreads."""
_SYLLABLES = (
    "ba",
    "cor",
    "dun",
    "el",
    "fir",
    "gal",
    "hom",
    "ist",
    "jor",
    "kel",
    "lim",
    "mon",
    "nar",
    "ost",
    "pel",
    "rud",
)


def write_pile(folder: Path) -> None:
    """A folder of containers, pages and texts, sound and not."""
    draw = random.Random(4)
    records = invent_articles(draw, ARTICLES)
    half = len(records) // 2
    (folder / "one.parquet").write_bytes(to_parquet(records[:half]))
    (folder / "two.parquet").write_bytes(to_parquet(records[half:]))
    lines = [json.dumps(record) for record in records[: half // 8]]  # all of them repeat records of one.parquet
    lines[1:1] = [
        '{"text": 3',
        "[]",
        '{"url": "https://a.example/"}',
        json.dumps({"text": "Ana Ruk said it was late."}),
    ]
    (folder / "lines.jsonl").write_text("\n".join(lines), "utf-8")
    (folder / "broken.parquet").write_bytes(to_parquet(records[:9])[:-30])
    (folder / "none.parquet").write_bytes(to_parquet([]))
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "latin.txt").write_bytes("Die T\xfcr war offen, sagte er.".encode("latin-1"))
    (folder / ".hidden.txt").write_bytes(b"Nobody saw it.")
    (folder / "r\xe9sum\xe9.txt").write_text("“It was late,” said Ana Ruk.\n\n" + records[3]["text"], "utf-8")
    page = f"<html><title>Gate</title><nav>Home</nav><article><h1>Gate</h1><p>{records[5]['text']}</p></article></html>"
    (folder / "page.html").write_text(page, "utf-8")
    (folder / "twice.html").write_text(page, "utf-8")


def invent_articles(draw: random.Random, count: int) -> list[dict[str, Any]]:
    """Records of some 2,900 characters; two in five copy from an earlier one, whole, in part or in other words."""
    words = sorted({"".join(draw.choices(_SYLLABLES, k=draw.randint(2, 4))) for _ in range(6000)})
    records: list[dict[str, Any]] = []
    for number in range(count):
        paragraphs = [[_sentence(draw, words) for _ in range(5)] for _ in range(6)]
        if records and draw.random() < 0.4:
            _copy(draw, words, draw.choice(records)["paragraphs"], paragraphs)
        outlet = draw.choice(["Ostrow Lamp", "Karlby Post", "Tarn Herald", None])
        if outlet == "Karlby Post":
            paragraphs.append([["Sign", "up", "for", "the", "Karlby", "letter", "and", "never", "miss", "a", "tide"]])
        text = "\n\n".join(" ".join(_write(sentence) for sentence in paragraph) for paragraph in paragraphs)
        published = f"2020-{1 + number % 12:02}-{1 + draw.randrange(28):02}" if draw.random() < 0.8 else None
        url = f"https://{(outlet or 'x').split()[0].lower()}.example/{number}"
        records.append({"text": text, "outlet": outlet, "published": published, "url": url, "paragraphs": paragraphs})
    return [{name: value for name, value in record.items() if name != "paragraphs"} for record in records]


def _sentence(draw: random.Random, words: list[str]) -> list[str]:
    return [words[int(len(words) * draw.random() ** 2)] for _ in range(draw.randint(9, 16))]


def _write(sentence: list[str]) -> str:
    return " ".join([sentence[0].capitalize(), *sentence[1:]]) + "."


def _copy(draw: random.Random, words: list[str], given: list[Any], mine: list[Any]) -> None:
    """Put copies of what another has into one's own paragraphs, some of it edited or turned round."""
    for place in draw.sample(range(len(mine)), draw.choice([1, 1, 3, 6])):
        taken = [list(sentence) for sentence in draw.choice(given)]
        for sentence in taken:
            for _ in range(draw.choice([0, 0, 1, 4])):
                sentence[draw.randrange(len(sentence))] = draw.choice(words)
        mine[place] = taken


def to_parquet(records: list[dict[str, Any]]) -> bytes:
    """A container of records, with a column that nobody reads."""
    names = ("text", "outlet", "published", "url")
    arrays = [Array([record[name] for record in records], DataType.string()) for name in names]
    arrays.append(Array(list(range(len(records))), DataType.int64()))
    fields = [Field(name, DataType.string(), True) for name in names] + [Field("wave", DataType.int64(), True)]
    buffer = BytesIO()
    write_parquet(RecordBatch.from_arrays(arrays, schema=Schema(fields)), buffer)
    return buffer.getvalue()
