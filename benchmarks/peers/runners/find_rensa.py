"""Near-duplicate pairs by rensa: full-set R-MinHash, in batches, and its LSH. `find_rensa.py DOCS FOUND`."""

import sys

from reading import read_texts, shingles, write_pairs
from rensa import RMinHash, RMinHashLSH

PERMUTATIONS, THRESHOLD, BANDS = 128, 0.5, 32


def main(documents: str, found: str) -> None:
    """Each document asks for earlier ones that share a band and keeps those above the threshold."""
    index = RMinHashLSH(THRESHOLD, PERMUTATIONS, BANDS)
    sketches, lengths, pairs = [], [], []
    for texts in read_texts(documents):
        for sketch in RMinHash.from_token_sets([shingles(text) for text in texts], PERMUTATIONS, 42):
            number = len(sketches)
            near = [other for other in index.query(sketch) if sketch.jaccard(sketches[other]) >= THRESHOLD]
            pairs += [(other, number) for other in sorted(set(near))]
            index.insert(number, sketch)
            sketches.append(sketch)
        lengths += map(len, texts)
    write_pairs(pairs, lengths, found)


if __name__ == "__main__":
    main(*sys.argv[1:])
