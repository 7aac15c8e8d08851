"""What the demo data says of past fairs is what the press said, and nothing more."""

import pytest
from sqlalchemy import func, select

from fairapp.db import db, now
from fairapp.domain.agreements import AgreementLevel, Total
from fairapp.domain.calendar import local_day
from fairapp.domain.fairs import FairState
from fairapp.domain.summary import summarise
from fairapp.models import Agreement, AgreementParty, Application, Booth, Fair, ReportedFigure, Site, Venue
from fairapp.seeds.accounts import PASSWORD
from fairapp.seeds.press import read_records
from fairapp.services import fairs
from fairapp.services.agreements import list_questions
from fairapp.services.reports import gather

pytestmark = pytest.mark.slow


@pytest.fixture
def rows(seeded):
    """`rows(query)` is everything the query finds in the demo data."""
    with seeded.app_context():
        yield lambda query: list(db.session.scalars(query))


def past_fair(part):
    return select(Fair).where(Fair.past_record, Fair.folded.contains(part))


def test_soc_trang_signed_fourteen_eight_and_thirty_four(rows):
    (fair,) = rows(past_fair("dac san vung mien nam 2020”"))
    signed = rows(select(Agreement).where(Agreement.fair_id == fair.id))
    assert {row.level: row.count for row in signed} == {
        AgreementLevel.DEPARTMENTS: 14,
        AgreementLevel.PROVINCE_CHAIN: 8,
        AgreementLevel.BUSINESSES: 34,
    }
    reported = rows(select(ReportedFigure).where(ReportedFigure.fair_id == fair.id))
    assert {f.what: (int(f.value), f.qualifier) for f in reported}["agreements"] == (56, "")
    assert {f.what: (int(f.value), f.qualifier) for f in reported}["provinces"] == (20, "hơn")


def test_two_provinces_signed_once_each_with_quang_ninh(rows):
    query = select(Agreement).join(Fair).where(Fair.past_record, Agreement.count == 1)
    signed = rows(query.order_by(Agreement.id))
    assert [tuple(row.names) for row in signed] == [
        ("Văn phòng điều phối Nông thôn mới tỉnh Gia Lai", "Ban xây dựng Nông thôn mới tỉnh Quảng Ninh"),
        ("Tỉnh Sơn La", "Tỉnh Quảng Ninh"),
    ]


def test_who_signed_is_known_by_its_unit(rows):
    query = select(AgreementParty).join(Agreement).join(Fair).where(Fair.past_record)
    known = {party.name: party.unit_id for party in rows(query)}
    assert known["Văn phòng điều phối Nông thôn mới tỉnh Gia Lai"].startswith("gia-lai")
    assert known["Sở Công Thương tỉnh Sóc Trăng"] == "soc-trang@2025"
    assert known["Sở công thương các tỉnh, thành phố (14)"] is None


def test_soc_trang_comes_out_right_on_the_page_and_in_the_summary(seeded, monkeypatch):
    monkeypatch.setitem(seeded.config, "WTF_CSRF_ENABLED", False)
    with seeded.app_context():
        fair = db.session.scalar(past_fair("dac san vung mien nam 2020”"))
        summary = summarise(gather(fair, now()))
        gia_lai = db.session.scalar(past_fair("gia lai ky ket"))
        path = f"/organiser/fairs/{fair.id}"
        one = summarise(gather(gia_lai, now())).agreements
    papers = summary.agreements
    assert [total.papers for total in papers.levels.values()] == [14, 8, 34]
    assert papers.total == Total(papers=56)
    assert list(papers.events.values()) == [Total(papers=56)]
    assert papers.outcomes is None
    assert one.total.papers == one.levels[AgreementLevel.DEPARTMENTS].papers == 1
    browser = seeded.test_client()
    browser.post("/sign-in", data={"contact": "bantochuc@ocop.example", "password": PASSWORD})
    browser.post("/language", data={"lang": "vi"})
    page = browser.get(f"{path}/agreements").text
    table = page[page.index("<tfoot>") : page.index("</tfoot>")]
    assert ">56<" in table
    assert "Hội nghị “Kết nối cung cầu" in page
    report = browser.get(f"{path}/reports").text
    assert "Văn bản theo sự kiện" in report
    assert "Đến hạn hỏi" in browser.get(f"{path}/agreements/follow-ups").text


def test_nobody_is_asked_about_what_the_press_told(seeded):
    with seeded.app_context():
        assert all(not q.agreement.fair.past_record for q in list_questions(local_day(now())))


def test_every_reported_figure_names_its_source_and_none_is_ours(rows):
    figures = rows(select(ReportedFigure))
    assert len(figures) > 80
    assert all(figure.source.strip() for figure in figures)
    assert all(figure.fair.past_record for figure in figures)


def test_a_past_fair_is_closed_has_a_source_and_nobody_applied_to_it(rows):
    past = rows(select(Fair).where(Fair.past_record))
    assert len(past) == len(read_records()) == 51
    assert all(fair.state is FairState.CLOSED and fair.source for fair in past)
    assert rows(select(Application.id).join(Fair).where(Fair.past_record)) == []


def test_fairs_without_a_date_have_no_days(rows):
    undated = rows(select(Fair).where(Fair.past_record, ~Fair.sites.any()))
    assert {fair.slug[:22] for fair in undated} == {
        "chuong-trinh-ket-noi-c",
        "hoi-cho-cong-nghiep-no",
        "ket-noi-giao-thuong-la",
        "quang-ninh-va-gia-lai-",
    }
    assert all("Không nguồn nào nêu ngày." in fair.source for fair in undated)


def test_closed_days_of_tet_are_not_open_days(rows):
    (fair,) = rows(past_fair("va am thuc quang ninh xuan 2026"))
    days = {f"{session.day:%d/%m}" for session in fair.sites[0].sessions}
    assert len(days) == 15
    assert not days & {"17/02", "18/02", "19/02"}


def test_four_points_of_sale_keep_their_own_days(rows):
    (fair,) = rows(past_fair("4 diem ban"))
    assert {site.name: len(site.sessions) for site in fair.sites} == {
        "Minh Châu": 5,
        "Kiều Phú": 5,
        "Ô Diên": 0,
        "Liên Minh": 0,
    }


@pytest.mark.parametrize(
    ("part", "venue", "booths", "days"),
    [
        ("hoi cho ocop quang ninh nam 2020", "Cung Quy hoạch, Hội chợ và Triển lãm tỉnh Quảng Ninh", 176, 6),
        ("vung dong bang song hong", "Phố đi bộ Trịnh Công Sơn", 150, 5),
    ],
)
def test_two_past_fairs_are_laid_out_and_say_that_the_plan_is_illustrative(rows, part, venue, booths, days):
    (fair,) = rows(past_fair(part))
    (site,) = fair.sites
    assert fair.illustrative
    assert "Sơ đồ gian hàng là dữ liệu minh hoạ." in fair.source
    assert site.hall.venue.name == venue
    assert len(site.sessions) == days
    standing = rows(select(Booth).where(Booth.site_id == site.id))
    assert len(standing) == booths
    assert all(booth.zone_id and booth.open_sides for booth in standing)


def test_facts_alone_are_not_marked_illustrative(rows):
    assert len(rows(select(Fair).where(Fair.past_record, Fair.illustrative))) == 2
    assert all(fair.illustrative for fair in rows(select(Fair).where(~Fair.past_record)))


def test_venues_stand_in_provinces_of_today(rows):
    assert all(venue.unit.successor_id is None for venue in rows(select(Venue)))
    assert rows(select(func.count()).select_from(Site))[0] > 50


def test_past_fairs_of_unknown_days_come_last_in_the_public_list(rows):
    listed = fairs.list_public(now())
    undated = [row.fair.slug for row in listed if not row.days]
    assert len(undated) == 4
    assert [row.fair.slug for row in listed[-4:]] == undated


def test_page_of_a_past_fair_invents_neither_hours_nor_organiser(seeded):
    page = seeded.test_client().get("/fairs/hoi-cho-ocop-quang-ninh-nam-2020").get_data(as_text=True)
    assert "Nguồn không nêu" in page
    assert "Trung tâm Xúc tiến thương mại Quảng Ninh" not in page
    assert "08:00" not in page
    assert "Riêng sơ đồ gian hàng là dữ liệu minh hoạ" in page
