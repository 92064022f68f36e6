"""Score attributions against a gold in JSON Lines by a scorer of the same form.

    python -m benchmarks.attributions --scorer ../shared/score/score_attributions.py ../shared/data/polnear/dev.jsonl
    ... --tier crawl, or --model FOLDER for another tagger

The scorer writes the gold's texts as articles, `sayso trace --stages read,clean,attribution` reads them, and the scorer
prints its measures. Adds the tokens a CPU second of the attribution stage alone.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import sayso
from sayso.language import tokenize
from sayso.language.weights import load_weights, shipped_weights
from sayso.store.export import export_tables

STAGES = ["read", "clean", "attribution"]


def main() -> int:
    """Run the scorer over one gold file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scorer", required=True)
    parser.add_argument("gold")
    parser.add_argument("--tier", choices=("story", "crawl"), default="story")
    parser.add_argument("--model", type=Path, help="folder of a tagger to use in place of the shipped one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        articles, out = Path(folder, "articles"), Path(folder, "out")
        command = [sys.executable, options.scorer, options.gold]
        subprocess.run([*command, "--write-articles", str(articles)], check=True)
        case = sayso.trace(articles, stages=STAGES, tier=options.tier, model=options.model)
        export_tables(case.tables, "jsonl", out)
        subprocess.run([*command, str(out)], check=True)
    tables, start = case.tables, time.process_time()
    weights = load_weights(options.model) if options.model else shipped_weights("tagger")
    sayso.extract_attributions(tables.documents, tables.regions, options.tier, replace(weights))
    seconds = time.process_time() - start
    tokens = sum(len(tokenize(document.text)) for document in tables.documents)
    print(f"{tokens / seconds:,.0f} tokens a CPU second")
    return 0


if __name__ == "__main__":
    sys.exit(main())
