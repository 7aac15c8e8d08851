"""Fees: the organiser asks and books, exhibitors and their provinces see what to pay and how."""
