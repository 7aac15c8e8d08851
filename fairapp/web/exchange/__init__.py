"""Lists in and out: templates, dry runs, wrong rows to correct, and lists in the same columns."""
