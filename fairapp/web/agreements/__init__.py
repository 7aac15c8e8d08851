"""Agreements, entered by the organiser or by an exhibitor."""
