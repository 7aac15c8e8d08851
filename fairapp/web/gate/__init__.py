"""The scanner, the clicker and the live board."""
