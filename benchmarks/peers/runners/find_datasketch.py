"""Near-duplicate pairs by datasketch: MinHash in bulk and MinHashLSH. `find_datasketch.py DOCS FOUND`."""

import sys

from datasketch import MinHash, MinHashLSH
from reading import read_texts, shingles, write_pairs

PERMUTATIONS, THRESHOLD = 128, 0.5


def main(documents: str, found: str) -> None:
    """Each document asks for earlier ones that share a band and keeps those above the threshold."""
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    sketches, lengths, pairs = [], [], []
    for texts in read_texts(documents):
        tokens = [[shingle.encode() for shingle in shingles(text)] for text in texts]
        for sketch in MinHash.generator(tokens, num_perm=PERMUTATIONS):
            number = len(sketches)
            near = [other for other in index.query(sketch) if sketch.jaccard(sketches[other]) >= THRESHOLD]
            pairs += [(other, number) for other in sorted(near)]
            index.insert(number, sketch)
            sketches.append(sketch)
        lengths += map(len, texts)
    write_pairs(pairs, lengths, found)


if __name__ == "__main__":
    main(*sys.argv[1:])
