"""A person is one row."""

from tests.people import a_lead, an_organiser


def test_two_people_are_never_taken_for_one(db):
    lead, organiser = a_lead(), an_organiser()
    assert lead != organiser
    assert lead not in [organiser]
    assert lead == lead
