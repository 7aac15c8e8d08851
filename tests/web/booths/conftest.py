"""A hall with a row of booths, and an organiser before its plan."""

import pytest

from fairapp.models import Booth
from fairapp.services import booths
from tests.factories import a_booth, a_fair, a_hall
from tests.people import an_organiser


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def desk(sign_in, organiser):
    return sign_in(organiser)


@pytest.fixture
def site(organiser):
    """A hall of 24 × 15 m."""
    return a_fair(owner=organiser.organisation, hall=a_hall(width_cm=2400, depth_cm=1500)).sites[0]


@pytest.fixture
def row(site):
    """A1 to A4 side by side."""
    return [
        a_booth(site=site, number=f"A{n}", key=f"key00{n}", position=n, x_cm=300 * n, y_cm=300)
        for n in range(1, 5)
    ]


@pytest.fixture
def numbers(db, site):
    """`numbers()`: those on the plan, in their order."""
    query = db.select(Booth.number).where(Booth.site_id == site.id).order_by(Booth.position)
    return lambda: list(db.session.scalars(query))


@pytest.fixture
def send(desk, site):
    """`send({"do": …})` as the editor's script does, on the version that is there or on `seen`."""

    def sent(order, seen=None):
        seen = booths.plan_of(site).version if seen is None else seen
        address = f"/organiser/fairs/{site.fair_id}/sites/{site.id}/plan/edits"
        return desk.post(address, json={"seen": seen, "order": order})

    sent.desk, sent.at = desk, f"/organiser/fairs/{site.fair_id}/sites/{site.id}/plan"
    return sent
