"""An exhibitor's first page, through every stage of a fair."""

from datetime import date, time, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fairapp.db import clock_at, now
from fairapp.domain.applications import ApplicationState, Decision
from fairapp.domain.calendar import at_local, format_moment, local_day
from fairapp.domain.exhibitors import stage, tasks
from fairapp.domain.fairs import FairState
from fairapp.domain.papers import Ask, Finding
from fairapp.domain.settlement import EntryKind
from fairapp.models import Notice, Offer, PaperVerdict, Vacancy
from fairapp.services import allocation, exhibitors
from fairapp.services.fees import bundles, entries, listing
from fairapp.web.exhibitors import words
from tests import factories as a
from tests.fee_rows import a_fair_with_fees, an_invoice
from tests.people import a_lead, an_organiser
from tests.running_fair import (
    a_diary_day,
    a_finished_fair,
    a_running_fair,
    an_agreement,
    an_exhibitor,
    days_of,
)

FIRST = date(2026, 12, 12)
NAME = "Hội chợ OCOP Hạ Long"
KEY = Ed25519PrivateKey.generate()


def home(sign_in, producer, path="/producer/"):
    page = sign_in(producer.user).get(path)
    assert page.status_code == 200
    return page.text


def big_button(page: str) -> str:
    after = page.split('class="btn btn-primary btn-lg now__button"', 1)[1]
    return after.split("<span>", 1)[1].split("</span>", 1)[0]


def sentence(page: str) -> str:
    return page.split('id="now">', 1)[1].split("</h1>", 1)[0]


def told_at(app, application, moment) -> tuple[str, str]:
    """Sentence and button of another moment; a page has only the server's clock."""
    with app.test_request_context(), clock_at(moment):
        standing = exhibitors.gather(application, None, moment)
        here = stage(standing.facts, moment)
        left = sum(not task.done for task in tasks(standing.facts, moment))
        return words.sentence(standing, here, moment, left), words.big_button(standing, here).word


@pytest.mark.parametrize(
    "clock, days_later, hours",
    [
        (time(7), 0, "mở cửa 08:00 hôm nay"),
        (time(20, 59), 0, "mở cửa đến 21:00 hôm nay"),
        (time(21), 0, "mở cửa 08:00 ngày 13/12"),
        (time(7, 30), -1, "mở cửa 08:00 ngày 12/12"),
        (time(21), 1, "hội chợ đã kết thúc"),
    ],
)
def test_the_sentence_says_booth_size_and_the_next_opening(app, db, clock, days_later, hours):
    application = an_exhibitor(fair=a.a_fair(first_day=FIRST, days=2))
    number = allocation.booths_of(application)[0].number
    said, _button = told_at(app, application, at_local(FIRST + timedelta(days=days_later), clock))
    assert said.startswith(f"Gian {number} – 3×3\u00a0m – {hours}")


def test_without_a_fair_nothing_is_asked(sign_in, db):
    page = home(sign_in, a.a_producer())
    assert "Hiện chưa có hội chợ nào nhận đăng ký" in sentence(page)
    assert "now__button" not in page


def test_an_open_fair_is_to_be_registered_for(sign_in, db):
    a.an_open_fair(name=NAME)
    page = home(sign_in, a.a_producer())
    assert (big_button(page), "còn 3 việc" in sentence(page)) == ("Đăng ký gian hàng", True)
    assert sentence(page).startswith(f"{NAME} – nhận đăng ký đến")


def applicant(state, **facts):
    return a.a_ready_application(fair=a.an_open_fair(name=NAME), state=state, **facts)


@pytest.mark.parametrize(
    "state, facts, answer, button",
    [
        (ApplicationState.DRAFT, {}, "đơn mới là bản nháp", "Viết tiếp đơn"),
        (ApplicationState.SUBMITTED, {}, "ban tổ chức đang xét", "Xem đơn"),
        (ApplicationState.ENDORSED, {}, "ban tổ chức đang xét", "Xem đơn"),
        (
            ApplicationState.RETURNED,
            {"return_reason": "Thiếu giấy an toàn thực phẩm"},
            "đơn cần bổ sung: Thiếu giấy an toàn thực phẩm",
            "Bổ sung đơn",
        ),
        (ApplicationState.WAITLISTED, {"waitlist_number": 7}, "danh sách chờ, số 7", "Xem đơn"),
        (ApplicationState.REFUSED, {}, "đơn không được nhận", "Xem đơn"),
        (ApplicationState.WITHDRAWN, {}, "đơn đã rút", "Xem đơn"),
        (ApplicationState.ACCEPTED, {}, "đơn được nhận, chưa có gian", "Xem kết quả xếp gian"),
    ],
)
def test_before_there_is_a_booth_the_answer_is_what_matters(sign_in, db, state, facts, answer, button):
    application = applicant(state, **facts)
    page = home(sign_in, application.producer, f"/producer/applications/{application.id}/home")
    assert answer in sentence(page)
    assert big_button(page) == button


def test_a_place_that_is_offered_says_until_when_and_how_long_that_is(sign_in, db):
    application = applicant(ApplicationState.WAITLISTED, waitlist_number=1, decision=Decision.WAITLIST)
    until = now() + timedelta(hours=3, minutes=20, seconds=30)
    vacancy = Vacancy(fair=application.fair, booths=1)
    db.session.add(Offer(vacancy=vacancy, application=application, booths=1, expires_at=until))
    page = home(sign_in, application.producer)
    assert format_moment(until) in sentence(page)
    assert "còn 3 giờ 20 phút để trả lời" in sentence(page)
    assert big_button(page) == "Trả lời lời mời"


def test_a_cancelled_fair_asks_for_nothing(sign_in, db):
    application = applicant(ApplicationState.ACCEPTED)
    application.fair.state = FairState.CANCELLED
    page = home(sign_in, application.producer)
    assert sentence(page) == f"{NAME} – hội chợ đã huỷ"
    assert "Việc cần làm" not in page


def test_a_paper_in_which_something_is_missing_leads_to_its_place(sign_in, db):
    application = applicant(ApplicationState.SUBMITTED)
    kind = a.a_kind("business")
    a.a_demand(fair=application.fair, kind=kind, ask=Ask.REQUIRED)
    paper = a.a_paper(producer=application.producer, kind=kind)
    reviewer = an_organiser(organisation=application.fair.owner)
    verdict = {"finding": Finding.LACKING, "reason": "Ảnh mờ", "by_id": reviewer.id, "by_name": "Lan"}
    db.session.add(PaperVerdict(fair_id=application.fair_id, paper_id=paper.id, **verdict))
    page = home(sign_in, application.producer)
    assert big_button(page) == "Bổ sung giấy tờ"
    assert f"/producer/papers?kind={kind.id}#send" in page
    assert "Ảnh mờ" in page


def test_a_fee_is_shown_with_its_code_and_gone_when_the_province_pays(sign_in, db):
    fair, organiser = a_fair_with_fees()
    invoice = an_invoice(fair, organiser, unit_id="quang-ninh")
    producer = invoice.application.producer
    page = home(sign_in, producer)
    assert big_button(page) == "Thanh toán phí gian hàng"
    assert "Mã VietQR" in page and invoice.code in page and "3.500.000" in page
    lead = a_lead()
    bundles.make(a.a_delegation(fair=fair, lead=lead), lead, [invoice.application_id])
    page = home(sign_in, producer)
    assert big_button(page) == "Nhập nhân sự"
    assert invoice.code not in page and "nộp thay" in page


def test_passes_are_counted_against_the_free_allocation(sign_in, db):
    fair = a.an_open_fair(passes_per_booth=5)
    application = an_exhibitor(fair=fair)
    assert "0/5" in home(sign_in, application.producer)
    for _ in range(3):
        a.a_pass(fair=fair, key=KEY, application=application)
    page = home(sign_in, application.producer)
    assert "3/5" in page and big_button(page) == "Xem gian của tôi"


def test_the_booth_is_marked_on_the_small_plan(sign_in, db):
    application = an_exhibitor(fair=a.an_open_fair(), booths=2)
    an_exhibitor(fair=application.fair)
    page = home(sign_in, application.producer)
    assert page.count('class="plan-thumb__mine"') == 2
    assert f'class="plan-thumb" href="/producer/applications/{application.id}/booth"' in page


def test_lead_and_organiser_are_one_tap_away(sign_in, db):
    application = an_exhibitor(fair=a.an_open_fair(hotline="+84900000199"))
    lead = a.a_user(name="Cao Văn Toàn", phone="+84912000111", role="delegation")
    a.a_delegation(fair=application.fair, lead=lead)
    page = home(sign_in, application.producer)
    assert 'href="tel:+84912000111"' in page and 'href="tel:+84900000199"' in page


def test_the_diary_then_the_word_afterwards(app, sign_in, db):
    fair = a_running_fair(begun=1)
    application = an_exhibitor(fair=fair)
    page = home(sign_in, application.producer)
    assert big_button(page) == "Nhập doanh số"
    for day in days_of(fair):
        a_diary_day(application=application, day=day)
    assert big_button(home(sign_in, application.producer)) == "Xem sổ bán hàng"
    assert told_at(app, application, now() + timedelta(days=5))[1] == "Góp ý"


def test_of_several_fairs_the_one_that_matters_now_stands_on_top_and_the_rest_below(sign_in, db):
    producer = a.a_producer()
    over = an_exhibitor(fair=a_finished_fair(name="Hội chợ đã qua"), producer=producer)
    live = an_exhibitor(fair=a_running_fair(name="Hội chợ đang mở"), producer=producer)
    asked = a.a_ready_application(
        fair=a.an_open_fair(name="Hội chợ sắp tới"),
        producer=producer,
        state=ApplicationState.RETURNED,
        return_reason="Ghi rõ công suất điện",
    )
    page = home(sign_in, producer)
    top, below = page.split("Hội chợ khác của tôi", 1)
    assert "Hội chợ đang mở" in top and "Gian" in sentence(page)
    for other in (over, asked):
        assert f"/producer/applications/{other.id}/home" in below
    assert f"/producer/applications/{live.id}/home" not in below
    assert "Ghi rõ công suất điện" in below
    chosen = home(sign_in, producer, f"/producer/applications/{asked.id}/home")
    assert big_button(chosen) == "Bổ sung đơn"


def test_an_old_fair_gives_way_to_one_that_takes_applications(sign_in, db):
    application = an_exhibitor(fair=a_finished_fair(ago=200, name="Hội chợ năm trước"))
    a.an_open_fair(name="Hội chợ năm nay")
    page = home(sign_in, application.producer)
    assert sentence(page).startswith("Hội chợ năm nay")
    assert "Hội chợ năm trước" in page.split("Hội chợ khác của tôi", 1)[1]


def test_somebody_elses_home_is_not_found(sign_in, db):
    application = an_exhibitor(fair=a.an_open_fair())
    page = sign_in(a.a_producer().user).get(f"/producer/applications/{application.id}/home")
    assert page.status_code == 404


def test_the_inbox_shows_the_latest_three(sign_in, db):
    producer = a.a_producer()
    for n in range(5):
        told = {"user_id": producer.user_id, "name": producer.name, "subject": f"Tin {n}", "body": "…"}
        db.session.add(Notice(key=f"tin:{n}", **told))
    page = home(sign_in, producer)
    assert [f"Tin {n}" in page for n in range(5)] == [False, False, True, True, True]


def test_a_task_completes_itself_when_the_fact_is_there(sign_in, db):
    fair, organiser = a_fair_with_fees()
    invoice = an_invoice(fair, organiser)
    before = home(sign_in, invoice.application.producer)
    assert "còn 2 việc" in sentence(before)
    found = listing.get_for_application(invoice.application)
    entries.receive(fair, organiser, found, EntryKind.CASH, 3_500_000, a.today(), "Phiếu thu 01")
    after = home(sign_in, invoice.application.producer)
    assert "còn 1 việc" in sentence(after) and "1 việc đã xong" in after


def a_deal(application, ago, **facts):
    facts.setdefault("producer_id", application.producer_id)
    facts.setdefault("party_a", application.producer.name)
    day = local_day(now()) - timedelta(ago)
    return an_agreement(fair=application.fair, signed_on=day, party_b="Siêu thị Sông Xanh", **facts)


def open_tasks(page: str) -> str:
    """Those above the fold of what is done."""
    return page.split('id="tasks"', 1)[1].split("tasks-done", 1)[0] if 'id="tasks"' in page else ""


def test_what_became_of_an_agreement_is_a_task_after_the_fair_is_closed_and_completes_itself(sign_in, db):
    closed = a_finished_fair(ago=31, state=FairState.CLOSED, closed_at=now())
    mine, other = an_exhibitor(fair=closed), an_exhibitor(fair=closed)
    deal = a_deal(mine, 32)
    a_deal(other, 32)
    a_deal(mine, 33, producer_id=None)  # the organiser wrote it down, and is asked
    path = f"/producer/applications/{mine.id}/agreements/{deal.id}/follow-up"
    shown = open_tasks(home(sign_in, mine.producer))
    assert shown.count("/follow-up") == 1
    assert f'href="{path}"' in shown
    assert "mốc 30 ngày" in shown
    assert "Siêu thị Sông Xanh" in shown
    browser = sign_in(mine.producer.user)
    assert browser.get(path).status_code == 200
    assert browser.post(f"{path}/30", data={"answer": "under_way"}).status_code == 302
    page = browser.get("/producer/").text
    assert path not in open_tasks(page)
    assert path in page.split("tasks-done", 1)[1]


def test_an_agreement_of_another_fair_is_asked_about_whatever_the_page_is_about(sign_in, db):
    old = an_exhibitor(fair=a_finished_fair(ago=60))
    a.a_fair(name="Hội chợ sắp tới", apply_until=now() + timedelta(days=3))
    deal = a_deal(old, 61)
    page = home(sign_in, old.producer)
    assert "Hội chợ sắp tới" in sentence(page)
    assert f"/producer/applications/{old.id}/agreements/{deal.id}/follow-up" in open_tasks(page)


@pytest.mark.parametrize(
    "ago, asked", [(29, False), (30, True), (59, True), (60, True), (119, True), (120, False)]
)
def test_an_agreement_is_asked_about_from_its_thirtieth_day_on(sign_in, db, ago, asked):
    mine = an_exhibitor(fair=a_finished_fair(ago=3))
    a_deal(mine, ago)
    assert ("/follow-up" in open_tasks(home(sign_in, mine.producer))) is asked


def test_nobody_is_asked_about_a_fair_that_was_called_off_or_without_a_booth(sign_in, db):
    off = an_exhibitor(fair=a_finished_fair(ago=31, state=FairState.CANCELLED))
    a_deal(off, 32)
    gone = a.an_application(
        fair=a_finished_fair(ago=31), producer=a.a_producer(), state=ApplicationState.ACCEPTED
    )
    a_deal(gone, 32)
    for one in (off, gone):
        assert "/follow-up" not in home(sign_in, one.producer)
