"""Forms of attribution that take more than a verb, read from a table of shapes: sources, outlets, doubts, denials."""
