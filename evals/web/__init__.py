"""The page on which a curator measures how right the answers are."""
