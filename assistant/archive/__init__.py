"""Conversations that are kept: to be found again, exported, and each answer replayed."""
