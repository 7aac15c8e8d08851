"""Fairs: the organiser's desk and what the public sees."""
