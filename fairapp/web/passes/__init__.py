"""Passes: the organiser's list, the exhibitor's own, the holder's page and what anybody may read."""
