"""The lead's members page and what its one-time links open."""

import re
from datetime import timedelta

import pytest

from fairapp.db import now
from fairapp.domain.applications import ApplicationState
from fairapp.domain.delegations import Confirmation
from fairapp.models import ApplicationConfirmation, DelegationMember, Letter
from fairapp.services.applications import confirmations, delegations, endorsement, members
from tests import people
from tests.factories import a_delegation, a_producer, a_ready_application, an_open_fair

LINK = re.compile(r"https://fair\.example(/(?:word|nominations)/[\w-]+)")


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def lead(fair):
    return people.a_lead()


@pytest.fixture
def delegation(fair, lead):
    return a_delegation(fair=fair, lead=lead, quota=6)


@pytest.fixture
def on_behalf(fair, delegation, lead):
    producer = a_producer(user=None, entered_by_id=lead.id, name="Hộ bà Lò Thị Pành")
    return a_ready_application(fair=fair, producer=producer, state=ApplicationState.ENDORSED)


@pytest.fixture
def word(sign_in, lead, on_behalf):
    """The path of a fresh link."""
    page = sign_in(lead).post(f"/delegation/applications/{on_behalf.id}/word").text
    return LINK.search(page)[1]


def _stranger(app):
    """Another browser, in which nobody is signed in."""
    return app.test_client()


def _state(application):
    return confirmations.said_of(application).state


def test_the_link_shows_what_was_filed_to_whoever_holds_it(app, client, word):
    page = _stranger(app).get(word)
    assert page.status_code == 200 and "Hộ bà Lò Thị Pành" in page.text and "no-referrer" in page.text
    assert "no-store" in page.headers["Cache-Control"]


def test_reading_uses_nothing_up_and_one_answer_does(app, client, word, on_behalf):
    stranger = _stranger(app)
    for _ in range(3):
        assert stranger.get(word).status_code == 200
    assert _state(on_behalf) is Confirmation.ASKED
    assert stranger.post(word, data={"answer": "confirmed"}).status_code == 200
    assert _state(on_behalf) is Confirmation.CONFIRMED
    for browser in (stranger, _stranger(app)):
        assert browser.get(word).status_code == 404
        assert browser.post(word, data={"answer": "disputed", "note": "x"}).status_code == 404
    assert _state(on_behalf) is Confirmation.CONFIRMED


def test_a_dispute_says_what_is_wrong_and_the_lead_reads_it(app, sign_in, lead, word, on_behalf):
    stranger = _stranger(app)
    assert stranger.post(word, data={"answer": "disputed", "note": " "}).status_code == 422
    assert stranger.post(word, data={"answer": "perhaps"}).status_code == 422
    assert stranger.post(word, data={"answer": "disputed", "note": "Tôi chỉ xin một gian"}).status_code == 200
    page = sign_in(lead).get(f"/delegation/applications/{on_behalf.id}").text
    assert "Chủ thể báo không đúng" in page and "Tôi chỉ xin một gian" in page and "Lập đường dẫn mới" in page


def test_an_expired_link_leads_nowhere_and_is_told_as_such(app, client, db, word, on_behalf):
    row = db.session.scalar(db.select(ApplicationConfirmation))
    row.expires_at = now() - timedelta(seconds=1)
    stranger = _stranger(app)
    assert stranger.get(word).status_code == 404
    assert stranger.post(word, data={"answer": "confirmed"}).status_code == 404
    assert _state(on_behalf) is Confirmation.LAPSED


def test_a_new_link_replaces_the_one_before(app, sign_in, lead, word, on_behalf):
    newer = LINK.search(sign_in(lead).post(f"/delegation/applications/{on_behalf.id}/word").text)[1]
    assert _stranger(app).get(word).status_code == 404
    assert _stranger(app).get(newer).status_code == 200


def test_the_token_is_kept_as_a_hash_alone(db, word):
    row = db.session.scalar(db.select(ApplicationConfirmation))
    assert word.rsplit("/", 1)[1] not in (row.token_hash, row.note)


def test_what_is_filed_anew_needs_a_new_word(client, app, word, on_behalf, lead):
    _stranger(app).post(word, data={"answer": "confirmed"})
    on_behalf.state = ApplicationState.SUBMITTED
    endorsement.endorse_own(on_behalf, lead)
    assert _state(on_behalf) is Confirmation.UNASKED


def test_a_link_of_a_withdrawn_application_leads_nowhere(app, client, word, on_behalf):
    on_behalf.state = ApplicationState.WITHDRAWN
    assert _stranger(app).get(word).status_code == 404


def test_another_lead_makes_no_link(sign_in, on_behalf, fair):
    stranger = people.a_lead()
    a_delegation(fair=fair, unit_id="son-la", lead=stranger)
    assert sign_in(stranger).post(f"/delegation/applications/{on_behalf.id}/word").status_code == 404


def test_who_can_sign_in_is_not_asked_by_link(sign_in, lead, delegation, fair):
    application = a_ready_application(fair=fair)
    assert sign_in(lead).post(f"/delegation/applications/{application.id}/word").status_code == 409


def test_the_organiser_sees_where_the_word_stands(sign_in, fair, on_behalf, word):
    organiser = people.an_organiser(organisation=fair.owner)
    page = sign_in(organiser).get(f"/organiser/fairs/{fair.id}/applications/{on_behalf.id}").text
    assert "Đã gửi đường dẫn, chờ chủ thể" in page


def _nominate(client, delegation, **data):
    data = {"name": "Hợp tác xã Mường Bú"} | data
    return client.post(f"/delegation/fairs/{delegation.id}/members", data=data)


def test_a_nominated_producer_appears_and_its_yes_makes_it_a_member(app, sign_in, lead, delegation, fair):
    page = _nominate(sign_in(lead), delegation, contact="xa@example.vn")
    path = LINK.search(page.text)[1]
    assert "Được đề cử" in sign_in(lead).get(f"/delegation/fairs/{delegation.id}/members").text
    producer = a_producer(unit_id="son-la", user=people.a_producer_account())
    assert "/sign-in" in _stranger(app).post(path).location
    assert sign_in(lead).post(path).status_code == 409
    assert sign_in(producer.user).post(path).status_code == 302
    assert sign_in(producer.user).get(path).status_code == 404
    application = a_ready_application(fair=fair, producer=producer)
    assert delegations.share_for(application).delegation.id == delegation.id
    assert [m.application for m in members.roll(delegation)] == [application]


def test_the_letter_carries_the_link_and_is_written_once(sign_in, db, lead, delegation):
    path = LINK.search(_nominate(sign_in(lead), delegation, contact="xa@example.vn").text)[1]
    letters = db.session.scalars(db.select(Letter).filter_by(to="xa@example.vn")).all()
    assert len(letters) == 1 and path in letters[0].body
    assert letters[0].key.startswith("password:")  # its text is dropped when it leaves


def test_two_who_open_one_nomination_do_not_both_join(sign_in, lead, delegation, db):
    path = LINK.search(_nominate(sign_in(lead), delegation).text)[1]
    first, second = (a_producer(unit_id="son-la", user=people.a_producer_account()) for _ in range(2))
    assert sign_in(first.user).post(path).status_code == 302
    assert sign_in(second.user).post(path).status_code == 404
    assert db.session.scalars(db.select(DelegationMember.producer_id)).all() == [first.id]


def test_a_no_is_told_and_the_lead_may_ask_again(app, sign_in, lead, delegation, db):
    path = LINK.search(_nominate(sign_in(lead), delegation).text)[1]
    assert _stranger(app).post(path + "/decline").status_code == 200
    row = db.session.scalar(db.select(DelegationMember))
    page = sign_in(lead).get(f"/delegation/fairs/{delegation.id}/members").text
    assert "Không tham gia" in page and row.joined_at is None
    again = sign_in(lead).post(f"/delegation/fairs/{delegation.id}/members/{row.id}/link")
    assert _stranger(app).get(LINK.search(again.text)[1]).status_code == 200
    assert _stranger(app).get(path).status_code == 404


@pytest.mark.parametrize("data", [{"name": " "}, {"name": "x" * 201}, {"contact": "không phải số"}])
def test_a_wrong_nomination_is_refused_and_nothing_is_kept(sign_in, lead, delegation, db, data):
    assert _nominate(sign_in(lead), delegation, **data).status_code == 422
    assert db.session.scalar(db.select(db.func.count(DelegationMember.id))) == 0


def test_nobody_is_nominated_twice(sign_in, lead, delegation):
    assert _nominate(sign_in(lead), delegation, contact="0912 000 111").status_code == 200
    assert _nominate(sign_in(lead), delegation, name="Hop tac xa muong bu").status_code == 409
    assert _nominate(sign_in(lead), delegation, name="Khác", contact="0912000111").status_code == 409


def test_another_leads_members_are_not_found(sign_in, delegation, db, lead):
    _nominate(sign_in(lead), delegation)
    row = db.session.scalar(db.select(DelegationMember))
    stranger = people.a_lead()
    own = a_delegation(fair=an_open_fair(), lead=stranger)
    client, base = sign_in(stranger), "/delegation/fairs"
    assert client.get(f"{base}/{delegation.id}/members").status_code == 404
    for path in ("members", "members/rank", "give-back", f"members/{row.id}/link"):
        assert client.post(f"{base}/{delegation.id}/{path}").status_code == 404
    for path in (f"members/{row.id}/link", f"members/{row.id}/take-back"):
        assert client.post(f"{base}/{own.id}/{path}").status_code == 404


def test_a_step_without_script_is_saved_at_once(sign_in, lead, delegation, fair):
    one, two, three = (a_ready_application(fair=fair) for _ in range(3))
    keys = [f"p{a.producer_id}" for a in (one, two, three)]
    client, path = sign_in(lead), f"/delegation/fairs/{delegation.id}/members/rank"
    assert client.post(path, data={"order": keys, "seen": 0, "up": keys[2]}).status_code == 302
    assert [m.application for m in members.roll(delegation)] == [one, three, two]
    late = client.post(path, data={"order": keys, "seen": 0})
    assert late.status_code == 409 and "vừa được người khác lưu" in late.text


def test_the_lead_gives_back_what_nobody_uses(sign_in, lead, delegation, fair):
    a_ready_application(fair=fair, state=ApplicationState.ENDORSED, booth_count=4)
    client, path = sign_in(lead), f"/delegation/fairs/{delegation.id}/give-back"
    assert client.post(path, data={"booths": "3", "note": "x", "seen": 6}).status_code == 409
    assert client.post(path, data={"booths": "2", "note": "", "seen": 6}).status_code == 422
    assert client.post(path, data={"booths": "2", "note": "Hai hộ không đi", "seen": 6}).status_code == 302
    assert delegation.quota == 4
    assert client.post(path, data={"booths": "2", "note": "x", "seen": 6}).status_code == 409
