"""A person is one row."""

from tests.people import a_lead, a_steward


def test_two_people_are_never_taken_for_one(db):
    lead, steward = a_lead(), a_steward()
    assert lead != steward
    assert lead not in [steward]
    assert lead == lead
