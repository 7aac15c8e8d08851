"""The plan at the organiser's desk."""

import json
import re
from xml.etree import ElementTree

import pytest

from fairapp.domain.allocation import How, PlanState
from fairapp.domain.booths import FEATURE_LABELS, FeatureKind, PriceClass
from fairapp.models import AllocationPlan, Assignment, PlanFeature, Zone
from fairapp.services import booths
from tests.factories import a_fair, a_producer, a_zone, an_application


def at(site, path=""):
    return f"/organiser/fairs/{site.fair_id}/sites/{site.id}{path}"


class TestPlan:
    def test_every_page_opens(self, desk, site, row):
        a_zone(site=site)
        assert desk.get(f"/organiser/fairs/{site.fair_id}/plan").status_code == 200
        for path in ("/booths", "/zones", "/plan/history"):
            assert desk.get(at(site, path)).status_code == 200

    def test_fair_without_a_hall_leads_to_its_sites(self, desk, organiser):
        fair = a_fair(owner=organiser.organisation, site=False)
        page = desk.get(f"/organiser/fairs/{fair.id}/plan")
        assert page.status_code == 200
        assert "Chưa có sảnh để vẽ" in page.text

    def test_page_hands_the_plan_to_its_script_and_leads_to_the_table_without_one(self, desk, site, row):
        row[1].blocked = "Vướng cột </script>"
        page = desk.get(f"/organiser/fairs/{site.fair_id}/plan").text
        things = json.loads(re.search(r"data-things>(.*?)</script>", page).group(1))
        assert [(b["number"], b["x"], b["open"]) for b in things["booths"]][:2] == [
            ("A1", 300, "S"),
            ("A2", 600, "S"),
        ]
        assert things["booths"][1]["blocked"] == "Vướng cột </script>"
        assert "<noscript>" in page

    def test_rank_is_asked_for_beside_a_booth_and_for_whole_rows(self, desk, site):
        page = desk.get(f"/organiser/fairs/{site.fair_id}/plan").text
        for form in ("data-booth-form", "data-rows-form"):
            part = page[page.index(form) :]
            select = re.search(
                r'<select[^>]* name="price_class".*?</select>', part[: part.index("</form>")], re.S
            )
            assert re.findall(r'value="([ABC]?)"', select.group()) == ["", "A", "B", "C"]

    def test_plan_of_a_strangers_site_is_not_found(self, desk, site):
        stranger = a_fair().sites[0]
        for path in ("/booths", "/rows", "/zones", "/plan/history", "/plan/news", "/plan/facts", "/plan.svg"):
            assert desk.get(at(stranger, path)).status_code == 404
            assert desk.get(f"/organiser/fairs/{site.fair_id}/sites/{stranger.id}{path}").status_code == 404
        assert desk.get(f"/organiser/fairs/{site.fair_id}/plan?site={stranger.id}").status_code == 404

    @pytest.mark.parametrize(
        ("sent", "status"),
        [({"aisle": "2,5", "exit_clear": "3"}, 302), ({"aisle": "99", "exit_clear": "3"}, 422)],
    )
    def test_rules_of_the_plan_are_the_sites_own(self, desk, site, row, sent, status):
        answer = desk.post(at(site, "/plan/rules"), data=sent)
        assert answer.status_code == status
        assert booths.plan_of(site).aisle_cm == (250 if status == 302 else 200)
        assert status == 302 or "Từ 0 đến 20 m." in answer.text


class TestTakingAway:
    @pytest.fixture(autouse=True)
    def _placed(self, db, site, row):
        row[0].price_class, row[0].power_watts, row[0].water = PriceClass.A, 1500, True
        row[2].blocked = "Vướng cột"
        plan = AllocationPlan(fair_id=site.fair_id, number=1, state=PlanState.PUBLISHED, assignments=[])
        application = an_application(fair=site.fair, producer=a_producer(name="HTX Ba Chẽ"))
        plan.assignments.append(Assignment(booth_id=row[1].id, application_id=application.id, how=How.HAND))
        db.session.add(plan)

    def test_plan_is_printed_for_whom_it_is_wanted(self, desk, site):
        for view in ("", "?view=utilities", "?view=nobody"):
            answer = desk.get(at(site, f"/plan.pdf{view}"))
            assert (answer.status_code, answer.mimetype, answer.data[:4]) == (200, "application/pdf", b"%PDF")

    @pytest.mark.parametrize(
        ("view", "there", "absent"),
        [
            ("exhibitor", ["3×3 m · A"], ["HTX Ba Chẽ", "1500 W"]),
            ("visitor", ["HTX Ba Chẽ"], ["3×3 m", "1500 W"]),
            ("utilities", ["1500 W · nước"], ["HTX Ba Chẽ"]),
            ("status", ["HTX Ba Chẽ", "Còn trống", "Không dùng"], ["1500 W"]),
        ],
    )
    def test_drawing_tells_what_its_reader_wants_to_know(self, desk, site, view, there, absent):
        answer = desk.get(at(site, f"/plan.svg?view={view}"))
        assert answer.mimetype == "image/svg+xml"
        labels = re.findall(r'<text class="booth__label"[^>]*>([^<]*)<', answer.text)
        assert all(any(word in label for label in labels) for word in there)
        assert not any(word in label for label in labels for word in absent)
        ElementTree.fromstring(answer.text)

    def test_copy_for_later_needs_nothing_from_elsewhere(self, desk, site):
        page = desk.get(at(site, "/plan.html")).text
        assert page.count('<tr id="gian-') == 4
        assert not re.search(r'<(script|link|img)|(src|href)="(?!#)|url\((?!#)|@import|style="', page)
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page).group(1)
        assert policy == "default-src 'none'; style-src 'unsafe-inline'"

    @pytest.fixture
    def standing(self, db, site):
        """One of each kind in a line, and a second feed that gives less than its booths need."""
        kinds = [*FeatureKind, FeatureKind.POWER]
        places = [{"x_cm": 100 + 200 * n, "y_cm": 900, "width_cm": 55, "depth_cm": 80} for n in range(10)]
        things = [PlanFeature(site_id=site.id, kind=k, **p) for k, p in zip(kinds, places, strict=True)]
        things[-1].label, things[-1].watts, things[-1].x_cm, things[-1].y_cm = "Tủ <B>", 1600, 600, 700
        db.session.add_all(things)
        db.session.commit()

    @pytest.mark.parametrize(
        ("language", "heads", "words"),
        [
            ("vi", ["Bảng gian", "Cửa và lối bốc dỡ hàng", "Điện và nước", "Mục khác"], FEATURE_LABELS),
            ("en", ["Booth table", "Doors and loading routes", "Power and water", "Others"], {}),
        ],
    )
    def test_copy_lists_whatever_stands_there_in_tables(self, desk, site, standing, language, heads, words):
        desk.post("/language", data={"lang": language})
        page = desk.get(at(site, "/plan.html")).text
        assert re.findall(r"<caption>(.*?) \(\d+\)</caption>", page) == heads
        rows = dict(re.findall(r'<tr id="(muc-\d+)"><th scope="row">(.*?)</th>', page))
        assert len(rows) == len(FeatureKind) + 1
        assert {*words.values()} <= {*rows.values()}
        lines = {*re.findall(r'<tr id="(.*?)"', page)}
        assert {*re.findall(r' href="#(.*?)"', page)} == lines

    def test_copy_tells_what_each_place_is_worth(self, desk, site, row, standing):
        page = desk.get(at(site, "/plan.html")).text
        line = re.search(rf'<tr id="gian-{row[0].id}">.*?</tr>', page).group()
        front, far, beside = booths.map_facts(site)[row[0].id]
        assert (sum(front.values()), beside) == (300, (row[1].id,))
        lengths = [f"{length / 100:.1f}".replace(".", ",") for length in (300, far.entrance, far.power)]
        assert re.findall(r"<td[^>]*>([^<]*)</td>", line)[-4:] == [*lengths, "A2"]

    def test_copy_without_doors_and_feeds_leaves_their_ways_empty(self, desk, site, row):
        page = desk.get(at(site, "/plan.html")).text
        line = re.search(rf'<tr id="gian-{row[0].id}">.*?</tr>', page).group()
        assert re.findall(r"<td[^>]*>([^<]*)</td>", line)[-4:] == ["3,0", "", "", "A2"]

    def test_copy_tells_what_a_feed_gives_and_which_booths_it_serves(self, desk, site, standing):
        page = desk.get(at(site, "/plan.html")).text
        _head, *feeds = (
            re.sub("<.*?>", "|", line)
            for line in re.search(r"<caption>Điện và nước.*?</table>", page, re.S).group().split("<tr")
            if "|" in re.sub("<.*?>", "|", line)
        )
        said = [[cell for cell in line.split("|")[1:] if cell.strip()] for line in feeds]
        place = ["9", "0,55", "0,8"]
        assert said[-3:] == [
            ["Tủ điện", "Tủ điện", "13", *place, "–", "chưa rõ", "500", "A4"],
            ["Tủ &lt;B&gt;", "Tủ điện", "6", "7", *place[1:], "1.600", "2.500", "quá công suất", "A1–A3"],
            ["Điểm cấp nước", "Điểm cấp nước", "11", *place, "A1"],
        ]


class TestPreview:
    ROWS = {
        "x": "3", "y": "9", "along": "width", "per_row": "3", "rows": "2", "width": "3", "depth": "3",
        "prefix": "C", "first": "01", "direction": "forward", "kind": "standard", "power_watts": "500",
        "fee": "0", "subsidy": "0", "back_to_back": "y",
    }  # fmt: skip

    def test_rows_are_shown_before_they_are_added(self, desk, site, row, numbers):
        shown = desk.get(at(site, "/rows"), query_string=self.ROWS).json["booths"]
        assert [b["number"] for b in shown] == [f"C0{n}" for n in range(1, 7)]
        assert shown[3] == {"number": "C04", "x": 300, "y": 1200, "width": 300, "depth": 300}
        assert len(numbers()) == 4

    @pytest.mark.parametrize(
        ("facts", "sentence"),
        [
            ({"y": "3"}, "Gian C01 chồng lên gian A1."),
            ({"width": "rộng"}, "Gian rộng: Độ dài tính bằng mét"),
            ({"per_row": "99"}, "ra ngoài sảnh rộng 24 m, sâu 15 m."),
            ({"price_class": "D"}, "Hạng chỗ: Không có mục này trong danh mục."),
        ],
    )
    def test_rows_that_do_not_fit_say_why(self, desk, site, row, facts, sentence):
        answer = desk.get(at(site, "/rows"), query_string=self.ROWS | facts)
        assert answer.status_code == 422
        assert sentence in " ".join(answer.json["sentences"])


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
