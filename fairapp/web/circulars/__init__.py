"""Writing to many: whom, what, and what became of it."""
