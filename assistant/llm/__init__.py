"""A model writes the prose from the passages found, and each sentence is checked."""
