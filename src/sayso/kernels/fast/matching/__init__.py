"""Words that two documents share, to stretches that they share: postings, pairs of documents, alignment."""
