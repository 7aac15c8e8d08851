"""One fair through all ten stations, each person with a browser of their own, everything by clicking."""

import pytest

from fairapp.db import db
from fairapp.domain.accounts import Role
from fairapp.services import accounts
from tests.browser import steps
from tests.browser.steps import sign_in
from tests.browser.walk_after import (
    board_adds_up,
    count_people,
    download_sponsor_report,
    end_early,
    freeze,
    keep_diary,
    print_badges,
    promise_and_deliver,
    register_visitor,
    scan_badge,
    set_up_gate,
    sign_agreement,
    type_printed_id,
)
from tests.browser.walk_before import (
    FAIR,
    PRODUCER,
    allocate_and_publish,
    announce_fair,
    create_fair,
    decide_and_announce,
    endorse,
    exhibitor_sees_why,
    expired_certificate_is_named,
    fill_profile,
    give_quota,
    lay_out_hall,
)

pytestmark = pytest.mark.browser


def test_a_whole_fair_from_its_dates_to_the_sponsors_report(site, person, steward_phone, tmp_path):
    organiser = person()
    sign_in(organiser, site, an_organiser(site))
    fair = create_fair(organiser, site)
    lay_out_hall(organiser, fair)
    announce_fair(organiser, fair)
    lead_login = give_quota(organiser, fair)

    producer = person(phone=True)
    steps.register_producer(producer, site, PRODUCER, "0912 345 678")
    fill_profile(producer, site)
    expired_certificate_is_named(producer, site)
    lead = person(phone=True)
    sign_in(lead, site, lead_login)
    endorse(lead)
    decide_and_announce(organiser, fair)
    allocate_and_publish(organiser, site, fair)
    exhibitor_sees_why(producer, site)

    badges = print_badges(organiser, fair, tmp_path)
    pairing = set_up_gate(organiser, fair)
    steward = steward_phone([badge.picture for badge in badges])
    scan_badge(steward, pairing)
    visitor = person(phone=True)
    visitor_code = register_visitor(visitor, site)
    type_printed_id(steward, visitor_code)
    count_people(steward)
    board_adds_up(organiser, fair)

    keep_diary(producer, site)
    sign_agreement(organiser, fair)
    sponsor_login = promise_and_deliver(organiser, fair)
    end_early(organiser, fair)
    figures = freeze(organiser, fair, tmp_path)
    assert "12.500.000" in figures
    sponsor = person()
    sign_in(sponsor, site, sponsor_login)
    report = download_sponsor_report(sponsor, tmp_path)
    for words in ("Ngân hàng Hạ Long", "Logo trên thẻ ra vào", FAIR):
        assert words in report, words
    assert "12.500.000" not in report  # one exhibitor's sales are nobody else's to read


def an_organiser(site) -> tuple[str, str]:
    with site.app.app_context():
        accounts.register(
            name="Phạm Thị Thu",
            contact="thu@quangninh.example",
            password=steps.PASSWORD,
            role=Role.ORGANISER,
            organisation=accounts.get_or_create_organisation("Sở Công Thương Quảng Ninh"),
        )
        db.session.commit()
    return "thu@quangninh.example", steps.PASSWORD
