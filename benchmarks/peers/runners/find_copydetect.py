"""Copied slices by copydetect, every pair of documents compared. `find_copydetect.py DOCS FOUND`.

Its defaults (25 characters, all fingerprints kept) without its filter for programs. It gives the slices of either
document apart from each other, so each slice of the later document stands beside the stretch from the first to the last
slice of the earlier one. That favours it in precision.
"""

import io
import sys
from itertools import combinations

from copydetect import CodeFingerprint, compare_files
from reading import read_texts, write_found

NOISE, WINDOW = 25, 1


def main(documents: str, found: str) -> None:
    """Compares all pairs."""
    prints = [
        CodeFingerprint("article.txt", NOISE, WINDOW, filter=False, fp=io.StringIO(text))
        for texts in read_texts(documents)
        for text in texts
    ]
    rows = []
    for (a, one), (b, two) in combinations(enumerate(prints), 2):
        overlap, _, (earlier, later) = compare_files(one, two)
        if overlap:
            first, last = int(earlier[0].min()), int(earlier[1].max())
            rows += [(a, first, last, b, int(start), int(end)) for start, end in zip(*later, strict=True)]
    write_found(rows, found)


if __name__ == "__main__":
    main(*sys.argv[1:])
