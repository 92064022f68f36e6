"""Articles as arrays of words, and what each word tells."""
