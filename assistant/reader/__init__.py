"""The trained reader: where in a passage a question is answered, and whether it is."""
