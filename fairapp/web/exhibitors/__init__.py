"""An exhibitor's home, and what it says after the fair."""
