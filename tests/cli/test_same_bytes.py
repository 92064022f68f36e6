"""One case for one pile of articles, whatever the machine's mood: order, hash seed, locale, time zone, folder."""

import os
import subprocess
import sys
from pathlib import Path

from sayso.demo import story
from sayso.model import ROWS

SURROUNDINGS = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC", "COLUMNS": "80"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Asia/Kathmandu", "COLUMNS": "40", "PYTHONUTF8": "0"},
    {"PYTHONHASHSEED": "77", "LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns", "HOME": "/nonexistent"},
]


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    made = []
    for number, surrounding in enumerate(SURROUNDINGS):
        place = tmp_path / str(number)
        (place / "pile").mkdir(parents=True)
        articles = story() if number != 1 else story()[::-1]
        for name, data in articles:
            (place / "pile" / name).write_bytes(data)
        arguments = ["pile"] if number == 0 else [f"pile/{name}" for name, _ in articles]
        run = subprocess.run(
            [sys.executable, "-m", "sayso", "trace", *arguments, "-o", "case", "--json"],
            cwd=place, env={**os.environ, **surrounding}, capture_output=True, check=True,
        )  # fmt: skip
        files = {
            p.relative_to(place).as_posix(): p.read_bytes() for p in sorted(place.glob("case/**/*")) if p.is_file()
        }
        made.append((run.stdout, files))
    assert len(made[0][1]) == len(ROWS) + 2
    for stdout, files in made[1:]:
        assert [name for name in files if files[name] != made[0][1].get(name)] == []
        assert stdout == made[0][0]
