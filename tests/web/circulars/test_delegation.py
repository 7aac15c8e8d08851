"""The lead of any collective writes to its members, on pages of its own."""

import pytest

from fairapp.db import now
from fairapp.domain.delegations import DelegationKind
from fairapp.models import Circular, DelegationMember, Notice
from tests import people
from tests.factories import a_delegation, a_producer, a_ready_application, an_open_fair


@pytest.fixture
def association(db):
    facts = {"kind": DelegationKind.ASSOCIATION, "own_name": "Hiệp hội Chè Việt Nam", "unit_id": None}
    made = a_delegation(fair=an_open_fair(), lead=people.a_lead(), **facts)
    joined = a_ready_application(fair=made.fair, producer=a_producer(name="HTX Chè Hải Hà"))
    a_ready_application(fair=made.fair, producer=a_producer(name="Không phải thành viên"))
    member = {"fair_id": made.fair_id, "producer_id": joined.producer_id, "joined_at": now()}
    db.session.add(DelegationMember(delegation=made, **member))
    db.session.flush()
    return made


def test_a_notice_goes_from_writing_over_the_preview_to_the_members(association, sign_in, db):
    client = sign_in(association.lead)
    base = f"/delegation/fairs/{association.id}"
    assert f"{base}/notices" in client.get(base).text
    words = {"subject_vi": "Họp đoàn", "body_vi": "Kính gửi {producer}"}
    preview = client.get(client.post(f"{base}/notices", data=words).location).text
    assert "HTX Chè Hải Hà" in preview and "Không phải thành viên" not in preview
    circular = db.session.scalars(db.select(Circular)).one()
    client.post(f"{base}/notices/{circular.id}/send", data={"version": circular.version})
    assert db.session.scalars(db.select(Notice.name)).all() == ["HTX Chè Hải Hà"]


def test_another_delegations_lead_finds_nothing_of_it(association, sign_in, db):
    other = a_delegation(fair=association.fair, lead=people.a_lead())
    client = sign_in(other.lead)
    assert client.get(f"/delegation/fairs/{association.id}/notices").status_code == 404
    assert "Họp đoàn" not in client.get(f"/delegation/fairs/{other.id}/notices").text
