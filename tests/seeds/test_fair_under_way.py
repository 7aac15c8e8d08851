"""The fair under way is large enough to be believed, and keeps the rules that it is to show."""

import unicodedata
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import String, Text, func, select

from fairapp.db import Base, UTCDateTime, now
from fairapp.domain.applications import ApplicationState
from fairapp.domain.calendar import local, local_day
from fairapp.domain.circulars import CircularState
from fairapp.domain.completeness import missing
from fairapp.domain.fairs import FairState, Phase
from fairapp.domain.inspections import Attendance, FindingState, ReportState
from fairapp.domain.ocop import IssuerLevel, certificate_expiry, get_leaf, level_for
from fairapp.domain.papers import PaperState
from fairapp.domain.phones import to_e164
from fairapp.domain.settlement import InvoiceState, LineState
from fairapp.domain.sheets import Outcome
from fairapp.domain.uploads import MediaType, sniff
from fairapp.models import (
    Application,
    Assessment,
    Booth,
    Circular,
    DiaryDay,
    Fair,
    Feedback,
    ImportRow,
    Offer,
    Paper,
    PaperDemand,
    Producer,
    Product,
    Sponsor,
    Unit,
    User,
)
from fairapp.seeds.accounts import DEMO_ACCOUNTS, PASSWORD
from fairapp.services import accounts, allocation, applications, fairs, inspections
from fairapp.services.fees import listing, statements
from fairapp.services.fees.totals import totals as totals_of
from fairapp.services.papers import path_of

pytestmark = pytest.mark.slow

# Moments that lie ahead by their nature: deadlines, and when a hall is given back.
PLANNED = {"fair.apply_until", "fair.apply_from", "site.build_from", "site.clear_by"}


def of(fair):
    return select(Application).where(Application.fair_id == fair.id)


def test_it_opened_two_days_ago_and_runs_five_days(data, live):
    days = fairs.days(live)
    assert len(days) == 5
    assert days[2] == local_day(now())
    assert live.illustrative


def test_nothing_has_happened_in_the_future(data):
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, UTCDateTime) and f"{table.name}.{column.name}" not in PLANNED:
                latest = data.scalar(select(func.max(column)))
                assert latest is None or latest <= now(), f"{table.name}.{column.name}"


def test_every_state_of_an_application_is_there(data, live):
    states = Counter(data.scalars(select(Application.state).where(Application.fair_id == live.id)))
    assert set(states) == set(ApplicationState)
    assert 125 <= states[ApplicationState.ACCEPTED] <= 135


def test_whatever_was_sent_was_complete(data, live):
    for application in data.scalars(of(live).where(Application.state != ApplicationState.DRAFT)):
        assert missing(applications.facts(application)) == [], application.producer.name


def test_who_was_turned_down_or_asked_reads_why(data, live):
    for application in data.scalars(of(live)):
        if application.state is ApplicationState.REFUSED:
            assert application.decision_reason
        if application.state is ApplicationState.RETURNED:
            assert application.return_reason
            assert application.returned_by


def test_moments_of_an_application_follow_each_other_in_waking_hours(data, live):
    for application in data.scalars(of(live).where(Application.submitted_at.is_not(None))):
        moments = [application.created_at, application.submitted_at, application.endorsed_at]
        moments += [application.decided_at, application.announced_at]
        known = [moment for moment in moments if moment]
        assert known == sorted(known)
        assert all(6 <= local(moment).hour <= 23 for moment in known)
        assert application.state is not ApplicationState.ENDORSED or application.endorsed_at


def test_waiting_list_is_numbered_without_gaps(data, live):
    numbers = data.scalars(
        select(Application.waitlist_number).where(
            Application.fair_id == live.id, Application.waitlist_number.is_not(None)
        )
    )
    found = sorted(numbers)
    assert found == list(range(1, len(found) + 1))


def test_no_booth_is_given_twice_and_every_one_has_its_reason(data, live):
    plan = allocation.published(live)
    given = [row.booth_id for row in plan.assignments]
    assert len(given) == len(set(given)) > 130
    assert all(row.reason for row in plan.assignments)
    assert allocation.open_desk(live, plan).problems() == []


def test_a_later_plan_superseded_the_first(data, live):
    assert [plan.number for plan in allocation.list_versions(live)] == [2, 1]


def test_about_150_booths_twenty_provinces_two_hundred_producers(data, live):
    assert 140 <= data.scalar(select(func.count(Booth.id)).where(Booth.site.has(fair_id=live.id))) <= 170
    assert data.scalar(select(func.count(func.distinct(Producer.unit_id)))) >= 20
    assert data.scalar(select(func.count(Producer.id))) >= 200
    assert 400 <= data.scalar(select(func.count(Product.id))) <= 500


def test_producers_are_marked_as_invented_and_live_in_provinces_of_today(data):
    for producer in data.scalars(select(Producer)):
        assert producer.illustrative
        assert producer.commune.split()[0] in {"Xã", "Phường", "Đặc"}
    gone = select(Producer.id).join(Unit, Unit.id == Producer.unit_id).where(Unit.valid_to.is_not(None))
    assert data.scalars(gone).all() == []


def test_every_certificate_is_of_the_level_of_its_day_and_runs_36_months(data):
    for product in data.scalars(select(Product)):
        assert get_leaf(product.leaf_code)
        if product.stars is None:
            assert not product.certificate_number
            continue
        assert product.certificate_level is level_for(product.stars, product.issued_on)
        assert product.expires_on == certificate_expiry(product.issued_on)
        assert product.issued_on <= local_day(now())
        central = product.certificate_level is IssuerLevel.CENTRAL
        assert product.certificate_issuer.startswith("Bộ Nông nghiệp" if central else "UBND ")


def test_stars_fall_as_in_real_provinces(data):
    stars = Counter(data.scalars(select(Product.stars)))
    certified = stars[3] + stars[4] + stars[5]
    assert 0.6 < stars[3] / certified < 0.8
    assert stars[5] / certified < 0.04


def test_some_certificates_end_soon_and_some_have_ended(data):
    today = local_day(now())
    ends = [day for day in data.scalars(select(Product.expires_on)) if day]
    assert 10 < sum(day < today for day in ends) < 60
    assert 5 < sum(today <= day < today + timedelta(days=90) for day in ends) < 60


def test_most_booths_kept_their_diary_and_some_sold_nothing(data, live):
    exhibitors = len(allocation.list_exhibitors(live))
    evenings = data.scalars(select(DiaryDay).join(Application).where(Application.fair_id == live.id)).all()
    assert 0.75 < len(evenings) / (2 * exhibitors) < 0.95
    assert any(evening.nothing_sold for evening in evenings)
    for evening in evenings:
        assert sum(line.amount for line in evening.lines) <= evening.total
        assert evening.total % 10_000 == 0
        assert evening.total < 30_000_000 * evening.application.booth_count


def test_sponsors_were_promised_delivered_and_made_good(data, live):
    sponsors = data.scalars(select(Sponsor).where(Sponsor.fair_id == live.id)).all()
    benefits = [benefit for sponsor in sponsors for benefit in sponsor.benefits]
    assert len(sponsors) == 5
    assert any(benefit.make_good and benefit.shortfall for benefit in benefits)
    assert all(benefit.proof for benefit in benefits if benefit.delivered)


def test_one_fair_takes_applications_and_one_is_a_draft_with_a_tentative_hold(data, live):
    taking = [listed.fair for listed in fairs.list_open_for_application(now())]
    assert len(taking) == 2  # ours and the stranger's
    (draft,) = data.scalars(select(Fair).where(Fair.state == FairState.DRAFT))
    assert {site.hold for site in draft.sites} == {"tentative"}
    assert draft.previous_id == live.id


def test_demo_producer_draft_lacks_a_certificate_that_ends_too_soon_and_papers(data):
    user = accounts.find_by_contact("chuthe@ocop.example", None)
    draft = data.scalars(
        select(Application)
        .join(Producer, Producer.id == Application.producer_id)
        .where(Producer.user_id == user.id, Application.state == ApplicationState.DRAFT)
    ).one()
    first, *others = missing(applications.facts(draft))
    assert first.field == "goods"
    assert "hết hạn" in first.sentence
    assert {gap.field for gap in others} == {"papers"}


def test_papers_stand_in_every_state_somewhere(data):
    fair = next(
        fair
        for fair in data.scalars(select(Fair))
        if data.scalar(select(PaperDemand).filter_by(fair_id=fair.id))
    )
    states = {
        standing.state
        for found in applications.standings_of_all(fair, select(Application.id)).values()
        for standing in found
    }
    assert states == set(PaperState) - {PaperState.UNDATED}  # only papers from before had no day
    assert data.scalar(select(Paper).where(Paper.superseded_at.is_not(None)))


@pytest.mark.parametrize("demo", DEMO_ACCOUNTS, ids=lambda demo: demo.key)
def test_demo_account_signs_in_with_the_password_of_the_readme(data, demo):
    user = accounts.sign_in(demo.contact, PASSWORD, "198.51.100.7")
    assert user is not None
    assert (user.role, user.name) == (demo.role, demo.name)


def test_papers_on_file_can_be_read(data, live):
    kept = data.scalars(select(Paper)).all()
    assert kept
    assert all(sniff(path_of(paper).read_bytes()) == MediaType(paper.media_type) for paper in kept)


def test_text_is_nfc_and_phones_read_back(data):
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String | Text):
                for text in data.scalars(select(column).where(column.is_not(None)).distinct()):
                    assert unicodedata.is_normalized("NFC", str(text)), f"{table.name}.{column.name}: {text}"
    for phone in data.scalars(select(User.phone).where(User.phone.is_not(None))):
        assert to_e164(phone) == phone


def test_fees_stand_in_every_state_and_add_up(data, live):
    totals, states = totals_of(live), set(InvoiceState)
    assert set(totals.states) == states - {InvoiceState.CANCELLED}
    assert listing.list_page(live, listing.Wanted(state=InvoiceState.CANCELLED)).total
    assert totals.charges == totals.subsidised + totals.payable
    assert totals.payable == totals.paid + totals.lacking - totals.over
    lines = {line.state for line in statements.list_lines(live)}
    assert lines == set(LineState) - {LineState.DUPLICATE}


def test_whoever_signs_in_to_look_has_a_fee_to_pay_and_a_receipt(data, live):
    producer = data.scalar(select(Producer).join(Producer.user).where(User.email == "chuthe@ocop.example"))
    [mine] = [b for b in listing.list_lacking(live) if b.invoice.application.producer_id == producer.id]
    assert 0 < mine.paid < mine.invoice.payable


def test_a_fair_is_over_and_most_but_not_the_demo_producer_have_said_how_it_was(data):
    given = data.scalars(select(Feedback)).all()
    (fair,) = {feedback.application.fair for feedback in given}
    assert fairs.phase(fair, now()) is Phase.ENDED
    asked = allocation.list_exhibitors(fair)
    assert 0.5 < len(given) / len(asked) < 1
    demo = next(a for a in asked if a.producer.user and a.producer.user.email == "chuthe@ocop.example")
    assert demo.id not in {feedback.application_id for feedback in given}


def test_the_organisers_desk_is_in_use(data, live):
    """Scores, offers, notices and a list on its way in are there to be looked at."""
    assert data.scalar(select(func.count(Assessment.id))) >= 5
    assert {"declined", "taken"} <= set(data.scalars(select(Offer.state)))
    sent = data.scalars(select(Circular).where(Circular.fair_id == live.id)).all()
    assert {circular.state for circular in sent} == set(CircularState)
    assert {bool(circular.sender) for circular in sent} == {True, False}
    outcomes = set(data.scalars(select(ImportRow.outcome)))
    assert {Outcome.NEW, Outcome.WRONG} <= outcomes


def test_booths_were_checked_and_visitors_have_reported(data, live):
    states = {finding.state for finding in inspections.list_findings(live)}
    assert states >= {FindingState.OPEN, FindingState.MENDED, FindingState.REPEATED}
    first = inspections.read_overview(live, inspections.hours_of(live)[0])
    assert {line.attendance for line in first.lines} == set(Attendance)
    assert {report.state for report in inspections.list_reports(live, None, 1).rows} == set(ReportState)
