"""The evening diary: the booth writes it, the organiser sees who has not."""
