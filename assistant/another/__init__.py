"""Whether what answers is told of something else than is asked about."""
