"""Venues and halls."""
