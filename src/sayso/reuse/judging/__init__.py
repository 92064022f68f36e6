"""Who copied whom: the direction between two articles, and which of many each passage came from."""
