"""When a scan was made, by the server's clock: a phone's clock is neither believed nor set."""

from datetime import datetime, timedelta

AHEAD = timedelta(minutes=2)
"""What a measured error may itself be wrong by."""


def corrected(
    at: datetime, skew: int | None, clock: datetime, now: datetime, not_before: datetime
) -> tuple[datetime, bool]:
    """The moment, and whether it is doubtful.

    `skew`, the milliseconds by which the phone knew itself ahead when it scanned, makes the same moment of
    the same scan however late it comes. Only when that cannot be, the phone's error of today is tried, and
    then the moment of receiving stands.
    """
    known = at - timedelta(milliseconds=skew) if skew is not None else None
    if known is not None and not_before - AHEAD <= known <= now + AHEAD:
        return known, False
    today = at - (clock - now)
    if not_before - AHEAD <= today <= now + AHEAD:
        return min(today, now), known is not None
    return now, True
