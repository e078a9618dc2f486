"""The chat page: a conversation beside the text of the documents that it cites."""
