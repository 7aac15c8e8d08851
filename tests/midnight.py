"""The minutes in which today becomes yesterday: a test that means today does not begin in them."""

import time
from datetime import timedelta

from fairapp.db import now
from fairapp.domain.calendar import local_day


def wait_out(minutes: int) -> None:
    """Until so many minutes are left of the local day, and one is over."""
    while local_day(now() + timedelta(minutes=minutes)) != local_day(now() - timedelta(minutes=1)):
        time.sleep(1)
