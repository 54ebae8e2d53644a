"""Finding things: what can be found (entries), when words are the same (words), asking (finding), showing (marking)."""
