"""What a trained network finds: cues, and for each cue its source and content."""

from sayso.attribution.tagger.read import Reading, Tagger, shipped_tagger, try_weights

__all__ = ["Reading", "Tagger", "shipped_tagger", "try_weights"]
