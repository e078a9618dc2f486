"""Answers that are computed from rows of the ledger: counts, filters, extremes, sums, gaps."""
