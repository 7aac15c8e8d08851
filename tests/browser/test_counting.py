"""One who counts, at 390 px: ten minutes of taps, a few answers, closed and reopened, without a network."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from fairapp.db import db, now
from fairapp.domain.calendar import local_day
from fairapp.models import Count, CountSpell
from fairapp.services import counting
from tests import people
from tests.browser.steps import fits
from tests.factories import a_fair

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def link(site) -> tuple[str, str]:
    """A counter's address, and when the first spell begins (tomorrow)."""
    with site.app.app_context():
        fair = a_fair(first_day=local_day(now()) + timedelta(days=1), days=1)
        actor, street = people.an_organiser(organisation=fair.owner), fair.sites[0]
        counting.add_point(street, actor, "Đầu phố", "cạnh cột đèn")
        counting.draw_plan(street, actor, 1, 1)
        code = counting.make_link(street, 1, actor)
        begins = db.session.scalars(db.select(CountSpell).order_by(CountSpell.begins_at)).first().begins_at
        db.session.commit()
    return site / f"count/{code}", begins


def test_a_count_survives_a_closed_page_and_waits_for_the_network(site, person, link, serious):
    address, begins = link
    phone = person(phone=True)
    phone.clock.install(time=begins - timedelta(minutes=3))
    phone.goto(address)
    expect(phone.get_by_text("Còn 3 phút")).to_be_visible()
    expect(phone.get_by_role("button", name="Bắt đầu đếm")).to_be_disabled()
    assert serious(phone) == []
    phone.clock.fast_forward("04:00")
    phone.get_by_role("button", name="Bắt đầu đếm").click()
    for _ in range(4):
        phone.get_by_role("button", name="+1").click()
    phone.get_by_role("button", name="+5").click()
    phone.get_by_role("button", name="Bớt 1").click()
    expect(phone.locator("[data-part=people]")).to_have_text("8")
    assert serious(phone) == []
    phone.reload()
    expect(phone.locator("[data-part=people]")).to_have_text("8")
    phone.context.set_offline(True)
    phone.clock.fast_forward("11:00")
    expect(phone.get_by_text("Đã đếm 8 người trong 10 phút")).to_be_visible()
    for name in ("Khách, lần đầu", "Khách, lần đầu", "Đã vào rồi, hoặc người bán hàng"):
        phone.get_by_role("button", name=name).click()
    assert serious(phone) == []
    fits(phone)
    phone.get_by_role("button", name="Xong ca này").click()
    expect(phone.get_by_text("1 ca chờ gửi")).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.get_by_text("Đã gửi hết")).to_be_visible()
    with site.app.app_context():
        count = db.session.scalars(db.select(Count).order_by(Count.id.desc())).first()
        assert (count.people, count.asked, count.first, count.seconds) == (8, 3, 2, 600)
