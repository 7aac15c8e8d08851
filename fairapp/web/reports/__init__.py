"""The summary, snapshots, and the page that verifies a fingerprint."""
