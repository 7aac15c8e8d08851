"""The organiser says which pass enters by which gate; phones, pages and paper say the same."""

import re
import uuid
from datetime import timedelta

import pytest

from fairapp.db import now
from fairapp.domain import pass_keys
from fairapp.domain.passes import Role
from fairapp.services import gate as gates, passes
from tests import people
from tests.factories import a_code, a_fair, a_pass
from tests.gate_rows import a_gate, a_phone


@pytest.fixture
def fair(db):
    return a_fair()


@pytest.fixture
def main(fair):
    return a_gate(fair, "Cổng chính", zone_bit=0)


@pytest.fixture
def back(fair):
    return a_gate(fair, "Cổng hậu cần", zone_bit=1)


@pytest.fixture
def desk(fair, main, back, sign_in):
    """The organiser's gate pages: `desk.bind(press=["1"])` ticks every other box."""

    class Desk:
        client = sign_in(people.an_organiser(organisation=fair.owner))
        at = f"/organiser/fairs/{fair.id}/gates"

        def page(self):
            return self.client.get(f"{self.at}/set-up").text

        def bind(self, shown="0 1", **bound):
            form = {f"roles-{role.value}": bound.get(role.value, ["0", "1"]) for role in Role}
            return self.client.post(f"{self.at}/roles", data=form | {"roles-shown": shown})

        def zones(self, **form):
            return self.client.post(f"{self.at}/zones", data=form)

    return Desk()


def ticked(page):
    return re.findall(r'<input[^>]*\bchecked\b[^>]*name="(roles-\w+)"[^>]*value="(\d)"', page)


def test_the_table_stands_there_once_gates_have_two_zones(desk, back, db):
    assert len(ticked(desk.page())) == 2 * len(Role)
    back.zone_bit = 0
    db.session.flush()
    assert "Loại thẻ nào vào cổng nào" not in desk.page()
    assert "Khu vực của từng cổng" in desk.page()


def test_a_role_bound_to_a_gate_is_sent_there_by_the_other(desk, client, fair, main):
    key = pass_keys.generate_key()
    code = a_code(a_pass(fair=fair, key=key, role=Role.SERVICE), key)
    headers = {"Authorization": f"Bearer {a_phone(main, since=now() - timedelta(days=1))}"}
    cursor = client.get("/api/gate/bundle", headers=headers).json["cursor"]
    assert desk.bind(service=["1"]).status_code == 302
    delta = client.get(f"/api/gate/delta?cursor={cursor}", headers=headers).json
    assert delta["lasting"]["rules"]["service"]["zones"] == [1]
    scan = {"id": str(uuid.uuid4()), "code": code, "gate": main.id, "direction": "in", "how": "camera"}
    scan |= {"at": now().isoformat(), "skew": 0, "reason": None}
    body = {"clock": now().isoformat(), "scans": [scan]}
    [said] = client.post("/api/gate/scans", json=body, headers=headers).json["outcomes"]
    assert (said["word"], said["next_step"]) == ("SAI KHU VỰC", "Mời sang Cổng hậu cần.")
    assert ("roles-service", "0") not in ticked(desk.page())


def test_a_row_without_a_tick_is_refused_where_it_stands(desk, fair):
    answer = desk.bind(press=[], visitor=["1"])
    assert answer.status_code == 422
    assert re.search(r'id="roles-press-error">.*Hãy chọn ít nhất một khu vực', answer.text, re.S)
    assert [box for box in ticked(answer.text) if box[0] == "roles-visitor"] == [("roles-visitor", "1")]
    assert gates.role_zones(fair) == {}


def test_a_row_of_gates_for_vehicles_alone_is_refused_with_their_names(desk, fair, back, db):
    back.kind_bits = 2
    db.session.flush()
    answer = desk.bind(press=["1"])
    assert answer.status_code == 422
    said = "Cổng hậu cần chỉ cho xe vào nên người mang thẻ này không vào được"
    assert re.search(rf'id="roles-press-error">.*{said}', answer.text, re.S)
    assert gates.role_zones(fair) == {}


@pytest.mark.parametrize("bits", [["7"], ["0", "9"], ["x"], ["-1"], ["1" * 400]])
def test_a_zone_that_is_not_there_is_refused(desk, fair, bits):
    assert desk.bind(press=bits).status_code == 422
    assert gates.role_zones(fair) == {}


@pytest.mark.parametrize("shown", ["", "0", "0 1 2", "²", "1" * 5000])
def test_a_table_that_is_no_longer_true_is_shown_anew(desk, fair, shown):
    answer = desk.bind(shown=shown, press=["1"])
    assert answer.status_code == 422
    assert "vừa được đổi" in answer.text
    assert 'value="0 1"' in answer.text
    assert gates.role_zones(fair) == {}


def test_gates_change_their_zone_without_being_made_anew(desk, main, back, db):
    assert desk.zones(**{f"zones-gate_{main.id}": "2", f"zones-gate_{back.id}": "3"}).status_code == 302
    assert (main.zone_bit, back.zone_bit) == (2, 3)
    assert desk.zones(**{f"zones-gate_{main.id}": "8"}).status_code == 422
    assert desk.zones(**{f"zones-gate_{main.id}": "x"}).status_code == 422
    assert desk.zones(**{f"zones-gate_{main.id}": "4"}).status_code == 302
    assert (main.zone_bit, back.zone_bit) == (4, 3)


def test_the_last_gate_of_a_role_keeps_its_zone(desk, main, back, db):
    desk.bind(guest=["1"])
    answer = desk.zones(**{f"zones-gate_{back.id}": "0"})
    assert answer.status_code == 422
    assert "“Khách mời” sẽ không còn cổng nào để vào" in answer.text
    db.session.expire_all()
    assert back.zone_bit == 1
    removed = desk.client.post(f"{desk.at}/{back.id}/remove")
    assert removed.status_code == 409
    assert "“Khách mời” sẽ không còn cổng nào để vào" in removed.text


def test_pages_and_paper_name_the_gates(desk, client, fair):
    key = passes.key_for(fair)
    badge = a_pass(fair=fair, key=passes.private_key(key), role=Role.GUEST)
    pages = [f"/organiser/fairs/{fair.id}/passes/{badge.id}", f"/pass/{badge.link}"]
    pages.append(passes.Signer().code(badge).split("://", 1)[1].partition("/")[2].join(["/", ""]))
    before = client.get(f"/pass/{badge.link}/card.pdf").data
    assert all("Cổng hậu cần" not in desk.client.get(page).text for page in pages)
    desk.bind(guest=["1"])
    for page in pages:
        assert "Cổng hậu cần" in desk.client.get(page).text, page
    assert client.get(f"/pass/{badge.link}/card.pdf").data != before


def test_another_organisers_fair_is_not_found(desk, fair, sign_in, main):
    desk.client = sign_in(people.an_organiser())
    assert desk.bind(press=["1"]).status_code == 404
    assert desk.zones(**{f"zones-gate_{main.id}": "4"}).status_code == 404
    assert gates.role_zones(fair) == {}
    assert main.zone_bit == 0
