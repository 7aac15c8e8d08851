"""The plan as a table: what is done with marked booths, and every cell saved or none."""

import pytest

from fairapp.domain.allocation import How, PlanState
from fairapp.domain.booths import PriceClass
from fairapp.models import AllocationPlan, Assignment, Booth
from fairapp.services import booths
from tests.factories import a_zone, an_application
from tests.people import an_organiser


def at(site, path=""):
    return f"/organiser/fairs/{site.fair_id}/sites/{site.id}{path}"


class TestSelection:
    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            ({"action": "merge"}, "không tạo thành một hình chữ nhật"),
            ({"action": "block"}, "Hãy ghi lý do không dùng gian."),
            ({"action": "dance"}, "Hãy chọn việc cần làm"),
        ],
    )
    def test_refused_action_keeps_the_choice(self, desk, site, row, data, sentence, numbers):
        answer = desk.post(at(site, "/booths/selection"), data=data | {"booth": [row[0].id, row[2].id]})
        assert answer.status_code == 422
        assert sentence in answer.text
        assert f'name="booth" value="{row[2].id}" form="bulk" checked' in answer.text
        assert numbers() == ["A1", "A2", "A3", "A4"]

    def test_nothing_chosen_is_told(self, desk, site, row):
        answer = desk.post(at(site, "/booths/selection"), data={"action": "remove"})
        assert answer.status_code == 422
        assert "Hãy chọn ít nhất một gian." in answer.text

    def test_blocked_merged_and_removed(self, desk, db, site, row, numbers):
        both = [row[0].id, row[1].id]
        desk.post(at(site, "/booths/selection"), data={"action": "block", "booth": both, "reason": "Dột"})
        assert db.session.get(Booth, row[1].id).blocked == "Dột"
        desk.post(at(site, "/booths/selection"), data={"action": "unblock", "booth": both})
        assert db.session.get(Booth, row[1].id).blocked is None
        desk.post(at(site, "/booths/selection"), data={"action": "merge", "booth": both})
        assert numbers() == ["A1", "A3", "A4"]
        answer = desk.post(at(site, "/booths/selection"), data={"action": "remove", "booth": both[:1]})
        assert answer.location == at(site, "/booths")
        assert numbers() == ["A3", "A4"]

    def test_booth_that_has_been_given_away_stays_and_the_reason_is_told(self, desk, db, site, row, numbers):
        plan = AllocationPlan(fair_id=site.fair_id, number=1, assignments=[])
        application = an_application(fair=site.fair)
        plan.assignments.append(Assignment(booth_id=row[0].id, application_id=application.id, how=How.HAND))
        db.session.add(plan)
        answer = desk.post(at(site, "/booths/selection"), data={"action": "remove", "booth": [row[0].id]})
        assert answer.status_code == 422
        assert "Gian A1 đã có trong một bản xếp gian" in answer.text
        assert numbers()[0] == "A1"

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
        sent = {"row": [booth.id for booth in rows], "seen": "0"}
        for booth in rows:
            line = {"number": booth.number, "kind": "standard", "zone": "", "power_watts": "500", "fee": "0"}
            line |= {"x": str(booth.x_cm // 100), "y": "3", "width": "3", "depth": "3"}
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
            ("price_class", "D", "Không có mục này trong danh mục. Hãy chọn lại."),
            ("zone", "999999", "Không có mục này trong danh mục. Hãy chọn lại."),
        ],
    )
    def test_error_stands_at_its_cell_and_nothing_is_saved(self, desk, db, site, row, field, value, sentence):
        cells = {f"b{row[0].id}-{field}": value, f"b{row[1].id}-fee": "1.000.000"}
        answer = desk.post(at(site, "/booths"), data=self.data(row, **cells))
        assert answer.status_code == 422
        assert f'<p class="field__error" id="b{row[0].id}-{field}-error">{sentence}' in answer.text
        assert (f'value="{value}"' in answer.text) == (field not in ("price_class", "zone"))
        assert "1.000.000" in answer.text
        assert db.session.get(Booth, row[1].id).fee == 0

    def test_a_rank_is_a_cell_that_may_be_emptied(self, desk, db, site, row):
        row[0].price_class = PriceClass.A
        ranks = dict(zip([f"b{booth.id}-price_class" for booth in row], ("", "C", "A", ""), strict=True))
        assert desk.post(at(site, "/booths"), data=self.data(row, **ranks)).status_code == 302
        ranked = [booth.price_class for booth in booths.list_for_site(site)]
        assert ranked == [None, PriceClass.C, PriceClass.A, None]
        page = desk.get(at(site, "/booths")).text
        assert page.count('<option selected value="C">Hạng C') == 1

    def test_place_is_a_cell_like_any_other(self, desk, db, site, row):
        desk.post(at(site, "/booths"), data=self.data(row, **{f"b{row[3].id}-y": "9,5"}))
        assert db.session.get(Booth, row[3].id).y_cm == 950
        answer = desk.post(at(site, "/booths"), data=self.data(row, seen="1", **{f"b{row[3].id}-x": "3"}))
        assert answer.status_code == 422
        assert "Gian A4 chồng lên gian A1." in answer.text

    def test_who_types_while_another_saves_is_told_and_keeps_what_is_typed(
        self, desk, site, row, organiser, numbers
    ):
        other = an_organiser(organisation=organiser.organisation)
        booths.renumber(other, site, {row[1]: "X2"})
        sent = self.data(row, **{f"b{row[1].id}-number": "A2", f"b{row[0].id}-fee": "7.000.000"})
        answer = desk.post(at(site, "/booths"), data=sent)
        assert answer.status_code == 422
        assert f"{other.name}: Đánh số lại gian A2 thành X2." in answer.text
        assert 'value="7.000.000"' in answer.text
        assert 'value="X2"' in answer.text
        assert 'name="seen" type="hidden" value="1"' in answer.text
        assert numbers() == ["A1", "A3", "A4", "X2"]

    def test_rows_are_found_by_number_and_zone(self, desk, site, row):
        row[0].zone = a_zone(site=site)
        assert desk.get(at(site, "/booths?q=a3")).text.count('name="row"') == 1
        assert desk.get(at(site, f"/booths?zone={row[0].zone.id}")).text.count('name="row"') == 1
        assert desk.get(at(site, "/booths?zone=none")).text.count('name="row"') == 3
        assert "Không có gian nào như vậy" in desk.get(at(site, "/booths?q=Z")).text
