"""What can be searched: documents to a built index, and the index opened again."""
