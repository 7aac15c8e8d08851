"""The evening diary: what a booth sold on one day, and what no answer means."""
