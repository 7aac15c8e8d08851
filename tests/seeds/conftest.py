"""The demo data as it stands, and the fair in it that is under way."""

import pytest
from sqlalchemy import select

from fairapp.db import db, now
from fairapp.domain.calendar import local_day
from fairapp.domain.fairs import FairState
from fairapp.models import (
    Fair,
)
from fairapp.services import fairs


@pytest.fixture
def data(seeded):
    with seeded.app_context():
        yield db.session


@pytest.fixture
def live(data):
    """The fair that opened the day before yesterday."""
    open_now = (fair for fair in data.scalars(select(Fair)) if fair.state is FairState.ANNOUNCED)
    return next(fair for fair in open_now if local_day(now()) in fairs.days(fair))
