"""Which kinds of papers there are, and which of them a fair wants."""
