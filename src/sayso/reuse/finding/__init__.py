"""Which passages two articles share: word for word, quoted, reworded; in memory or a range of words at a time."""
