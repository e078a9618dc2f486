"""Facts that a document states, as rows that can be counted, compared and dated."""
