"""Books the reading rooms of a public library."""
