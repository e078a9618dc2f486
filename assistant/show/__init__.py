"""A document as it is understood, in the terminal."""
