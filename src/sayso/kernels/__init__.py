"""Hot loops: arrays in, arrays out, no nouns."""
