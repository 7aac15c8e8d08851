"""Fees: the schedule, the notices made from it, and the money that comes in, each file by its own name.

Use the modules: `schedules`, `issuing`, `listing`, `entries`, `statements`, `bundles`, `extras`, `papers`.
"""
