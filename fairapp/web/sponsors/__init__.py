"""Sponsors: the organiser keeps the inventory of promises, the sponsor reads its own."""
