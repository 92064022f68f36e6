"""How the tagger in `src/sayso/language/en/tagger` was made: from data folders to the shipped files."""
