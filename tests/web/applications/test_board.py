"""The review board and what stands around it: columns, criteria, the waiting list, an offer on the phone."""

import re

import pytest
from sqlalchemy import insert

from fairapp.db import db as database, now
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.scoring import DEFAULT_CRITERIA
from fairapp.models import Application, Offer, Producer, Vacancy
from fairapp.services.applications import candidates, offers, recusal, review, scoring
from tests import people
from tests.factories import a_delegation, a_producer, a_ready_application, an_open_fair

S = ApplicationState


@pytest.fixture
def fair(db):
    return an_open_fair()


@pytest.fixture
def person(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def organiser(person, sign_in):
    return sign_in(person)


def _text(answer):
    return answer.get_data(as_text=True)


def _url(fair, path):
    return f"/organiser/fairs/{fair.id}/{path}"


def _sheet(fair, points=4, **more):
    marks = {f"score-{n}": str(points) for n in range(1, len(DEFAULT_CRITERIA) + 1)}
    return {"criteria": scoring.mark(scoring.list_criteria(fair)), **marks, **more}


def _columns(page):
    found = re.findall(r'id="column-(\w+)".*?tabs__count">([\d.]+)<', page, re.DOTALL)
    return {name: int(count.replace(".", "")) for name, count in found}


def _one_in_each(fair, reviewer):
    a_ready_application(fair=fair, producer=a_producer(name="HTX Vừa Gửi"))
    a_ready_application(fair=fair, state=S.RETURNED)
    read = a_ready_application(fair=fair)
    scoring.save_sheet(
        read,
        reviewer,
        dict.fromkeys(range(1, 6), 3),
        "",
        scoring.mark(scoring.list_criteria(fair)),
    )
    a_ready_application(fair=fair, decision=Decision.ACCEPT)
    a_ready_application(fair=fair, decision=Decision.REFUSE)
    a_ready_application(fair=fair, decision=Decision.WAITLIST)
    a_ready_application(fair=fair, state=S.WAITLISTED, decision=Decision.WAITLIST, waitlist_number=1)
    a_ready_application(fair=fair, state=S.ACCEPTED, decision=Decision.ACCEPT)
    a_ready_application(fair=fair, state=S.REFUSED, decision=Decision.REFUSE)
    a_ready_application(fair=fair, state=S.WITHDRAWN)


def test_every_application_lies_in_one_column(organiser, person, fair):
    _one_in_each(fair, person)
    a_ready_application(fair=an_open_fair(), producer=a_producer(name="HTX Hội Chợ Khác"))
    page = _text(organiser.get(_url(fair, "applications/board")))
    assert _columns(page) == {
        "new": 1,
        "asked": 1,
        "reading": 1,
        "to_accept": 1,
        "to_refuse": 1,
        "waiting": 2,
        "announced": 2,
    }
    assert "HTX Vừa Gửi" in page
    assert "HTX Hội Chợ Khác" not in page


def test_a_column_counts_the_same_in_its_list(organiser, person, fair):
    _one_in_each(fair, person)
    for column, count in _columns(_text(organiser.get(_url(fair, "applications/board")))).items():
        page = _text(organiser.get(_url(fair, f"applications?tray={column}&sort=board")))
        assert page.count('name="pick"') == count, column


def test_a_full_column_shows_its_first_and_how_many_more(organiser, fair, count_statements):
    def open_board():
        return _text(organiser.get(_url(fair, "applications/board")))

    a_delegation(fair=fair, quota=10)
    for _ in range(20):
        a_ready_application(fair=fair)
    few = count_statements(open_board)
    for _ in range(40):
        a_ready_application(fair=fair)
    assert count_statements(open_board) == few
    page = open_board()
    assert page.count("board__card") - page.count("board__cards") == 25
    assert "Còn 35 đơn nữa" in page


def _many(fair, number, first):
    """Rows like those of the factories, in two statements."""
    names = [f"Hộ kinh doanh {first + n}" for n in range(number)]
    common = {"kind": "household", "unit_id": "quang-ninh", "folded": "x", "sort_key": "x"}
    ids = database.session.scalars(
        insert(Producer).returning(Producer.id), [{"name": name, **common} for name in names]
    ).all()
    states = [S.SUBMITTED, S.ENDORSED, S.RETURNED, S.ACCEPTED, S.REFUSED]
    rows = [
        {"fair_id": fair.id, "producer_id": id_, "state": states[n % 5], "submitted_at": now()}
        | {"decision": {3: Decision.ACCEPT, 4: Decision.REFUSE}.get(n % 5)}
        for n, id_ in enumerate(ids)
    ]
    database.session.execute(insert(Application), rows)


@pytest.mark.slow
def test_two_thousand_applications_take_no_more_statements_than_twenty(organiser, fair, count_statements):
    one = a_ready_application(fair=fair)
    pages = ["applications/board", "applications", f"applications/{one.id}?tray=to_read&sort=board"]
    pages += ["applications/announcement", "waitlist", "applications/criteria"]

    def statements():
        return {page: count_statements(lambda page=page: organiser.get(_url(fair, page))) for page in pages}

    _many(fair, 20, 0)
    few = statements()
    _many(fair, 1_980, 100)
    assert statements() == few
    assert max(few.values()) <= 30


def test_quota_bars_move_with_a_private_verdict(organiser, fair):
    a_delegation(fair=fair, quota=10)
    a_ready_application(fair=fair, decision=Decision.ACCEPT, booth_count=3)
    page = _text(organiser.get(_url(fair, "applications/board")))
    assert page.count("<strong>3</strong>/10") == 2


def test_score_and_verdict_are_saved_together_and_the_next_is_shown(organiser, fair, db):
    first, second = (a_ready_application(fair=fair) for _ in range(2))
    where = _url(fair, f"applications/{first.id}")
    data = _sheet(fair, decision="accept", reason="", version=first.version, onward="1")
    answer = organiser.post(f"{where}/decide?tray=to_read&sort=sent", data=data)
    assert answer.location.startswith(_url(fair, f"applications/{second.id}"))
    assert db.session.get(Application, first.id).decision is Decision.ACCEPT
    assert "80/100" in _text(organiser.get(where))


def test_a_score_alone_decides_nothing(organiser, fair, db):
    application = a_ready_application(fair=fair)
    where = _url(fair, f"applications/{application.id}")
    assert organiser.post(f"{where}/decide", data=_sheet(fair)).status_code == 302
    assert db.session.get(Application, application.id).decision is None


def test_half_a_sheet_comes_back_as_it_was_filled_in(organiser, fair, db):
    application = a_ready_application(fair=fair)
    data = _sheet(fair, comment="Nhãn mờ", decision="accept", version=application.version) | {"score-2": ""}
    answer = organiser.post(_url(fair, f"applications/{application.id}/decide"), data=data)
    page = _text(answer)
    assert answer.status_code == 422
    assert "Hãy cho điểm mọi tiêu chí" in page
    assert "Nhãn mờ" in page
    assert page.count("segments__input") and page.count(" checked") >= 4
    assert db.session.get(Application, application.id).decision is None


def test_a_colleagues_score_is_not_shown_before_ones_own(organiser, person, fair):
    application = a_ready_application(fair=fair)
    colleague = people.an_organiser(organisation=fair.owner, name="Trần Thị Hạnh")
    points = dict.fromkeys(range(1, 6), 5)
    mark = scoring.mark(scoring.list_criteria(fair))
    scoring.save_sheet(application, colleague, points, "Hàng rất tốt", mark)
    where = _url(fair, f"applications/{application.id}")
    before = _text(organiser.get(where))
    assert "1 người đã chấm" in before
    assert "100/100" not in before
    assert "Hàng rất tốt" not in before
    organiser.post(f"{where}/decide", data=_sheet(fair, 3))
    after = _text(organiser.get(where))
    assert "80/100" in after
    assert "Hàng rất tốt" in after


def test_the_second_of_two_deciders_is_shown_what_changed(organiser, person, fair, db):
    application = a_ready_application(fair=fair)
    colleague = people.an_organiser(organisation=fair.owner, name="Trần Thị Hạnh")
    seen = application.version
    review.decide(application, colleague, Decision.REFUSE, "Trùng mặt hàng", seen)
    data = {"decision": "accept", "reason": "", "version": seen, "seen": "0"}
    answer = organiser.post(_url(fair, f"applications/{application.id}/decide"), data=data)
    page = _text(answer)
    assert answer.status_code == 409
    assert "Từ lúc mở trang này" in page
    assert "dự kiến từ chối, lý do: Trùng mặt hàng" in page
    assert "Trần Thị Hạnh" in page
    assert db.session.get(Application, application.id).decision is Decision.REFUSE


def test_who_belongs_to_the_province_gets_no_form(organiser, person, fair):
    application = a_ready_application(fair=fair)
    organiser.post(_url(fair, "applications/own-units"), data={"unit": "quang-ninh"})
    where = _url(fair, f"applications/{application.id}")
    page = _text(organiser.get(where))
    assert "công tác tại Quảng Ninh" in page
    assert "segments--five" not in page
    assert organiser.post(f"{where}/decide", data=_sheet(fair)).status_code == 409
    organiser.post(_url(fair, "applications/own-units/quang-ninh/leave"))
    assert "segments--five" in _text(organiser.get(where))


def test_standing_aside_and_coming_back(organiser, person, fair):
    application = a_ready_application(fair=fair)
    where = _url(fair, f"applications/{application.id}")
    organiser.post(f"{where}/stand-aside", data={"recusal": " "})
    assert recusal.bar(person, application) is None
    organiser.post(f"{where}/stand-aside", data={"recusal": "Em trai làm giám đốc"})
    assert "Em trai làm giám đốc" in _text(organiser.get(where))
    organiser.post(f"{where}/come-back")
    assert "segments--five" in _text(organiser.get(where))


def test_criteria_are_rows_with_weights_and_a_total(organiser, fair):
    page = _text(organiser.get(_url(fair, "applications/criteria")))
    mark = re.search(r'name="mark" value="(\w+)"', page).group(1)
    data = {"mark": mark, "name-1": "Hạng sao", "weight-1": "60", "name-2": "Hồ sơ", "weight-2": "50"}
    assert organiser.post(_url(fair, "applications/criteria"), data=data).status_code == 302
    assert [(c.name, c.weight) for c in scoring.list_criteria(fair)] == [("Hạng sao", 60), ("Hồ sơ", 50)]
    assert ">110<" in _text(organiser.get(_url(fair, "applications/criteria")))
    again = organiser.post(_url(fair, "applications/criteria"), data=data)
    assert again.status_code == 409  # somebody who read the earlier rows
    kept = {"mark": scoring.mark(scoring.list_criteria(fair)), "weight-1": "nhiều"}
    assert organiser.post(_url(fair, "applications/criteria"), data=data | kept).status_code == 422


def _waiting(fair, number, **facts):
    return a_ready_application(
        fair=fair, state=S.WAITLISTED, decision=Decision.WAITLIST, waitlist_number=number, **facts
    )


def test_a_freed_booth_is_offered_and_taken_on_the_phone(organiser, fair, sign_in, person, db):
    first, second = _waiting(fair, 1), _waiting(fair, 2)
    data = {"kind": "standard", "booths": "1", "power_watts": "500"}
    assert organiser.post(_url(fair, "waitlist/vacancies"), data=data).status_code == 302
    vacancy = db.session.scalars(db.select(Vacancy)).one()
    organiser.post(_url(fair, f"waitlist/vacancies/{vacancy.id}/start"))
    assert first.producer.name in _text(organiser.get(_url(fair, "waitlist")))
    offer = db.session.scalars(db.select(Offer)).one()
    where = f"/producer/applications/{first.id}"
    phone = sign_in(first.producer.user)
    assert "Nhận gian này" in _text(phone.get(where))
    taken = phone.post(f"{where}/offer/take", data={"offer": offer.id})
    assert taken.status_code == 302
    assert db.session.get(Application, first.id).state is S.ACCEPTED
    assert db.session.get(Application, second.id).waitlist_number == 1
    phone.post(f"{where}/offer/take", data={"offer": offer.id})
    assert "bước khác" in _text(phone.get(where))


def test_declining_by_phone_asks_the_next(fair, sign_in, person, db):
    first, second = _waiting(fair, 1), _waiting(fair, 2)
    vacancy = offers.open_vacancy(fair, person, candidates.stand_of(first))
    offer = offers.start(vacancy, person)
    phone = sign_in(first.producer.user)
    phone.post(f"/producer/applications/{first.id}/offer/decline", data={"offer": offer.id})
    assert offers.open_offer_of(database.session.get(Application, second.id)) is not None
    assert "số 1" in _text(phone.get(f"/producer/applications/{first.id}"))


def test_an_offer_is_answered_by_nobody_else(fair, sign_in, person, db):
    first, second = _waiting(fair, 1), _waiting(fair, 2)
    offer = offers.start(offers.open_vacancy(fair, person, candidates.stand_of(first)), person)
    phone = sign_in(second.producer.user)
    assert (
        phone.post(f"/producer/applications/{first.id}/offer/take", data={"offer": offer.id}).status_code
        == 404
    )
    phone.post(f"/producer/applications/{second.id}/offer/take", data={"offer": offer.id})
    assert db.session.get(Application, second.id).state is S.WAITLISTED


@pytest.mark.parametrize("data", [{"hours": "0"}, {"hours": "x"}, {"hours": ""}, {"hours": "169"}], ids=str)
def test_hours_that_make_no_sense_come_back_with_a_sentence(organiser, fair, data):
    answer = organiser.post(_url(fair, "waitlist/rule"), data=data)
    assert answer.status_code == 422
    assert "field__error" in _text(answer)


@pytest.mark.parametrize("verb", ["start", "close"])
def test_another_fairs_place_is_not_found(organiser, fair, person, db, verb):
    other = an_open_fair()
    waiting = _waiting(other, 1)
    vacancy = offers.open_vacancy(other, person, candidates.stand_of(waiting))
    assert organiser.post(_url(fair, f"waitlist/vacancies/{vacancy.id}/{verb}")).status_code == 404
    assert organiser.post(_url(other, f"waitlist/vacancies/{vacancy.id}/{verb}")).status_code == 404
    assert (vacancy.started_at, vacancy.closed_at) == (None, None)
