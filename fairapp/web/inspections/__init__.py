"""Booth signs, checks on the floor and visitors' reports."""
