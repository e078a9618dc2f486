"""Pages beside the chat: the facts of the ledger, two issues compared, a document to read."""
