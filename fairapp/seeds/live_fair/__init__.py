"""The fair under way: it opened the day before yesterday and closes the day after tomorrow."""
