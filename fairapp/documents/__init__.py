"""What is printed: documents take frozen dataclasses, never the database."""
