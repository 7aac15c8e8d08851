"""Counting by sample: the organiser's plan, and the phones of those who count."""
