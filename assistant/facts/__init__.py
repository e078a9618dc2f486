"""Facts of the ledger as they are asked for, and given to programs."""
