"""Questions that are answered step by step, or part by part."""
