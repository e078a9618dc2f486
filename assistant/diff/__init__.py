"""What changed between two issues: what is new, what has another value, what is no longer said."""
