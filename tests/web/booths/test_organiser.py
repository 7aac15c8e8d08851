"""The plan at the organiser's desk."""

import re

import pytest

from fairapp.domain.allocation import How, PlanState
from fairapp.domain.booths import BoothKind
from fairapp.models import AllocationPlan, Assignment, Booth, PlanFeature, Zone
from tests.factories import a_booth, a_fair, a_hall, a_zone, an_application
from tests.people import an_organiser

ROWS = {
    "x": "3",
    "y": "3",
    "along": "width",
    "per_row": "4",
    "rows": "2",
    "width": "3",
    "depth": "3",
    "prefix": "A",
    "first": "01",
    "direction": "snake",
    "row_aisle": "3",
    "back_to_back": "y",
    "kind": "standard",
    "zone": "",
    "power_watts": "500",
    "fee": "8.500.000",
    "subsidy": "8,5 triệu",
}


@pytest.fixture
def organiser(db):
    return an_organiser()


@pytest.fixture
def desk(sign_in, organiser):
    return sign_in(organiser)


@pytest.fixture
def site(organiser):
    """A hall of 24 × 15 m."""
    return a_fair(owner=organiser.organisation, hall=a_hall(width_cm=2400, depth_cm=1500)).sites[0]


@pytest.fixture
def row(site):
    """A1 to A4 side by side."""
    return [a_booth(site=site, number=f"A{n}", position=n, x_cm=300 * n, y_cm=300) for n in range(1, 5)]


def at(site, path=""):
    return f"/organiser/fairs/{site.fair_id}/sites/{site.id}{path}"


def numbers(db, site):
    return list(
        db.session.scalars(db.select(Booth.number).where(Booth.site_id == site.id).order_by(Booth.position))
    )


def typed(booth, **facts):
    return {
        "number": booth.number,
        "x": str(booth.x_cm // 100),
        "y": "3",
        "width": "3",
        "depth": "3",
        "kind": "standard",
        "zone": "",
        "power_watts": "500",
        "fee": "0",
        "subsidy": "0",
    } | facts


class TestPlan:
    def test_every_page_opens(self, desk, site, row):
        a_zone(site=site)
        assert desk.get(f"/organiser/fairs/{site.fair_id}/plan").status_code == 200
        for path in ("/booths", f"/booths/{row[0].id}", "/rows", "/rows/preview", "/zones"):
            assert desk.get(at(site, path)).status_code == 200

    def test_plan_is_printed(self, desk, site, row):
        answer = desk.get(at(site, "/plan.pdf"))
        assert (answer.status_code, answer.mimetype, answer.data[:4]) == (200, "application/pdf", b"%PDF")

    def test_fair_without_a_hall_leads_to_its_sites(self, desk, organiser):
        fair = a_fair(owner=organiser.organisation, site=False)
        page = desk.get(f"/organiser/fairs/{fair.id}/plan")
        assert page.status_code == 200
        assert "Chưa có sảnh để vẽ" in page.text

    def test_empty_hall_leads_to_the_row_generator(self, desk, site):
        assert "Sảnh còn trống" in desk.get(f"/organiser/fairs/{site.fair_id}/plan").text

    def test_booths_are_links_that_say_what_they_are(self, desk, site, row):
        row[1].blocked = "Vướng cột"
        page = desk.get(f"/organiser/fairs/{site.fair_id}/plan").text
        words = re.findall(r'<a class="booth[^>]*><title>([^<]*)</title>', page)
        assert len(words) == 4
        assert words[0].startswith("Gian A1, gian tiêu chuẩn, 3\N{NO-BREAK SPACE}m × 3\N{NO-BREAK SPACE}m")
        assert "không dùng: Vướng cột" in words[1]

    def test_plan_of_a_strangers_site_is_not_found(self, desk, site):
        stranger = a_fair().sites[0]
        for path in ("/booths", "/rows", "/zones"):
            assert desk.get(at(stranger, path)).status_code == 404
            assert desk.get(f"/organiser/fairs/{site.fair_id}/sites/{stranger.id}{path}").status_code == 404
        assert desk.get(f"/organiser/fairs/{site.fair_id}/plan?site={stranger.id}").status_code == 404


class TestRows:
    def test_preview_draws_and_saves_nothing(self, desk, db, site):
        answer = desk.get(at(site, "/rows/preview"), query_string=ROWS)
        assert answer.status_code == 200
        assert "Sẽ thêm 8 gian: A01–A08" in " ".join(answer.text.split())
        assert answer.text.count("booth--new") == 8
        assert numbers(db, site) == []

    def test_preview_says_why_rows_do_not_fit(self, desk, site, row):
        answer = desk.get(at(site, "/rows/preview"), query_string=ROWS)
        assert answer.status_code == 422
        assert "Gian A01 chồng lên gian A1." in answer.text

    def test_full_hall_opens_without_a_complaint_about_what_nobody_asked(self, desk, site):
        a_booth(site=site, x_cm=0, y_cm=0, width_cm=2400, depth_cm=1500)
        for path in ("/rows", "/rows/preview"):
            answer = desk.get(at(site, path))
            assert answer.status_code == 200
            assert "ra ngoài sảnh" not in answer.text

    def test_preview_names_the_field_that_cannot_be_read(self, desk, site):
        answer = desk.get(at(site, "/rows/preview"), query_string=ROWS | {"width": "rộng"})
        assert answer.status_code == 422
        assert "Gian rộng: Độ dài tính bằng mét" in answer.text

    def test_generator_works_without_script_by_asking_the_page_itself(self, desk, site):
        page = desk.get(at(site, "/rows"), query_string=ROWS | {"per_row": "3"}).text
        assert "Sẽ thêm 6 gian" in page
        assert 'name="csrf_token"' in page

    def test_rows_are_added_with_kind_fee_and_numbers(self, desk, db, site):
        answer = desk.post(at(site, "/rows"), data=ROWS | {"kind": "raw"})
        assert (answer.status_code, answer.location) == (
            302,
            f"/organiser/fairs/{site.fair_id}/plan?site={site.id}",
        )
        booths = db.session.scalars(
            db.select(Booth).where(Booth.site_id == site.id).order_by(Booth.position)
        ).all()
        assert [b.number for b in booths] == [f"A0{n}" for n in range(1, 9)]
        assert [b.x_cm for b in booths] == [300, 600, 900, 1200, 1200, 900, 600, 300]
        assert {(b.kind, b.fee, b.subsidy) for b in booths} == {(BoothKind.RAW, 8_500_000, 8_500_000)}

    @pytest.mark.parametrize(
        ("facts", "sentence"),
        [
            ({"per_row": "99"}, "ra ngoài sảnh rộng 24 m, sâu 15 m."),
            ({"per_row": "0"}, "Hãy nhập số lớn hơn 0."),
            ({"subsidy": "9 triệu"}, "Phần hỗ trợ không vượt quá phí thuê gian."),
            ({"aisle_at": "4, 9"}, "Lối ngang phải nằm giữa dãy"),
            ({"aisle_at": "bốn"}, "Hãy viết các số cách nhau bằng dấu phẩy"),
            ({"fee": "nhiều"}, "Không đọc được số tiền này"),
            ({"zone": "987654321"}, ""),
        ],
    )
    def test_bad_rows_are_refused_and_what_was_typed_stays(self, desk, db, site, facts, sentence):
        answer = desk.post(at(site, "/rows"), data=ROWS | facts | {"subsidy_by": "UBND tỉnh Quảng Ninh"})
        assert answer.status_code == 422
        assert sentence in answer.text
        assert "UBND tỉnh Quảng Ninh" in answer.text
        assert numbers(db, site) == []

    def test_rows_may_not_stand_on_a_stage_and_the_stage_is_named(self, desk, db, site):
        db.session.add(PlanFeature(site_id=site.id, kind="stage", x_cm=0, y_cm=0, width_cm=900, depth_cm=900))
        assert "chồng lên Sân khấu." in desk.post(at(site, "/rows"), data=ROWS).text


class TestOneBooth:
    def test_panel_is_the_form_alone(self, desk, site, row):
        fragment = desk.get(at(site, f"/booths/{row[0].id}"), headers={"X-Fragment": "1"}).text
        assert "<html" not in fragment
        assert 'value="A1"' in fragment

    def test_booth_is_changed(self, desk, db, site, row):
        zone = a_zone(site=site)
        data = typed(row[0], zone=str(zone.id), kind="pavilion", power_watts="3000", water="y", fee="2 triệu")
        assert desk.post(at(site, f"/booths/{row[0].id}"), data=data).status_code == 302
        booth = db.session.get(Booth, row[0].id)
        assert (booth.kind, booth.zone_id, booth.power_watts, booth.water, booth.fee) == (
            BoothKind.PAVILION,
            zone.id,
            3000,
            True,
            2_000_000,
        )

    @pytest.mark.parametrize(
        ("facts", "sentence"),
        [
            ({"number": "a2"}, "Số gian a2 đã có trên sơ đồ."),
            ({"x": "6"}, "Gian A1 chồng lên gian A2."),
            ({"x": "23"}, "Gian A1 ra ngoài sảnh"),
            ({"width": "0"}, "Hãy nhập số lớn hơn 0."),
            ({"power_watts": "999999"}, "Công suất điện từ 0 đến 60.000 W."),
        ],
    )
    def test_bad_change_is_refused_and_what_was_typed_stays(self, desk, db, site, row, facts, sentence):
        answer = desk.post(at(site, f"/booths/{row[0].id}"), data=typed(row[0], subsidy_by="Sở CT", **facts))
        assert answer.status_code == 422
        assert sentence in answer.text
        assert "Sở CT" in answer.text
        assert db.session.get(Booth, row[0].id).x_cm == 300

    def test_booth_is_split_and_merged_back(self, desk, db, site, row):
        assert desk.post(
            at(site, "/booths/selection"), data={"action": "merge", "booth": [row[0].id, row[1].id]}
        )
        assert numbers(db, site) == ["A1", "A3", "A4"]
        assert desk.post(at(site, f"/booths/{row[0].id}/split"), data={"parts": "2"}).status_code == 302
        assert numbers(db, site) == ["A1", "A2", "A3", "A4"]

    def test_split_into_slices_is_refused(self, desk, site, row):
        answer = desk.post(at(site, f"/booths/{row[0].id}/split"), data={"parts": "5"})
        assert answer.status_code == 422
        assert "hẹp hơn 1 m" in answer.text

    def test_booth_of_another_site_is_not_found(self, desk, site):
        stranger = a_booth(site=a_fair().sites[0])
        assert desk.get(at(site, f"/booths/{stranger.id}")).status_code == 404
        assert desk.post(at(site, f"/booths/{stranger.id}"), data=typed(stranger)).status_code == 404


class TestSelection:
    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            ({"action": "merge"}, "không tạo thành một hình chữ nhật"),
            ({"action": "block"}, "Hãy ghi lý do không dùng gian."),
            ({"action": "dance"}, "Hãy chọn việc cần làm"),
        ],
    )
    def test_refused_action_keeps_the_choice(self, desk, db, site, row, data, sentence):
        answer = desk.post(at(site, "/booths/selection"), data=data | {"booth": [row[0].id, row[2].id]})
        assert answer.status_code == 422
        assert sentence in answer.text
        assert f'name="booth" value="{row[2].id}"' in answer.text
        assert numbers(db, site) == ["A1", "A2", "A3", "A4"]

    def test_nothing_chosen_is_told(self, desk, site, row):
        answer = desk.post(at(site, "/booths/selection"), data={"action": "remove"})
        assert answer.status_code == 422
        assert "Hãy chọn ít nhất một gian." in answer.text

    def test_blocked_zoned_and_removed(self, desk, db, site, row):
        zone, both = a_zone(site=site), [row[0].id, row[1].id]
        desk.post(at(site, "/booths/selection"), data={"action": "block", "booth": both, "reason": "Dột"})
        assert db.session.get(Booth, row[1].id).blocked == "Dột"
        desk.post(at(site, "/booths/selection"), data={"action": "unblock", "booth": both})
        desk.post(at(site, "/booths/selection"), data={"action": "zone", "booth": both, "zone": zone.id})
        assert (db.session.get(Booth, row[1].id).blocked, db.session.get(Booth, row[1].id).zone_id) == (
            None,
            zone.id,
        )
        answer = desk.post(
            at(site, "/booths/selection"), data={"action": "remove", "booth": both, "from": "table"}
        )
        assert answer.location == at(site, "/booths")
        assert numbers(db, site) == ["A3", "A4"]

    def test_booth_that_has_been_given_away_stays_and_the_reason_is_told(self, desk, db, site, row):
        plan = AllocationPlan(fair_id=site.fair_id, number=1, assignments=[])
        application = an_application(fair=site.fair)
        plan.assignments.append(Assignment(booth_id=row[0].id, application_id=application.id, how=How.HAND))
        db.session.add(plan)
        answer = desk.post(at(site, "/booths/selection"), data={"action": "remove", "booth": [row[0].id]})
        assert answer.status_code == 422
        assert "Gian A1 đã có trong một bản xếp gian" in answer.text
        assert numbers(db, site)[0] == "A1"

    @pytest.mark.parametrize(
        ("state", "status"), [(PlanState.DRAFT, 422), (PlanState.PUBLISHED, 422), (PlanState.SUPERSEDED, 302)]
    )
    def test_a_booth_is_blocked_when_only_former_plans_know_it(self, desk, db, site, row, state, status):
        application = an_application(fair=site.fair)
        plan = AllocationPlan(fair_id=site.fair_id, number=1, state=state, assignments=[])
        plan.assignments.append(Assignment(booth_id=row[0].id, application_id=application.id, how=How.HAND))
        db.session.add(plan)
        facts = {"action": "block", "reason": "Dột", "booth": [row[0].id]}
        answer = desk.post(at(site, "/booths/selection"), data=facts)
        assert answer.status_code == status
        assert (db.session.get(Booth, row[0].id).blocked is None) == (status == 422)
        if status == 422:
            assert f"Gian A1 đang xếp cho {application.producer.name}" in answer.text
            assert "Dột" in answer.text


class TestTable:
    def data(self, rows, **cells):
        sent = {"row": [booth.id for booth in rows]}
        for booth in rows:
            line = {"number": booth.number, "kind": "standard", "zone": "", "power_watts": "500", "fee": "0"}
            sent |= {f"b{booth.id}-{name}": value for name, value in (line | {"subsidy": "0"}).items()}
        return sent | cells

    def test_whole_table_is_saved_at_once(self, desk, db, site, row):
        cells = {f"b{row[0].id}-number": "A2", f"b{row[1].id}-number": "A1", f"b{row[3].id}-fee": "1.500.000"}
        assert desk.post(at(site, "/booths"), data=self.data(row, **cells)).status_code == 302
        assert db.session.get(Booth, row[0].id).number == "A2"
        assert db.session.get(Booth, row[3].id).fee == 1_500_000

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("number", "A4", "Số gian A4 đã có trên sơ đồ."),
            ("fee", "hai chợ", "Không đọc được số tiền này"),
            ("subsidy", "5.000.000", "Phần hỗ trợ không vượt quá phí thuê gian."),
            ("power_watts", "-5", "Hãy nhập một số nguyên."),
        ],
    )
    def test_error_stands_at_its_cell_and_nothing_is_saved(self, desk, db, site, row, field, value, sentence):
        cells = {f"b{row[0].id}-{field}": value, f"b{row[1].id}-fee": "1.000.000"}
        answer = desk.post(at(site, "/booths"), data=self.data(row, **cells))
        assert answer.status_code == 422
        assert f'id="b{row[0].id}-{field}-error"' in answer.text
        assert sentence in answer.text
        assert f'value="{value}"' in answer.text
        assert "1.000.000" in answer.text
        assert db.session.get(Booth, row[1].id).fee == 0

    def test_rows_are_found_by_number_and_zone(self, desk, site, row):
        row[0].zone = a_zone(site=site)
        assert desk.get(at(site, "/booths?q=a3")).text.count('name="row"') == 1
        assert desk.get(at(site, f"/booths?zone={row[0].zone.id}")).text.count('name="row"') == 1
        assert desk.get(at(site, "/booths?zone=none")).text.count('name="row"') == 3
        assert "Không có gian nào như vậy" in desk.get(at(site, "/booths?q=Z")).text


class TestZonesAndFeatures:
    def test_zone_is_added_changed_and_removed(self, desk, db, site):
        zone = {"code": "T", "name": "Thực phẩm", "group_code": "I", "tint": "0"}
        assert desk.post(at(site, "/zones"), data=zone).status_code == 302
        made = db.session.scalar(db.select(Zone).where(Zone.site_id == site.id))
        assert (made.group_code, made.tint) == ("I", 1)
        changed = {f"zone{made.id}-{name}": value for name, value in (zone | {"name": "Ẩm thực"}).items()}
        assert desk.post(at(site, f"/zones/{made.id}"), data=changed).status_code == 302
        assert db.session.get(Zone, made.id).name == "Ẩm thực"
        assert desk.post(at(site, f"/zones/{made.id}/remove")).status_code == 302
        assert db.session.scalar(db.select(Zone).where(Zone.site_id == site.id)) is None

    def test_second_zone_of_one_letter_is_refused_beside_the_field(self, desk, site):
        a_zone(site=site, code="T")
        answer = desk.post(
            at(site, "/zones"), data={"code": "t", "name": "Thuỷ sản", "tint": "0", "group_code": ""}
        )
        assert answer.status_code == 422
        assert "Sơ đồ đã có khu ký hiệu t." in answer.text
        assert "Thuỷ sản" in answer.text

    def test_feature_is_added_moved_and_removed_but_never_onto_a_booth(self, desk, db, site, row):
        stage = {"kind": "stage", "label": "", "x": "0", "y": "8", "width": "10", "depth": "5"}
        sent = {f"feature-{name}": value for name, value in stage.items()}
        assert desk.post(at(site, "/features"), data=sent).status_code == 302
        made = db.session.scalar(db.select(PlanFeature).where(PlanFeature.site_id == site.id))
        moved = {f"feature{made.id}-{name}": value for name, value in (stage | {"y": "4"}).items()}
        answer = desk.post(at(site, f"/features/{made.id}"), data=moved)
        assert answer.status_code == 422
        assert "Sân khấu chồng lên gian A1." in answer.text
        assert desk.post(at(site, f"/features/{made.id}/remove")).status_code == 302
        assert db.session.scalar(db.select(PlanFeature).where(PlanFeature.site_id == site.id)) is None
