"""Sentences that say the same in other words: how they are listed, paired and compared."""
