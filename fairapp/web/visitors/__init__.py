"""Visitors who register beforehand, and may ask to be forgotten."""
