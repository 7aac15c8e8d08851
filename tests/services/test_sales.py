"""The diary: who may keep it, until when, and what stays visible."""

import uuid
from datetime import time, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import at_local, format_day
from fairapp.domain.errors import Conflict, Invalid
from fairapp.domain.fairs import FairState
from fairapp.domain.sales import Answer, DiaryState, Line, Sent
from fairapp.services import sales
from tests.factories import a_fair, a_producer, a_product, a_site, an_application
from tests.people import an_organiser
from tests.running_fair import a_diary_day, a_finished_fair, a_running_fair, an_exhibitor, days_of, now


@pytest.fixture
def fair(db):
    return a_running_fair()


@pytest.fixture
def exhibitor(fair):
    producer = a_producer()
    tea, honey = a_product(producer=producer), a_product(producer=producer, leaf_code="II.1.a", stars=4)
    return an_exhibitor(fair=fair, producer=producer, products=[tea, honey])


def moment(fair, n, hour=19):
    return at_local(days_of(fair)[n], time(hour))


def keep(application, day, answer, at, **more):
    return sales.record(application.producer.user, application, day, answer, at, **more)


def test_an_evening_is_written_down(fair, exhibitor):
    tea = exhibitor.goods[0].product_id
    answer = Answer(
        total=3_000_000, lines=(Line(tea, 1_200_000),), orders=2, orders_value=9_000_000, note="mưa"
    )
    entry = keep(exhibitor, days_of(fair)[0], answer, moment(fair, 0))
    assert (entry.total, entry.orders_value, entry.note) == (3_000_000, 9_000_000, "mưa")
    assert [(line.product_id, line.amount) for line in entry.lines] == [(tea, 1_200_000)]


def test_the_same_evening_again_replaces_it(db, fair, exhibitor):
    tea, honey = (goods.product_id for goods in exhibitor.goods)
    day = days_of(fair)[0]
    keep(exhibitor, day, Answer(lines=(Line(tea, 1), Line(honey, 2))), moment(fair, 0))
    keep(exhibitor, day, Answer(total=9, lines=(Line(honey, 4),)), moment(fair, 0, 20))
    db.session.expire_all()
    entry = sales.find_day(exhibitor, day)
    assert (entry.total, [(line.product_id, line.amount) for line in entry.lines]) == (9, [(honey, 4)])
    assert entry.changed_at == moment(fair, 0, 20)


def test_until_ten_the_next_morning_nothing_is_remembered(fair, exhibitor):
    day = days_of(fair)[0]
    keep(exhibitor, day, Answer(total=5), moment(fair, 0))
    keep(exhibitor, day, Answer(total=6), at_local(day + timedelta(1), time(9, 59)))
    assert sales.history(exhibitor) == []


def test_later_the_former_figure_stays_visible(fair, exhibitor):
    day = days_of(fair)[0]
    keep(exhibitor, day, Answer(total=1_000_000), moment(fair, 0))
    keep(exhibitor, day, Answer(total=1_500_000), at_local(day + timedelta(1), time(10)))
    (entry,) = sales.history(exhibitor)
    told = entry.sentence % entry.values
    assert "1.000.000" in told
    assert "1.500.000" in told
    assert format_day(day) in told


def test_a_late_change_of_products_and_orders_is_told_too(fair, exhibitor):
    day, tea = days_of(fair)[0], exhibitor.goods[0].product
    keep(exhibitor, day, Answer(total=9_000_000), moment(fair, 0))
    late = at_local(day + timedelta(1), time(10))
    keep(exhibitor, day, Answer(False, 9_000_000, (Line(tea.id, 400_000),), 2, 5_000_000), late)
    told = [entry.sentence % entry.values for entry in sales.history(exhibitor)]
    assert len(told) == 2
    assert any(tea.name in line and "400.000" in line for line in told)
    assert any("2 (5.000.000" in line for line in told)


def test_a_late_change_of_the_split_and_the_agreements_is_told_too(fair, exhibitor):
    day = days_of(fair)[0]
    keep(exhibitor, day, Answer(total=9_000_000), moment(fair, 0))
    late = at_local(day + timedelta(1), time(10))
    keep(exhibitor, day, Answer(total=9_000_000, transfer=400_000, agreements=2), late)
    told = [entry.sentence % entry.values for entry in sales.history(exhibitor)]
    assert len(told) == 2
    assert any("chuyển khoản" in line and "400.000" in line for line in told)


def test_what_a_phone_had_in_time_but_sent_late_says_both(fair, exhibitor):
    day, arrived = days_of(fair)[0], at_local(days_of(fair)[0] + timedelta(1), time(11))
    sent = Sent(uuid.uuid4(), frozenset(), moment(fair, 0, 21))
    entry = keep(exhibitor, day, Answer(total=5), arrived, sent=sent)
    (line,) = sales.history(exhibitor)
    assert "Báo muộn" in line.sentence
    assert "21:00" in line.sentence % line.values
    assert entry.written_at == moment(fair, 0, 21)


def test_a_receipt_that_was_lost_is_given_again_after_the_book_is_closed(db):
    fair = a_finished_fair(state=FairState.CLOSED)
    exhibitor, last = an_exhibitor(fair=fair), days_of(fair)[-1]
    sent = Sent(uuid.uuid4(), frozenset())
    first = keep(exhibitor, last, Answer(total=5), at_local(last, time(21)), sent=sent)
    again = keep(exhibitor, last, Answer(total=5), at_local(last + timedelta(1), time(12)), sent=sent)
    assert (again.id, again.total, again.changed_at) == (first.id, 5, None)
    assert sales.history(exhibitor) == []


def test_an_id_belongs_to_one_answer(db, fair, exhibitor):
    same = Sent(uuid.uuid4(), frozenset())
    keep(exhibitor, days_of(fair)[0], Answer(total=5), moment(fair, 0), sent=same)
    with pytest.raises(IntegrityError):
        keep(exhibitor, days_of(fair)[1], Answer(total=6), moment(fair, 1), sent=same)


def test_a_late_first_answer_is_remembered_as_late(fair, exhibitor):
    day = days_of(fair)[0]
    keep(exhibitor, day, Answer(nothing_sold=True), at_local(day + timedelta(1), time(11)))
    (entry,) = sales.history(exhibitor)
    assert entry.action == "diary.late"


def test_saying_the_same_again_leaves_no_trace(fair, exhibitor):
    day = days_of(fair)[0]
    keep(exhibitor, day, Answer(total=7), moment(fair, 0))
    keep(exhibitor, day, Answer(total=7), moment(fair, 1, 12))
    assert sales.history(exhibitor) == []


def test_days_to_come_and_days_between_take_no_answer(fair, exhibitor):
    with pytest.raises(Conflict):
        keep(exhibitor, days_of(fair)[3], Answer(total=5), moment(fair, 1))
    with pytest.raises(Invalid):
        keep(exhibitor, days_of(fair)[0] - timedelta(1), Answer(total=5), moment(fair, 1))


@pytest.mark.parametrize(
    "state", [ApplicationState.SUBMITTED, ApplicationState.WAITLISTED, ApplicationState.WITHDRAWN]
)
def test_only_accepted_applications_keep_a_diary(fair, state):
    application = an_application(fair=fair, state=state)
    with pytest.raises(Conflict):
        sales.read_diary(application, now())


def test_accepted_without_a_booth_keeps_no_diary(fair):
    application = an_application(fair=fair, state=ApplicationState.ACCEPTED)
    with pytest.raises(Conflict):
        keep(application, days_of(fair)[0], Answer(total=5), moment(fair, 0))


def test_a_booth_answers_only_for_the_days_of_its_own_site(db):
    fair = a_running_fair(days=2)
    a_site(fair=fair, first_day=days_of(fair)[1] + timedelta(3), days=1)
    exhibitor = an_exhibitor(fair=fair)
    assert [view.day for view in sales.read_diary(exhibitor, now()).days] == days_of(fair)[:2]


def test_somebody_elses_product_is_not_sold_here(fair, exhibitor):
    strange = a_product(producer=a_producer())
    with pytest.raises(Invalid):
        keep(exhibitor, days_of(fair)[0], Answer(lines=(Line(strange.id, 5),)), moment(fair, 0))


def test_when_the_book_is_closed_only_the_organiser_mends(db):
    fair = a_finished_fair(state=FairState.CLOSED, closed_at=now())
    exhibitor, last = an_exhibitor(fair=fair), days_of(fair)[-1]
    organiser = an_organiser(organisation=fair.owner)
    with pytest.raises(Conflict):
        keep(exhibitor, last, Answer(total=5), now())
    assert sales.record(organiser, exhibitor, last, Answer(total=5), now()).total == 5


def test_between_closing_and_ten_the_next_morning_the_book_is_open(db):
    fair = a_finished_fair(state=FairState.CLOSED)
    exhibitor, last = an_exhibitor(fair=fair), days_of(fair)[-1]
    assert keep(exhibitor, last, Answer(total=5), at_local(last + timedelta(1), time(9))).total == 5


def test_nobody_sells_at_a_fair_that_was_called_off(db):
    fair = a_running_fair(state=FairState.CANCELLED)
    with pytest.raises(Conflict):
        keep(an_exhibitor(fair=fair), days_of(fair)[0], Answer(total=5), moment(fair, 0))


def test_the_diary_asks_for_today_first(fair, exhibitor):
    first, second = days_of(fair)[:2]
    diary = sales.read_diary(exhibitor, moment(fair, 1))
    assert diary.default(second).day == second
    assert (diary.unanswered, [view.begun for view in diary.days]) == (2, [True, True, False, False])
    keep(exhibitor, first, Answer(total=5), moment(fair, 1))
    diary = sales.read_diary(exhibitor, moment(fair, 1))
    assert (diary.total, diary.unanswered, diary.get(first).state) == (5, 1, DiaryState.REPORTED)


def test_the_day_is_seen_province_by_province(fair):
    day = days_of(fair)[0]
    at_home = [an_exhibitor(fair=fair) for _ in range(3)]
    away = an_exhibitor(fair=fair, unit_id="son-la", booths=2)
    a_diary_day(application=at_home[0], day=day, total=4_000_000)
    a_diary_day(application=at_home[1], day=day, total=0)
    a_diary_day(application=away, day=day, total=9_000_000)
    overview = sales.read_overview(fair, day)
    assert [
        (p.name, p.expected, p.reported, p.nothing_sold, p.unanswered, p.total) for p in overview.provinces
    ] == [
        ("Quảng Ninh", 3, 1, 1, 1, 4_000_000),
        ("Sơn La", 1, 1, 0, 0, 9_000_000),
    ]
    assert overview.total == 13_000_000
    assert [line.application_id for line in overview.silent] == [at_home[2].id]
    assert len(next(line for line in overview.lines if line.unit == "Sơn La").booths) == 2


def test_another_fairs_exhibitors_are_not_counted(fair):
    other = a_running_fair()
    a_diary_day(application=an_exhibitor(fair=other), day=days_of(other)[0])
    assert sales.read_overview(fair, days_of(fair)[0]).lines == []


def test_the_list_is_searched_filtered_and_sorted(fair):
    day = days_of(fair)[0]
    rich = an_exhibitor(fair=fair, name="Hợp tác xã Đông Triều")
    a_diary_day(application=rich, day=day, total=9)
    poor = an_exhibitor(fair=fair, name="Hợp tác xã Ba Chẽ", unit_id="son-la")
    a_diary_day(application=poor, day=day, total=1)
    an_exhibitor(fair=fair, name="Hộ Cô Tô")
    overview = sales.read_overview(fair, day)

    def names(**wanted):
        wanted = {"q": "", "unit": "", "state": "", "sort": "name"} | wanted
        return [line.producer.split()[-1] for line in sales.choose(overview, **wanted)]

    assert names() == ["Tô", "Chẽ", "Triều"]
    assert names(q="dong trieu") == ["Triều"]
    assert names(unit="Sơn La") == ["Chẽ"]
    assert names(state="none") == ["Tô"]
    assert names(sort="-total") == ["Triều", "Chẽ", "Tô"]


def test_the_overview_asks_once_however_many_exhibitors(db, fair):
    day = days_of(fair)[0]

    def statements():
        seen = []
        listener = lambda *args: seen.append(args[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listener)
        sales.read_overview(fair, day)
        event.remove(db.engine, "before_cursor_execute", listener)
        return len(seen)

    an_exhibitor(fair=fair)
    few = statements()
    for _ in range(12):
        a_diary_day(application=an_exhibitor(fair=fair), day=day)
    assert statements() == few == 1


def test_the_silent_are_found_with_an_address(fair):
    day = days_of(fair)[0]
    answered, silent = an_exhibitor(fair=fair), an_exhibitor(fair=fair, booths=2)
    without = an_exhibitor(fair=fair, producer=a_producer(user=None, entered_by_id=None))
    a_diary_day(application=answered, day=day)
    found = {one.application_id: one.to.email for one in sales.list_silent(fair.id, day)}
    assert found == {silent.id: silent.producer.user.email, without.id: ""}


def test_only_fairs_that_are_open_keep_diaries(db):
    open_now, called_off = a_running_fair(), a_running_fair(state=FairState.CANCELLED)
    a_fair()
    found = sales.list_fairs_open(days_of(open_now)[0])
    assert open_now in found
    assert called_off not in found
