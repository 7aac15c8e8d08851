"""What is measured, each as a ratio to a baseline in the same run. Never a test."""
