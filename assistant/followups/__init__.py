"""A question that needs the turns before it to one that stands alone."""
