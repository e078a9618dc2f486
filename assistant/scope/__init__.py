"""Which documents, and which of their sections, an answer is taken from."""
