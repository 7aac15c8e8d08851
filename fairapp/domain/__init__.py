"""What is true of a fair: plain Python, no Flask, no database, no clock."""
