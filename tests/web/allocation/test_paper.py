"""The working plan on paper: enough for anybody to make it again, and for who is left out to read why."""

import re

import pytest

from fairapp.domain.allocation.objective import FORMULAS, GAINS, Term
from fairapp.domain.applications import ApplicationState
from fairapp.services import allocation
from fairapp.web.allocation.words import capital
from tests import people
from tests.documents.reading import text_of
from tests.factories import a_booth, a_certified_product, a_producer, a_ready_application, an_open_fair


@pytest.fixture
def fair(db):
    fair = an_open_fair()
    a_booth(site=fair.sites[0], number="A1", position=0, x_cm=0, y_cm=0)
    for name, stars in (("HTX Ba Chẽ", 5), ("HTX Tiên Yên", 3)):
        producer = a_producer(name=name)
        product = a_certified_product(producer=producer, stars=stars)
        a_ready_application(fair=fair, producer=producer, products=[product], state=ApplicationState.ACCEPTED)
    return fair


@pytest.fixture
def print_plan(sign_in, fair):
    client = sign_in(people.an_organiser(organisation=fair.owner))

    def fetch():
        answer = client.get(f"/organiser/fairs/{fair.id}/allocation/plan.pdf")
        assert answer.status_code == 200
        return text_of(answer.data)

    return fetch


def test_a_printed_plan_says_how_to_make_it_again_and_why_somebody_is_left_out(fair, print_plan):
    run = allocation.run(fair, None).run
    words = print_plan()
    for told in (fair.name, run.seed_text, str(run.seed), "HTX Ba Chẽ", "HTX Tiên Yên", "Xếp tự động"):
        assert told in words
    together = words.replace(" ", "")
    assert run.plan_hash in together
    assert run.input.hash in together
    assert f"flask allocation replay {fair.slug} 1" in words
    assert "đơn cùng loại và số gian thấp nhất trong số đó có 155 điểm, đơn này 115 điểm" in words


def test_a_plan_by_hand_is_printed_without_a_run(fair, print_plan, db):
    organiser = people.an_organiser(organisation=fair.owner)
    desk = allocation.open_desk(fair)
    allocation.give(fair, organiser, min(desk.applications), next(iter(desk.booths)))
    words = print_plan()
    assert "Ban tổ chức chọn gian này" in words
    assert "Chưa được xếp vào gian nào" in words
    assert "allocation replay" not in words


def test_every_term_of_a_plan_is_counted_on_paper_and_on_the_public_page(sign_in, fair, print_plan):
    organiser = people.an_organiser(organisation=fair.owner)
    run = allocation.run(fair, organiser).run
    allocation.publish(fair, organiser)
    page = sign_in(organiser).get(f"/fairs/{fair.slug}/allocation-rule").text
    shown = re.findall(r"<tr><th scope=\"row\">([^<]*)</th>" + r"<td class=\"number\">([^<]*)</td>" * 3, page)
    expected = [
        (
            capital(FORMULAS[Term(name)]),
            f"{count}",
            f"{each // 100}",
            ("+" if Term(name) in GAINS else "−") + f"{count * each // 100}",
        )
        for name, count, each in run.result["terms"]
        if count
    ]
    assert len(expected) > 3
    assert shown == expected
    words = print_plan()
    for line in expected:
        assert " ".join(line) in words


def test_a_draft_that_a_hand_has_changed_is_printed_as_it_stands(fair, print_plan, client, db):
    organiser = people.an_organiser(organisation=fair.owner)
    a_booth(site=fair.sites[0], number="A2", position=1, x_cm=300, y_cm=0)
    draft = allocation.run(fair, organiser)
    placed = sorted({row.application_id for row in draft.assignments})
    assert "Đã sửa sau lượt chạy" not in print_plan()
    desk = allocation.open_desk(fair)
    allocation.take_away(fair, organiser, placed[0], desk.numbers(placed[0]))
    other = desk.numbers(placed[-1])
    words = print_plan()
    together = words.replace(" ", "")
    for hash in (draft.run.plan_hash, allocation.open_desk(fair).plan_hash):
        assert hash in together
    assert "Đã sửa sau lượt chạy; 0 đơn được xếp bằng tay." in words
    assert "Còn chỗ trống: xếp đơn này vào gian" in words
    assert other[0] in words


def test_the_public_page_of_a_plan_changed_by_hand_tells_both_hashes(fair, client, db):
    organiser = people.an_organiser(organisation=fair.owner)
    a_booth(site=fair.sites[0], number="A2", position=1, x_cm=300, y_cm=0)
    draft = allocation.run(fair, organiser)
    one, other = sorted({row.application_id for row in draft.assignments})
    numbers = allocation.open_desk(fair).numbers
    allocation.swap(fair, organiser, one, other, numbers(one), numbers(other))
    plan = allocation.publish(fair, organiser)
    page = client.get(f"/fairs/{fair.slug}/allocation-rule").text
    for told in (plan.run.plan_hash, plan.plan_hash, "Đã sửa sau lượt chạy; 2 đơn được xếp bằng tay."):
        assert told in page
    assert plan.run.plan_hash != plan.plan_hash


def test_the_public_page_of_a_run_as_it_was_tells_one_hash(fair, client):
    allocation.run(fair, None)
    plan = allocation.publish(fair, None)
    page = client.get(f"/fairs/{fair.slug}/allocation-rule").text
    assert page.count(plan.plan_hash) == 1
    assert "Đã sửa sau lượt chạy" not in page
