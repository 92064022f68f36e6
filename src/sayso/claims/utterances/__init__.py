"""Utterances: the same words of one speaker on one occasion, in whatever translation or paraphrase."""

from sayso.claims.utterances.number import Utterances, bind_renderings
from sayso.claims.utterances.occasion import Occasion, read_occasions

__all__ = ["Occasion", "Utterances", "bind_renderings", "read_occasions"]
