"""What the editor's script sends: every order, what comes back, and whatever else might be sent."""

import json

import pytest

from fairapp.domain.allocation import How, PlanState
from fairapp.domain.booths import PriceClass
from fairapp.models import (
    AllocationPlan,
    Assignment,
    Booth,
    PlanFeature,
)
from fairapp.services import booths
from tests.factories import a_zone, an_application
from tests.people import an_organiser


def stands(db, site):
    query = db.select(Booth.number, Booth.x_cm, Booth.y_cm).where(Booth.site_id == site.id)
    return [tuple(found) for found in db.session.execute(query.order_by(Booth.position))]


FORM = {
    "x": "3", "y": "9", "along": "width", "per_row": "3", "rows": "1", "width": "3", "depth": "3",
    "prefix": "C", "first": "01", "direction": "forward", "kind": "raw", "zone": "", "power_watts": "500",
    "fee": "8,5 triệu", "subsidy": "0", "price_class": "B",
}  # fmt: skip


class TestOrders:
    def test_answer_tells_what_changed_and_what_is_wrong_now(self, send, db, site, row):
        answer = send({"do": "move", "how": "move", "places": {"key004": place(900, 700)}})
        assert answer.status_code == 200
        news = answer.json
        assert (news["version"], [c["key"] for c in news["changes"]]) == (1, ["key004"])
        assert news["changes"][0]["now"]["y"] == 700
        assert (news["open"]["key003"], news["open"]["key004"]) == ("NES", "NESW")
        assert news["undo"].startswith("Dời A4")
        assert [fault["kind"] for fault in news["faults"]] == ["no_entrance", "narrow_aisle"]
        assert stands(db, site)[3] == ("A4", 900, 700)

    def test_booths_and_features_are_drawn_with_the_keys_they_were_given(self, send, db, site):
        zone = a_zone(site=site, key="zone01")
        booth = {"key": "abcdef12", "number": "B1", **place(300, 300), "fee": "2 triệu", "zone": "zone01"}
        tap = {"key": "abcdef13", "kind": "power", "label": "Tủ A", "watts": 9000, **place(0, 0, 80, 80)}
        assert send({"do": "draw", "booths": [booth], "features": [tap]}).status_code == 200
        made = db.session.scalar(db.select(Booth).where(Booth.key == "abcdef12"))
        assert (made.number, made.fee, made.zone_id) == ("B1", 2_000_000, zone.id)
        assert db.session.scalar(db.select(PlanFeature).where(PlanFeature.key == "abcdef13")).watts == 9000

    def test_rows_come_from_the_generators_form(self, send, db, site, numbers):
        assert send({"do": "rows", "form": FORM}).status_code == 200
        assert numbers() == ["C01", "C02", "C03"]
        assert set(db.session.execute(db.select(Booth.fee, Booth.price_class))) == {(8_500_000, PriceClass.B)}

    @pytest.mark.parametrize(
        ("facts", "field", "sentence"),
        [
            ({"per_row": "99"}, "x", "ra ngoài sảnh"),
            ({"per_row": "0"}, "per_row", "Số gian mỗi dãy: Hãy nhập số lớn hơn 0."),
            ({"aisle_at": "bốn"}, "aisle_at", "Hãy viết các số"),
            ({"fee": "100%"}, "fee", "Không đọc được số tiền này"),
            ({"price_class": "D"}, "price_class", "Hạng chỗ: Không có mục này trong danh mục."),
        ],
    )
    def test_rows_that_do_not_fit_are_refused_at_their_field(
        self, send, site, facts, field, sentence, numbers
    ):
        answer = send({"do": "rows", "form": FORM | facts})
        assert (answer.status_code, answer.json["field"]) == (422, field)
        assert sentence in answer.json["sentence"]
        assert numbers() == []

    def test_merge_split_number_change_block_remove_and_there_and_back(self, send, db, site, row, numbers):
        assert send({"do": "merge", "keys": ["key001", "key002"]}).status_code == 200
        assert numbers() == ["A1", "A3", "A4"]
        assert send({"do": "split", "keys": ["key001"], "parts": 2}).status_code == 200
        assert send({"do": "number", "numbers": {"key003": "A4", "key004": "A3"}}).status_code == 200
        assert stands(db, site)[2:] == [("A3", 1200, 300), ("A4", 900, 300)]
        change = {"do": "change", "keys": ["key001"], "facts": {"price_class": "A", "water": True}}
        assert send(change).status_code == 200
        assert send({"do": "block", "keys": ["key001"], "reason": "Dột"}).status_code == 200
        assert db.session.get(Booth, row[0].id).blocked == "Dột"
        assert send({"do": "unblock", "keys": ["key001"]}).status_code == 200
        assert send({"do": "remove", "keys": ["key001", "key003"]}).status_code == 200
        assert numbers() == ["A2", "A3"]
        for _ in range(7):
            assert send({"do": "undo"}).status_code == 200
        assert stands(db, site) == [(f"A{n}", 300 * n, 300) for n in range(1, 5)]
        assert send({"do": "redo"}).status_code == 200
        assert numbers() == ["A1", "A3", "A4"]

    def test_feature_is_changed(self, send, db, site):
        feature = PlanFeature(site_id=site.id, kind="stage", key="stage1", **sides(0, 600, 600, 300))
        db.session.add(feature)
        order = {"do": "feature", "key": "stage1", "kind": "office", "label": "Y tế", "watts": 0}
        assert send(order | place(0, 900, 600, 300)).status_code == 200
        found = db.session.get(PlanFeature, feature.id)
        assert (found.kind, found.label, found.y_cm) == ("office", "Y tế", 900)

    @pytest.mark.parametrize("state", [PlanState.DRAFT, PlanState.PUBLISHED])
    def test_booth_that_somebody_has_is_not_blocked_not_even_by_undoing(self, send, db, site, row, state):
        send({"do": "block", "keys": ["key001"], "reason": "Dột"})
        send({"do": "unblock", "keys": ["key001"]})
        give_away(db, site, row[0], state)
        for order in ({"do": "block", "keys": ["key001"], "reason": "Dột"}, {"do": "undo"}):
            answer = send(order)
            assert answer.status_code == 422
            assert "Gian A1 đang xếp cho" in answer.json["sentence"]
        assert db.session.get(Booth, row[0].id).blocked is None

    def test_booth_that_was_given_away_is_not_moved(self, send, db, site, row):
        give_away(db, site, row[0], PlanState.PUBLISHED)
        answer = send({"do": "move", "how": "align", "places": {"key001": place(300, 900)}})
        assert answer.status_code == 422
        assert "Gian A1 đã có trong một bản xếp gian" in answer.json["sentence"]


class TestTwoAtOnce:
    def test_the_second_is_told_who_did_what_and_nothing_of_his_is_done(self, send, db, site, row, organiser):
        other = an_organiser(organisation=organiser.organisation, name="Trần Văn Bình")
        booths.renumber(other, site, {row[0]: "X1"})
        answer = send({"do": "move", "how": "move", "places": {"key001": place(300, 900)}}, seen=0)
        assert answer.status_code == 409
        news = answer.json["news"]
        assert (news["version"], news["changes"][0]["now"]["number"]) == (1, "X1")
        assert [(s["who"], s["mine"], s["words"]) for s in news["steps"]] == [
            ("Trần Văn Bình", False, "Đánh số lại gian A1 thành X1.")
        ]
        assert stands(db, site)[-1] == ("X1", 300, 300)
        assert send({"do": "move", "how": "move", "places": {"key001": place(300, 900)}}).status_code == 200

    def test_news_are_told_to_who_asks(self, send, site, row, organiser):
        assert send.desk.get(f"{send.at}/news?seen=0").json == {"version": 0}
        booths.remove(organiser, site, row[:1])
        news = send.desk.get(f"{send.at}/news?seen=0").json
        assert news["changes"] == [{"what": "booth", "key": "key001", "now": None}]
        for seen in ("", "x", "-1", "9"):
            assert send.desk.get(f"{send.at}/news?seen={seen}").json == {"version": 1}


class TestFacts:
    def test_places_are_worth_what_is_before_and_around_them(self, send, db, site, row):
        door = PlanFeature(site_id=site.id, kind="entrance", **sides(1100, 1400, 200, 100))
        db.session.add_all([door, PlanFeature(site_id=site.id, kind="power", **sides(0, 300, 50, 50))])
        send({"do": "move", "how": "move", "places": {"key004": place(1200, 700)}})
        found = send.desk.get(f"{send.at}/facts").json
        assert found["key001"]["front"] == {"N": 300, "S": 300, "W": 300}
        assert (found["key001"]["power"], found["key002"]["power"]) == (250, 550)
        assert found["key002"]["beside"] == ["key001", "key003"]
        assert found["key004"]["entrance"] < found["key001"]["entrance"]
        assert found["key001"]["unloading"] is None


NONSENSE = [
    None, [], "x", {}, {"do": "dance"}, {"do": ["draw"]}, {"do": "draw", "booths": "x"},
    {"do": "draw", "booths": [{"number": "B1"}]},
    {"do": "draw", "booths": [{"number": "B1", "x": True, "y": 0, "width": 1, "depth": 1}]},
    {"do": "draw", "booths": [{"number": "B1", "x": 1e400, "y": 0, "width": 1, "depth": 1}]},
    {"do": "draw", "booths": [{"number": "B1", "x": 10**30, "y": 0, "width": 1, "depth": 1}]},
    {"do": "draw", "booths": [{"number": "B1", "x": 0, "y": 0, "width": -300, "depth": 300}]},
    {"do": "draw", "booths": [{"number": 7, "x": 0, "y": 900, "width": 300, "depth": 300}]},
    {"do": "draw", "booths": [{"key": "../..", "number": "B1", "x": 0, "y": 900, "width": 1, "depth": 1}]},
    {"do": "draw", "booths": [{"key": "key001", "number": "B1", "x": 0, "y": 900, "width": 9, "depth": 9}]},
    {"do": "draw", "features": [{"kind": "moon", "x": 0, "y": 0, "width": 1, "depth": 1}]},
    {"do": "draw", "booths": [], "features": []},
    {"do": "move", "how": "move", "places": {"nobody": {"x": 0, "y": 0, "width": 1, "depth": 1}}},
    {"do": "move", "how": "fly", "places": {}}, {"do": "move", "how": "move", "places": {"key001": 3}},
    {"do": "merge"}, {"do": "merge", "keys": []}, {"do": "merge", "keys": [1]},
    {"do": "split", "keys": ["key001"]}, {"do": "redo"},
    {"do": "number", "numbers": {"key001": None}}, {"do": "number", "numbers": {"key001": ""}},
    {"do": "number", "numbers": {"key001": "x" * 5000}},
    {"do": "change", "keys": ["key001"], "facts": {}},
    {"do": "change", "keys": ["key001"], "facts": {"blocked": "x", "number": "Z"}},
    {"do": "change", "keys": ["key001"], "facts": {"zone": "no such"}},
    {"do": "change", "keys": ["key001"], "facts": {"zone": ["x"]}},
    {"do": "change", "keys": ["key001"], "facts": {"kind": "cloud"}},
    {"do": "change", "keys": ["key001"], "facts": {"power_watts": 10**12}},
    {"do": "change", "keys": ["key001"], "facts": {"fee": "nhiều"}},
    {"do": "change", "keys": ["key001"], "facts": {"fee": -1}},
    {"do": "change", "keys": ["key001"], "facts": {"price_class": "Z"}},
    {"do": "feature", "key": "key001"}, {"do": "block", "keys": ["key001"], "reason": 3},
    {"do": "remove", "keys": []}, {"do": "rows"}, {"do": "rows", "form": {"x": 3}}, {"do": "undo"},
]  # fmt: skip


@pytest.mark.parametrize("order", NONSENSE, ids=lambda order: json.dumps(order)[:60])
def test_nonsense_is_refused_in_words_and_changes_nothing(send, db, site, row, order):
    before = stands(db, site)
    answer = send(order)
    assert answer.status_code in (409, 422)
    assert answer.json.get("sentence") or answer.json["error"]["sentence"]
    assert stands(db, site) == before
    assert booths.plan_of(site).version == 0


@pytest.mark.parametrize("body", ["[]", "{}", '{"seen": "0", "order": {"do": "undo"}}', "no json", '"x"'])
def test_body_that_is_no_order_is_refused(send, body):
    answer = send.desk.post(f"{send.at}/edits", data=body, content_type="application/json")
    assert answer.status_code in (400, 422)


def place(x, y, width=300, depth=300):
    return {"x": x, "y": y, "width": width, "depth": depth}


def sides(x, y, width, depth):
    return {"x_cm": x, "y_cm": y, "width_cm": width, "depth_cm": depth}


def give_away(db, site, booth, state):
    plan = AllocationPlan(fair_id=site.fair_id, number=1, state=state, assignments=[])
    application = an_application(fair=site.fair)
    plan.assignments.append(Assignment(booth_id=booth.id, application_id=application.id, how=How.HAND))
    db.session.add(plan)
    db.session.flush()
