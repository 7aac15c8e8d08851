"""The plan of a hall."""
