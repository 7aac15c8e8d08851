"""Two fairs with n rows of everything, written in bulk: for pages whose cost must not grow with their rows.

The coming fair takes applications and has a draft plan; the one under way has a published plan, passes,
people at its gates and diaries. One account a role sees them all. `populate(None)` gives the accounts alone.
"""

from datetime import timedelta

from fairapp.db import db, now
from fairapp.domain.calendar import local_day
from fairapp.models import User
from fairapp.services import accounts
from tests import people
from tests.crowd import applying, opening, paying, preparing
from tests.crowd.writing import Crowd, Story
from tests.factories import a_fair, a_hall, a_producer, a_venue

PARTS = (
    *(preparing.fairs, preparing.plan, preparing.producers),
    *(applying.applications, applying.allocation),
    paying.fees,
    *(opening.badges, opening.gates, opening.floor, opening.counts),
    *(opening.diaries, opening.business, opening.records),
)


def populate(n: int | None) -> Crowd:
    crowd, owner = Crowd(), people.an_organiser()
    cast = {
        "organiser": owner,
        "lead": people.a_lead(),
        "producer": people.a_producer_account(),
        "sponsor": people.a_sponsor_contact(),
    }
    for who, user in cast.items():
        accounts.stay_signed_in(user)
        crowd.ids[who], crowd.tickets[who] = user.id, user.get_id()
    if n is not None:
        story = _begin(n, crowd, owner.organisation)
        for part in PARTS:
            part(story)
            db.session.flush()
    db.session.commit()
    return crowd


def _begin(n: int, crowd: Crowd, owner) -> Story:
    """The two fairs in one hall, and the producer whose account is one of the cast."""
    hall = a_hall(venue=a_venue(), width_cm=12000, depth_cm=max(4000, n * 40))
    today = local_day(now())
    live = a_fair(first_day=today - timedelta(days=2), owner=owner, hall=hall)
    coming = a_fair(
        first_day=today + timedelta(days=30),
        owner=owner,
        hall=hall,
        apply_from=now() - timedelta(days=5),
        apply_until=now() + timedelta(days=10),
    )
    mine = a_producer(user=db.session.get(User, crowd.ids["producer"]), name="Hợp tác xã Của Tôi")
    crowd.at |= {"live": live.id, "coming": coming.id, "slug": live.slug, "venue": hall.venue_id}
    crowd.at |= {"hall": hall.id, "site": live.sites[0].id}
    return Story(n=n, crowd=crowd, live=live, coming=coming, hall=hall, mine=mine, today=today)
