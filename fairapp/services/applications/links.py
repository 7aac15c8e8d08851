"""One-time links: what is in them is told once, and only its hash is kept."""

import secrets
from datetime import datetime, timedelta

from fairapp.db import now


def new_token() -> str:
    """Not to be guessed, and short enough for a QR code that an old telephone reads."""
    return secrets.token_urlsafe(24)


def days_from_now(days: int) -> datetime:
    return now() + timedelta(days=days)
