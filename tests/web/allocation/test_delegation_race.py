"""A lead and an organiser reach for one booth."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from fairapp.db import db as database
from fairapp.models import Assignment
from fairapp.services import accounts
from fairapp.services.applications import pavilions
from tests import people
from tests.allocation_world import an_accepted, booth
from tests.factories import a_booth, a_delegation, an_open_fair


def test_a_lead_and_an_organiser_at_one_instant_give_a_booth_once(committing_app):
    """Two browsers, two transactions: one is told whose the booth is by now."""
    app = committing_app
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        fair, lead = an_open_fair(), people.a_lead()
        organiser = people.an_organiser(organisation=fair.owner)
        delegation = a_delegation(fair=fair, lead=lead, quota=3)
        a_booth(site=fair.sites[0], number="A1", position=0, x_cm=0, y_cm=0)
        pavilions.set_booths(delegation, lead, ["A1"])
        one, other = an_accepted(fair, "HTX Ba Chẽ"), an_accepted(fair, "HTX Tiên Yên")
        wanted = booth(fair, "A1").id
        steps = [
            (lead, f"/delegation/fairs/{delegation.id}/booths/give", one.id),
            (organiser, f"/organiser/fairs/{fair.id}/allocation/give", other.id),
        ]
        calls = [(signed_in(app, user), path, application) for user, path, application in steps]
        database.session.commit()
    together = Barrier(2)

    def send(call):
        client, path, application = call
        together.wait()
        return client.post(path, data={"application": application, "booth": wanted, "seen": ""})

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(send, calls))
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    refused = next(answer for answer in answers if answer.status_code == 409)
    assert "Gian A1 đã xếp cho HTX" in refused.text
    with app.app_context():
        assert len(list(database.session.scalars(database.select(Assignment)))) == 1


def signed_in(app, user):
    accounts.stay_signed_in(user)
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = user.get_id(), True
    return client
