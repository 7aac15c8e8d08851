"""The organiser's counting plan, and what a counter's phone is told."""

import json
import re
import uuid
from datetime import timedelta

import pytest

from fairapp.db import now
from fairapp.domain.calendar import local_day
from fairapp.models import Count, CountPoint
from fairapp.services import counting
from tests import people
from tests.factories import a_fair


@pytest.fixture
def fair(db):
    return a_fair(first_day=local_day(now()) + timedelta(days=1), days=2)


@pytest.fixture
def organiser(fair, sign_in):
    return sign_in(people.an_organiser(organisation=fair.owner))


@pytest.fixture
def base(fair):
    return f"/organiser/fairs/{fair.id}/counting"


@pytest.fixture
def code(fair, organiser, base):
    """The link of the first counter, made by clicking."""
    site = fair.sites[0]
    for name in ("Đầu phố", "Cuối phố"):
        organiser.post(
            base + "/points", data={"point-site": site.id, "point-name": name, "point-stand": "cột đèn"}
        )
    organiser.post(
        f"{base}/sites/{site.id}/draw", data={f"site{site.id}-an_hour": 2, f"site{site.id}-counters": 1}
    )
    page = organiser.post(f"{base}/sites/{site.id}/counters/1/link")
    return re.search(r"/count/([\w-]+)", page.text)[1]


def spells_on(client, code):
    page = client.get(f"/count/{code}").text
    return json.loads(
        re.search(r'data-spells="([^"]*)"', page)[1].replace("&#34;", '"').replace("&#39;", "'")
    )


def sent(spell, **changes):
    usual = {
        "id": str(uuid.uuid4()),
        "spell": spell["id"],
        "seconds": 600,
        "people": 30,
        "asked": 8,
        "first": 5,
    }
    return usual | changes


def test_an_organiser_draws_a_plan_and_a_phone_counts_by_it(client, organiser, fair, base, code, db):
    spells = spells_on(client, code)
    assert {spell["point"] for spell in spells} == {"Đầu phố", "Cuối phố"}
    count = sent(spells[0])
    answer = client.post(f"/count/{code}", json={"counts": [count]})
    assert answer.json == {"kept": [count["id"]], "refused": {}}
    assert spells_on(client, code)[0]["done"]
    day = counting.day_of(counting.get_count(fair, spells[0]["id"]).spell)
    page = organiser.get(f"{base}/sites/{fair.sites[0].id}/spells/{day}").text
    assert "5 trên 8" in page
    organiser.post(f"{base}/spells/{spells[0]['id']}/strike", data={"why": "bấm nhầm"})
    assert db.session.query(Count).one().struck_why == "bấm nhầm"


@pytest.mark.parametrize(
    "body", ["x", [], {"counts": 5}, {"counts": [5]}, {"counts": [{}]}, {"counts": [{"id": "x"}]}]
)
def test_an_odd_body_is_a_sentence(client, code, body):
    answer = client.post(f"/count/{code}", json=body)
    assert answer.status_code == 422
    assert "tải lại" in answer.json["error"]["sentence"]


@pytest.mark.parametrize("wrong", ["30", None, 2**40, True, 1.5])
def test_a_figure_that_is_no_whole_number_is_refused(client, code, wrong):
    spell = spells_on(client, code)[0]
    assert client.post(f"/count/{code}", json={"counts": [sent(spell, people=wrong)]}).status_code == 422


def test_a_link_that_nobody_made_leads_nowhere(client, db):
    assert client.get("/count/bịa").status_code == 404
    assert client.post("/count/bia", json={"counts": []}).status_code == 404


def test_bad_input_comes_back_with_a_sentence(organiser, fair, base, code):
    site = fair.sites[0].id
    twice = organiser.post(base + "/points", data={"point-site": site, "point-name": "Đầu phố"})
    assert (twice.status_code, "đã có điểm đếm tên đó" in twice.text) == (422, True)
    few = organiser.post(
        f"{base}/sites/{site}/draw", data={f"site{site}-an_hour": 4, f"site{site}-counters": 1}
    )
    assert (few.status_code, "cần từ 2" in few.text) == (422, True)
    assert organiser.get(f"{base}/sites/{site}/spells/hom-nay").status_code == 404


def test_a_point_is_taken_back(organiser, fair, base, code, db):
    point = db.session.query(CountPoint).filter_by(name="Cuối phố").one()
    organiser.post(f"{base}/points/{point.id}/remove")
    assert "Cuối phố" not in organiser.get(base).text.split("</main>")[0].split("Đã xoá")[0]
