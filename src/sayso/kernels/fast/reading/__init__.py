"""Texts to arrays of words: their hashes, what each tells, what stands in quotation marks, in which language."""
