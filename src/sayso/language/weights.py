"""A trained model's files, checked against the card that lies beside them before anything is read from them."""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

FORMAT = 1
"""What the code of this version can read; `MODEL.json` of another format is refused."""
CARD = "MODEL.json"


class WeightsError(ValueError):
    """A model cannot be used: a file of it is missing, changed or of another format; says which and what to do."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A model as it lies on disk: its card, and the bytes of each file that the card names."""

    card: dict[str, Any]
    files: dict[str, bytes]

    @property
    def name(self) -> str:
        """Name and version, as rows give it in `made_by`."""
        return f"{self.card['name']}/{self.card['version']}"

    @property
    def digest(self) -> str:
        """One sha256 for all files: over the card's list of names and digests, sorted."""
        lines = (f"{name} {digest}\n" for name, digest in sorted(self.card["files"].items()))
        return sha256("".join(lines).encode()).hexdigest()


def load_weights(folder: Traversable) -> Weights:
    """The model in a folder: `MODEL.json` and the files that it names.

    Raises:
        WeightsError: no card, another format, a file missing or not the one the card was written for.
    """
    try:
        card = json.loads(folder.joinpath(CARD).read_text("utf-8"))
        form, digests = card["format"], dict(card["files"])
        named = isinstance(card["name"], str) and isinstance(card["version"], str)
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as fault:
        raise WeightsError(
            f"{folder}: no readable {CARD} ({fault}); name a folder made by `python -m training`"
        ) from None
    if form != FORMAT or not named:
        raise WeightsError(f"{folder}: model format {form!r}, this sayso reads {FORMAT}; get the model of this version")
    held = {}
    for name, digest in digests.items():
        if "/" in name or "\\" in name or name.startswith("."):
            raise WeightsError(f"{folder}: {CARD} names {name!r}, which is no file of its folder")
        try:
            held[name] = folder.joinpath(name).read_bytes()
        except OSError:
            raise WeightsError(f"{folder}: {name} is missing; install sayso or the model again") from None
        if sha256(held[name]).hexdigest() != digest:
            raise WeightsError(f"{folder}: {name} is not the file that {CARD} was written for; install it again")
    return Weights(card, held)


@cache
def shipped_weights(model: str, language: str = "en") -> Weights:
    """A model that comes with sayso, e.g. `shipped_weights("tagger")`."""
    return load_weights(files(__package__).joinpath(language, model))
