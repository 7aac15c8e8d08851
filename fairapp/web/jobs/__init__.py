"""What the clock set off, and the letters it sent."""
