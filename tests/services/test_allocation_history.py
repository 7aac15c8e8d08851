"""Who stood badly at the edition before: with every booth it had, not with one of them."""

from datetime import timedelta

from fairapp.domain.allocation import How, PlanState
from fairapp.domain.booths import FeatureKind
from fairapp.models import AllocationPlan, Assignment, PlanFeature
from fairapp.services.allocation.history import stood_badly
from tests import factories as a
from tests.allocation_world import ACCEPTED


def test_one_good_booth_of_two_is_no_bad_place(db):
    """A row of eight away from the door: 7 and 8 are its farthest quarter."""
    before = a.an_open_fair(first_day=a.today() - timedelta(days=300))
    site, split, far = before.sites[0], a.a_producer(), a.a_producer()
    row = [a.a_booth(site=site, number=str(n), x_cm=300 * n, y_cm=600, position=n) for n in range(1, 9)]
    door = PlanFeature(site=site, kind=FeatureKind.ENTRANCE, x_cm=0, y_cm=900, width_cm=100, depth_cm=300)
    plan = AllocationPlan(fair=before, number=1, state=PlanState.PUBLISHED)
    for producer, numbers in ((split, (6, 7)), (far, (8,))):
        there = a.a_ready_application(
            fair=before, producer=producer, state=ACCEPTED, booth_count=len(numbers)
        )
        plan.assignments += [Assignment(booth=row[n - 1], application=there, how=How.HAND) for n in numbers]
    db.session.add_all([door, plan])
    db.session.flush()
    fair = a.an_open_fair(owner=before.owner, previous=before)
    assert stood_badly(fair) == {far.id}
