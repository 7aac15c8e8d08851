"""A small fair whose booths are given: a row of four, a stranger's fair beside it."""

from fairapp.db import now
from fairapp.domain.applications import ApplicationState
from fairapp.services import allocation
from tests.factories import a_booth, a_certified_product, a_producer, a_ready_application, an_open_fair

ACCEPTED = ApplicationState.ACCEPTED


def a_row_of_four():
    stranger = an_open_fair()
    a_booth(site=stranger.sites[0], number="X1")
    a_ready_application(fair=stranger, state=ACCEPTED)
    fair = an_open_fair()
    for i in range(4):
        a_booth(site=fair.sites[0], number=f"A{i + 1}", position=i, x_cm=300 * i, y_cm=0)
    return fair


def an_accepted(fair, name="HTX Đông Triều", unit_id="quang-ninh", stars=4, **facts):
    producer = a_producer(name=name, unit_id=unit_id)
    product = a_certified_product(producer=producer, stars=stars)
    return a_ready_application(fair=fair, producer=producer, products=[product], state=ACCEPTED, **facts)


def booth(fair, number):
    return next(b for b in allocation.open_desk(fair).booths.values() if b.number == number)


def numbers_of(fair):
    desk = allocation.open_desk(fair)
    return {application: desk.numbers(application) for application in desk.booths_of}


def work(tell=lambda progress: None):
    """What the worker does, in one transaction."""
    mine = allocation.claim(now())
    allocation.work(mine, allocation.order(mine), tell)(now())
    return mine


STEPS = 2_000


def ask(fair, organiser, wanted=None):
    """A full run of few steps."""
    return allocation.ask(fair, organiser, wanted, STEPS)
