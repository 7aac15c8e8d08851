"""Anybody can make a published run again, and learns nobody's name by it."""

import json

import pytest

from fairapp.domain.allocation import Aim
from fairapp.services import allocation
from fairapp.services.allocation import Wanted
from tests.allocation_world import a_row_of_four, an_accepted, ask, work
from tests.factories import an_open_fair
from tests.people import an_organiser

APP_FACTS = {
    *("id", "prov", "kind", "space", "size", "group", "line", "stars", "cert_until", "needs", "prefs"),
    *("first", "past", "applied", "goods", "bad_before", "merit"),
}


@pytest.fixture
def fair(db):
    fair = a_row_of_four()
    for n in range(6):
        an_accepted(fair, f"HTX Bí Mật {n}", stars=3 + n % 3)
    return fair


@pytest.fixture
def ranked(fair):
    """A published run of weights that no preset has."""
    organiser = an_organiser()
    run = ask(fair, organiser, Wanted(order=[aim.value for aim in reversed(Aim)]))
    work()
    allocation.use(fair, organiser, run.number)
    allocation.publish(fair, organiser)
    return run


def taken_away(client, fair):
    return client.get(f"/fairs/{fair.slug}/allocation-rule/run.json")


def test_a_stranger_replays_a_ranked_run_from_the_file_to_the_same_hash(app, client, fair, ranked, tmp_path):
    answer = taken_away(client, fair)
    assert answer.headers["Content-Disposition"] == f"attachment; filename={fair.slug}.json"
    file, out = tmp_path / "run.json", tmp_path / "plan.json"
    file.write_bytes(answer.data)
    kept = answer.json
    said = [str(word) for name in ("seed", "steps", "until") for word in (f"--{name}", kept[name])]
    words = ["allocation", "solve", str(file), "--weights", str(file), *said, "--out", str(out)]
    done = app.test_cli_runner().invoke(args=words)
    assert done.exit_code == 0, done.output
    made = json.loads(out.read_text())
    assert made["hash"] == kept["hash"] == ranked.plan_hash
    assert (made["instance"], made["z"], made["weights"]) == (kept["instance"], ranked.z, ranked.weights)


def test_the_page_says_how_and_links_the_file(client, fair, ranked):
    page = client.get(f"/fairs/{fair.slug}/allocation-rule").text
    assert f"/fairs/{fair.slug}/allocation-rule/run.json" in page
    until = ranked.result["until"]
    assert f"--seed {ranked.seed} --steps {ranked.steps} --until {until}" in page


def test_the_file_names_nobody(client, fair, ranked):
    text = taken_away(client, fair).text
    for application in allocation.open_desk(fair).applications.values():
        producer = application.producer
        for secret in (producer.name, producer.representative, producer.phone, producer.address):
            assert secret
            assert secret not in text
        assert (producer.user.email or producer.user.phone) not in text


def test_nothing_new_is_said_of_an_application_without_being_thought_about(client, fair, ranked):
    for facts in taken_away(client, fair).json["apps"]:
        assert facts.keys() <= APP_FACTS


def test_before_a_run_is_published_there_is_no_file(client, fair):
    assert taken_away(client, fair).status_code == 404
    run = ask(fair, None)
    work()
    allocation.use(fair, None, run.number)
    assert taken_away(client, fair).status_code == 404


def test_a_plan_made_by_hand_has_no_run_to_take_away(client, fair):
    id = next(iter(allocation.open_desk(fair).applications))
    booth = next(iter(allocation.open_desk(fair).booths))
    allocation.give(fair, an_organiser(), id, booth)
    allocation.publish(fair, None)
    assert taken_away(client, fair).status_code == 404


def test_another_fairs_run_is_not_given_for_this_one(client, fair, ranked):
    assert taken_away(client, an_open_fair()).status_code == 404
