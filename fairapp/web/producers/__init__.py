"""Producers' home, profile, products and papers."""
