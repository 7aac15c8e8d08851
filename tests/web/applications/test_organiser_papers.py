"""A reviewer reads the papers of an application."""

import pytest

from fairapp.domain.papers import Finding
from fairapp.models import Application, PaperVerdict
from fairapp.services import papers
from fairapp.services.applications import paper_review
from fairapp.services.papers import Sent
from tests import people
from tests.factories import (
    a_delegation,
    a_demand,
    a_kind,
    a_paper,
    a_producer,
    a_ready_application,
    an_open_fair,
)
from tests.services.test_papers import a_pdf
from tests.statements import statements


@pytest.fixture
def fair(db):
    fair = an_open_fair()
    for code in ("business", "food_safety"):
        a_demand(fair=fair, kind=code)
    return fair


@pytest.fixture
def reviewer(fair):
    return people.an_organiser(organisation=fair.owner)


@pytest.fixture
def organiser(reviewer, sign_in):
    return sign_in(reviewer)


@pytest.fixture
def application(fair):
    return a_ready_application(fair=fair)


def _text(answer):
    return answer.get_data(as_text=True)


def _desk(application):
    return f"/organiser/fairs/{application.fair_id}/applications/{application.id}/papers"


def test_the_first_unread_paper_lies_on_the_desk_with_the_missing_ones_named(
    organiser, application, reviewer
):
    read = a_paper(producer=application.producer, kind="business")
    unread = a_paper(producer=application.producer, kind="other", filename="khac.pdf")
    paper_review.judge(application, read.id, reviewer, Finding.GOOD, "", 0)
    page = _text(organiser.get(_desk(application)))
    assert f"/applications/papers/{read.id}" in page  # nothing else is wanted and unread
    assert a_kind("food_safety").name in page and "Thiếu" in page
    page = _text(organiser.get(f"{_desk(application)}?paper={unread.id}"))
    assert f"/applications/papers/{unread.id}" in page


def test_without_papers_the_desk_says_what_to_do(organiser, application):
    assert "Chủ thể chưa gửi giấy tờ nào" in _text(organiser.get(_desk(application)))


def test_writing_goes_on_to_the_next_unread_paper(organiser, application, db):
    first, second = (a_paper(producer=application.producer, kind=k) for k in ("business", "food_safety"))
    answer = organiser.post(f"{_desk(application)}/{first.id}", data={"finding": "good", "seen": "0"})
    assert answer.location.endswith(f"?paper={second.id}")
    data = {"finding": "lacking", "reason": "Ảnh mờ", "seen": "0"}
    answer = organiser.post(f"{_desk(application)}/{second.id}", data=data)
    assert "Mọi giấy tờ của đơn này đã được xem" in _text(organiser.get(answer.location))
    assert [v.finding for v in db.session.query(PaperVerdict).order_by(PaperVerdict.id)] == [
        Finding.GOOD,
        Finding.LACKING,
    ]


@pytest.mark.parametrize("data", [{}, {"finding": "perhaps"}, {"finding": "lacking", "reason": " "}], ids=str)
def test_half_a_verdict_is_refused_at_its_field(organiser, application, db, data):
    paper = a_paper(producer=application.producer, kind="business")
    answer = organiser.post(f"{_desk(application)}/{paper.id}", data=data | {"seen": "0"})
    assert answer.status_code == 422 and "field__error" in _text(answer)
    assert db.session.query(PaperVerdict).count() == 0


def test_the_second_reviewer_sees_the_first_ones_word_and_what_was_typed(organiser, application, fair, db):
    paper = a_paper(producer=application.producer, kind="business")
    first = people.an_organiser(organisation=fair.owner, name="Ngô Thị Trước")
    paper_review.judge(application, paper.id, first, Finding.GOOD, "", 0)
    data = {"finding": "lacking", "reason": "chữ đã gõ", "seen": "0"}
    answer = organiser.post(f"{_desk(application)}/{paper.id}", data=data)
    page = _text(answer)
    assert answer.status_code == 409
    assert "Ngô Thị Trước" in page and "chữ đã gõ" in page
    verdict = db.session.query(PaperVerdict).one()
    assert verdict.finding is Finding.GOOD
    assert f'name="seen" value="{verdict.version}"' in page


def test_a_paper_replaced_while_it_was_read_brings_the_new_one_to_the_desk(organiser, application, db):
    producer = application.producer
    old = papers.add_paper(producer, producer.user, a_kind(), Sent("cu.pdf", a_pdf()))
    new = papers.add_paper(producer, producer.user, a_kind(), Sent("moi.pdf", a_pdf()))
    answer = organiser.post(f"{_desk(application)}/{old.id}", data={"finding": "good", "seen": "0"})
    page = _text(answer)
    assert answer.status_code == 409 and "Chủ thể vừa gửi bản mới" in page
    assert f"/applications/papers/{new.id}" in page
    assert db.session.query(PaperVerdict).count() == 0


def test_a_verdict_is_taken_back(organiser, application, reviewer, db):
    paper = a_paper(producer=application.producer, kind="business")
    verdict = paper_review.judge(application, paper.id, reviewer, Finding.GOOD, "", 0)
    address = f"{_desk(application)}/{paper.id}/take-back"
    assert organiser.post(address, data={"seen": verdict.version + 1}).status_code == 409
    assert organiser.post(address, data={"seen": verdict.version}).status_code == 302
    assert db.session.query(PaperVerdict).count() == 0


def test_the_producer_and_its_lead_see_verdict_and_reason(application, reviewer, fair, sign_in, db):
    paper = a_paper(producer=application.producer, kind="business")
    paper_review.judge(application, paper.id, reviewer, Finding.LACKING, "Ảnh mờ, chụp lại", 0)
    lead = people.a_lead()
    a_delegation(fair=fair, lead=lead)
    number = application.id
    own = sign_in(application.producer.user)
    for path in ("/producer/", "/producer/papers", f"/producer/applications/{number}"):
        assert "Ảnh mờ, chụp lại" in _text(own.get(path)), path
    assert "Ảnh mờ, chụp lại" in _text(sign_in(lead).get(f"/delegation/applications/{number}"))


def test_the_list_counts_and_narrows_to_those_that_lack_papers(organiser, fair):
    whole = a_ready_application(fair=fair, producer=a_producer(name="HTX Đủ Giấy"))
    a_ready_application(fair=fair, producer=a_producer(name="HTX Thiếu Giấy"))
    for code in ("business", "food_safety"):
        a_paper(producer=whole.producer, kind=code, expires_on=fair.sites[0].sessions[-1].day)
    base = f"/organiser/fairs/{fair.id}/applications"
    page = _text(organiser.get(base))
    assert "1 đơn đang xét còn thiếu giấy tờ" in page and "2 giấy chưa đạt" in page
    page = _text(organiser.get(f"{base}?papers=lacking"))
    assert "HTX Thiếu Giấy" in page and "HTX Đủ Giấy" not in page


def test_the_desk_costs_the_same_for_few_papers_and_for_many(organiser, application):
    counts = []
    for n in (2, 40):
        for _ in range(n):
            a_paper(producer=application.producer, kind="other")
        with statements() as seen:
            assert organiser.get(_desk(application)).status_code == 200
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_paper_of_a_draft_is_not_found(organiser, fair, db):
    from fairapp.domain.applications import ApplicationState

    draft = a_ready_application(fair=fair, state=ApplicationState.DRAFT)
    paper = a_paper(producer=draft.producer, kind="business")
    assert organiser.get(_desk(draft)).status_code == 404
    assert organiser.post(f"{_desk(draft)}/{paper.id}", data={"finding": "good"}).status_code == 404
    assert db.session.get(Application, draft.id) is not None
